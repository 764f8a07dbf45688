"""Make the packaged font: a renamed subset of Noto Sans SC, small, and the same bytes each time.

    python tools/make_font.py

needs npm (to fetch the source package by its name) and fontTools (installed with matplotlib). The subset
holds GB2312, level 1 of Big5, symbols, and every character of data/raw. Its licence (SIL Open Font License
1.1) is written beside it. The font is renamed because it is modified, and so that a full Noto Sans SC
installed on the reader's machine is never taken in its place.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "fazhi_research" / "drawing" / "fonts"
FAMILY = "Fazhi Sans SC"
PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
FONT_MEMBER = "package/400Regular/NotoSansSC_400Regular.ttf"
LICENCE_MEMBER = "package/LICENSE_FONT"
SOURCE_SHA256 = "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"
# What the subset must come out as, with the locked fontTools.
SUBSET_SHA256 = "e32cfd1f165e7f581c0aa2ef30280af9ea0a7d87a2c5a1e270aa0ef713d52c94"
# Unicode blocks kept whole (where the source font has them): what figures write besides words.
BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0391, 0x03C9), (0x2010, 0x205E),
    (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F),
    (0x25A0, 0x25FF), (0x3000, 0x303F), (0x3105, 0x312F), (0x3220, 0x3247),
    (0xFE30, 0xFE4F), (0xFF01, 0xFFEE),
)  # fmt: skip


def fetch_source(folder: Path) -> tuple[Path, str]:
    """The source font file and its licence text, fetched by package name into `folder`."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        font, licence = tar.extractfile(FONT_MEMBER), tar.extractfile(LICENCE_MEMBER)
        if font is None or licence is None:
            raise SystemExit(f"{PACKAGE} no longer holds {FONT_MEMBER} and {LICENCE_MEMBER}")
        data, text = font.read(), licence.read().decode("utf-8")
    found = hashlib.sha256(data).hexdigest()
    if found != SOURCE_SHA256:
        raise SystemExit(f"{FONT_MEMBER} has sha256 {found}, expected {SOURCE_SHA256}: look at it first")
    path = folder / "source.ttf"
    path.write_bytes(data)
    return path, text


def double_bytes(encoding: str, leads: range) -> Iterator[str]:
    """Every character a two-byte encoding has under the given lead bytes."""
    for lead in leads:
        for trail in range(0x40, 0xFF):
            try:
                yield bytes([lead, trail]).decode(encoding)
            except UnicodeDecodeError:
                continue


def big5_level_1() -> Iterator[str]:
    """The 5,401 common traditional characters: A440 to C67E."""
    for character in double_bytes("big5", range(0xA4, 0xC7)):
        if character.encode("big5") <= b"\xc6\x7e":
            yield character


def wanted() -> list[int]:
    """The code points the subset keeps, sorted."""
    keep = {code for first, last in BLOCKS for code in range(first, last + 1)}
    keep.update(ord(c) for c in double_bytes("gb2312", range(0xA1, 0xF8)))
    keep.update(ord(c) for c in big5_level_1())
    for path in sorted((ROOT / "data" / "raw").glob("*.txt")):
        keep.update(ord(c) for c in path.read_text(encoding="utf-8") if c.isprintable())
    return sorted(keep)


def make_subset(source: Path, target: Path) -> int:
    """Write the renamed subset; the number of characters it can draw."""
    from fontTools import subset, ttLib

    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG"]  # horizontal labels only
    font = ttLib.TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    postscript = FAMILY.replace(" ", "") + "-Regular"
    names = {1: FAMILY, 2: "Regular", 3: f"{postscript}; subset of Noto Sans SC", 4: FAMILY, 6: postscript}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(target, reorderTables=False)
    return len(font.getBestCmap())


def main() -> int:
    """Build the font and its licence in the package."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / "FazhiSansSC-Regular.ttf"
    with tempfile.TemporaryDirectory() as scratch:
        source, licence = fetch_source(Path(scratch))
        characters = make_subset(source, target)
    note = (
        f"{FAMILY} is a modified version (a subset, renamed, without hinting) of Noto Sans SC, whose\n"
        "copyright line and licence follow. It is distributed under the same licence.\n\n"
    )
    (FOLDER / "OFL.txt").write_text(note + licence.replace("\r\n", "\n"), encoding="utf-8", newline="\n")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    name, size = target.relative_to(ROOT).as_posix(), target.stat().st_size
    print(f"{name}: {characters} characters, {size} bytes, sha256 {digest}")
    if digest != SUBSET_SHA256:
        print("Not the committed font: another fontTools, or other texts. Look, then note the hash.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
