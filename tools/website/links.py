"""Links that lead out of the site."""

from __future__ import annotations

import re
from pathlib import Path


def external_links(folder: Path) -> list[str]:
    """Every address outside that the pages of a folder link to, with the page that does, sorted; none is visited."""
    found = set()
    for path in sorted(folder.rglob("*.md")):
        for address in re.findall(
            r"\]\((https?://[^\s)]+)|<(https?://[^\s>]+)>", path.read_text(encoding="utf-8")
        ):
            found.add(f"{''.join(address)}  {path.relative_to(folder).as_posix()}")
    return sorted(found)
