"""Rows are printed as the csv module prints them, in less time, and a bare CR is quoted besides."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.schemas import csv_text

CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**12), st.floats(allow_infinity=False), st.text(alphabet='甲乙a ,"\n', max_size=6),
    st.sampled_from(["None", "nan", "", "True"]),
)  # fmt: skip


def plainly(rows: Sequence[Sequence[object]]) -> str:
    """What the csv module makes of cells that were turned into text one by one."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    for row in rows:
        writer.writerow([words(cell) for cell in row])
    return lines.getvalue()


def words(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4)))
def test_rows_are_printed_as_the_csv_module_prints_them(rows: list[list[object]]) -> None:
    assert csv_text(rows) == plainly(rows)


def test_rows_of_unequal_length_and_bare_carriage_returns() -> None:
    assert csv_text([["a"], ["b", 1, None]]) == "a\nb,1,\n"
    assert csv_text([["a\rb", "c"]]) == '"a\rb",c\n'
    assert csv_text([]) == ""
