"""How much of each document stands in another, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.errors import TableError
from fazhi_research.measuring.characters import Characters, checked_texts, content_characters, spans_of
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.formulas import Masks
from fazhi_research.measuring.order import date_ranges, earlier_document

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.measuring.characters import Array

CONTAINMENT_COLUMNS = (
    "document", "other", "passages", "longest", "characters", "other_characters", "covered", "other_covered",
    "containment", "other_containment", "plain_passages", "plain_covered", "other_plain_covered", "plain_containment",
    "other_plain_containment", "earlier",
)  # fmt: skip


def reuse_containments(
    passages: pd.DataFrame,
    texts: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    furniture: pd.DataFrame | None = None,
    formulas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A table of how much of each document lies in passages it shares with another, both ways 文本包含度.

    `passages` comes from `reuse_passages`; the other tables are those it was made from. One row per pair with a
    passage. Columns: document, other (in the order of their ids), passages, longest (equal characters of the longest), characters and
    other_characters (letters, digits and Han characters of each), covered and other_covered (how many of these lie in
    a passage of the pair, each counted once, adapted words included), containment (covered by characters: how much of
    `document` stands in `other`) and other_containment (the other way); plain_… the same without formulas: passages
    marked formulaic left out, and characters of formulas, 《titles》 and (with `documents`) the own title counted neither above nor below the line; earlier
    (empty where `documents` is not given or its dates do not tell). Sorted by document, other.

    >>> import pandas as pd
    >>> rows = [("a", "到2020年基本建成法治国家，完善依法行政的体制机制。"), ("b", "到2020年基本建成法治许昌,完善依法行政的体制机制")]
    >>> texts = pd.DataFrame(rows, columns=["document", "text"])
    >>> from fazhi_research.measuring.reuse import reuse_passages
    >>> reuse_containments(reuse_passages(texts), texts)[["covered", "containment"]].values.tolist()
    [[25.0, 1.0]]
    """
    import pandas as pd

    require_columns(passages, ("document", "start", "stop", "other", "other_start", "other_stop"), "passages")
    require_columns(passages, ("equal", "formulaic"), "passages")
    names, words = checked_texts(texts)
    held = content_characters(names, words, left_out=spans_of(furniture, names))
    ranges = date_ranges(documents) if documents is not None else {}
    masks = Masks(held, words, formulas, documents)
    number = {name: index for index, name in enumerate(names)}
    rows = []
    for (one, two), group in passages.groupby(["document", "other"], sort=True):
        plain = group[~group["formulaic"].astype(bool)]
        row = {"document": one, "other": two, "passages": len(group), "plain_passages": len(plain)}
        row |= {"longest": int(group["equal"].max())}
        row |= {"earlier": earlier_document(str(one), str(two), ranges=ranges)}
        for prefix, name in (("", str(one)), ("other_", str(two))):
            if name not in number:
                raise TableError(
                    f"a passage is of {name}, which the texts table does not hold: give the same texts."
                )
            spans = ["other_start", "other_stop"] if prefix else ["start", "stop"]
            places, mask = _places(held, number[name]), masks.of(number[name])
            whole, rest = (_covered(places, frame[spans].to_numpy()) for frame in (group, plain))
            found = _counts(whole, rest & ~mask, ~mask)
            row |= {f"{prefix}{key}": value for key, value in found.items()}
        rows.append(row)
    return pd.DataFrame(rows, columns=list(CONTAINMENT_COLUMNS))


def _places(held: Characters, number: int) -> Array:
    """Where the content characters of a text stand in it."""
    return held.offsets[int(held.starts[number]) : int(held.stops[number])]


def _covered(places: Array, spans: Array) -> Array:
    """Which of these places lie in one of the spans."""
    import numpy as np

    covered = np.zeros(len(places), dtype=bool)
    for first, last in np.searchsorted(places, spans).tolist():
        covered[first:last] = True
    return covered


def _counts(whole: Array, plain: Array, countable: Array) -> dict[str, float]:
    """The counts of one side; no characters, no share."""
    characters, base = len(whole), int(countable.sum())
    covered, plain_covered = int(whole.sum()), int(plain.sum())
    return {
        "characters": characters,
        "covered": covered,
        "containment": covered / characters if characters else float("nan"),
        "plain_covered": plain_covered,
        "plain_containment": plain_covered / base if base else float("nan"),
    }
