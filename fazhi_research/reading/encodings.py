"""Bytes to text, in whatever encoding a Chinese file comes."""

from fazhi_research.errors import ReadError

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理府务市委规责依督监施落"
    "門號發為國個會對時來們說動經進書辦務規監責職實關長強區黨"
)
_FALLBACKS = ("gb18030", "big5hkscs")


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding (编码).

    Tries, in order: a byte-order mark, strict UTF-8, UTF-16 by the pattern of its zero bytes, then GB18030 and
    Big5-HKSCS, the one with more everyday characters winning. UTF-8 with a few damaged bytes (under one in two hundred)
    is read with U+FFFD in their place and reported as "utf-8-damaged". Raises `ReadError` if nothing fits. Line ends are left as they are.

    >>> decode("依法行政".encode("gb18030"))
    ('依法行政', 'gb18030')
    """
    marked = _by_mark(data)
    if marked is not None:
        return marked
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    wide = _utf_16(data)
    if wide is not None:
        return wide
    found = _by_common_characters(data)
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") * 200 <= len(damaged) and (found is None or found[2] < 0.3):
        return damaged, "utf-8-damaged"
    if found is None:
        raise ReadError(
            "no known encoding fits its bytes (tried UTF-8, UTF-16, GB18030, Big5): save it as UTF-8"
        )
    return found[0], found[1]


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    return None


def _utf_16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: line ends and ASCII digits put a zero in every other byte."""
    if len(data) % 2 or len(data) < 4:
        return None
    for name, newline in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if newline in data or data.count(b"\x00") * 4 > len(data):
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if _share_of_common(text) > 0.15 or text.isascii():
                return text, name
    return None


def _by_common_characters(data: bytes) -> tuple[str, str, float] | None:
    found = []
    for name in _FALLBACKS:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        found.append((_share_of_common(text), -_FALLBACKS.index(name), text, name))
    if not found:
        return None
    share, _, text, name = max(found)
    return text, name, share


def _share_of_common(text: str) -> float:
    sample = text[:4000]
    wide = [character for character in sample if ord(character) > 0x7F]
    return sum(character in _COMMON for character in wide) / len(wide) if wide else 0.0
