"""The straight lines that a page of a PDF draws: the borders of its tables."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

_MOST_SEGMENTS = 20_000  # a page with more is a map or a drawing
_THIN = 3.0  # points: a filled box no thicker is a line
_SHORTEST = 5.0
_STRAIGHT = 0.5


class Rule(NamedTuple):
    """A line along one axis: where it stands on the other axis, and from where to where it goes, in points (框线)."""

    at: float
    start: float
    stop: float


Point = tuple[float, float]


def turned(point: Point, rotation: int) -> Point:
    """Where a point of a page stands as the page is shown, which may be turned by 90, 180 or 270 degrees (旋转后位置).

    >>> turned((1.0, 2.0), 0), turned((1.0, 2.0), 90)
    ((1.0, 2.0), (2.0, -1.0))
    """
    x, y = point
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(rotation, point)


def turned_box(box: Sequence[float], rotation: int) -> tuple[float, float, float, float]:
    """The left, low, right and high edge of a box as the page is shown (旋转后边框)."""
    one, other = turned((box[0], box[1]), rotation), turned((box[2], box[3]), rotation)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def page_rules(page: Any, rotation: int = 0) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical lines that a page of pypdfium2 draws, in order of drawing (页面框线).

    Borders are drawn as strokes, as thin filled boxes or as boxes with an outline. A page with more than 20,000 pieces of lines, which
    is a drawing, has none. `rotation` says how the page is turned when it is shown.
    """
    from pypdfium2 import raw

    across: list[Rule] = []
    down: list[Rule] = []
    left = _MOST_SEGMENTS
    for path in _paths(page):
        left -= raw.FPDFPath_CountSegments(path)
        if left < 0:
            return [], []
        stroked = _is_stroked(path)
        for corners in _outlines(path) if stroked is not None else ():
            for rule, flat in _rules_of(
                [turned(corner, rotation) for corner in corners], stroked=bool(stroked)
            ):
                (across if flat else down).append(rule)
    return across, down


def _paths(page: Any) -> Iterator[Any]:
    """The drawn paths of a page."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_CountObjects(page)):
        held = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(held) == raw.FPDF_PAGEOBJ_PATH:
            yield held


def _is_stroked(path: Any) -> bool | None:
    """Whether a path is drawn as an outline; None if it is not drawn at all."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return None
    return bool(stroke.value)


def _outlines(path: Any) -> Iterator[list[Point]]:
    """The corners of each part of a path, in points of the page; a part with a curve is left out."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        piece = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(piece)
        raw.FPDFPathSegment_GetPoint(piece, x, y)
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(corners) > 1:
                yield corners
            corners = []
        corners.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if raw.FPDFPathSegment_GetClose(piece) and len(corners) > 1:
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners


def _rules_of(corners: list[Point], *, stroked: bool) -> Iterator[tuple[Rule, bool]]:
    """The lines of one part of a path, each with whether it is horizontal: a thin box is one, an outline has one a side."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if high <= _THIN < _SHORTEST <= wide:
        yield Rule((min(ys) + max(ys)) / 2, min(xs), max(xs)), True
    elif wide <= _THIN < _SHORTEST <= high:
        yield Rule((min(xs) + max(xs)) / 2, min(ys), max(ys)), False
    elif stroked:
        for (x, y), (further, up) in pairwise(corners):
            if abs(y - up) <= _STRAIGHT and abs(x - further) >= _SHORTEST:
                yield Rule((y + up) / 2, min(x, further), max(x, further)), True
            elif abs(x - further) <= _STRAIGHT and abs(y - up) >= _SHORTEST:
                yield Rule((x + further) / 2, min(y, up), max(y, up)), False
