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
