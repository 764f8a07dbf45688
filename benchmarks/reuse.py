"""Prints how long all-pairs text reuse takes, what it finds of what is there, and the time of datasketch beside it.

    python benchmarks/reuse.py                                  # 10,000 documents of 10 kB: some minutes
    python benchmarks/reuse.py --documents 300 --passages 3000  # quick

The texts are made: words drawn at random from the shipped documents, thirty set phrases that every document repeats, and passages
copied from another document with one character in twenty changed, some added, some lost. Three things are measured.

1. Reuse over all pairs of documents: time, peak memory, the share of the planted passages that is found, and, over some
   hundred of the documents, the share of all equal sequences of twenty characters, found by looking at every one, that lies in a passage.
2. Reuse over passages, a tenth of them near copies, beside MinHash with locality-sensitive hashing (datasketch:
   five-character shingles, 128 permutations) on the same passages in this run. datasketch only names candidate pairs; ours are aligned.
3. Every time is of one run. `pip install datasketch` for the second part, which is left out otherwise.
"""

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable

import pandas as pd

from fazhi_research.measuring.characters import content_words
from fazhi_research.measuring.fingerprints import GRAM
from fazhi_research.measuring.reuse import LEAST, MOST_DOCUMENTS, common_phrases, reuse_passages
from fazhi_research.reading.corpus import read_corpus

CHARACTERS = 3400  # of a document: about 10 kB
PASSAGE = 188


def vocabulary(rng: random.Random) -> tuple[list[str], list[float]]:
    """Words of two to four characters cut from the shipped texts, with weights as words have (Zipf)."""
    text = "".join(content_words(document.text) for document in read_corpus().documents)
    words: dict[str, None] = {}
    while len(words) < 8000:
        at = rng.randrange(len(text) - 4)
        words[text[at : at + rng.randint(2, 4)]] = None
    return list(words), [1 / (rank + 10) for rank in range(len(words))]


