"""Texts too many for memory, kept in working files block by block, with what comparing them needs."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from fazhi_research.measuring.characters import checked_texts, content_characters, spans_of
from fazhi_research.measuring.fingerprints import all_fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from fazhi_research.measuring.characters import Array

SLICES = 128
"""Into so many files fingerprints are put by their value, so that one of them can be sorted in memory 指纹分片数."""


class Block(NamedTuple):
    """Some documents with their texts and furniture, as tables (文本块)."""

    documents: pd.DataFrame
    texts: pd.DataFrame
    furniture: pd.DataFrame


class TextBlocks:
    """Blocks of texts in a folder, documents numbered over all blocks, and the fingerprints by value (文本分块)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}
        self.starts: list[int] = []

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, block: Block, *, fingerprints: bool) -> None:
        """Puts a block on disk (存入一块)."""
        path = self.folder / f"block-{len(self)}.json"
        with path.open("w", encoding="utf-8", errors="surrogatepass") as file:
            for table, columns in zip(block, (_ABOUT, ("document", "text"), _SPANS), strict=True):
                kept = table[[name for name in columns if name in table.columns]].astype(object)
                kept = kept.where(kept.notna(), None)
                json.dump(
                    {"columns": list(kept.columns), "rows": kept.to_numpy().tolist()},
                    file,
                    ensure_ascii=False,
                )
                file.write("\n")
        self.starts.append(len(self.names))
        names, words = checked_texts(block.texts)
        self.numbers |= {name: len(self.names) + at for at, name in enumerate(names)}
        self.names += names
        if fingerprints:
            self._add_fingerprints(names, words, block.furniture)

    def save(self) -> None:
        """Puts down the names, so that another process can go on from the folder (存入目录)."""
        told = json.dumps([self.names, self.starts])
        (self.folder / _NAMES).write_text(told, encoding="utf-8")

    @classmethod
    def saved(cls, folder: Path) -> TextBlocks:
        """The blocks that stand in a folder (读取目录)."""
        held = cls(folder)
        held.names, held.starts = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        held.numbers = {name: at for at, name in enumerate(held.names)}
        return held

    def block(self, number: int) -> Block:
        """A block as it was put in (读取一块)."""
        import pandas as pd

        path = self.folder / f"block-{number}.json"
        with path.open(encoding="utf-8", errors="surrogatepass") as file:
            told = [json.loads(line) for line in file]
        return Block(*(pd.DataFrame(one["rows"], columns=one["columns"], dtype=object) for one in told))

    def block_of(self, document: int) -> int:
        """The block that holds a document (所在块)."""
        return bisect_right(self.starts, document) - 1

    def _add_fingerprints(self, names: list[str], words: list[str], furniture: pd.DataFrame) -> None:
        import numpy as np

        held = content_characters(names, words, left_out=spans_of(furniture, names))
        places, values = all_fingerprints(held)
        texts = held.text_of(places)
        order = np.lexsort((texts, values))
        values, texts = values[order], texts[order]
        new = np.ones(len(values), dtype=bool)
        new[1:] = (values[1:] != values[:-1]) | (texts[1:] != texts[:-1])
        first = np.flatnonzero(new)
        found = np.empty(len(first), dtype=_PRINT)
        found["value"], found["document"] = values[first], texts[first] + self.starts[-1]
        found["count"] = np.diff(np.append(first, len(values)))
        slices = (found["value"] % np.uint64(SLICES)).astype(np.int64)
        order = np.argsort(slices, kind="stable")
        bounds = np.searchsorted(slices[order], np.arange(SLICES + 1))
        for number in range(SLICES):
            with (self.folder / f"prints-{number}.bin").open("ab") as file:
                found[order[bounds[number] : bounds[number + 1]]].tofile(file)

    def slices(self) -> Iterator[Array]:
        """The fingerprints by slices of their values, sorted by value, then document: value, document, count (逐片指纹)."""
        import numpy as np

        for number in range(SLICES):
            found = np.fromfile(self.folder / f"prints-{number}.bin", dtype=_PRINT)
            yield found[np.lexsort((found["document"], found["value"]))]


_NAMES = "names.json"
_ABOUT = ("document", "title", "issued", "issued_from", "issued_to")
_SPANS = ("document", "start", "stop")
_PRINT = [("value", "<u8"), ("document", "<u4"), ("count", "<u4")]
