"""The page docs/benchmarks.md, from what bench.py measured."""

import os
import platform
from collections.abc import Callable, Sequence
from importlib import metadata
from typing import Any

Growth = Callable[[Sequence[tuple[float, float]]], float]

WHAT = {
    "parse": ("text to the structural tables", "jieba's words, two patterns for headings and owners"),
    "coding": ("documents to codings of themes", "jieba with the terms as its dictionary, counted with pandas"),
    "shares": ("300 codings a document to shares of themes", "pandas.crosstab"),
    "graphs": ("30 assignments each: degrees, shares, groups, betweenness", "networkx"),
    "projection": ("30 assignments each: agencies that share tasks", "textnets"),
    "reuse": ("passages that two documents share, aligned", "datasketch, which names pairs alone"),
    "clusters": ("profiles, distances, Ward's groups, silhouettes", "pandas and scikit-learn on shares of themes alone"),
}
PLANS = (1e6, 1e7, 1e8)
EFFICIENCY = 0.85


def page(found: dict[str, Any], growth: Growth) -> str:
    """The page as Markdown."""
    parts = [
        _opening(found), _steps(found["steps"], growth), _folders(found, growth), _small(found["small"], growth), _cold(found["cold"]),
        _profile(found["profile"]), _plans(found, growth),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _opening(found: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("pandas", "networkx", "scikit-learn", "jieba"))
    return f"""# Benchmarks

`make bench` measures all of this in one run on one machine and writes this page; it takes 25 minutes, or as many as `ARGS="--minutes 120"` gives it, and goes as far as they
allow; `make bench ARGS=--quick` takes four. Nothing here is promised elsewhere: look at the ratios. The documents are made from templates ([plans.py](../benchmarks/plans.py)), 20 kB each, with places, bodies, sentences and figures of their own.

This run was given {found['minutes']:g} minutes: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}. Each was measured {found['rounds']} times in turn, medians
quoted, or once where that would have taken too long, in processes of their own. Seconds are of the processor unless "clock" is said, since other work may have been on the machine."""


def _steps(rows: Sequence[dict[str, Any]], growth: Growth) -> str:
    lines = [
        "## Step by step, beside other packages",
        "",
        "The recipes ([recipes.py](../benchmarks/recipes.py)) are what a user would otherwise write; they do less, as said. A ratio of 2 means half their time. Growth is the "
        "exponent e in seconds = c · size^e over the sizes shown (1 is linear).",
        "",
        "| step | documents | seconds | the other way | ratio | peak MB | theirs |",
        "|---|---|---|---|---|---|---|",
    ]
    notes = []
    for step, (what, other) in WHAT.items():
        own = [row for row in rows if row["step"] == step]
        for row in own:
            theirs = row.get("theirs_seconds")
            ratio = f"{theirs / row['ours_seconds']:.1f}" if theirs else ""
            lines.append(
                f"| {step} | {row['size']:,} | {row['ours_seconds']:.3g} | {f'{theirs:.3g}' if theirs else 'not measured'} | {ratio} | "
                f"{row['ours_peak']:.0f} | {format(row['theirs_peak'], '.0f') if theirs else ''} |"
            )
        ours = growth([(row["size"], row["ours_seconds"]) for row in own])
        beside = [(row["size"], row["theirs_seconds"]) for row in own if row.get("theirs_seconds")]
        told = f", {growth(beside):.2f} for theirs" if len(beside) > 1 else ""
        rate = f" {own[-1]['mb'] / own[-1]['ours_seconds']:.2f} MB/s of text." if own[-1]["mb"] else ""
        notes.append(f"- **{step}**: {what}; beside it {other}. Growth {ours:.2f}{told}.{rate}")
    return "\n".join([*lines, "", *notes])


def _folders(found: dict[str, Any], growth: Growth) -> str:
    rows = found["folders"]
    lines = [
        "## `fazhi parse`",
        "",
        f"As {found['format']}, the cache empty unless said. `bare` reads and parses the same files in a loop and keeps nothing; `printed` writes rows and texts as well, without order, hashes, or a second chance. What the workers of a cluster spend is not in its seconds.",
        "",
        "| files | MB | what | clock s | MB/s | seconds of all processes | peak MB of the largest |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        for what, cost in row["costs"].items():
            lines.append(
                f"| {row['files']:,} | {row['mb']:.1f} | {what} | {cost['clock']:.2f} | {row['mb'] / cost['clock']:.2f} | {cost['work']:.2f} | {cost['peak']:.0f} |"
            )
    last = rows[-1]["costs"]
    grown = growth([(row["files"], row["costs"]["jobs 1"]["work"]) for row in rows])
    lines += [
        "",
        f"- Growth over the number of files {grown:.2f}. Disk for each MB of text: {rows[-1]['tables'] / rows[-1]['mb']:.1f} MB of tables and texts, "
        f"{rows[-1]['parts'] / rows[-1]['mb']:.1f} MB of parts.",
        f"- One process costs {last['jobs 1']['work'] / last['bare']['work'] - 1:.0%} beyond the bare parse. {last['printed']['work'] / last['bare']['work'] - 1:.0%} is printing "
        "rows and texts, which whoever writes tables has to do; the rest is order, hashes, parts, and that it can be killed at any moment.",
        f"- Two processes against one: {last['jobs 1']['clock'] / last['jobs 2']['clock']:.2f} times. A cluster of two Dask workers on this machine: "
        f"{last['jobs 2']['clock'] / last['dask 2']['clock']:.2f} of the rate of two processes.",
        f"- Killed half way and run again: {last['killed and resumed']['work'] / last['jobs 1']['work']:.3f} of the work of a run left alone. An unchanged second run: "
        f"{last['again']['work'] / last['jobs 1']['work']:.3f}.",
    ]
    return "\n".join(lines)


def _small(rows: Sequence[dict[str, Any]], growth: Growth) -> str:
    lines = [
        "## Very many small files",
        "",
        "Plans of 2 kB, two processes, as Parquet, each number once.",
        "",
        "| files | MB | clock s | files/s | seconds of all processes | peak MB of the largest |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        lines.append(
            f"| {row['files']:,} | {row['mb']:.0f} | {row['clock']:.1f} | {row['files'] / row['clock']:.0f} | {row['work']:.1f} | {row['peak']:.0f} |"
        )
    if len(rows) > 1:
        lines += ["", f"Growth of the work over the number of files {growth([(row['files'], row['work']) for row in rows]):.2f}."]
    return "\n".join(lines)


def _cold(found: dict[str, float]) -> str:
    lines = ["## Cold start", "", "| | seconds |", "|---|---|", *(f"| {what} | {seconds:.3f} |" for what, seconds in found.items())]
    return "\n".join(lines)


def _profile(found: Sequence[tuple[str, float]]) -> str:
    lines = [
        "## What bounds the parser",
        "",
        "Where the time of parsing goes, by module (under a profiler, which makes small functions look larger than they are):",
        "",
        "| module | share |",
        "|---|---|",
        *(f"| {name} | {share:.0%} |" for name, share in found),
        "",
        "It is bound by the processor: one thread of Python, matching patterns and making records. Reading files and writing tables are the few percent told above, so that "
        "more cores help and faster disks do not.",
    ]
    return "\n".join(lines)


def _plans(found: dict[str, Any], growth: Growth) -> str:
    row = found["folders"][-1]
    cost = row["costs"]["jobs 1"]
    each, mb = cost["work"] / row["files"], row["mb"] / row["files"]
    lines = [
        "## Plans for 1, 10 and 100 million documents",
        "",
        f"**Extrapolated**, not measured: from {row['files']:,} documents of {1000 * mb:.0f} kB, {1000 * each:.1f} ms of one core each, taken as proportional to "
        f"their number (growth {growth([(one['files'], one['costs']['jobs 1']['work']) for one in found['folders']]):.2f} above). How to start a cluster: [clusters-of-machines.md](clusters-of-machines.md).",
        "",
        "| documents | text | core hours | 2 cores | 16 cores | 128 cores | tables, texts and parts on disk |",
        "|---|---|---|---|---|---|---|",
    ]
    for count in PLANS:
        hours = count * each / 3600
        space = count * mb * (row["tables"] + row["parts"]) / row["mb"] / 1e6
        spans = " | ".join(_span(hours / cores / EFFICIENCY) for cores in (2, 16, 128))
        lines.append(f"| {count:,.0f} | {count * mb / 1e6:,.2f} TB | {hours:,.0f} | {spans} | {space:,.2f} TB |")
    lines += [
        "",
        f"The spans of time allow for {1 - EFFICIENCY:.0%} lost between scheduler, network and waiting; that is an assumption. The last step, putting tables together, is done by one process: it copies "
        "what is on disk and is bound by that disk, so that beyond some ten million documents it is better to parse province by province, each into a folder of its own.",
    ]
    return "\n".join(lines)


def _span(hours: float) -> str:
    return f"{hours * 60:.0f} min" if hours < 1.5 else f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} days"
