"""Every benchmark in one run on one machine, beside what a user would otherwise pick: `make bench`, or `make bench ARGS=--quick`.

    python tools/run.py bench                    # 25 minutes; writes docs/benchmarks.md
    python tools/run.py bench --minutes 120      # the same, to larger sizes
    python tools/run.py bench --quick            # four minutes; prints, writes nothing unless --out is given
    python tools/run.py bench --again            # writes the page anew from what was last measured

Each step is done by this package and by a recipe of other packages in turn, each time in a process of its own; times are of the processor, so that
other work on the machine counts less, and medians are quoted. Sizes grow until the next one would not end within the step's share of the minutes, to judge by the
last; where three rounds would not, one is made. The other packages are installed into build/bench-env, once, and nowhere else; where that cannot be done
their column says so. Growth is the exponent e in seconds = c · size^e, fitted over all sizes of a step.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench_page import page
from budget import Budget
from plans import write_plans
from runs import Cost, measured, run

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "build" / "bench-env"
OTHERS = ("jieba", "pandas", "networkx", "scikit-learn", "datasketch", "textnets")
HERE = Path(__file__).resolve().parent
KEPT = ROOT / "build" / "bench.json"
#: sizes of each step: documents, save for graphs and projection (tens of tasks)
SIZES = {
    "parse": (30, 100, 300, 1000, 3000, 10_000),
    "coding": (30, 100, 300, 1000, 3000, 10_000),
    "shares": (300, 1000, 3000, 10_000, 30_000, 100_000),
    "graphs": (300, 1000, 3000, 10_000, 30_000),
    "projection": (300, 1000, 3000, 10_000, 30_000),
    "reuse": (300, 1000, 3000, 10_000),
    "clusters": (100, 300, 1000, 3000, 10_000),
}
#: numbers of files: plans of 20 kB in every way of running; plans of 2 kB by two processes as Parquet
FILES = (100, 1000, 10_000, 100_000)
SMALL_FILES = (1000, 10_000, 100_000, 1_000_000)
SMALL = 2_000
#: how the time is shared out
WEIGHTS = {**dict.fromkeys(SIZES, 5), "files": 60, "small files": 12}


def others() -> Path | None:
    """The Python of the environment with the other packages, made if need be; None where it cannot be."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    check = ["-c", "import jieba, pandas, networkx, sklearn, datasketch, textnets"]
    if python.exists() and not subprocess.run([str(python), *check], capture_output=True, check=False).returncode:
        return python
    print("installing what is compared with into build/bench-env", flush=True)
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    done = subprocess.run([str(python), "-m", "pip", "install", "-q", *OTHERS], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"the packages to compare with could not be installed, so only ours are measured: {done.stderr.strip()[-200:]}")
        return None
    return python


def prepared(home: Path, step: str, size: int) -> tuple[Path, Path]:
    """The folders of texts and of tables from which both sides begin."""
    texts, tables = home / f"plans-{size}", home / f"{step}-{size}"
    if step in ("parse", "coding") and not texts.exists():
        write_plans(texts, size)
    if not tables.exists():
        tables.mkdir()
        script = f"import inputs; from pathlib import Path; inputs.{step}({size}, Path({str(tables)!r}))"
        subprocess.run([sys.executable, "-c", script], cwd=HERE, check=True)
    return texts, tables


