"""What a test asks of a drawn figure: its marks, its words, whether words overlap, whether it holds in grey."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def drawn(axes: Axes, beginning: str) -> dict[str, Artist]:
    """The artists whose gid begins so."""
    found = {str(artist.get_gid()): artist for artist in axes.findobj() if artist.get_gid()}
    return {gid: artist for gid, artist in found.items() if gid.startswith(beginning)}


def texts(axes: Axes) -> list[Text]:
    """Every text that is seen."""
    found = [t for t in axes.findobj(Text) if isinstance(t, Text) and t.get_text() and t.get_visible()]
    return [text for text in found if text not in _beyond(axes)]


def _beyond(axes: Axes) -> list[Text]:
    """The labels of ticks outside of what is shown: they are there and never drawn."""
    lost = []
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        ticks = axis.get_major_ticks()
        lost += [
            label
            for tick in ticks
            if not low <= tick.get_loc() <= high
            for label in (tick.label1, tick.label2)
        ]
    return lost


def words(axes: Axes) -> list[str]:
    return [text.get_text() for text in texts(axes)]


def figure_of(axes: Axes) -> Figure:
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure


def clashes(axes: Axes) -> list[tuple[str, str]]:
    """Pairs of texts that share more than a pixel each way, and texts off the sheet."""
    figure = figure_of(axes)
    figure.canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(axes)]
    found = [(a, b) for i, (a, one) in enumerate(boxes) for b, two in boxes[:i] if overlap(one, two)]
    edge = figure.bbox
    off = [a for a, box in boxes if box.x0 < 0 or box.x1 > edge.width or box.y0 < 0 or box.y1 > edge.height]
    return found + [(word, "the edge") for word in off]


def overlap(one: Bbox, two: Bbox) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.y1, two.y1) - max(one.y0, two.y0)
    return bool(across > 1 and down > 1)


def grey(colour: str) -> float:
    """How light a colour is when printed in grey, 0 to 1 (Rec. 601)."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue
