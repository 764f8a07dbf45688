"""What reads as a body, which names are collective, and where a unit belongs."""

from __future__ import annotations

import pytest

from fazhi_research.coding.units import is_collective, place_and_tier, strong_unit, tier_words_only, unit_like

BODIES = (
    "市司法局 区政府法制办 省发展改革委 县灯塔办 市委编办 市织造局 各镇人民政府 市中级人民法院 区委组织部 市审计局 市政府办公室 人社局 国务院办公厅 "
    "市公安局交警支队 市总工会 团市委 各街道(社区) 各县(市、区)政府(管委会) 市行政学院 市属国有企业 各部门 有关单位 市律师协会 市检察院 县纪委监委 "
    "市市场监管局 开发区管委会 中国人民银行某市中心支行 市大数据中心 省高院 区卫健局(牵头) 市委依法治市办 国家税务总局某市税务局 市城管执法局"
).split()
NOT_BODIES = "2022年年底前完成 长期坚持 无 下同 主要负责人 责任人 健全制度 监督机制 人民群众 等 局 《某市方案》 3月底 按时完成".split()


@pytest.mark.parametrize("words", BODIES)
def test_bodies(words: str) -> None:
    assert unit_like(words)
    assert unit_like(words, strict=False)


@pytest.mark.parametrize("words", [*NOT_BODIES, "", "a", "甲" * 61])
def test_no_bodies(words: str) -> None:
    assert not unit_like(words)


@pytest.mark.parametrize(
    ("words", "collective"),
    [
        ("各部门", True),
        ("有关单位", True),
        ("相关部门", True),
        ("各镇人民政府", True),
        ("各街道(社区)", True),
        ("各县(市、区)政府(管委会)", True),
        ("各区、县级市", True),
        ("区级相关行政执法部门", True),
        ("各级行政机关", True),
        ("市直各部门", True),
        ("其他成员单位", True),
        ("市政府各部门", True),
        ("各乡镇(街道)", True),
        ("全市各级各部门", True),
        ("县级以上人民政府司法行政部门", True),
        ("区政府法制办", False),
        ("市司法局", False),
        ("市财政部门", False),
        ("省发展改革委", False),
        ("新华镇人民政府", False),
        ("市政府办公室", False),
        ("工商联", False),
        ("各界联合会", False),
        ("金湖街道办事处", False),
    ],
)
def test_collective(words: str, *, collective: bool) -> None:
    assert is_collective(words) is collective


@pytest.mark.parametrize(
    ("words", "strong"),
    [("市司法局", True), ("省发展改革委", True), ("新华镇", False), ("某市", False), ("长期坚持", False)],
)
def test_strong(words: str, *, strong: bool) -> None:
    assert strong_unit(words) is strong


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("县、市、区", True),
        ("含县市区", True),
        ("镇街道", True),
        ("新华镇", False),
        ("市司法局", False),
        ("", False),
    ],
)
def test_tier_words(words: str, *, only: bool) -> None:
    assert tier_words_only(words) is only


@pytest.mark.parametrize(
    ("named", "jurisdiction", "tier", "expected"),
    [
        ("区编办", "甘肃省/金昌市/金川区", "county", ("甘肃省/金昌市/金川区", "county")),
        ("市编办", "甘肃省/金昌市/金川区", "county", ("甘肃省/金昌市", "prefecture")),
        ("省编办", "甘肃省/金昌市/金川区", "county", ("甘肃省", "province")),
        ("法制办", "甘肃省/金昌市/金川区", "county", ("甘肃省/金昌市/金川区", "county")),
        ("各镇人民政府", "甘肃省/金昌市/金川区", "county", ("甘肃省/金昌市/金川区", "township")),
        ("各县区人民政府", "河南省/许昌市", "prefecture", ("河南省/许昌市", "county")),
        ("市司法局", "河南省/许昌市", "prefecture", ("河南省/许昌市", "prefecture")),
        ("市场监管局", "河南省/许昌市", "prefecture", ("河南省/许昌市", "prefecture")),
        ("市司法局", "", "", ("", "prefecture")),
        ("司法局", "", "", ("", "")),
        ("", "", "", ("", "")),
    ],
)
def test_place_and_tier(named: str, jurisdiction: str, tier: str, expected: tuple[str, str]) -> None:
    assert place_and_tier(named, jurisdiction, tier) == expected
