"""Which body a printed name means: by date, by place, and how often it is told at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fazhi_research as fz
from fazhi_research.coding.agencies import Resolution, agency_of, unknown_units, year_of
from fazhi_research.coding.prefixes import Prefix, located, prefix_of, tier_of_path
from fazhi_research.coding.register import read_register
from fazhi_research.errors import LexiconError
from tests.work import calls

GOLD = Path(__file__).parents[1] / "gold"
JINCHUAN = "甘肃省/金昌市/金川区"


@pytest.mark.parametrize(
    ("named", "on", "agency", "family"),
    [
        ("区政府法制办", "2015", "legal-affairs-office", "justice"),
        ("区司法局", "2015", "justice-bureau", "justice"),
        ("区编办", "2015-06-01", "staffing-office", "staffing"),
        ("区编办", "2022", "party-staffing-office", "staffing"),
        ("区委编办", "2022", "party-staffing-office", "staffing"),
        ("市委依法治市办", "2022", "law-based-governance-office", "law-based-governance"),
        ("依法治市办", "2014", "rule-by-law-leading-group-office", "law-based-governance"),
        ("县金融办", "2015", "finance-office", "local-finance"),
        ("县金融办", "2024", "party-finance-office", "local-finance"),
        ("省金融监管局", "2020", "local-finance-bureau", "local-finance"),
        ("金融监管局", "2024", "financial-regulation-bureau", "financial-regulation"),
        ("市消防支队", "2016", "public-security-fire", "fire-rescue"),
        ("市消防支队", "2022", "fire-rescue", "fire-rescue"),
        ("应急办", "2012", "government-emergency-office", "emergency"),
        ("税务局", "2021", "tax-bureau", "taxation"),
        ("纪检监察机关", "2022", "discipline-supervision", "supervision"),
        ("区监察局（预防腐败局）", "2015", "supervision-bureau", "supervision"),
        ("市委农办（市农业农村局）", "2022", "rural-work-office", "agriculture-rural"),
        ("中共许昌市委组织部", "2022", "organization-department", "organization"),
        ("国网许昌供电公司", "2022", "power-grid", "power-grid"),
        ("人行惠民县支行", "2022", "central-bank", "central-bank"),
        ("公安金川分局", "2015", "public-security-bureau", "public-security"),
        ("金川公安分局", "2015", "public-security-bureau", "public-security"),
        ("市生态环境局魏都分局", "2022", "ecology-environment-bureau", "ecology-environment"),
        ("共青团许昌市委", "2022", "youth-league", "youth-league"),
        ("市公安局某某支队", "2022", "public-security-bureau", "public-security"),
        ("县文化和广电旅游体育局", "2022", "culture-tourism-bureau", "culture-tourism"),
        ("縣發展和改革局", "2022", "development-reform", "development-reform"),
        ("市　财 政 局", "2022", "finance-bureau", "finance"),
        ("由市司法局牵头", "2022", "justice-bureau", "justice"),
        ("双湾镇人民政府", "2015", "township-government/双湾镇", "township-government"),
        ("双湾镇", "2015", "township-government/双湾镇", "township-government"),
        ("新华路街道办事处", "2015", "street-office/新华路街道", "street-office"),
        ("新华路街道", "2015", "street-office/新华路街道", "street-office"),
        ("高新区管委会", "2015", "development-zone/高新区", "development-zone"),
        ("魏都区人民政府", "2022", "local-government/魏都区", "local-government"),
        ("开发区管委会", "2015", "development-zone", "development-zone"),
        ("区城投集团", "2022", "enterprise/城投集团", "enterprises"),
        ("临河高新区企业服务公司", "2022", "enterprise/临河高新区企业服务公司", "enterprises"),
        ("市政府", "2022", "local-government", "local-government"),
        ("市委", "2022", "party-committee", "party-committee"),
        ("林业部门", "2010", "forestry-bureau", "forestry-grassland"),
        ("市质量技术监督部门", "2010", "quality-bureau", "market-regulation"),
        ("县人民政府办公室电子政务股", "2017", "government-office", "government-office"),
    ],
)
def test_bodies(named: str, on: str, agency: str, family: str) -> None:
    found = agency_of(named, JINCHUAN, on=on)
    assert (found.named, found.status, found.agency, found.family) == (named, "known", agency, family)
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("named", "jurisdiction", "place", "tier"),
    [
        ("区司法局", JINCHUAN, JINCHUAN, "county"),
        ("金川区司法局", JINCHUAN, JINCHUAN, "county"),
        ("市司法局", JINCHUAN, "甘肃省/金昌市", "prefecture"),
        ("金昌市司法局", JINCHUAN, "甘肃省/金昌市", "prefecture"),
        ("司法局", JINCHUAN, JINCHUAN, "county"),
        ("司法厅", JINCHUAN, JINCHUAN, "province"),
        ("司法部", JINCHUAN, "", "central"),
        ("国家发展改革委", JINCHUAN, "", "central"),
        ("永昌县司法局", "甘肃省/金昌市", "甘肃省/金昌市/永昌县", "county"),
        ("宁波市司法局", "浙江省", "浙江省/宁波市", "prefecture"),
        ("慈溪市司法局", "浙江省/宁波市", "浙江省/宁波市/慈溪市", "county"),
        ("双湾镇", JINCHUAN, f"{JINCHUAN}/双湾镇", "township"),
        ("北京市司法局", "", "北京市", "province"),
    ],
)
def test_places_and_tiers(named: str, jurisdiction: str, place: str, tier: str) -> None:
    found = agency_of(named, jurisdiction, on="2020")
    assert (found.place, found.tier) == (place, tier)


@pytest.mark.parametrize(
    "named", ["市灯塔办", "织造局", "市委灯塔办", "市工信和织造局", "省政务云梯中心", "", "局", "甲" * 200]
)
def test_what_is_not_in_it_is_unknown(named: str) -> None:
    found = agency_of(named, on="2022")
    assert (found.status, found.agency, found.family) == ("unknown", "", "")


@pytest.mark.parametrize(
    ("named", "collective"),
    [
        ("各部门", "all-departments"),
        ("区政府有关部门", "departments-concerned"),
        ("各镇人民政府", "township-governments"),
        ("各街道(社区)", "street-offices"),
        ("各县（市、区）人民政府", "local-governments"),
        ("区级相关行政执法部门", "enforcement-departments"),
        ("各成员单位", "member-units"),
        ("行政执法部门", "enforcement-departments"),
        ("各财政部门", "all-departments"),
        ("有关林业部门", "departments-concerned"),
        ("各村（社区）", "villages-and-communities"),
    ],
)
def test_collectives_are_a_class_of_their_own(named: str, collective: str) -> None:
    found = agency_of(named, JINCHUAN, on="2015")
    assert (found.status, found.agency, found.family, found.collective) == (
        "collective",
        collective,
        "collective",
        True,
    )
    assert collective not in read_register().agencies


def test_a_documents_own_division_is_no_body() -> None:
    found = agency_of("综合协调科")
    assert (found.status, found.agency, found.family) == ("internal", "", "internal-division")
    assert agency_of("市织造科").status == "unknown"


def test_ambiguity_is_told_with_its_candidates() -> None:
    found = agency_of("市税务局", on="2015")
    assert (found.status, found.agency, found.family) == ("ambiguous", "", "taxation")
    assert found.candidates == ("local-tax-bureau", "state-tax-bureau")
    assert agency_of("市编办").candidates == ("party-staffing-office", "staffing-office")


def test_a_name_out_of_its_years_is_read_and_marked() -> None:
    assert not agency_of("市法制办", on="2022").current
    assert agency_of("市法制办", on="2022").agency == "legal-affairs-office"
    assert agency_of("市法制办", on="2012").current


@pytest.mark.parametrize("on", ["20", "二〇一五", "15-03-01", "20155", "20**"])
def test_a_date_without_a_year_is_told(on: str) -> None:
    with pytest.raises(LexiconError, match=r"is no date; write a year"):
        agency_of("市司法局", on=on)


def test_the_year_of_a_document() -> None:
    assert year_of({"issued": "2011-02-25", "first": "2015"}) == "2011"
    assert year_of({"issued": "", "first": "2015"}) == "2015"
    assert year_of({"issued": "20**", "first": ""}) == ""


def test_unknown_units_are_lines_to_add(tmp_path: Path) -> None:
    lines = unknown_units(["市灯塔办", "县灯塔办", "市司法局", "各部门", "织造局", "市编办"])
    assert lines[0] == "name,agency,since,until,tier,before,shared,note"
    assert lines[1:] == ["灯塔办,,,,,,,2 times: 市灯塔办", "织造局,,,,,,,1 times: 织造局"]
    (tmp_path / "agency_names.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    with pytest.raises(LexiconError, match=r"line 2: the cell agency is empty"):
        read_register(tmp_path)
    filled = [line.replace(",,", ",justice-bureau,", 1) for line in lines[1:]]
    (tmp_path / "agency_names.csv").write_text("\n".join([lines[0], *filled]), encoding="utf-8-sig")
    mine = read_register(tmp_path)
    assert agency_of("市灯塔办", register=mine).agency == "justice-bureau"
    assert unknown_units(["市灯塔办", "织造局"], register=mine) == lines[:1]


@given(
    st.text(alphabet="市区县省镇委政府办公室司法局各(（）)国网…、灯塔 a", max_size=60),
    st.sampled_from(["", "2015", "2022"]),
)
def test_any_words_are_read(named: str, on: str) -> None:
    found = agency_of(named, JINCHUAN, on=on)
    assert found.named == named
    assert (found.status == "ambiguous") is bool(found.candidates)
    assert not found.agency or found.family
    assert found == agency_of(named, JINCHUAN, on=on)


@given(
    st.sampled_from(["金川区", "许昌市", "甘肃省", "双湾镇", "科尔沁左翼后旗", "甘南州"]),
    st.sampled_from(["司法局", "财政局", "总工会"]),
)
def test_a_place_in_front_never_changes_the_body(place: str, body: str) -> None:
    assert agency_of(place + body, on="2022").agency == agency_of(body, on="2022").agency


def test_a_name_costs_no_walk_through_the_register() -> None:
    agency_of("灯塔县司法局", on="2022")
    for named in ("第七灯塔县司法局", "第七灯塔织造办公室"):
        assert calls(lambda named=named: agency_of(named, on="2022")) < 500  # type: ignore[misc]


def test_prefixes() -> None:
    assert prefix_of("") == Prefix("", "", "")
    assert prefix_of("市") == Prefix("", "prefecture", "")
    assert prefix_of("市委") == Prefix("", "prefecture", "委")
    assert prefix_of("甘肃") == Prefix("甘肃省", "province", "")
    assert prefix_of("中央") == Prefix("", "central", "")
    assert [prefix_of(words) for words in ("灯塔", "我市", "市公安局高新区", "甲" * 30)] == [None] * 4
    assert tier_of_path("浙江省/宁波市/慈溪市") == "county"
    assert located("县局", Prefix("永昌县", "county", ""), "", "") == ("永昌县", "county")


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "least"), [("units.csv", 400), ("units_published.csv", 100)])
def test_units_written_down_before_testing(name: str, least: int) -> None:
    expected = rows(name)
    found = [agency_of(row["named"], row["jurisdiction"], on=row["on"], tier=row["tier"]) for row in expected]
    known = [(row, one) for row, one in zip(expected, found, strict=True) if one.status == "known"]
    wrong = [(row["named"], one.family) for row, one in known if one.family != row["family"]]
    assert len(expected) >= least
    assert len(known) / len(expected) >= 0.95
    assert len(wrong) / len(known) <= 0.02, wrong


def layouts(stratum: str) -> Iterator[tuple[str, str]]:
    """The units of the constructed documents of a stratum, with the year of each."""
    for path in sorted((GOLD / "layouts").glob("*/*.json")):
        page: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        documents = page.get("documents", [page])
        for document in documents if page["stratum"] == stratum else []:
            on = (document.get("issued") or document.get("first") or "")[:4]
            for task in document.get("tasks", []):
                for role in ("lead", "responsible", "support"):
                    yield from ((unit, on) for unit in task.get(role, []))


def test_units_of_ordinary_documents_are_known() -> None:
    found = [agency_of(unit, on=on) for unit, on in layouts("ordinary")]
    specific = [one for one in found if one.status not in ("collective", "internal")]
    known = [one for one in specific if one.status == "known"]
    assert len(specific) > 400
    assert len(known) / len(specific) >= 0.95, sorted({one.named for one in specific if one not in known})


def test_invented_bodies_are_not_guessed() -> None:
    invented = (
        "灯塔办",
        "灯塔局",
        "织造局",
        "织造厅",
        "河图数据局",
        "驿路局",
        "驿路厅",
        "安澜局",
        "讼平",
        "谷仓",
        "财赋",
        "云梯",
        "匠作",
    )
    found = [agency_of(unit, on=on) for unit, on in layouts("invented") if unit.endswith(invented)]
    assert len(found) > 20
    assert {one.status for one in found} <= {"unknown", "collective"}


def test_every_stated_unit_of_the_corpus_is_known() -> None:
    from fazhi_research.tables import COLUMNS, corpus_rows

    tables = corpus_rows(fz.read_corpus())
    given = [dict(zip(COLUMNS["assignments"], row, strict=True)) for row in tables["assignments"]]
    stated = [row for row in given if row["role"] != "mentioned"]
    assert stated
    assert [row["named"] for row in stated if not row["agency"] or not row["family"]] == []
    assert {row["family"] for row in stated if row["named"] in ("区政府法制办", "区司法局")} == {"justice"}
    assert not [row for row in tables["doubts"] if row[3] in ("unit_unknown", "unit_ambiguous")]


def test_an_unknown_unit_is_a_doubt() -> None:
    from fazhi_research.reading.documents import Document
    from fazhi_research.tables import document_rows

    text = "一、任务\n1.健全制度。认真落实。(牵头单位:市灯塔办;责任单位:市司法局、市税务局)"
    made = document_rows(Document("d", text, metadata={"genre": "plan", "issued": "2015"}))
    assert [row[3:] for row in made["doubts"]] == [
        ("unit_unknown", "市灯塔办"),
        ("unit_ambiguous", "市税务局"),
    ]


def test_the_root_has_the_names() -> None:
    assert fz.agency_of is agency_of
    assert isinstance(fz.agency_of("市司法局"), Resolution)
    assert fz.succession_map("2018")["staffing-office"] == {"party-staffing-office": 1.0}
