"""Prints how fast and in how much memory `fazhi parse` takes many small files, first and again, and what a kill costs.

    python benchmarks/batch.py                    # 10,000 files, some minutes
    python benchmarks/batch.py --files 2000 --format parquet

Each run is a process of its own. The files are stretches of the shipped plans, with other figures and units in each copy. Peak memory is
that of the largest process of a run. "Killed" is a run with one process that is killed at about half of a first run's time, and run again.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from parse import texts
from runs import Cost, run

_CHARACTERS = 1_500


def write_files(folder: Path, count: int) -> float:
    """Writes small plans, in folders of a thousand; their size in MB."""
    pieces: list[str] = []
    for text in texts(count * _CHARACTERS * 2.9e-6):
        title, _, rest = text.partition("\n")
        lines, held = rest.split("\n"), title
        for line in lines:
            held += "\n" + line
            if len(held) > _CHARACTERS:
                pieces.append(held)
                held = title
    pieces = [pieces[number % len(pieces)] + f"\n第{number}号" for number in range(count)]
    for number, piece in enumerate(pieces):
        home = folder / f"{number // 1000:03}"
        home.mkdir(parents=True, exist_ok=True)
        (home / f"plan-{number}.txt").write_text(piece, encoding="utf-8")
    return sum(len(piece.encode()) for piece in pieces) / 1e6


def tell(what: str, cost: Cost, files: int, megabytes: float) -> None:
    print(
        f"{what:34}{cost.clock:8.1f} s  {files / cost.clock:7.0f} files/s  {megabytes / cost.clock:6.2f} MB/s"
        f"  {cost.work:8.1f} s of work  {cost.peak:6.0f} MB",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--format", default="csv", choices=("csv", "parquet"))
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        few = max(told.files // 10, 1)
        less = write_files(home / "few", few)
        size = write_files(home / "in", told.files)
        print(f"{told.files} files, {size:.1f} MB, {told.format}")
        tell(
            "a tenth of the files, one process", run(home / "few", home / "tenth", "--format", told.format), few, less
        )
        costs = {}
        for jobs in (1, 2):
            out = home / str(jobs)
            for what in ("first", "again"):
                costs[what, jobs] = run(home / "in", out, "-j", str(jobs), "--format", told.format)
                tell(f"{what}, {jobs} process{'es' * (jobs > 1)}", costs[what, jobs], told.files, size)
        first = costs["first", 1]
        killed = run(home / "in", home / "killed", "--format", told.format, most=first.clock / 2)
        resumed = run(home / "in", home / "killed", "--format", told.format)
        tell("resumed after a kill", resumed, told.files, size)
        print(
            f"work of the killed and the resumed run   {(killed.work + resumed.work) / first.work:.2f} of a first run's"
        )
        print(
            f"an unchanged second run                  {costs['again', 1].work / first.work:.2f} of a first run's"
        )
        print(f"two processes against one                {first.clock / costs['first', 2].clock:.2f} times")
        shutil.rmtree(home / "killed")


if __name__ == "__main__":
    main()
