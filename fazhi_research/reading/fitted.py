"""Which lines of a table row make which cell, where cells take several lines and nothing but their words tells them apart."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from fazhi_research.reading.cells import Cell
from fazhi_research.reading.wrapped import BODY_ENDS, is_cut

_MOST_LINES = 40  # of a row: a longer one is no row
_PER_COLUMN = 5  # lines that the last row of a table may have for each of its columns
_TALLEST = {"units": 12, "time": 4, "words": _MOST_LINES}  # lines of a cell
_LONGEST_TIME = 24
_NONE: tuple[float, tuple[int, ...]] = (-1e9, ())
_UNITS = re.compile(r"单位|部门|科室|处室|股室|司局|主体")
_TIME_NAME = re.compile(r"时限|时间|期限|节点|进度")
_TIME = re.compile(
    r"(?:到|于)?(?:20\d\d[年./-]|[今明]年|每|长期|持续|全年|常态化|适时|年[底内末]|\d{1,2}月|[上下]半年|第?[一二三四]季度|立即|按[季月年]).{0,14}"
)
_PIECES = re.compile(r"[、,;/ \n]+")
_BODY = re.compile(rf"(?:[\u4e00-\u9fff()]|\([^()]*\)){{1,24}}(?:[{''.join(sorted(BODY_ENDS))}]|委|联|协|等)")
_DEEDS = re.compile(
    r"健全|完[成善]|推[进行动]|加[快强]|强化|落实|实施|启动|打造|开[工展]|新?[改扩]?建|修[建订缮]|提[升高]|规范|深化|优化|确保|制定|组织"
)
_SENTENCE = re.compile("[。;:]")


_Best = tuple[float, tuple[int, ...]]


def fitted_row(
    text: str, row: Sequence[Cell], names: Sequence[str], *, last: bool = False
) -> tuple[Cell, ...] | None:
    """The cells of a row of more lines than its table has columns, by what the columns are called and how lines end; None where that tells nothing (定格).

    The first line is the row's number. Of all ways to part the other lines the one is taken in which unit columns hold bodies, columns of time limits
    times, other columns neither, and in which no cell ends in the midst of a name or sentence. Behind the `last` row of a table other lines may follow
    that are none of it: it is told only where its last column holds bodies or times.

    >>> text = "1\\n健全制度\\n修订办法,\\n评查案卷。\\n市甲局\\n市文化广电\\n旅游局、市丙局\\n6月底"
    >>> lines, at = [], 0
    >>> for line in text.split("\\n"):
    ...     lines.append((at, at + len(line)))
    ...     at += len(line) + 1
    >>> [text[a:b] for a, b in fitted_row(text, lines, ("序号", "任务", "措施", "牵头单位", "责任单位", "时限"))]
    ['1', '健全制度', '修订办法,\\n评查案卷。', '市甲局', '市文化广电\\n旅游局、市丙局', '6月底']
    """
    kinds = [_kind(name) for name in names[1:]]
    ahead = row[1 : 1 + _PER_COLUMN * len(kinds)] if last else row[1:]
    lines = [text[start:stop].strip() or " " for start, stop in ahead]
    if not len(kinds) < len(lines) <= _MOST_LINES or "units" not in kinds or (last and kinds[-1] == "words"):
        return None
    edges = [_edge(above, below) for above, below in pairwise(lines)] + [0.0]
    # best[i]: the best score of the columns so far over the first i lines, and where each cell ends
    best: list[_Best] = [(0.0, ()), *[_NONE] * len(lines)]
    for kind in kinds:
        # what lines gain by hanging together, summed up to each
        held = [0.0, *accumulate((_joint(above, below, kind) for above, below in pairwise(lines)), initial=0.0)]
        following: list[_Best] = [_NONE] * (len(lines) + 1)
        for begin, (score, ends) in enumerate(best):
            if score <= _NONE[0] or begin == len(lines):
                continue
            for end in range(begin + 1, min(len(lines), begin + _TALLEST[kind]) + 1):
                gained = score + held[end] - held[begin + 1] + edges[end - 1] + _words(kind, lines, begin, end)
                if gained > following[end][0]:
                    following[end] = gained, (*ends, end)
        best = following
    score, ends = max(best, key=lambda one: one[0]) if last else best[-1]
    if score <= 0 or len(ends) < len(kinds):
        return None
    return (row[0], *((row[a + 1][0], row[b][1]) for a, b in pairwise((0, *ends))))


def _kind(name: str) -> str:
    if _UNITS.search(name):
        return "units"
    return "time" if _TIME_NAME.search(name) else "words"


def _words(kind: str, lines: Sequence[str], begin: int, end: int) -> float:
    """How well the words of some lines suit a column."""
    if end - begin > _TALLEST["units"]:  # a text
        return 0.5 if lines[end - 1][-1] in "。;" else 0.0
    words = "".join(lines[begin:end])
    listed, timed = _share_of_bodies(words), len(words) <= _LONGEST_TIME and _TIME.fullmatch(words) is not None
    if kind == "units":
        return 4 * listed - 2 - (4 if _SENTENCE.search(words) else 0) - (3 if timed else 0)
    if kind == "time":
        return 3.0 if timed else -3.0 - (2 if listed > 0.9 else 0)
    return (-2.0 if listed > 0.9 else 0.0) - (2 if timed else 0) + (0.5 if words[-1] in "。;" else 0)


@lru_cache(maxsize=4096)
def _share_of_bodies(words: str) -> float:
    """Which share of the pieces of a list read as bodies."""
    pieces = [piece for piece in _PIECES.split(words.rstrip("。")) if piece]
    found = sum(_BODY.fullmatch(piece) is not None and not _DEEDS.match(piece) for piece in pieces)
    return found / len(pieces) if pieces else 0.0


def _joint(above: str, below: str, kind: str) -> float:
    """How well two lines hang together within a cell."""
    if is_cut(above, below):
        return 1.5
    if kind == "units":
        return 0.5 if above[-1] in "、,(" or below[0] in "、)" else -0.2
    if kind == "time":
        return -0.3
    if _share_of_bodies(below) > 0.9:
        return -1.5
    if above[-1] in "。;":
        return -0.1
    return 0.4 if (len(above) >= 8 and abs(len(above) - len(below)) <= 2) or above[-1] in ",、" else 0.1


def _edge(above: str, below: str) -> float:
    """How well a cell ends between two lines."""
    if is_cut(above, below) or above[-1] in "、,(《" or below[0] in "、,)》。":
        return -3.0
    return 0.4 if above[-1] in "。;" else 0.0
