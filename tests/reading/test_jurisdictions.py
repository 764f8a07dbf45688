"""The register of places, and how a text names them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_research.errors import LexiconError
from fazhi_research.reading.jurisdictions import (
    find_places,
    is_masked,
    named,
    places_at,
    register_of,
    resolve,
    tier_of,
)
from fazhi_research.reading.localities import locate
from tests.reading.sheets import TEXTS

HEADER = "adcode,name,parent,since,until"


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("金川区", ["甘肃省/金昌市/金川区"]),
        ("威县", ["河北省/邢台市/威县"]),
        ("黔东南州", ["贵州省/黔东南苗族侗族自治州"]),
        ("内蒙古", ["内蒙古自治区"]),
        ("仙桃市", ["湖北省/仙桃市"]),
        ("綦江区", ["重庆市/綦江区"]),
        ("襄樊市", ["湖北省/襄樊市"]),
        ("吉林", ["吉林省", "吉林省/吉林市"]),
        ("朝阳", ["北京市/朝阳区", "辽宁省/朝阳市", "辽宁省/朝阳市/朝阳县", "吉林省/长春市/朝阳区"]),
        ("望潮县", []),
    ],
)
def test_a_name_and_the_places_it_can_mean(name: str, paths: list[str]) -> None:
    assert [place.path for place in named(name)] == paths


@pytest.mark.parametrize(
    ("name", "adcode", "tier"),
    [
        ("大冶市", "420281", "county"),
        ("许昌市", "411000", "prefecture"),
        ("北京市", "110000", "province"),
        ("石河子市", "659001", "county"),
        ("延边朝鲜族自治州", "222400", "prefecture"),
    ],
)
def test_a_city_has_the_tier_of_its_code(name: str, adcode: str, tier: str) -> None:
    assert [(place.adcode, place.tier) for place in named(name)] == [(adcode, tier)]


def test_names_of_a_year_are_those_in_use_then() -> None:
    assert [place.adcode for place in named("毕节市")] == ["520500"]
    assert "522401" in [place.adcode for place in named("毕节市", "2009")]
    assert [place.until for place in named("密云县")] == ["2015-11"]


def test_codes_are_six_digits_and_parents_are_listed() -> None:
    places = [place for name in ("金川区", "仙桃市", "綦江区", "鼓楼区") for place in named(name)]
    for place in places:
        assert re.fullmatch(r"\d{6}", place.adcode)
        assert place.line[0].tier == "province"
        assert place.line[-1] == place


@pytest.mark.parametrize(
    ("names", "adcodes"),
    [
        (["江苏省", "南京市", "鼓楼区"], ["320106"]),
        (["福建省", "鼓楼区"], ["350102"]),
        (["北京", "朝阳区"], ["110105"]),
        (["海棠省", "鼓楼区"], []),
        ([], []),
    ],
)
def test_names_printed_before_narrow_the_choice(names: list[str], adcodes: list[str]) -> None:
    assert [place.adcode for place in resolve(names)] == adcodes


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("甘肃省金昌市金川区人民政府", ["甘肃省", "金昌市", "金川区"]),
        ("海棠省青崖县人民政府", ["海棠省", "青崖县"]),
        ("云锦市市场监督管理局", ["云锦市"]),
        ("临泉县杨桥镇2023年", ["临泉县", "杨桥镇"]),
        ("**市城管局", ["**市"]),
        ("XX镇实施方案", ["XX镇"]),
        ("内蒙古自治区锡林郭勒盟", ["内蒙古自治区", "锡林郭勒盟"]),
        ("新华镇年度报告", ["新华镇"]),
        ("云州市人民政府", ["云州市"]),
        ("清州县黔州自治县", ["清州县", "黔州自治县"]),
        ("海州州直机关", ["海州"]),
    ],
)
def test_places_printed_one_behind_the_other(words: str, names: list[str]) -> None:
    assert places_at(words)[0] == names


@pytest.mark.parametrize(
    "words",
    [
        "城市管理办法", "全市依法行政工作会议", "乡镇法治政府建设", "市场监管总局", "社区矫正", "城乡规划", "加快推进县域经济",
        "全面推进乡村振兴", "开发区管委会", "各县人民政府", "我县工作", "受理天河区申请", "怎么申领广州市社保卡", "",
    ],
)  # fmt: skip
def test_words_that_only_look_like_places(words: str) -> None:
    assert places_at(words) == ([], 0)


def test_find_places_takes_the_longest_name_at_each_end() -> None:
    words = "经甘肃省和许昌市建安区研究"
    assert [(name, span.of(words)) for span, name in find_places(words)] == [
        ("甘肃省", "甘肃省"), ("许昌市", "许昌市"), ("建安区", "建安区"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "masked"), [("**市", True), ("XX镇", True), ("某县", True), ("威县", False)]
)
def test_blotted_names(name: str, masked: bool) -> None:
    assert is_masked(name) is masked
    assert tier_of(name) != ""


@pytest.mark.parametrize(
    ("title", "bodies", "body", "number", "path", "adcode", "tier"),
    [
        ("金川区法治政府建设实施规划", (), "", "", "甘肃省/金昌市/金川区", "620302", "county"),
        ("鼓楼区工作要点", (), "根据福州市部署,福建省鼓楼区", "", "福建省/福州市/鼓楼区", "350102", "county"),
        ("二〇二三年许昌市工作要点", (), "", "", "河南省/许昌市", "411000", "prefecture"),
        ("鼓楼区工作要点", (), "", "", "鼓楼区", "", "county"),
        ("朝阳区工作要点", (), "", "京朝政发〔2021〕1号", "北京市/朝阳区", "110105", "county"),
        ("吉林法治政府建设报告", (), "", "", "吉林", "", ""),
        ("海棠省青崖县人民政府关于意见", (), "", "", "海棠省/青崖县", "", "county"),
        ("甘肃省XX市实施方案", (), "", "", "甘肃省", "620000", "prefecture"),
        ("**市城管局报告", (), "", "", "", "", "prefecture"),
        ("临泉县杨桥镇方案", (), "", "", "安徽省/阜阳市/临泉县/杨桥镇", "341221", "township"),
        ("金湖街办2023年度报告", ("大冶市金湖街道办事处",), "", "", "湖北省/黄石市/大冶市/金湖街道", "420281", "township"),
        ("金湖街办2023年度报告", (), "大冶市金湖街办召开会议", "", "湖北省/黄石市/大冶市/金湖街道", "420281", "township"),
        ("关于印发方案的通知", ("浙江省司法厅",), "", "", "浙江省", "330000", "province"),
        ("交通运输部2020年工作要点", (), "", "", "", "", "central"),
        ("国务院办公厅关于意见", (), "", "", "", "", "central"),
        ("省人民政府办公厅关于方案", (), "", "", "", "", "province"),
        ("全市依法行政工作会议上的讲话", (), "《滨州市规定》,滨州市政府和法治滨州建设", "", "山东省/滨州市", "371600", "prefecture"),
        ("全市依法行政工作会议上的讲话", (), "学习杭州市经验", "", "", "", "prefecture"),
        ("乡镇法治政府建设方案", (), "结合我镇实际", "", "", "", "township"),
    ],
)  # fmt: skip
def test_where_a_document_comes_from(
    title: str, bodies: tuple[str, ...], body: str, number: str, path: str, adcode: str, tier: str
) -> None:
    found = locate(title, bodies, body, number)
    assert (found.path, found.adcode, found.tier) == (path, adcode, tier)


def test_an_ambiguous_name_gives_candidates_and_no_guess() -> None:
    found = locate("鼓楼区工作要点", (), "", "")
    assert len(found.candidates) == 4 and found.name == "鼓楼区" and found.adcode == ""


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["code,name"], r"the columns are code, name; they must be adcode, name, parent, since, until"),
        ([], r"the columns are missing"),
        ([HEADER, "62030,金川区,620300,,"], r"line 2: 62030,金川区,620300,, is not a code of six digits"),
        ([HEADER, "620302,金川区"], r"line 2: .* correct the line"),
    ],
)
def test_a_register_that_cannot_be_read(lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        register_of(lines)


@given(TEXTS)
def test_any_words_can_be_asked_for_places(words: str) -> None:
    names, stop = places_at(words)
    assert "".join(names) == words[:stop]
    for span, name in find_places(words):
        assert span.of(words) == name
    assert locate(words, (), words, "").tier in (
        "",
        "central",
        "province",
        "prefecture",
        "county",
        "township",
    )


@given(st.sampled_from(["省", "市", "县", "区", "甲市", "全省", "*", "金川区", "法治"]), st.integers(1, 300))
def test_the_same_words_over_and_over_are_read_in_good_time(words: str, times: int) -> None:
    locate(words * times, (), words * times, "")


@pytest.mark.parametrize(
    ("title", "tier"),
    [
        ("市公安局关于加强执法监督的意见", "prefecture"),
        ("区人力资源和社会保障局实施方案", "county"),
        ("县应急管理委员会办公室工作要点", "county"),
        ("省农业农村厅关于规范执法的通知", "province"),
        # the first character of another word
        ("乡村振兴局工作方案", ""),
        ("市场监督管理局工作要点", ""),
        ("区块链应用推进办公室方案", ""),
        ("区域协调发展委员会办公室方案", ""),
    ],
)
def test_a_bureau_named_by_the_kind_of_its_place_tells_the_tier(title: str, tier: str) -> None:
    assert locate(title, (), "", "").tier == tier
