"""Small tables made by hand, for the tests of the measures of themes."""

from __future__ import annotations

import pandas as pd

ABOUT = [
    "document", "genre", "tier", "jurisdiction", "han", "issued", "issued_from", "issued_to", "first", "last",
]  # fmt: skip


def documents(*rows: tuple[object, ...]) -> pd.DataFrame:
    """A documents table with the columns that the measures read."""
    return pd.DataFrame(rows, columns=ABOUT)


def codings(*rows: tuple[str, str, str, str, int | None]) -> pd.DataFrame:
    """A codings table from document, theme, part, section and task; one term per row, at its own place."""
    frame = pd.DataFrame(rows, columns=["document", "theme", "part", "section", "task_start"])
    frame["task_start"] = frame["task_start"].astype("Int64")
    return frame.assign(scheme="themes", start=range(len(frame)), stop=range(1, len(frame) + 1))


def sections(*rows: tuple[str, int, str, str, str]) -> pd.DataFrame:
    """A sections table from document, start, section, parent and heading."""
    frame = pd.DataFrame(rows, columns=["document", "start", "section", "parent", "heading"])
    return frame.assign(mark="")


def tasks(*rows: tuple[str, int, str]) -> pd.DataFrame:
    """A tasks table from document, start and section."""
    frame = pd.DataFrame(rows, columns=["document", "start", "section"])
    return frame.assign(label="", heading="")


PLAN = ("a", "plan", "county", "甲省/乙市", 2000, "2015", "", "", 2015, 2020)
OPINION = ("b", "opinion", "province", "丙省", 4000, "2011-02-25", "", "", None, None)
SPEECH = ("c", "speech", "county", "甲省", 1000, "", "2013-01-01", "2016-12-31", None, None)

# One plan: 一 holds two tasks on ENF and OPN, 二 two on no theme, of which the second is on DIG by its own heading.
SECTIONS = sections(
    ("a", 0, "1", "", "执法和公开"), ("a", 5, "1.1", "1", ""), ("a", 10, "1.2", "1", "执法"),
    ("a", 20, "2", "", "保障"), ("a", 25, "2.1", "2", ""), ("a", 30, "2.2", "2", "数字"),
)  # fmt: skip
TASKS = tasks(("a", 5, "1.1"), ("a", 10, "1.2"), ("a", 25, "2.1"), ("a", 30, "2.2"))
CODINGS = codings(
    ("a", "ENF", "heading", "1", None), ("a", "OPN", "heading", "1", None),
    ("a", "OPN", "body", "1.1", 5), ("a", "OPN", "body", "1.1", 5), ("a", "ENF", "heading", "1.2", 10),
    ("a", "DIG", "heading", "2.2", 30), ("a", "DIG", "body", "2.2", 30), ("a", "DIG", "body", "2.2", 30),
)  # fmt: skip
