"""What holds of every public plot: it is tried here, it says so where there is nothing to draw, it fits its column."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import FazhiError
from tests.drawing.calls import PLOTS, calls
from tests.drawing.looks import clashes, drawn


def test_every_public_plot_is_tried() -> None:
    assert sorted(calls()) == PLOTS


def emptied(given: Any) -> Any:
    """The same kind of thing with nothing in it."""
    if isinstance(given, pd.DataFrame):
        return given.iloc[:0, :0] if given.index.equals(given.columns) else given[:0]
    if isinstance(given, nx.Graph):
        return type(given)(**given.graph)
    return {name: emptied(table) for name, table in given.items()}


@pytest.mark.parametrize("name", sorted({*PLOTS} - {"plot_reuse_flow"}))
def test_nothing_to_draw_is_told(name: str) -> None:
    """Of what the plot is about nothing is left; documents and the like are."""
    call = calls()[name]
    with pytest.raises(FazhiError, match="nothing to draw"):
        getattr(fz, name)(emptied(call.given[0]), *call.given[1:], **call.told)


@pytest.mark.parametrize("language", ["both", "en", "zh"])
def test_that_nothing_is_shared_is_a_finding_and_drawn(language: str) -> None:
    contained, documents = calls()["plot_reuse_flow"].given
    axes = fz.plot_reuse_flow(contained[:0], documents, language=language)
    said = drawn(axes, "nothing")["nothing"].get_text()  # type: ignore[attr-defined]
    assert ("No passage is shared" in said, "未见沿用段落" in said) == (language != "zh", language != "en")
    assert clashes(axes) == []
    assert drawn(axes, "arc:") == {}
