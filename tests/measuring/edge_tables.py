"""Random edge tables for the tests of graphs, with documents, roles, families, tiers and collectives."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

from fazhi_research.measuring.edge_rows import ROLES

COLUMNS = ["document", "task_start", "named", "role", "family", "tier"]
NAMES = ["甲局", "乙局", "丙办", "丁委", "戊局", "各部门"]
few = settings(max_examples=20)  # for laws that build several graphs each time
Row = tuple[str, "int | None", str, str, str, str]

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.one_of(st.none(), st.integers(0, 11)),
        st.sampled_from(NAMES),
        st.sampled_from(ROLES),
        st.sampled_from(["", "justice", "audit"]),
        st.sampled_from(["", "county", "prefecture"]),
    ),
    max_size=40,
)


def table(rows: list[Row], *, dtype: Any = "Int64") -> pd.DataFrame:
    """The rows as the assignments table has them: collectives marked, tasks as whole numbers with gaps."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(
        task_start=frame["task_start"].astype(dtype),
        collective=frame["named"] == "各部门",
        agency=frame["family"],
    )


def stated(roles: tuple[str, ...], rows: list[Row]) -> list[Row]:
    """The rows inside tasks with one of the roles, without collectives, each once."""
    return sorted(
        {(*row[:4], "", "") for row in rows if row[1] is not None and row[3] in roles and row[2] != "各部门"}
    )