def once(command: Sequence[object]) -> dict[str, float]:
    done = subprocess.run(
        [str(word) for word in command], cwd=HERE, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def steps(home: Path, python: Path | None, budget: Budget, most_rounds: int) -> list[dict[str, Any]]:
    """A row for each step and size: seconds and peak of both sides, medians over the rounds."""
    rows = []
    for step, sizes in SIZES.items():
        theirs_too = python is not None
        for size, rounds in budget.sizes(step, sizes, most_rounds):
            texts, tables = prepared(home, step, size)
            ours, theirs = [], []
            for _ in range(rounds):
                ours.append(once([sys.executable, "steps.py", step, size, texts]))
                if theirs_too:
                    began = time.monotonic()
                    theirs.append(once([python, "recipes.py", step, size, texts, tables]))
                    theirs_too = budget.bears(step, 4 * (time.monotonic() - began))
            row = {"step": step, "size": size, **_medians("ours", ours), **_medians("theirs", theirs)}
            row["mb"] = sum(path.stat().st_size for path in texts.rglob("*.txt")) / 1e6 if step in ("parse", "coding") else 0.0
            rows.append(row)
            print(json.dumps(row), flush=True)
    return rows


def _medians(side: str, found: list[dict[str, float]]) -> dict[str, float]:
    return {f"{side}_{name}": statistics.median(one[name] for one in found) for name in (found[0] if found else ())}


def growth(rows: Sequence[tuple[float, float]]) -> float:
    """The exponent of the power of the size that the seconds follow."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in rows if seconds > 0]
    middle = statistics.fmean(x for x, _ in points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * y for x, y in points) / spread if spread else float("nan")


def folders(home: Path, budget: Budget, most_rounds: int, form: str) -> list[dict[str, Any]]:
    """A row for each number of files: what each way of running the command costs."""
    rows = []
    for count, rounds in budget.sizes("files", FILES, most_rounds):
        folder = home / f"plans-{count}"
        size = (
            sum(path.stat().st_size for path in folder.rglob("*.txt")) if folder.exists() else write_plans(folder, count)
        )
        found, held = measured(folder, home / f"run-{count}", form=form, rounds=rounds)
        costs = {what: asdict(_median(several)) for what, several in found.items()}
        rows.append({"files": count, "mb": size / 1e6, "costs": costs, "tables": held[0], "parts": held[1]})
        print(count, {what: [round(one, 2) for one in cost.values()] for what, cost in costs.items()}, flush=True)
        shutil.rmtree(folder)
    return rows


def small_folders(home: Path, budget: Budget) -> list[dict[str, Any]]:
    """The same for very many small files, by two processes, once: does the time grow with their number alone, and the memory not at all?"""
    rows = []
    for count, _ in budget.sizes("small files", SMALL_FILES, 1):
        folder, out = home / f"small-{count}", home / f"small-run-{count}"
        size = write_plans(folder, count, SMALL)
        cost = run(folder, out, "-j", "2", "--format", "parquet")
        rows.append({"files": count, "mb": size / 1e6, **asdict(cost)})
        print(rows[-1], flush=True)
        shutil.rmtree(out)
        shutil.rmtree(folder)
    return rows


def _median(several: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(one, name) for one in several) for name in ("clock", "work", "peak")))


def cold(python: Path | None) -> dict[str, float]:
    """Seconds of processor time to import, beyond those of an empty Python; medians of five."""

    def seconds(interpreter: Path, words: str) -> float:
        script = f"import time; began = time.process_time(); {words}; print(time.process_time() - began)"
        found = [
            float(subprocess.run([str(interpreter), "-c", script], capture_output=True, text=True, check=True).stdout)
            for _ in range(5)
        ]
        return statistics.median(found)

    ours = Path(sys.executable)
    read = "import fazhi_research as fz; fz.Project.find().read_table('tasks')"
    told = {"import fazhi_research": seconds(ours, "import fazhi_research"), "a table read": seconds(ours, read)}
    if python is not None:
        told["import pandas, networkx, jieba"] = seconds(python, "import pandas, networkx, jieba; jieba.initialize()")
    return told


def profile(home: Path) -> list[tuple[str, float]]:
    """The modules in which parsing spends its time, with their shares."""
    texts, _ = prepared(home, "parse", 100)
    script = (
        "import cProfile, pstats, sys, json; from pathlib import Path; import steps\n"
        f"work = steps.parse(100, Path({str(texts)!r})); kept = cProfile.Profile(); kept.runcall(work)\n"
        "spent = {}\n"
        "for (path, _, name), told in pstats.Stats(kept).stats.items():\n"
        "    where = path.partition('fazhi_research/')[2] or ('re' if 're' in name or '/re/' in path else 'other built-in code')\n"
        "    spent[where] = spent.get(where, 0) + told[2]\n"
        "print(json.dumps(spent))"
    )
    spent = once([sys.executable, "-c", script])
    whole = sum(spent.values())
    return sorted(((name, seconds / whole) for name, seconds in spent.items()), key=lambda row: -row[1])[:12]


def everything(minutes: float, rounds: int, form: str, work: Path | None) -> dict[str, Any]:
    """All that the page tells."""
    home = Path(tempfile.mkdtemp(prefix="fazhi-bench-", dir=work))
    try:
        python = others()
        print(f"this takes {minutes:g} minutes, seldom more than a tenth longer; working files in {home}", flush=True)
        budget = Budget(60 * minutes, WEIGHTS)
        return {
            "cold": cold(python), "profile": profile(home), "steps": steps(home, python, budget, rounds),
            "folders": folders(home, budget, rounds, form), "small": small_folders(home, budget),
            "minutes": minutes, "rounds": rounds, "format": form,
        }  # fmt: skip
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=25.0, help="how long all may take (default 25)")
    parser.add_argument("--quick", action="store_true", help="four minutes; prints the page")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured where there is time (default 3)")
    parser.add_argument("--format", default="csv", choices=("csv", "parquet"))
    parser.add_argument("--again", action="store_true", help="measure nothing: the page from the last run")
    parser.add_argument("--work", type=Path, help="a folder for working files, some gigabytes (default: the system's)")
    parser.add_argument("--out", type=Path, help="the page to write (default docs/benchmarks.md, with --quick none)")
    told = parser.parse_args()
    if told.again:
        found = json.loads(KEPT.read_text(encoding="utf-8"))
    else:
        found = everything(4.0 if told.quick else told.minutes, told.rounds, told.format, told.work)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(found), encoding="utf-8")
    words = page(found, growth)
    out = told.out or (None if told.quick else ROOT / "docs" / "benchmarks.md")
    if out is None:
        print(words)
    else:
        out.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
