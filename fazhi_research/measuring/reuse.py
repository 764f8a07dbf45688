"""Text reuse: passages that two documents share, with small differences allowed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.alignment import aligned
from fazhi_research.measuring.chains import GAP, chains
from fazhi_research.measuring.characters import Characters, checked_texts, content_characters, spans_of
from fazhi_research.measuring.fingerprints import GRAM, GUARANTEE, seeds, shared_fingerprints
from fazhi_research.measuring.formulas import Masks
from fazhi_research.measuring.order import date_ranges, earlier_document
from fazhi_research.measuring.runs import exact_runs, promising

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from fazhi_research.measuring.chains import Chain
    from fazhi_research.measuring.characters import Array

LEAST = 20
"""The fewest exact characters of a passage, unless told 最短相同字数."""
MOST_DOCUMENTS = 100
"""Words that stand in more documents than this begin no passage, unless told 常见词句上限."""
MUCH = 0.25
"""Of which share of such words on a warning is given 警告比例."""
PASSAGE_COLUMNS = (
    "document", "start", "stop", "other", "other_start", "other_stop", "equal", "plain", "agreement", "formulaic",
    "earlier", "words", "other_words",
)  # fmt: skip
COMMON_COLUMNS = ("words", "documents", "document", "start", "stop")


def reuse_passages(
    texts: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    *,
    furniture: pd.DataFrame | None = None,
    formulas: pd.DataFrame | None = None,
    least: int = LEAST,
    most_documents: int | None = MOST_DOCUMENTS,
    against: Sequence[str] | None = None,
) -> pd.DataFrame:
    """A table of the passages that two documents share, small differences allowed 文本沿用段落.

    `texts` has the columns document and text. Compared are letters, digits and Han characters, folded to one width
    and script; punctuation and space never matter, nor the characters of `furniture` (page numbers in the text).
    A passage is made of exact stretches that follow each other in both documents with at most 15 characters
    between, never more than either stretch is long; it has at least `least` exact characters (12 or more). Words
    that stand in more than `most_documents` documents (see `common_phrases`; None: no limit) do not count towards
    these, so that phrases which everybody uses make no passage; a warning is given where they are a quarter of all. Every exact stretch of `least` characters that
    count lies in a passage, save where its words stand over and over in one document. `against`: only pairs with
    one of these documents, without that limit.

    Columns: document, start, stop and other, other_start, other_stop (the spans, in the two documents' own texts;
    document sorts before other), equal (equal characters), plain (those of them outside formulas, 《titles》 and
    the document's own title, where `documents` has a column title; by `formulas`, see `read_formulas`; a table without rows masks titles only), agreement (equal by the longer side's
    characters), formulaic (plain is under `least`: leave these rows out to see reuse without formulas), earlier
    (the document issued first, where the dates in `documents` tell; else empty), words, other_words (the
    originals less furniture). Sorted by document, other, start. One document, or none alike, gives no rows. Raises
    TableError for a table it cannot read. Method: winnowing (Schleimer, Wilkerson and Aiken 2003), chains, Levenshtein alignment.

    >>> import pandas as pd
    >>> rows = [("a", "到2020年基本建成法治国家，完善依法行政的体制机制。"), ("b", "到2020年基本建成法治许昌,完善依法行政的体制机制")]
    >>> found = reuse_passages(pd.DataFrame(rows, columns=["document", "text"]))
    >>> found[["start", "stop", "equal", "agreement"]].values.tolist()
    [[0.0, 26.0, 23.0, 0.92]]
    """
    check_limits(least, most_documents)
    held, words = _held(texts, furniture, against)
    first, most = (None, most_documents) if against is None else (len(set(against)), None)
    found = shared_fingerprints(held, most=most)
    warn_of_common(len(found.common), found.chosen, most)
    rows = passage_rows(
        held, seeds(found, first_texts=first), found.uncommon(len(held.codes)),
        masks=Masks(held, words, formulas, documents), ranges=date_ranges(documents) if documents is not None else {}, least=least,
    )  # fmt: skip
    return passage_table(rows, dict(zip(held.names, words, strict=True)), furniture)


def warn_of_common(common: int, chosen: int, most: int | None) -> None:
    """Warns where many words stand in so many documents that they make no passage 常见词句警告."""
    if common > MUCH * chosen:
        warnings.warn(
            f"{common / chosen:.0%} of the words stand in more than {most} documents and make no passage: "
            "look at common_phrases, raise most_documents, or name documents in against.",
            stacklevel=3,
        )


def passage_rows(
    held: Characters,
    pairs: Iterable[tuple[Array, Array]],
    uncommon: Array,
    *,
    masks: Masks,
    ranges: Mapping[str, tuple[str, str]],
    least: int,
) -> list[tuple[object, ...]]:
    """The passages round pairs of places, without their words 段落各行."""
    rows: list[tuple[object, ...]] = []
    for left, right in pairs:
        runs = promising(held, exact_runs(held, left, right, uncommon=uncommon), least=least, gap=GAP)
        for chain in chains(held, runs, least=least):
            row = _row(held, chain, masks)
            rows.append((*row, row[7] < least, earlier_document(row[0], row[3], ranges=ranges)))
    return rows


def passage_table(
    rows: list[tuple[object, ...]], texts: Mapping[str, str], furniture: pd.DataFrame | None
) -> pd.DataFrame:
    """The passages with the words on both sides, sorted 段落表."""
    import pandas as pd

    # as objects: where pyarrow is installed, pandas' own strings refuse half characters
    frame = pd.DataFrame(sorted(rows), columns=list(PASSAGE_COLUMNS[:-2]), dtype=object)
    return _typed(_with_words(frame, texts, furniture))


def common_phrases(
    texts: pd.DataFrame, *, most_documents: int = MOST_DOCUMENTS, furniture: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A table of the words that stand in more documents than the limit and so begin no passage 常见词句.

    Such words do not count towards the least length of a passage either. Columns: words, documents (in how many
    they stand; of the stretch's fingerprints the most), document, start and stop (one place where they stand).
    Fingerprints, eight characters each, that touch there are one stretch. Sorted by documents, most first, then
    place.
    """
    import pandas as pd

    check_limits(LEAST, most_documents)
    held, words = _held(texts, furniture, None)
    found = shared_fingerprints(held, most=most_documents)
    texts_of = dict(zip(held.names, words, strict=True))
    stretches: list[list[int]] = []
    for place, spread in sorted(zip(found.common.tolist(), found.common_texts.tolist(), strict=True)):
        if stretches and place <= stretches[-1][1]:
            stretches[-1][1] = place + GRAM
            stretches[-1][2] = max(stretches[-1][2], spread)
        else:
            stretches.append([place, place + GRAM, spread])
    seen: dict[str, tuple[int, int, int]] = {}
    for first, last, spread in stretches:
        seen.setdefault(held.words(first, last), (spread, first, last))
    rows = []
    for spread, first, last in seen.values():
        name = held.names[held.text_at(first)]
        start, stop = held.span(first, last)
        rows.append((texts_of[name][start:stop], spread, name, start, stop))
    rows.sort(key=lambda row: (-row[1], *row[2:]))
    return pd.DataFrame(rows, columns=list(COMMON_COLUMNS))


