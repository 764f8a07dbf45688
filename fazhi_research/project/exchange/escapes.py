"""Characters a format has no room for, written so that they can be read back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_research.project.exchange.contents import Lost

#: what XML 1.0 cannot hold, not even escaped
NOT_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
#: what a label on one line, in double quotes, cannot hold
NOT_LINE = '\x00-\x1f"\x7f\x85\u2028\u2029\ud800-\udfff'
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")


def held(text: str, refused: str, lost: Lost, where: str) -> str:
    """The text with each refused character written _xHHHH_, as Excel does, and the loss noted 转义.

    What looks like such a mark already is marked itself, so that `unheld` gives the very text back.

    >>> from fazhi_research.project.exchange.contents import Lost
    >>> held('甲"乙', NOT_LINE, Lost(), "node 1")
    '甲_x0022_乙'
    """
    # an underscore that would begin a mark, in the text as it is or once the next character is written as one
    if not _odd(refused).search(text):
        return text
    safe = re.sub(f"_(?=x[0-9A-Fa-f]{{4}}[_{refused}])", "_x005F_", text)
    written = re.sub(f"[{refused}]", lambda found: f"_x{ord(found[0]):04X}_", safe)
    if written != text:
        lost.add("characters this format cannot hold are written as _xHHHH_ (read_graph reads them)", where)
    return written


@cache
def _odd(refused: str) -> re.Pattern[str]:
    """What makes a text one that must be rewritten."""
    return re.compile(f"[{refused}]|_x[0-9A-Fa-f]{{4}}")


def unheld(text: str) -> str:
    """The text with every _xHHHH_ made the character again.

    >>> unheld("甲_x0022_乙"), unheld("_x005F_x0022_")
    ('甲"乙', '_x0022_')
    """
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def xml_text(text: str) -> str:
    """Text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def xml_cell(text: str) -> str:
    """Text in an attribute, between double quotes."""
    safe = xml_text(text).replace('"', "&quot;")
    return safe.replace("\n", "&#10;").replace("\t", "&#9;")
