"""How often each word stands in each document."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fazhi_research.coding.codebooks import read_codebook
from fazhi_research.coding.owner_strings import owner_strings
from fazhi_research.coding.searchable import SearchText
from fazhi_research.coding.words import segmenter
from fazhi_research.measuring.edges import require_columns
from fazhi_research.reading.documents import Document
from fazhi_research.reading.folding import han_characters

if TYPE_CHECKING:
    import pandas as pd

    from fazhi_research.coding.codebook import Codebook

COLUMNS = ("document", "term", "hits", "per_1000_han", "engine")
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")


def word_counts(
    texts: pd.DataFrame,
    documents: pd.DataFrame | None = None,
    *,
    codebook: Codebook | None = None,
    engine: str = "auto",
) -> pd.DataFrame:
    """A table of how often each word stands in each document 词频.

    `texts` has the columns document and text; `documents` the columns document and genre, by which owner strings in running text are known (without it only those
    in brackets, on lines of their own and in tables are). Words are counted in simplified characters without furniture and owner strings; those without a Han character are not
    counted. The codebook's terms are kept whole where they have no 、. Columns, named as `keyness` takes them: document, term (the word), hits (how often), per_1000_han (per thousand Han characters
    of what was counted in), engine (jieba or rjieba, which cut the words alike; see `segmenter`). Sorted by document, hits from most to least, word. An
    empty text has no rows. Raises TableError for a missing column.

    >>> import pandas as pd
    >>> texts = pd.DataFrame({"document": ["a"], "text": ["行政复议。行政复议和调解。(牵头单位:市司法局)"]})
    >>> word_counts(texts, engine="jieba")[["term", "hits"]].values.tolist()
    [['行政复议', 2], ['和', 1], ['调解', 1]]
    """
    import pandas as pd

    require_columns(texts, ("document", "text"), "texts")
    genres: dict[str, str] = {}
    if documents is not None:
        require_columns(documents, ("document", "genre"), "documents")
        genres = dict(zip(documents["document"], documents["genre"], strict=True))
    searched = {
        str(name): _searched(Document(str(name), str(text), metadata={"genre": genres.get(name, "other")}))
        for name, text in zip(texts["document"], texts["text"], strict=True)
    }
    cutter = segmenter(codebook or read_codebook(), list(searched.values()), engine=engine)
    rows = []
    for name, text in sorted(searched.items()):
        han = han_characters(text)
        counted = Counter(word for word in cutter.words(text) if _HAN.search(word))
        for word, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            rows.append((name, word, count, 1000 * count / han, cutter.engine))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _searched(document: Document) -> str:
    return SearchText(document.clean.text, owner_strings(document)).text
