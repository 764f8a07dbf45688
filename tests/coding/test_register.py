"""The register as it ships, a register of one's own, and every fault a table can have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi_research.coding.register import TABLES, TYPES, Register, read_register
from fazhi_research.coding.successions import succession_map
from fazhi_research.errors import LexiconError

NAMES = "name,agency,since,until,tier,before,shared"
AGENCIES = "agency,family,type,each,since,until,chinese,english"


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def test_it_is_as_large_as_it_says(register: Register) -> None:
    assert len(register.families) >= 80
    assert {agency.family for agency in register.agencies.values()} == set(register.families)
    assert {agency.type for agency in register.agencies.values()} == set(TYPES)
    assert {name.agency for names in register.names.values() for name in names} == set(register.agencies)


def test_labels_are_there_in_both_languages(register: Register) -> None:
    labels = [(entry.chinese, entry.english) for entry in register.families.values()]
    labels += [(entry.chinese, entry.english) for entry in register.agencies.values()]
    labels += [(entry.chinese, entry.english) for entry in register.collectives]
    for chinese, english in labels:
        assert re.search("[\u4e00-\u9fff]|^12345", chinese), chinese
        assert english.isascii() and english[0].isupper(), english


@pytest.mark.parametrize("year", [2008, 2013, 2015, 2018, 2020, 2021, 2023])
def test_every_reform_has_steps_with_their_source(register: Register, year: int) -> None:
    steps = [step for step in register.successions if step.year == year]
    assert steps
    assert all(step.source and step.function for step in steps)


def test_steps_go_from_bodies_that_were_there_to_bodies_that_came(register: Register) -> None:
    for step in register.successions:
        assert register.agencies[step.before].since <= step.year, step
        assert register.agencies[step.before].until >= step.year, step
        # Some bodies were set up in places years before a reform made them general.
        assert register.agencies[step.after].since <= step.year <= register.agencies[step.after].until, step


def test_bodies_that_ended_have_successors_but_for_the_epidemic(register: Register) -> None:
    ended = {agency.agency for agency in register.agencies.values() if agency.until != 9999}
    assert ended - {step.before for step in register.successions} == {"epidemic-headquarters"}


def test_names_lie_within_the_years_of_their_bodies(register: Register) -> None:
    for names in register.names.values():
        for name in names:
            body = register.agencies[name.agency]
            assert name.until <= body.until or body.until == 9999, name


def test_ours_is_read_once(register: Register) -> None:
    assert read_register() is register


def own(folder: Path, table: str, text: str, encoding: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{table}.csv").write_bytes(text.encode(encoding))
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_your_names_are_added_whatever_excel_saved(tmp_path: Path, encoding: str, newline: str) -> None:
    text = newline.join([f"{NAMES},note", "灯塔办,justice-bureau,2020,,,,,虚构", "", ",,,,,,,", ""])
    mine = read_register(own(tmp_path, "agency_names", text, encoding))
    assert [name.agency for name in mine.names["灯塔办"]] == ["justice-bureau"]
    assert (mine.names["灯塔办"][0].since, mine.names["灯塔办"][0].until) == (2020, 9999)
    assert "司法局" in mine.names


def test_your_row_takes_the_place_of_ours(tmp_path: Path, register: Register) -> None:
    own(tmp_path, "agency_names", f"{NAMES}\n大数据局,information-centre,,,,,\n")
    own(tmp_path, "agency_families", "family,chinese,english\njustice,司法,Justice of mine\n")
    mine = read_register(tmp_path)
    assert [name.agency for name in mine.names["大数据局"]] == ["information-centre"]
    assert mine.families["justice"].english == "Justice of mine"
    assert register.families["justice"].english != "Justice of mine"
    assert len(mine.families) == len(register.families)


def test_your_bodies_families_and_steps_hang_together(tmp_path: Path) -> None:
    own(tmp_path, "agency_families", "family,chinese,english\nlighthouses,灯塔,Lighthouses\n")
    own(
        tmp_path,
        "agencies",
        f"{AGENCIES}\nlighthouse-office,lighthouses,government,,,2019,灯塔办,Lighthouse office\n"
        "lighthouse-bureau,lighthouses,government,,2019,,灯塔局,Lighthouse bureau\n",
    )
    own(tmp_path, "agency_names", f"{NAMES}\n灯塔办,lighthouse-office,,,,,\n灯塔局,lighthouse-bureau,,,,,\n")
    own(
        tmp_path,
        "successions",
        "year,before,after,part,function,source\n2019,lighthouse-office,lighthouse-bureau,whole,灯塔,方案\n",
    )
    assert succession_map("2023", register=read_register(tmp_path))["lighthouse-office"] == {
        "lighthouse-bureau": 1.0
    }


def test_names_are_folded(tmp_path: Path) -> None:
    mine = read_register(own(tmp_path, "agency_names", f"{NAMES}\n燈塔（總）辦,justice-bureau,,,,,\n"))
    assert "灯塔(总)办" in mine.names


FAULTS = [
    ("agency_names", f"{NAMES}\n灯塔办,no-such,,,,,\n", "line 2: the agency no-such is not in agencies.csv"),
    ("agency_names", f"{NAMES}\n灯塔办,,,,,,\n", "line 2: the cell agency is empty"),
    ("agency_names", f"{NAMES}\n灯塔办,justice-bureau,20l8,,,,\n", "line 2: since is '20l8', which is no year"),
    ("agency_names", f"{NAMES}\n灯塔办,justice-bureau,2020,2018,,,\n", "line 2: since 2020 is later than until 2018"),
    ("agency_names", f"{NAMES}\n灯塔办,justice-bureau,,,,\n", "line 2: 6 cells for 7 columns"),
    ("agency_names", f"{NAMES}\n灯塔办,justice-bureau,,,城市,,\n", "line 2: tier is '城市'; it may be empty, central"),
    ("agency_names", f"{NAMES}\n灯塔办,justice-bureau,,,,yes,\n", "line 2: before is 'yes'; it may be empty, needed"),
    ("agency_names", "name,agency\n灯塔办,justice-bureau\n", "line 1: column since, until, tier, before, shared is missing"),
    ("agency_names", f"{NAMES},coment\n", "line 1: column coment is unknown"),
    ("agency_names", "", "the file is empty"),
    ("agency_names", f'{NAMES}\n"灯塔"办,justice-bureau,,,,,\n', "line 2: not a CSV row"),
    ("agency_names", f"{NAMES}\n灯…塔…办,justice-bureau,,,,,\n", "line 2: the name 灯…塔…办 has … twice"),
    (
        "agency_names",
        f"{NAMES}\n灯塔办,justice-bureau,2010,2018,,,\n灯塔办,audit-bureau,2018,,,,\n",
        "line 3: 灯塔办 is a name of justice-bureau already in these years",
    ),
    (
        "agency_names",
        f"{NAMES}\n灯塔办,justice-bureau,,,,,\n灯塔办,justice-bureau,,,,,\n",
        "line 3: 灯塔办 is a name of justice-bureau already",
    ),
    ("agencies", f"{AGENCIES}\nx-office,no-family,party,,,,某办,X office\n", "line 2: the family no-family is not in"),
    ("agencies", f"{AGENCIES}\nx-office,justice,council,,,,某办,X office\n", "line 2: type is 'council'"),
    ("agencies", f"{AGENCIES}\nX office,justice,party,,,,某办,X office\n", "line 2: the id 'X office' is not made of"),
    (
        "agencies",
        f"{AGENCIES}\nx-office,justice,party,,,,某办,X\nx-office,justice,party,,,,某办,X\n",
        "line 3: the id x-office is used twice",
    ),
    (
        "successions",
        "year,before,after,part,function,source\n2018,audit-bureau,audit-bureau,whole,审计,方案\n",
        "line 2: audit-bureau succeeds itself",
    ),
    (
        "successions",
        "year,before,after,part,function,source\n" + "2018,audit-bureau,court,part,审计,方案\n" * 2,
        "line 3: the step from audit-bureau to court in 2018 is listed twice",
    ),
    ("successions", "year,before,after,part,function,source\n2018,x,court,part,,方案\n", "line 2: the agency x is not in"),
    ("successions", "year,before,after,part,function,source\n2018,court,x,half,,方案\n", "line 2: part is 'half'"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "message"), FAULTS)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, table: str, text: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_register(own(tmp_path, table, text))
    assert str(caught.value).startswith(str(tmp_path / f"{table}.csv"))
    assert message in str(caught.value)


def test_shared_names_are_allowed_when_both_rows_say_so(tmp_path: Path) -> None:
    text = f"{NAMES}\n灯塔办,justice-bureau,,,,,yes\n灯塔办,audit-bureau,,,,,yes\n"
    assert len(read_register(own(tmp_path, "agency_names", text)).names["灯塔办"]) == 2


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "agencies.csv").write_bytes(b"\x81\x00\xff\xfe\xff" * 50)
    with pytest.raises(LexiconError, match=r"agencies\.csv"):
        read_register(tmp_path)


def test_a_folder_without_tables_is_told_what_to_hold(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"no table of a register.*agency_names\.csv"):
        read_register(tmp_path)


def test_the_tables_are_those_documented() -> None:
    words = (Path(__file__).parents[2] / "docs" / "agencies.md").read_text(encoding="utf-8")
    for table, held in TABLES.items():
        assert f"`{table}.csv`" in words
        for column in held.columns:
            assert f"`{column}`" in words, (table, column)
