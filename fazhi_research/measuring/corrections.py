"""Corrections made by hand to an uptake matrix: kept apart, honoured as long as the words are the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from fazhi_research.errors import TableError
from fazhi_research.measuring.cells import without_gaps
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.items import Item, checked_items
from fazhi_research.measuring.uptake import STATUSES, UPTAKE_COLUMNS, added_row, shared_words, words_key

if TYPE_CHECKING:
    import pandas as pd

HAND_COLUMNS = ("corrected", "corrected_items", "coder", "note", "corrected_key", "stale")
"""What a sheet has beside the matrix 手工列.

A person fills the first four: the right status, the right items of the plan joined by ; (empty: those found), who, why.
The others are the program's: a key of the words of the right items, and why a correction no longer holds.
"""
_NEEDED = ("template", "item", "plan", "plan_items", "item_key", "plan_key", "corrected", "corrected_items")
Row: TypeAlias = dict[str, Any]


def corrected_uptake(matrix: pd.DataFrame, corrections: pd.DataFrame, *, items: pd.DataFrame) -> pd.DataFrame:
    """The uptake matrix with hand corrections put in 更正后的承接矩阵.

    `corrections` are rows of a sheet (`read_uptake_sheet`), `items` what the matrix was made from. Where a correction
    holds, uptake and plan_items are the hand's, with their words, and basis is `hand`; the scores stay the program's. A
    correction whose words have changed since is not applied: `stale_corrections` lists it. An item of the plan that a
    correction ties to the template is no longer added; one that no row names any more is. Raises TableError for a
    correction that says nothing possible.
    """
    import pandas as pd

    require_columns(matrix, UPTAKE_COLUMNS, "uptake")
    held = {one[:2]: one for one in checked_items(items)}
    rows = _records(matrix[list(UPTAKE_COLUMNS)])
    known = {_key(row) for row in rows}
    given = {_key(hand): hand for hand in checked_corrections(corrections) if not reason(hand, known, held)}
    after = [_corrected(row, given[_key(row)], held) if _key(row) in given else row for row in rows]
    named, before = _named(after), _named(rows)
    after = [
        row for row in after if row["uptake"] != "added" or (row["plan"], row["plan_items"]) not in named
    ]
    for key in sorted(before - named):
        added = added_row(str(rows[0]["template"]), held[key], "hand")
        after.append(dict(zip(UPTAKE_COLUMNS, added, strict=True)))
    place = {key: number for number, key in enumerate(held)}
    plans = list(dict.fromkeys(row["plan"] for row in rows))
    after.sort(key=lambda row: (plans.index(row["plan"]), row["uptake"] == "added", place[_place(row)]))
    return pd.DataFrame(after, columns=list(UPTAKE_COLUMNS))


def stale_corrections(
    matrix: pd.DataFrame, corrections: pd.DataFrame, *, items: pd.DataFrame
) -> pd.DataFrame:
    """A table of the corrections that no longer hold, with the reason in `stale` 失效更正.

    Columns: those of the sheet. A person decides: correct the row anew, or clear it.
    """
    import pandas as pd

    require_columns(matrix, UPTAKE_COLUMNS, "uptake")
    held = {one[:2]: one for one in checked_items(items)}
    known = {_key(row) for row in _records(matrix)}
    rows = [{**hand, "stale": reason(hand, known, held)} for hand in checked_corrections(corrections)]
    return pd.DataFrame(
        [row for row in rows if row["stale"]], columns=[*UPTAKE_COLUMNS, *HAND_COLUMNS], dtype=object
    )


def sheet_rows(matrix: pd.DataFrame, corrections: pd.DataFrame, *, items: pd.DataFrame) -> pd.DataFrame:
    """The rows of a sheet: the matrix with the columns for the hand, what hands wrote carried over 更正表.

    Corrections that no longer hold stand last, as they were, with the reason in `stale`.
    """
    import pandas as pd

    held = {one[:2]: one for one in checked_items(items)}
    rows = _records(matrix[list(UPTAKE_COLUMNS)])
    known = {_key(row) for row in rows}
    hands = {_key(hand): hand for hand in checked_corrections(corrections)}
    made = []
    for row in rows:
        hand = hands.get(_key(row), {})
        if hand and not reason(hand, known, held):
            written = {name: hand.get(name, "") for name in HAND_COLUMNS[:4]}
            right = _words(str(row["plan"]), _right_items(hand), held)
            row |= {**written, "corrected_key": words_key(right or ""), "stale": ""}
            row |= {name: hand[name] for name in ("plan_items", "plan_key")}  # what the hand looked at
            row["plan_words"] = _words(str(row["plan"]), str(row["plan_items"]), held)
        made.append({**dict.fromkeys(HAND_COLUMNS, ""), **row})
    made += _records(stale_corrections(matrix, corrections, items=items))
    return pd.DataFrame(made, columns=[*UPTAKE_COLUMNS, *HAND_COLUMNS], dtype=object)


def checked_corrections(corrections: pd.DataFrame) -> list[Row]:
    """The rows in which a hand has written a status 已填更正.

    Raises TableError, naming the row, for a status there is none of, for items without a status, and where items are wanting.
    """
    require_columns(corrections, _NEEDED, "corrections")
    rows = _records(corrections)
    found, seen = [], set()
    for at, row in zip(corrections.index, rows, strict=True):
        where = f"line {at + 2} of the sheet (item {row['item'] or '-'}, plan {row['plan']})"
        wrong = _wrong(row)
        if wrong:
            raise TableError(f"{where}: {wrong}")
        if row["corrected"]:
            if _key(row) in seen:
                raise TableError(f"{where}: the same item is corrected twice; clear one of the two.")
            seen.add(_key(row))
            found.append(row)
    return found


def _wrong(row: Row) -> str:
    """What is impossible about a correction, and what to do."""
    status, right = str(row["corrected"]), str(row["corrected_items"])
    if not status:
        return "there are corrected_items but no status in corrected; fill it." if right else ""
    if status not in STATUSES:
        return f"corrected is {status!r}; allowed are {', '.join(STATUSES)}."
    if not row["item"]:
        return (
            "" if status == "added" else "an item of the plan alone; correct the template item it belongs to."
        )
    if status == "added":
        return "an item of the template cannot be added; write dropped."
    if status == "dropped":
        return "what is dropped has no items in the plan; clear corrected_items." if right else ""
    return "" if right or row["plan_items"] else "say in corrected_items which items of the plan it is."


def reason(hand: Row, known: set[tuple[str, ...]], held: Mapping[tuple[str, str], Item]) -> str:
    """Why a correction no longer holds, empty if it does 失效原因."""
    if _key(hand) not in known:
        return "the matrix has no such row any more"
    if hand["item"] and words_key(held[hand["template"], hand["item"]].words) != hand["item_key"]:
        return "the words of the template's item have changed"
    plan = str(hand["plan"])
    seen, right = _words(plan, str(hand["plan_items"]), held), _words(plan, _right_items(hand), held)
    if seen is None or right is None:
        return "the plan has no such item any more"
    changed = words_key(seen) != hand["plan_key"]
    if changed or words_key(right) != (hand.get("corrected_key") or words_key(right)):
        return "the words of the plan's items have changed"
    return ""


def _right_items(hand: Row) -> str:
    """The items of the plan that a correction names: its own, or those that were found."""
    if hand["corrected"] == "dropped":
        return ""
    return ";".join(part.strip() for part in str(hand["corrected_items"] or hand["plan_items"]).split(";"))


def _words(plan: str, names: str, held: Mapping[tuple[str, str], Item]) -> str | None:
    """The words of some items of a plan, None if there is none of that name."""
    keys = [(plan, name) for name in names.split(";")] if names else []
    return "\n".join(held[key].words for key in keys) if all(key in held for key in keys) else None


def _records(frame: pd.DataFrame) -> list[Row]:
    """The rows of a table by column, empty where a cell is missing."""
    plain = without_gaps(frame)
    return [dict(zip(frame.columns, row, strict=True)) for row in plain.itertuples(index=False, name=None)]


def _key(row: Row) -> tuple[str, ...]:
    """What a row is about."""
    alone = "" if row["item"] else str(row["plan_items"])
    return str(row["template"]), str(row["item"]), str(row["plan"]), alone


def _corrected(row: Row, hand: Row, held: Mapping[tuple[str, str], Item]) -> Row:
    """A row as the hand wants it."""
    names = _right_items(hand)
    there = [held[str(row["plan"]), name] for name in names.split(";")] if names else []
    said = "\n".join(item.words for item in there)
    return {
        **row,
        "uptake": hand["corrected"],
        "plan_items": names,
        "plan_labels": ";".join(item.label for item in there),
        "words": shared_words(str(row["item_words"]), said) if row["item"] and said else "",
        "plan_words": said,
        "plan_key": words_key(said),
        "basis": "hand",
    }


def _named(rows: list[Row]) -> set[tuple[str, str]]:
    """The items of plans that rows of the template's items name."""
    return {
        (str(row["plan"]), name)
        for row in rows
        if row["uptake"] != "added"
        for name in str(row["plan_items"]).split(";")
        if name
    }


def _place(row: Row) -> tuple[str, str]:
    """The item by whose place a row is sorted."""
    if row["uptake"] == "added":
        return str(row["plan"]), str(row["plan_items"])
    return str(row["template"]), str(row["item"])
