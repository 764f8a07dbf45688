"""Ties read as numbers are the ties read row by row; what is wrong is named with its row."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.errors import TableError
from fazhi_research.measuring.edge_rows import MEASURED_ROLES, ROLES
from fazhi_research.measuring.edges import role_ties
from tests.measuring.edge_tables import ROWS, Row, table


def by_rows(
    rows: list[Row], *, by: str, apart: str, roles: tuple[str, ...], collectives: bool
) -> list[tuple[Any, ...]]:
    """The ties worked out one row at a time, in the words of the docstring."""
    found: dict[tuple[Any, ...], set[str]] = {}
    tiers: dict[tuple[Any, ...], set[str]] = {}
    for document, start, named, role, family, tier in rows:
        group = named == "各部门"
        if start is None or role not in roles or (group and not collectives):
            continue
        known = by != "named" and family != "" and not group
        key = family if known else named
        if known and apart:
            key += f"@{tier or 'unknown'}"
        tie = (document, float(start), str(start), ROLES.index(role), group, key, by if known else "named")
        found.setdefault(tie, set()).add(named)
        tiers.setdefault(tie, set()).add(tier)
    ties = []
    for tie in sorted(found):
        document, place, task, rank, group, key, keyed = tie
        k = sum(other[:4] == tie[:4] and not other[4] for other in found)
        tier = next(iter(tiers[tie])) if len(tiers[tie]) == 1 else ""
        named = ";".join(sorted(found[tie]))
        ties.append(
            (
                document,
                task,
                place,
                ROLES[rank],
                key,
                named,
                keyed,
                group,
                k,
                0.0 if group else 1 / k,
                tier,
                "",
            )
        )
    return ties


@given(
    rows=ROWS,
    by=st.sampled_from(["named", "agency", "family"]),
    apart=st.sampled_from(["", "tier"]),
    roles=st.sampled_from([ROLES, MEASURED_ROLES, ("lead",), ("mentioned", "support")]),
    collectives=st.booleans(),
    dtype=st.sampled_from(["Int64", "float64", "object"]),
)
def test_the_ties_are_those_of_reading_row_by_row(
    rows: list[Row], by: str, apart: str, roles: tuple[str, ...], collectives: bool, dtype: str
) -> None:
    apart = "" if by == "named" else apart
    ties = role_ties(table(rows, dtype=dtype), by=by, apart=apart, roles=roles, collectives=collectives)
    assert list(ties.itertuples(index=False, name=None)) == by_rows(
        rows, by=by, apart=apart, roles=roles, collectives=collectives
    )


@given(rows=ROWS)
def test_every_row_is_a_tie_or_counted(rows: list[Row]) -> None:
    for collectives in (False, True):
        ties = role_ties(table(rows), collectives=collectives)
        assert len(ties) + sum(ties.attrs["left_out"].values()) == len(rows)


def test_what_is_left_out_is_counted_by_kind() -> None:
    edges = pd.DataFrame(
        {
            "document": "a",
            "task_start": [1, 1, 1, None, 2],
            "named": ["甲", "甲", "各部门", "乙", "丙"],
            "role": ["lead", "lead", "lead", "lead", "mentioned"],
            "collective": [False, False, True, False, False],
        }
    )
    assert role_ties(edges).attrs["left_out"] == {
        "outside tasks": 1,
        "of other roles": 1,
        "collectives": 1,
        "repeats": 1,
    }


PLAIN = {"task": [1, 2], "named": ["甲", "乙"], "role": ["lead", "lead"]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"role": ["lead", None]},
            r"row 2 of the assignments table \(乙\) has no role; allowed are lead, responsible",
        ),
        (
            {"role": ["lead", "牵头"]},
            r"row 2 .* has the role '牵头'; allowed are lead, responsible, support, mentioned",
        ),
        (
            {"named": ["甲", None]},
            "row 2 of the assignments table has no name in 'named'. Write it or drop the row",
        ),
        ({"named": ["甲", "  "]}, "row 2 of the assignments table has no name in 'named'"),
        ({"named": ["甲", 7]}, "row 2 of the assignments table has no name in 'named'"),
        (
            {"named": ["甲", "甲 "]},
            "row 2 .* has blanks around the name '甲 ' in 'named', which would make a second unit",
        ),
        ({"named": ["甲", 2], "task": ["甲", 1]}, "row 2 of the assignments table has no name"),
        ({"task": ["乙", "乙"]}, "row 2 .* has '乙' both as task and as name: a body cannot be its own task"),
        ({"collective": ["true", "yes"]}, "row 2 .* has 'yes' in 'collective'; allowed are true and false"),
        (
            {"date": ["2015", "15.3.2015"]},
            r"row 2 .* has the date '15.3.2015'; write a year \(2015\), a month",
        ),
        ({"date": ["2015", "2015-13"]}, "row 2 .* has the date '2015-13'"),
    ],
)
def test_a_bad_row_is_named_with_what_is_allowed(change: dict[str, list[Any]], message: str) -> None:
    with pytest.raises(TableError, match=message):
        role_ties(pd.DataFrame(PLAIN | change))


@pytest.mark.parametrize("date", ["2015", 2015.0, "2015-03", "2015-03-01", "", None])
def test_dates_as_precise_as_known_are_read(date: object) -> None:
    assert len(role_ties(pd.DataFrame(PLAIN | {"date": ["2018", date]}))) == 2


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"roles": ("leads",)}, "'leads' is no role: choose from lead, responsible, support, mentioned"),
        ({"roles": ()}, "no role is asked for: choose from lead"),
        ({"by": "family"}, "assignments table has no column family; it has: task, named, role"),
        ({"apart": "tier"}, "printed names are apart by document"),
        ({"by": "family", "apart": "size"}, 'apart=\'size\' keeps nothing apart: choose "tier" or "place"'),
    ],
)
def test_a_wrong_keyword_is_refused_with_the_choices(keywords: dict[str, Any], message: str) -> None:
    with pytest.raises(TableError, match=message):
        role_ties(pd.DataFrame(PLAIN), **keywords)


def test_a_single_role_may_be_given_as_a_word() -> None:
    assert len(role_ties(pd.DataFrame(PLAIN), roles="lead")) == 2
