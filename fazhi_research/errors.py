"""The faults that are ours to raise; what is odd in a text becomes a `Doubt` instead."""

from collections.abc import Iterator
from contextlib import contextmanager

LEFT_OUT = "Left out: "
"""How the line begins that a section prints in place of its results 未做提示."""


class FazhiError(Exception):
    """A fault with a message that says what went wrong, with which thing, and what to do next."""


class ManifestError(FazhiError):
    """A manifest that does not describe the files beside it (清单)."""


class LexiconError(FazhiError):
    """A register or codebook that cannot be read as it stands (词表)."""


class ReadError(FazhiError):
    """A file that cannot be turned into text (读取)."""


class TableError(FazhiError):
    """A table without the columns or values that a function needs (数据表)."""


class FontError(FazhiError):
    """No font that draws the Chinese of a figure (字体)."""


class RefusedError(FazhiError):
    """A measure that the data are too few, or of the wrong kind, to carry (拒绝计算)."""


class KindError(FazhiError):
    """A thing of another kind than a function needs, such as words where a document is wanted (类型)."""


def kind_of(thing: object) -> str:
    """What something is, in a few words for a message (何物).

    >>> kind_of("一、总则"), kind_of((2011, 2011))
    ("the str '一、总则'", 'the tuple (2011, 2011)')
    """
    shown = repr(thing)
    return f"the {type(thing).__name__} {shown if len(shown) <= 40 else shown[:37] + '...'}"


@contextmanager
def where_possible() -> Iterator[None]:
    """A context that prints why, and goes on behind it, where the data cannot bear what is asked in it (数据不足则说明).

    For notebooks, so that one section without data does not stop the others. Only refusals and missing data (RefusedError, TableError) are
    told this way, and names that a section before this one would have made, had it not been left out; every other error stops as always.

    >>> with where_possible():
    ...     raise RefusedError("no task names a lead.")
    Left out: no task names a lead.
    """
    try:
        yield
    except (RefusedError, TableError) as error:
        _told.append(str(error))
        print(f"{LEFT_OUT}{error}")
    except NameError as error:
        if not _told or not error.name:
            raise
        print(f"{LEFT_OUT}this needs `{error.name}`, which a section above left out.")


#: what was left out in this session: a notebook's sections build on each other
_told: list[str] = []
