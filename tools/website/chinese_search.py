"""A search that finds Chinese words whole or in part: every pair of neighbouring characters is an entry.

Sphinx's own Chinese search cuts the pages into words (jieba) but not what the reader types, so that 法治政府建设 typed in one piece
finds nothing where the page was cut into 法治, 政府 and 建设. Pairs need no dictionary, and page and question are cut alike.
"""

from __future__ import annotations

import re

from sphinx.search.en import SearchEnglish

_HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
_PIECES = re.compile(f"[{_HAN}]+|[^\\W{_HAN}]+")


class PairSearch(SearchEnglish):
    """English words by their stems, Chinese by pairs of characters."""

    lang = "pairs"  # language_name stays English: the browser's stemmer is called by it
    js_splitter_code = f"""
function splitQuery(query) {{
  const pieces = query.match(/[{_HAN}]+|[^\\s\\p{{P}}\\p{{S}}{_HAN}]+/gu) || [];
  return pieces.flatMap((piece) => {{
    if (!/[{_HAN}]/.test(piece) || piece.length < 2) return [piece];
    return Array.from({{ length: piece.length - 1 }}, (_, at) => piece.slice(at, at + 2));
  }});
}}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002
        """The entries of a text: words, and of a row of Han characters each one and each pair.

        >>> PairSearch({}).split("the 任务分工 of 2015")
        ['the', '任', '务', '分', '工', '任务', '务分', '分工', 'of', '2015']
        """
        found: list[str] = []
        for piece in _PIECES.findall(input):
            if re.match(f"[{_HAN}]", piece):
                found += [*piece, *(piece[at : at + 2] for at in range(len(piece) - 1))]
            else:
                found.append(piece)
        return found

    def word_filter(self, word: str) -> bool:
        """Whether a word becomes an entry: every one that is not among the commonest of English."""
        return bool(re.match(f"[{_HAN}]", word)) or super().word_filter(word)
