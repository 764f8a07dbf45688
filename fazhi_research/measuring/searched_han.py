"""How long the searched part of each document is: the right measure for hits per 1,000 characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_research.coding.owner_strings import owner_strings
from fazhi_research.coding.searchable import SearchText
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import han_characters

if TYPE_CHECKING:
    import pandas as pd


def with_searched_han(documents: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """The documents table with `han` counted in what codings and modalities search 检索范围汉字数.

    Strings that name owners (牵头单位：…) and page furniture are not searched, so that hits over all the characters of a
    document are too few where every task names its owners. `texts` has the columns document and text. Raises TableError for
    a document without a text.

    >>> import pandas as pd
    >>> documents = pd.DataFrame({"document": ["a"], "genre": ["plan"], "han": [16]})
    >>> texts = pd.DataFrame({"document": ["a"], "text": ["1.推进依法行政。(牵头单位:市司法局)"]})
    >>> with_searched_han(documents, texts)["han"].tolist()
    [6]
    """
    require_columns(documents, ["document", "genre", "han"], "documents")
    require_columns(texts, ["document", "text"], "texts")
    held = dict(zip(texts["document"].astype(str), texts["text"], strict=True))
    counts = []
    for name, genre in zip(documents["document"].astype(str), documents["genre"], strict=True):
        if name not in held:
            raise TableError(f"the texts table has no text of {name}: read it with read_texts.")
        document = Document(name, str(held[name]), metadata={"genre": str(genre)})
        counts.append(han_characters(SearchText(document.clean.text, owner_strings(document)).text))
    return documents.assign(han=counts)
