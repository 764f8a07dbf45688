"""Names of bodies that a table has broken over the lines of a cell."""

import re
from collections.abc import Sequence

from fazhi_research.reading.cells import Cell, trimmed

#: the characters with which names of bodies end
BODY_ENDS = frozenset(
    "局厅委办部处院署会府心司队所站镇乡道区县市州省室位门构关校团组行社馆台联业园港学盟旗村科股军库店厂等责合)"
)
_ENDS = "".join(sorted(BODY_ENDS))
_FRAGMENT = re.compile(r"[\u4e00-\u9fff]{1,2}[、,]?")
_WHOLE_WORDS = re.compile(
    r"无|[全常本今明每半]年|长期|持续|年[底内中末]|[每本]月|立即|随时|不限|均可|同上|各[区县市镇]"
)
_GOES_ON = re.compile(rf"[\u4e00-\u9fff]{{1,8}}[{_ENDS}](?:[、,(]|$)")
_LISTS = re.compile(r"(?:[各省市县区州镇乡]|[^\n]*、)[^\n。]*")
_NAME = re.compile(rf"[各省市县区州镇乡][\u4e00-\u9fff]{{1,16}}[{_ENDS}](?=$|[、,(（ ])")


def whole_cells(text: str, row: list[Cell], width: int) -> list[Cell]:
    """The lines of a row of more lines than its table has columns, those joined that break a name or leave a character or two (断行并格).

    No more are joined than the row has too many.

    >>> text = "1\\n清理文件\\n县财政局、县审\\n计局\\n6月"
    >>> lines = [(0, 1), (2, 6), (7, 14), (15, 17), (18, 20)]
    >>> [text[start:stop] for start, stop in whole_cells(text, lines, 4)]
    ['1', '清理文件', '县财政局、县审\\n计局', '6月']
    """
    made: list[Cell] = []
    surplus = len(row) - width
    for at, (start, stop) in enumerate(row):
        if at > 1 and surplus > 0 and is_cut(text[slice(*row[at - 1])], text[start:stop]):
            made[-1] = (made[-1][0], stop)
            surplus -= 1
        else:
            made.append((start, stop))
    return made


def is_cut(above: str, below: str) -> bool:
    """Whether a line of a cell goes on with the name that the line above breaks off (是否断名).

    >>> is_cut("县财政局、县审", "计局"), is_cut("县财政局", "县审计局")
    (True, False)
    """
    if not "\u4e00" <= above[-1:] <= "\u9fff" or _WHOLE_WORDS.fullmatch(below):
        return False
    if _FRAGMENT.fullmatch(below):
        return len(above) > 2
    return (
        above[-1] not in BODY_ENDS
        and _LISTS.fullmatch(above) is not None
        and _GOES_ON.match(below) is not None
    )


def is_full(cell: Sequence[str], above: str, below: str) -> bool:
    """Whether one of the lines of a cell that lists bodies with 、 is cut by the width of the cell and not by a new name (是否满行断名).

    >>> is_full(["市司法局、市人大常委会", "法工委"], "市司法局、市人大常委会", "法工委")
    True
    >>> is_full(["市司法局、市财政局", "市教育局"], "市司法局、市财政局", "市教育局")
    False
    """
    if not any("、" in line for line in cell) or any("。" in line for line in cell) or above[-1:] in ("、", ",", ";"):
        return False
    last = re.split("[、,;]", above)[-1]
    if _NAME.fullmatch(last) and below[:1] in tuple("各省市县区州镇乡"):
        return False
    return len(above) >= max(map(len, map(str.strip, cell))) - 1 and len(above) > 4


def parts_names(above: str, below: str) -> bool:
    """Whether a line and the one below it are names of bodies, each on a line of its own (是否分行列名).

    >>> parts_names("县市场监管局", "县城管局"), parts_names("县政府办公室、县市场监", "管局")
    (True, False)
    """
    return _NAME.fullmatch(above.strip()) is not None and _NAME.match(below) is not None


def uncut(text: str, pieces: Sequence[Cell]) -> list[Cell]:
    """The pieces of a cell that stand on several lines with other cells between, less the names that are cut between two of them (去断名).

    A name that stands on two such lines is nowhere in the text in one piece.
    """
    found = list(pieces)
    for at in range(1, len(found)):
        (start, stop), (begin, end) = found[at - 1], found[at]
        above, below = text[start:stop], text[begin:end]
        last, first = re.split("[、,;]", above)[-1], re.split("[、,;]", below)[0]
        if not last or not first or (last[-1:] in BODY_ENDS and _NAME.match(first)):
            continue
        found[at - 1] = (start, stop - len(last))
        found[at] = (begin + len(first), end)
    return [trimmed(text, *piece, signs="、,; ") for piece in found]
