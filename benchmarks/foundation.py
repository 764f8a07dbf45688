"""Prints how long the package takes to import and to parse, and how the parser grows with its input.

    python benchmarks/foundation.py            # about half a minute
    python benchmarks/foundation.py --quick    # a tenth of the sizes

Each line is the median of three runs in this process; imports run in fresh ones. Growth is the time for the large text over the
time for one a thousand (--quick: a hundred) times smaller: a linear parser shows about that factor.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.documents import Document
from fazhi_research.tables import corpus_rows, document_rows


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def import_seconds() -> float:
    command = [
        sys.executable,
        "-c",
        "import time; t=time.perf_counter(); import fazhi_research; print(time.perf_counter()-t)",
    ]
    return statistics.median(
        float(subprocess.run(command, capture_output=True, check=True, text=True).stdout) for _ in range(5)
    )


def lines(size: int) -> dict[str, str]:
    """Texts of one line, the last five hostile, each about `size` characters."""
    plan = read_corpus()["jinchuan-2015"].text.replace("\n", "")
    return {
        "a plan without line ends": (plan * (size // len(plan) + 1))[:size],
        "only （": "（" * size,
        "only 一、": "一、" * (size // 2),
        "only blanks": " " * size,
        "only 《": "《" * size,
        "only (牵头单位:": "(牵头单位:" * (size // 6),
    }


def parse(text: str) -> object:
    return document_rows(Document("d", text, metadata={"genre": "plan"}))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    factor = 100 if parser.parse_args().quick else 1000
    print(f"{'import fazhi_research':<32}{import_seconds():8.3f} s")
    print(f"{'the five files to tables':<32}{seconds(lambda: corpus_rows(read_corpus())):8.3f} s")
    small, large = lines(3_500), lines(3_500 * factor)
    print(f"\none line of 10 kB against {10 * factor // 1000} MB")
    for name in small:
        one, many = (
            seconds(lambda name=name: parse(small[name])),
            seconds(lambda name=name: parse(large[name]), 1),
        )
        print(f"{name:<32}{many:8.3f} s{many / one:8.0f} times (linear: {factor})")


if __name__ == "__main__":
    main()
