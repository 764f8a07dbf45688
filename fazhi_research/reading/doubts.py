"""What a careful reader would query in a source."""

from typing import NamedTuple

from fazhi_research.reading.spans import Span

KINDS = (
    "number_skipped", "number_repeated", "number_lost", "mark_uncertain", "bracket_open", "unit_unknown",
    "unit_ambiguous", "role_uncertain", "date_unread", "date_inferred", "period_odd", "truncated", "duplicate",
    "encoding", "other",
)  # fmt: skip


class Doubt(NamedTuple):
    """Something odd in the source, for a human to look at (存疑).

    `kind` is one of `KINDS`; `span` is the place in the document's own text.
    """

    span: Span
    kind: str
