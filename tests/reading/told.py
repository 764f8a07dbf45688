"""What the metadata of a text are, for tests."""

from __future__ import annotations

from fazhi_research.reading.compilations import split
from fazhi_research.reading.metadata import Description, describe


def known(text: str) -> dict[str, str]:
    """The metadata of the first document of a file with this text."""
    return described(text).known


def described(text: str) -> Description:
    part = split(text)[0][0]
    return describe(text, part.span, part.title)


def sheet(
    *, number: str = "", title: str = "某市人民政府关于加强法治政府建设的意见", date: str = "", foot: str = ""
) -> str:
    """A document with its usual lines about it."""
    head = "\n".join(line for line in (number, title, date) if line)
    return f"{head}\n\n各县（市、区）人民政府：\n\n为推进依法行政，提出如下意见。\n一、总体要求\n加快建设法治政府。\n{foot}"
