"""Every benchmark in one run on one machine, beside what a user would otherwise pick: `make bench`, or `make bench ARGS=--quick`.

    python tools/run.py bench            # an hour or two on two cores; writes docs/benchmarks.md
    python tools/run.py bench --largest 1000 --rounds 1
    python tools/run.py bench --quick    # some minutes; prints, writes nothing unless --out is given

Each step is done by this package and by a recipe of other packages in turn, each time in a process of its own; times are of the processor, so that
other work on the machine counts less, and medians are quoted. The other packages are installed into build/bench-env, once, and nowhere else; where that cannot be done
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
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench_page import page
from plans import write_plans
from runs import Cost, measured

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "build" / "bench-env"
OTHERS = ("jieba", "pandas", "networkx", "scikit-learn", "datasketch", "textnets")
HERE = Path(__file__).resolve().parent
#: sizes of each step, quick ones first: documents, save for graphs (tens of tasks)
SIZES = {
    "parse": ((30, 100, 300), (100, 300, 1000, 3000)),
    "coding": ((30, 100, 300), (100, 300, 1000, 3000)),
    "shares": ((300, 1000, 3000), (1000, 10_000, 30_000)),
    "graphs": ((300, 1000, 3000), (1000, 3000, 10_000)),
    "projection": ((300, 1000, 3000), (1000, 3000, 10_000)),
    "reuse": ((300, 1000), (300, 1000, 3000)),
    "clusters": ((300, 1000), (300, 1000, 3000, 10_000)),
}
#: beyond this size a recipe is not waited for
MOST_OF_RECIPE = {"graphs": 3000, "projection": 3000, "reuse": 1000}
FILES = ((100, 300), (100, 1000, 10_000, 100_000))


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


def steps(home: Path, python: Path | None, *, quick: bool, rounds: int, largest: int) -> list[dict[str, Any]]:
    """A row for each step and size: seconds and peak of both sides, medians over the rounds."""
    rows = []
    for step, sizes in SIZES.items():
        for size in (one for one in sizes[not quick] if one <= largest):
            texts, tables = prepared(home, step, size)
            beside = python is not None and size <= MOST_OF_RECIPE.get(step, size)
            ours, theirs = [], []
            for _ in range(rounds):
                ours.append(once([sys.executable, "steps.py", step, size, texts]))
                if beside:
                    theirs.append(once([python, "recipes.py", step, size, texts, tables]))
            row = {"step": step, "size": size, **_medians("ours", ours), **_medians("theirs", theirs)}
            row["mb"] = sum(path.stat().st_size for path in texts.rglob("*.txt")) / 1e6 if texts.exists() else 0.0
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


def folders(home: Path, *, quick: bool, rounds: int, form: str, largest: int) -> list[dict[str, Any]]:
    """A row for each number of files: what each way of running the command costs."""
    rows = []
    for count in (one for one in FILES[not quick] if one <= largest):
        folder = home / f"plans-{count}"
        size = (
            sum(path.stat().st_size for path in folder.rglob("*.txt")) if folder.exists() else write_plans(folder, count)
        )
        found, held = measured(folder, home / f"run-{count}", form=form, rounds=rounds if count < 10_000 else 1)
        costs = {what: _median(several) for what, several in found.items()}
        rows.append({"files": count, "mb": size / 1e6, "costs": costs, "tables": held[0], "parts": held[1]})
        print(count, {what: (round(cost.clock, 2), round(cost.work, 2), round(cost.peak)) for what, cost in costs.items()}, flush=True)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes, once each")
    parser.add_argument("--rounds", type=int, help="how often each is measured (default 3, with --quick 1)")
    parser.add_argument("--largest", type=int, default=10**9, help="no size beyond this, for want of time or room")
    parser.add_argument("--format", default="csv", choices=("csv", "parquet"))
    parser.add_argument("--work", type=Path, help="a folder for working files, some gigabytes (default: the system's)")
    parser.add_argument("--out", type=Path, help="the page to write (default docs/benchmarks.md, with --quick none)")
    told = parser.parse_args()
    rounds = told.rounds or (1 if told.quick else 3)
    home = Path(tempfile.mkdtemp(prefix="fazhi-bench-", dir=told.work))
    try:
        python = others()
        found = {
            "cold": cold(python),
            "steps": steps(home, python, quick=told.quick, rounds=rounds, largest=told.largest),
            "folders": folders(home, quick=told.quick, rounds=rounds, form=told.format, largest=told.largest),
            "profile": profile(home),
            "quick": told.quick, "rounds": rounds, "format": told.format,
        }  # fmt: skip
    finally:
        shutil.rmtree(home, ignore_errors=True)
    words = page(found, growth)
    out = told.out or (None if told.quick else ROOT / "docs" / "benchmarks.md")
    if out is None:
        print(words)
    else:
        out.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
