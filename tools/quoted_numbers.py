"""Checks that the numbers quoted in prose are those of figures/numbers.json, or puts them right.

    python tools/quoted_numbers.py            # check README.md, the docs and the notebooks
    python tools/quoted_numbers.py --write    # put every quoted number right

A number is quoted as <!--tasks-->130<!--/-->, which a reader sees as 130; after a colon may stand how Python is to write it, as in
<!--tab02-lead-shares.区政府法制办.share:.0%-->44%<!--/-->, or word, Word, 字 for eleven, Eleven, 十一. Not at the beginning of a line.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fazhi_research.errors import FazhiError  # noqa: E402
from fazhi_research.project.numbers import QUOTE, Number, read_numbers, requoted  # noqa: E402

#: a quote that opens a line or an item of a list: Markdown takes all of that line for HTML
OPENING = re.compile(r"^[ \t]*(?:(?:[-*>]|\d+\.)[ \t]+)?<!--(?!/)[^\s<>]", re.M)
PAGES = ("README*.md", "docs/*.md", "docs/howto/*.md", "notebooks/*.ipynb")


def pages() -> list[Path]:
    """Return every file whose prose may quote numbers."""
    return [path for pattern in PAGES for path in sorted(ROOT.glob(pattern))]


def filled(words: str, numbers: dict[str, Number]) -> str:
    """Return words in Markdown with their numbers as they are now."""
    if found := [
        one for one in OPENING.finditer(words) if QUOTE.match(words, words.index("<!--", one.start()))
    ]:
        line = words[found[0].start() :].strip().splitlines()[0]
        raise FazhiError(
            f"{line[:50]!r} begins with a quoted number, so that Markdown takes the line for HTML: put a word before it."
        )
    return requoted(words, numbers)


def renewed(path: Path, numbers: dict[str, Number]) -> str:
    """Return the text of a file with its numbers as they are now."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return filled(text, numbers)
    book = json.loads(text)
    for cell in book["cells"]:
        if cell["cell_type"] == "markdown":
            words = filled("".join(cell["source"]), numbers)
            cell["source"] = words.splitlines(keepends=True) if isinstance(cell["source"], list) else words
    return text if book == json.loads(text) else json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def main(words: Sequence[str]) -> int:
    """Return 0 if every quoted number is right, or was put right."""
    numbers = read_numbers(ROOT / "figures")
    wrong = 0
    for path in pages():
        name = path.relative_to(ROOT).as_posix()
        try:
            text = renewed(path, numbers)
        except FazhiError as error:
            print(f"{name}: {error}", file=sys.stderr)
            wrong += 1
            continue
        if text == path.read_text(encoding="utf-8"):
            continue
        if "--write" in words:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{name}: numbers put right")
        else:
            print(
                f"{name}: quotes other numbers than figures/numbers.json; run `python tools/quoted_numbers.py --write`",
                file=sys.stderr,
            )
            wrong += 1
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
