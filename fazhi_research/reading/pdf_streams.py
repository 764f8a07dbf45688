"""The packed streams of a PDF, measured before a reader unpacks them."""

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator

from fazhi_research.errors import ReadError

_BOMB = "a part of it unpacks to more than {} times its size, as bombs do: not read"
_LARGEST_RATIO = 60  # text and drawing compress twenty times at most
_UNGUARDED = 1_000_000  # a stream may be as large as this whatever its ratio
_LARGEST_PICTURE = 400_000_000  # an unpacked page in colour at 600 dots an inch takes 100 MB
_LAYERS = 5  # of packing, one in another
_STEP = 65_536
_OUT = 1 << 20
_LONGEST_ASCII = 2_000_000
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_ASCII = re.compile(rb"/Filter\s+\d|85")  # a filter that stands elsewhere, or base 85
_SPACE = re.compile(rb"\s+")
_HEX = re.compile(rb"\s*(?:[0-9A-Fa-f]\s*){16}")
_BASE_85 = re.compile(rb"\s*(?:[!-uz]\s*){16}")
Pieces = Iterator[bytes]
Unpacker = Callable[[Pieces], Pieces]


def guard_streams(data: bytes) -> None:
    """Raises `ReadError` for a PDF with a stream that is a bomb (PDF 压缩炸弹).

    Streams are unpacked piece by piece as their bytes demand, whatever filters the file names for them, through several layers of deflate, hexadecimal and
    base 85. The pixels of a picture, which nobody unpacks, may be packed better than text. LZW, run lengths and encrypted streams are not
    measured.
    """
    for match in _STREAM.finditer(data):
        opening = data[max(0, match.start() - 600) : match.start()]
        opening = opening[opening.rfind(b"obj") + 3 :]
        picture, ascii_ = _PICTURE.search(opening) is not None, _ASCII.search(opening) is not None
        layers: list[Unpacker] = []
        while len(layers) < _LAYERS:
            first = next(_through(layers, iter(_Taken(data, match.end()))), b"")
            layer = _layer(first, ascii_=ascii_)
            if layer is None:
                break
            layers.append(layer)
            _measure(_Taken(data, match.end()), layers, picture=picture)


def _measure(taken: "_Taken", layers: list[Unpacker], *, picture: bool) -> None:
    """Unpacks a stream through some layers and raises where that makes too much of it."""
    made = 0
    for piece in _through(layers, iter(taken)):
        made += len(piece)
        most = _LARGEST_PICTURE if picture else max(_UNGUARDED, _LARGEST_RATIO * taken.used)
        if made > most:
            raise ReadError(_BOMB.format(_LARGEST_RATIO))


class _Taken:
    """The bytes from a place on, piece by piece, and how many of them were taken."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start, self.used = data, start, 0

    def __iter__(self) -> Pieces:
        while piece := self._data[self._start + self.used : self._start + self.used + _STEP]:
            self.used += len(piece)
            yield piece


def _through(layers: list[Unpacker], pieces: Pieces) -> Pieces:
    for layer in layers:
        pieces = layer(pieces)
    return pieces


def _layer(first: bytes, *, ascii_: bool) -> Unpacker | None:
    """What unpacks bytes that begin like these; None if they do not look packed."""
    if len(first) > 1 and first[0] & 15 == 8 and first[0] < 128 and (first[0] * 256 + first[1]) % 31 == 0:
        return _inflated
    if _HEX.match(first):
        return _from_hex
    return _from_85 if ascii_ and _BASE_85.match(first) else None


def _inflated(pieces: Pieces) -> Pieces:
    inflater = zlib.decompressobj()
    try:
        for piece in pieces:
            while True:
                made = inflater.decompress(piece, _OUT)
                if made:
                    yield made
                piece = inflater.unconsumed_tail
                if not piece and len(made) < _OUT:
                    break
            if inflater.eof:
                return
    except zlib.error:
        return


def _from_hex(pieces: Pieces) -> Pieces:
    held = b""
    for piece in pieces:
        digits, end, _ = (held + _SPACE.sub(b"", piece)).partition(b">")
        digits, held = digits[: len(digits) // 2 * 2], digits[len(digits) // 2 * 2 :]
        try:
            yield bytes.fromhex(digits.decode("ascii"))
        except ValueError:
            return
        if end:
            return


def _from_85(pieces: Pieces) -> Pieces:
    held = b""
    for piece in pieces:
        held += piece
        if b"~>" in held or len(held) > _LONGEST_ASCII:
            break
    signs = _SPACE.sub(b"", held.partition(b"~>")[0])[:_LONGEST_ASCII]
    try:
        yield a85decode(signs)
    except ValueError:
        return
