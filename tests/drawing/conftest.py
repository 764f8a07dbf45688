"""What every test of a figure shares: the shipped tables, one plan of them, and no figure left open."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from fazhi_research import tables
from fazhi_research.reading.corpus import read_corpus


@pytest.fixture(autouse=True)
def close_figures() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="package")
def held() -> dict[str, pd.DataFrame]:
    """The tables of the shipped documents, and their texts."""
    corpus = read_corpus()
    texts = pd.DataFrame(list(tables.texts(corpus).items()), columns=["document", "text"])
    return {**tables.corpus_tables(corpus), "texts": texts}


@pytest.fixture(scope="package")
def plan(held: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rows of the plan with the task division."""
    names = ("assignments", "tasks", "sections")
    return {name: held[name][held[name]["document"] == "jinchuan-2015"] for name in names}
