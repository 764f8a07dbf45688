"""The packaged font inside a page, cut to what the page says."""

from __future__ import annotations

import base64
import io

from fazhi_research.drawing.style import FAMILY, font_path


def font_face(characters: str) -> str:
    """The style rule that holds the packaged font, cut down to these characters, so that Chinese is drawn anywhere 网页字体.

    The family is `FAMILY`. Characters the font does not have are left to the fonts of the reader's machine. The same
    characters give the same bytes.
    """
    from fontTools import subset, ttLib

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    font = ttLib.TTFont(font_path(), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters + "".join(map(chr, range(32, 127))))
    cutter.subset(font)
    held = io.BytesIO()
    font.save(held, reorderTables=False)
    coded = base64.b64encode(held.getvalue()).decode("ascii")
    return f"@font-face{{font-family:'{FAMILY}';src:url(data:font/ttf;base64,{coded})}}"
