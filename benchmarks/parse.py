"""Prints how fast text becomes tables, beside jieba cutting the same text into words.

    python benchmarks/parse.py            # about two minutes
    python benchmarks/parse.py --mb 2     # less text

The texts are the three shipped plans and opinions again and again, each copy with other figures and with its units renamed, so that little that
is remembered of one copy is the whole of the next. Rounds of parser and jieba alternate in this one process; the ratio is between their medians. Peak memory is that of a
fresh process that parses one document of ten times the size of the largest plan.
"""

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fazhi_research.batch import files_of, parse_files
from fazhi_research.batch.collecting import without_collector
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.reading.corpus import file_documents, read_corpus
from fazhi_research.reading.files import SourceFile
from fazhi_research.tables import file_rows

PLANS = ("jinchuan-2015", "xuchang-2022", "liaoning-2011")
_UNIT = re.compile(r"(?<=[区市省、,:])(?:政府)?[\u4e00-\u9fff]{2,5}[局办委](?=[、,;)])")


def texts(megabytes: float) -> list[str]:
    """Varied copies of the plans, about so many megabytes of UTF-8 in all.

    In each copy the figures are other ones and the units have changed names with one another, so that names come again, as they do from plan
    to plan, but lists of units and sentences with figures do not.
    """
    corpus = read_corpus()
    plans = [corpus[name].text for name in PLANS]
    units = sorted({name for text in plans for name in _UNIT.findall(text)})
    chance = random.Random(0)
    made: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        others = dict(zip(units, chance.sample(units, len(units)), strict=True))
        text = _UNIT.sub(lambda match, others=others: others[match.group()], plans[len(made) % 3])  # type: ignore[misc]
        text = re.sub(r"(?<=\d)[3-8](?=[^\d])", lambda _: str(chance.randrange(10)), text)
        made.append(text)
        size += len(text.encode())
    return made


def parse(made: list[str], coded: CodingChoice | None = None) -> None:
    """Each text to its rows, as the workers of `fazhi parse` do it."""
    for index, text in enumerate(made):
        with without_collector():
            held = file_documents(SourceFile(f"{index}.txt", text, f"{index:064}", "utf-8"))
            file_rows(held, coded=coded)


def cut(made: list[str]) -> None:
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for text in made:
        tokenizer.lcut(text)


def seconds(work: Callable[[], object]) -> float:
    """Processor time, which other work on the machine hardly touches."""
    began = time.process_time()
    work()
    return time.process_time() - began


def elapsed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_megabytes(size: int) -> float:
    script = (
        "import resource; from fazhi_research import read_corpus; from fazhi_research.reading.documents import Document;"
        "from fazhi_research.tables import document_rows; plan = read_corpus()['jinchuan-2015'].text;"
        f"document_rows(Document('d', (plan * ({size} // len(plan) + 1))[:{size}], metadata={{'genre': 'plan'}}));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    return float(
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout
    )


def jobs_ratio(made: list[str]) -> float:
    """How many times quicker two processes are than one on files."""
    with tempfile.TemporaryDirectory() as folder:
        for index, text in enumerate(made):
            (Path(folder) / f"{index}.txt").write_text(text, encoding="utf-8")
        files = files_of([Path(folder)])
        one = elapsed(lambda: parse_files(files, jobs=1))
        return one / elapsed(lambda: parse_files(files, jobs=2))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mb", type=float, default=6.0)
    megabytes = parser.parse_args().mb
    made = texts(megabytes)
    size = sum(len(text.encode()) for text in made) / 1e6
    few = made[: max(3, len(made) // 3)]  # coding takes longer
    share = sum(len(text.encode()) for text in few) / 1e6
    coded = CodingChoice()
    rounds = [
        (seconds(lambda: parse(made)), seconds(lambda: parse(few, coded)), seconds(lambda: cut(made)))
        for _ in range(3)
    ]
    ours, coding, theirs = (statistics.median(row[index] for row in rounds) for index in range(3))
    print(f"{'text to tables':<40}{size / ours:8.2f} MB/s")
    print(f"{'text to tables with --code':<40}{share / coding:8.2f} MB/s")
    print(f"{'jieba, words only':<40}{size / theirs:8.2f} MB/s")
    print(f"{'ratio':<40}{theirs / ours:8.2f} times")
    print(f"{'two processes against one':<40}{jobs_ratio(made):8.2f} times")
    print(f"{'peak memory, a document of 10 MB':<40}{peak_megabytes(3_500_000):8.0f} MB")


if __name__ == "__main__":
    main()