def prose(rng: random.Random, words: tuple[list[str], list[float]], length: int) -> str:
    drawn = rng.choices(words[0], words[1], k=length // 2)
    return "".join(drawn)[:length]


def changed(rng: random.Random, words: str, letters: str) -> str:
    """A near copy: of every twenty characters one is another, and one in a hundred is lost or added."""
    made = []
    for char in words:
        chance = rng.random()
        made.append("" if chance < 0.005 else rng.choice(letters) if chance < 0.055 else char)
        if chance > 0.995:
            made.append(rng.choice(letters))
    return "".join(made)


def documents(count: int, rng: random.Random) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Texts, and the passages planted: which text, copied from which, the words there."""
    words = vocabulary(rng)
    letters = "".join(sorted(set("".join(words[0]))))
    phrases = [prose(rng, words, rng.randint(12, 40)) for _ in range(30)]
    texts, planted = [], []
    for number in range(count):
        parts = [prose(rng, words, 400) for _ in range(CHARACTERS // 440)]
        parts += rng.sample(phrases, 12)
        for _ in range(rng.choice((0, 0, 1, 2)) if number else 0):
            source = rng.randrange(number)
            at = rng.randrange(max(len(texts[source]) - 300, 1))
            copy = changed(rng, texts[source][at : at + rng.randint(80, 300)], letters)
            planted.append((number, source, copy))
            parts.append(copy)
        rng.shuffle(parts)
        texts.append("，".join(parts) + "。")
    return texts, planted


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def table(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"document": [f"d{number:06}" for number in range(len(texts))], "text": texts})


def planted_share(found: pd.DataFrame, texts: list[str], planted: list[tuple[int, int, str]]) -> float:
    """The share of the planted passages of which half the characters or more lie in passages with their source."""
    held = defaultdict(list)
    for row in found.itertuples():
        held[row.document, row.other].append((row.start, row.stop, row.other_start, row.other_stop))
    hits = 0
    for number, source, copy in planted:
        start = texts[number].find(copy)
        key = (f"d{min(number, source):06}", f"d{max(number, source):06}")
        spans = [(s[2], s[3]) if source < number else (s[0], s[1]) for s in held[key]]
        covered = sum(max(0, min(stop, start + len(copy)) - max(first, start)) for first, stop in spans)
        hits += covered >= 0.5 * len(copy)
    return hits / max(len(planted), 1)


def exact_share(texts: list[str], most: int | None) -> tuple[float, int]:
    """Of all equal sequences of LEAST characters in two texts, none of them in common words, the share in a passage; how many."""
    plain = [content_words(text) for text in texts]
    grams: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(plain):
        for at in range(len(words) - GRAM + 1):
            grams[words[at : at + GRAM]].add(number)
    where: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, words in enumerate(plain):
        common = [len(grams[words[at : at + GRAM]]) > (most or len(texts)) for at in range(len(words))]
        for at in range(len(words) - LEAST + 1):
            if not any(common[max(at - GRAM + 1, 0) : at + LEAST]):
                where[words[at : at + LEAST]].append((number, at))
    covered = set()
    for row in reuse_passages(table(plain), most_documents=most).itertuples():
        one, two = int(row.document[1:]), int(row.other[1:])
        covered |= {(one, two, at) for at in range(row.start, row.stop - LEAST + 1)}
    hits = total = 0
    for places in where.values():
        for one, at in places:
            for two in {two for two, _ in places if two > one}:
                total += 1
                hits += (one, two, at) in covered
    return hits / max(total, 1), total


def passages(count: int, rng: random.Random) -> list[str]:
    words = vocabulary(rng)
    letters = "".join(sorted(set("".join(words[0]))))
    made = [prose(rng, words, PASSAGE) for _ in range(count - count // 10)]
    made += [changed(rng, rng.choice(made), letters) for _ in range(count // 10)]
    return made


def with_datasketch(texts: list[str]) -> int:
    from datasketch import MinHash, MinHashLSH

    shingles = [{text[at : at + 5].encode() for at in range(len(text) - 4)} for text in texts]
    sketches = list(MinHash.generator(shingles, num_perm=128, seed=1))
    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = 0
    for number, sketch in enumerate(sketches):
        pairs += len(lsh.query(sketch))
        lsh.insert(str(number), sketch)
    return pairs


def beside_datasketch(count: int, rng: random.Random) -> None:
    texts = passages(count, rng)
    size = sum(len(text.encode()) for text in texts) / 1e6
    frame = table(texts)
    ours, found = seconds(lambda: reuse_passages(frame))
    assert isinstance(found, pd.DataFrame)
    pairs = found[["document", "other"]].drop_duplicates()
    print(f"{len(texts)} passages, {size:.1f} MB")
    print(f"{'reuse, aligned':<68}{ours:9.2f} s {len(pairs):9} pairs for {count // 10} near copies planted")
    try:
        theirs, candidates = seconds(lambda: with_datasketch(texts))
    except ImportError:
        print("datasketch is not installed: nothing to compare with (pip install datasketch)")
        return
    print(f"{'datasketch MinHashLSH, candidates only':<68}{theirs:9.2f} s {candidates:9} pairs")
    print(f"{'ratio':<68}{theirs / ours:9.2f} times")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--exact", type=int, default=150, help="documents searched sequence by sequence")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    texts, planted = documents(asked.documents, rng)
    frame = table(texts)
    took, found = seconds(lambda: reuse_passages(frame))
    assert isinstance(found, pd.DataFrame)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{len(texts)} documents, {size:.1f} MB")
    print(f"{'reuse over all pairs':<68}{took:9.2f} s {len(found):9} passages, peak {peak:.0f} MB")
    print(f"{'planted passages found':<68}{planted_share(found, texts, planted):9.3f}   of {len(planted)}")
    common = common_phrases(frame)
    print(f"{f'stretches in more than {MOST_DOCUMENTS} documents':<68}{len(common):9}   begin no passage")
    for most in (None, max(asked.exact // 10, 2)):
        share, sequences = exact_share(texts[: asked.exact], most)
        limit = f"words in over {most} documents apart" if most else "no limit"
        what = f"equal {LEAST}-character sequences found, {limit}"
        print(f"{what:<68}{share:9.4f}   of {sequences}")
    beside_datasketch(asked.passages, rng)


if __name__ == "__main__":
    main()
