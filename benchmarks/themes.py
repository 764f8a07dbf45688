"""Prints how fast terms are found, beside a bare scan by the same automaton, an alternation and jieba.

    python benchmarks/themes.py            # about one minute
    python benchmarks/themes.py --mb 5     # less text

The texts are the shipped documents again and again. "Coding" is the stage that finds the terms in texts made ready for it: contexts checked, quotation marks and
their places put back, but no reading of documents before it and no table after it; "code_themes" makes texts ready and makes a record of each hit too, of documents whose outline is known;
"whole path" is all of that, from text to the rows of every table with codings and modalities. Rounds of all engines alternate in this one process; times are of
the processor and ratios are between medians. Five thousand terms are the codebook's and strings of four characters cut from the texts at random, so that there are more
hits than any codebook would have.
"""

import argparse
import random
import re
import statistics
import time
from collections.abc import Callable

from fazhi_research.coding.choices import CodingChoice
from fazhi_research.coding.codebook import Codebook, Term
from fazhi_research.coding.codebooks import read_codebook
from fazhi_research.coding.owner_strings import owner_strings
from fazhi_research.coding.searchable import SearchText
from fazhi_research.coding.term_scanner import TermScanner
from fazhi_research.coding.themes import code_themes
from fazhi_research.reading.corpus import read_corpus
from fazhi_research.reading.documents import Document
from fazhi_research.tables import document_rows

ROUNDS = 9


def documents(megabytes: float) -> list[Document]:
    """The shipped documents again and again, about so many megabytes of UTF-8."""
    held = read_corpus().documents
    made: list[Document] = []
    size = 0
    while size < megabytes * 1e6:
        one = held[len(made) % len(held)]
        made.append(Document(f"d{len(made)}", one.text, metadata=one.metadata))
        size += len(one.text.encode())
    return made


def with_terms(book: Codebook, count: int, texts: list[str]) -> Codebook:
    """The codebook with so many terms in its first scheme: fewer of its own, or random strings of the texts added."""
    own = list(book.terms_of())[:count]
    draw = random.Random(0)
    known = {term.term for term in own}
    while len(own) < count:
        text = draw.choice(texts)
        at = draw.randrange(len(text) - 4)
        words = text[at : at + 4]
        if words not in known and re.fullmatch("[\u4e00-\u9fff]{4}", words):
            known.add(words)
            own.append(Term("themes", "ORG", words, None, None, "matter", "", ""))
    contexts = tuple(one for one in book.contexts_of() if one.term in known)
    return Codebook(book.schemes, book.themes, tuple(own), contexts, ())


def medians(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each work, rounds of all alternating."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            began = time.process_time()
            work()
            spent[name].append(time.process_time() - began)
    return {name: statistics.median(times) for name, times in spent.items()}


def line(name: str, size: float, seconds: float, bare: float) -> None:
    print(f"  {name:<34}{size / seconds:9.2f} MB/s   {seconds / bare:8.2f} times the bare scan")


def searched_terms(made: list[Document], count: int) -> None:
    """Coding beside the bare scan and an alternation, with so many terms."""
    texts = [document.clean.text for document in made]
    for document in made:
        owner_strings(document)
    ready = [SearchText(text) for text in texts]
    plain = [one.text for one in ready]
    size = sum(len(text.encode()) for text in plain) / 1e6
    book = with_terms(read_codebook(), count, texts)
    scanner = TermScanner(book, "themes")
    alternation = re.compile("|".join(sorted(map(re.escape, scanner.patterns), key=len, reverse=True)))
    few = plain[: max(1, len(plain) // (4 if count < 1000 else 40))]
    found = medians(
        {
            "bare scan, same automaton": lambda: [scanner.longest.find_matches_as_indexes(t) for t in plain],
            "coding": lambda: [scanner.hits(one) for one in ready],
            "code_themes": lambda: [len(code_themes(one, codebook=book, schemes=["themes"])) for one in made],
            "alternation": lambda: [[m.span() for m in alternation.finditer(t)] for t in few],
        }
    )
    hits = sum(len(scanner.hits(one)) for one in ready)
    print(f"{count} terms, {size:.1f} MB of texts made ready, {hits} hits")
    bare = found["bare scan, same automaton"]
    found["alternation"] *= size / (sum(len(text.encode()) for text in few) / 1e6)
    for name, seconds in found.items():
        line(name, size, seconds, bare)


def whole_path(made: list[Document]) -> None:
    """From text to tables, with coding and without, beside jieba cutting the same texts."""
    import jieba

    few = made[: max(11, len(made) // 20)]
    size = sum(len(document.text.encode()) for document in few) / 1e6
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    choice = CodingChoice()

    def fresh() -> list[Document]:
        return [Document(one.document, one.text, metadata=one.metadata) for one in few]

    found = medians(
        {
            "text to tables": lambda: [document_rows(one) for one in fresh()],
            "text to tables with --code": lambda: [document_rows(one, coded=choice) for one in fresh()],
            "jieba, words only": lambda: [tokenizer.lcut(one.text) for one in few],
        }
    )
    print(f"whole path, {size:.1f} MB")
    for name, seconds in found.items():
        print(f"  {name:<34}{size / seconds:9.2f} MB/s")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mb", type=float, default=20.0)
    made = documents(parser.parse_args().mb)
    for count in (500, 5000):
        searched_terms(made, count)
    whole_path(made)


if __name__ == "__main__":
    main()
