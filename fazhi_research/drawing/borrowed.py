"""Characters that the packaged font lacks, borrowed from a font of the computer; the rest is named, never a box."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fontTools.ttLib import TTFont

NOT_DRAWN = "〓"
"""What printers set for a character they have no type for 缺字符号."""
BORROWED = "Fazhi Borrowed"
"""How the names begin by which matplotlib knows what was borrowed 借用字体名."""
#: how the files of fonts with many characters begin, the wanted ones first: upright, without serifs, of mainland shapes
PREFERRED = (
    "notosanscjk-regular", "notosanscjksc-regular", "notosanssc", "sourcehansanssc-regular", "sourcehansanscn-regular",
    "sourcehansans-regular", "sourcehansans", "msyh", "pingfang", "hiragino sans gb", "stheiti", "wqy-microhei", "wqy-zenhei",
    "droidsansfallback", "notoserifcjk-regular", "simhei", "simsun", "simsunb", "hanamina", "hanaminb",
)  # fmt: skip
#: fonts that have a box, or nothing, for every character there is
NO_LENDERS = ("lastresort", ".lastresort", "adobeblank", "unicodebmpfallback")
#: faces of a collection that hold several countries' shapes, the wanted ones first
FACES = ("SC", "CN", "GB")


@dataclass(frozen=True)
class Borrowing:
    """Where characters come from that the packaged font lacks 借用字形.

    `lent` holds (name of the font on this computer, its characters), `lost` the characters that no font has; `families` are the names by
    which matplotlib knows what was lent, and last the stand-ins for what was lost.
    """

    lent: tuple[tuple[str, str], ...] = ()
    families: tuple[str, ...] = ()
    lost: str = ""

    @property
    def words(self) -> str:
        """What was done and what can be done about it, in one line; empty where nothing was 提示."""
        parts = [f"{_shown(characters)} drawn in {name}" for name, characters in self.lent]
        if self.lost:
            parts.append(
                f"{_shown(self.lost)} drawn as {NOT_DRAWN}, since no font of this computer has "
                f"{'it' if len(self.lost) == 1 else 'them'}: install a font with rare characters (Noto Sans CJK, HanaMin) and draw again"
            )
        return f"not in the packaged font: {'; '.join(parts)}." if parts else ""


def unseen(character: str) -> bool:
    """Whether a character has no shape of its own: signs of direction and joining, choosers of a variant 不可见字符.

    >>> [unseen(character) for character in ("\\u200b", "\\ufe00", "\\ue000", "法")]
    [True, True, False, False]
    """
    return unicodedata.category(character) in ("Cc", "Cf", "Mn")


def _shown(characters: str) -> str:
    """Characters for a message, those that cannot be printed by their number."""
    return " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in characters)


@cache
def borrow(characters: str, *, packaged: Path) -> Borrowing:
    """The fonts of this computer that have the characters, each cut to its share and made known to matplotlib 借用字体.

    `characters` are distinct and sorted. The first font in the order of `PREFERRED`, then of file names, that has a character lends it, so that
    the same computer draws the same picture. Outlines are rewritten as TrueType: publishers' programs take no other kind from matplotlib. What no
    font has gets the shape of 〓 in the `packaged` one, and characters that are never seen get none.
    """
    lost = {character for character in characters if not unseen(character)}
    lent, families = [], []
    for path in font_files() if lost else []:
        if found := _lend(path, frozenset(lost)):
            name, family, held = found
            lent.append((name, "".join(sorted(held))))
            families.append(family)
            lost -= held
        if not lost:
            break
    stand_ins = {character: " " if unseen(character) else NOT_DRAWN for character in characters}
    stand_ins = {
        character: shape for character, shape in stand_ins.items() if shape == " " or character in lost
    }
    if stand_ins:
        with _opened(packaged) as font:
            families.append(_registered(font, stand_ins))
    return Borrowing(tuple(lent), tuple(families), "".join(sorted(lost)))


def font_files() -> list[Path]:
    """The font files of this computer, those that hold Chinese first 本机字体.

    The folders are read anew each time: matplotlib's own list does not know a font that was installed after it.
    """
    from matplotlib import font_manager

    added = (entry.fname for entry in font_manager.fontManager.ttflist)
    paths = {Path(name) for name in (*font_manager.findSystemFonts(), *added)}
    shipped = Path(__file__).parent
    return sorted((path for path in paths if shipped not in path.parents), key=_rank)


def _rank(path: Path) -> tuple[int, bool, str, str]:
    """The place of a font file: as preferred, upright and regular, by name."""
    stem = path.stem.lower()
    order = [place for place, beginning in enumerate(PREFERRED) if stem.startswith(beginning)]
    odd = any(word in stem for word in ("bold", "italic", "oblique", "light", "black", "thin"))
    return min(order, default=len(PREFERRED)), odd, stem, str(path)


def _lend(path: Path, wanted: frozenset[str]) -> tuple[str, str, set[str]] | None:
    """What a font file has of the characters: its name, the family of the part cut out of it, the characters."""
    try:
        with _opened(path) as font:
            cmap = font.getBestCmap() or {}
            held = sorted(character for character in wanted if ord(character) in cmap)
            if not held:
                return None
            name = font["name"].getBestFamilyName() or path.stem
            if name.replace(" ", "").lower().startswith(NO_LENDERS):
                return None
            return name, _registered(font, {character: character for character in held}), set(held)
    except (
        Exception
    ):  # a font of this computer that is broken, or of a kind that cannot be read, lends nothing
        return None


def _registered(font: TTFont, shapes: Mapping[str, str]) -> str:
    """The family by which matplotlib knows characters in the shapes that other characters have in a font."""
    from matplotlib import font_manager

    told = f"{font['name'].getBestFullName()} {sorted(shapes.items())}"
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    family, target = f"{BORROWED} {digest}", Path(_folder()) / f"{digest}.ttf"
    _cut(font, shapes, family).save(target, reorderTables=False)
    font_manager.fontManager.addfont(str(target))
    return family


@contextmanager
def _opened(path: Path) -> Iterator[TTFont]:
    """A font file; of a collection the face with the shapes of the mainland, else the first."""
    from fontTools.ttLib import TTFont

    with path.open("rb") as file:
        head = file.read(12)
        if not head.startswith(b"ttcf"):
            yield TTFont(file, lazy=True)
            return
        faces = [
            TTFont(file, fontNumber=place, lazy=True) for place in range(int.from_bytes(head[8:12], "big"))
        ]
        names = [face["name"].getBestFamilyName() or "" for face in faces]
        ours = [place for ending in FACES for place, name in enumerate(names) if name.endswith(f" {ending}")]
        yield faces[ours[0] if ours else 0]


def _cut(font: TTFont, shapes: Mapping[str, str], family: str) -> TTFont:
    """A TrueType font of some characters alone, each with the outline that another (or itself) has in a font."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    cmap, em = font.getBestCmap(), font["head"].unitsPerEm
    names = {character: f"u{ord(character):05X}" for character in sorted(shapes)}
    outlines, glyphs, widths = font.getGlyphSet(), {".notdef": TTGlyphPen(None).glyph()}, {".notdef": em}
    for character, name in names.items():
        source = outlines[cmap[ord(shapes[character])]]
        glyphs[name] = _outline(font, source)
        widths[name] = 0 if shapes[character] == " " else round(source.width)
    made = FontBuilder(em, isTTF=True)
    made.font.recalcTimestamp = False
    made.setupGlyphOrder(list(glyphs))
    made.setupCharacterMap({ord(character): name for character, name in names.items()})
    made.setupGlyf(glyphs)
    made.setupHorizontalMetrics({n: (widths[n], getattr(g, "xMin", 0)) for n, g in glyphs.items()})
    made.setupHorizontalHeader(ascent=round(0.88 * em), descent=-round(0.12 * em))
    made.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    made.setupOS2()
    made.setupPost()
    made.font["head"].created = made.font["head"].modified = font["head"].modified  # no clock in any output
    return made.font


def _outline(font: TTFont, source: Any) -> Any:
    """A glyph's outline in the curves of TrueType."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    drawn, pen = DecomposingRecordingPen(font.getGlyphSet()), TTGlyphPen(None)
    source.draw(drawn)
    near = font["head"].unitsPerEm / 1000
    drawn.replay(pen if "glyf" in font else Cu2QuPen(pen, near, reverse_direction=True))
    return pen.glyph()


@cache
def _folder() -> str:
    """A folder for the parts of fonts, for as long as this process lives."""
    folder = tempfile.mkdtemp(prefix="fazhi-fonts-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
