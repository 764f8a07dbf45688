"""The faults that are ours to raise; what is odd in a text becomes a `Doubt` instead."""


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
