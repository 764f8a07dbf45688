"""The characters of what is searched, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from fazhi_research.errors import TableError
from fazhi_research.measuring.searched_han import with_searched_han

DOCUMENTS = pd.DataFrame({"document": ["a", "b", "c"], "genre": "plan", "han": [0, 0, 0]})


def test_owner_strings_do_not_count() -> None:
    texts = ["推进政务公开。(牵头单位:市政府办公室;责任单位:各部门)", "推进政务公开。", ""]
    table = with_searched_han(DOCUMENTS, pd.DataFrame({"document": list("abc"), "text": texts}))
    assert table["han"].tolist() == [6, 6, 0]
    assert DOCUMENTS["han"].tolist() == [0, 0, 0]  # a new table: the one handed in stays


def test_a_document_without_text_is_told() -> None:
    with pytest.raises(TableError, match="the texts table has no text of b"):
        with_searched_han(DOCUMENTS, pd.DataFrame({"document": ["a", "c"], "text": ["", ""]}))