def check_limits(least: int, most_documents: int | None) -> None:
    """Raise TableError for thresholds that cannot be kept 核对阈值."""
    if least < GUARANTEE:
        raise TableError(
            f"least={least} is too short: stretches under {GUARANTEE} characters cannot all be found. Ask for {GUARANTEE} or more."
        )
    if most_documents is not None and most_documents < 2:
        raise TableError(f"most_documents={most_documents} leaves no pair: ask for 2 or more, or None.")


def _held(
    texts: pd.DataFrame, furniture: pd.DataFrame | None, against: Sequence[str] | None
) -> tuple[Characters, list[str]]:
    """The texts' characters, the documents of `against` first, then by their words: whatever they are called."""
    names, words = checked_texts(texts)
    first = set(names if against is None else against)
    if unknown := sorted(first - set(names)):
        raise TableError(
            f"the texts table has no document {', '.join(unknown)}, named in against: correct the id."
        )
    order = sorted(range(len(names)), key=lambda at: (names[at] not in first, words[at], names[at]))
    names, words = [names[at] for at in order], [words[at] for at in order]
    return content_characters(names, words, left_out=spans_of(furniture, names)), words


def _row(
    held: Characters, chain: Chain, masks: Masks
) -> tuple[str, int, int, str, int, int, int, int, float]:
    """Both spans of a passage, the documents in the order of their ids, its equal characters, the plain ones, the share."""
    one, two = held.text_at(chain.left), held.text_at(chain.right)
    mask = masks.of(one)[chain.left - held.starts[one] : chain.left_stop - held.starts[one]]
    other = masks.of(two)[chain.right - held.starts[two] : chain.right_stop - held.starts[two]]
    masked = bool(mask.any() or other.any())
    matched = hidden = 0
    for piece in aligned(held.words(chain.left, chain.left_stop), held.words(chain.right, chain.right_stop)):
        if piece.same:
            matched += piece.stop - piece.start
            if masked:
                both = mask[piece.start : piece.stop] | other[piece.other_start : piece.other_stop]
                hidden += int(both.sum())
    first, second = sorted(
        [
            (held.names[one], *held.span(chain.left, chain.left_stop)),
            (held.names[two], *held.span(chain.right, chain.right_stop)),
        ]
    )
    longer = max(chain.left_stop - chain.left, chain.right_stop - chain.right)
    return (*first, *second, matched, matched - hidden, matched / longer)


def _with_words(
    frame: pd.DataFrame, texts: Mapping[str, str], furniture: pd.DataFrame | None
) -> pd.DataFrame:
    """The passages with the words on both sides."""
    import pandas as pd

    names = sorted(texts)
    left_out = dict(zip(names, spans_of(furniture, names), strict=True))
    for column, name, start, stop in (
        ("words", "document", "start", "stop"),
        ("other_words", "other", "other_start", "other_stop"),
    ):
        places = zip(frame[name], frame[start], frame[stop], strict=True)
        quotes = [quoted(texts[of], first, last, left_out[of]) for of, first, last in places]
        frame[column] = pd.Series(quotes, index=frame.index, dtype=object)
    return frame


def quoted(text: str, start: int, stop: int, left_out: Sequence[tuple[int, int]]) -> str:
    """The words at a place in a text, less the furniture in it 引文.

    >>> quoted("法治—5—政府", 0, 7, [(2, 5)])
    '法治政府'
    """
    words, at = "", start
    for first, last in left_out:
        if start <= first and last <= stop:
            words += text[at:first]
            at = last
    return words + text[at:stop]


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The passages with stated kinds of columns, also where there are none."""
    numbers = dict.fromkeys(("start", "stop", "other_start", "other_stop", "equal", "plain"), "int64")
    words = dict.fromkeys(("document", "other", "earlier", "words", "other_words"), "object")
    return frame.astype({**numbers, **words, "agreement": "float64", "formulaic": "bool"})
