"""The number of a document: in every bracket, broken, glued, glossed; never that of another."""

from __future__ import annotations

import pytest

from tests.reading.told import known, sheet


@pytest.mark.parametrize(
    "number",
    [
        "辽政发〔2011〕7号",
        "辽政发[2011]7号",
        "辽政发【2011】7号",
        "辽政发（2011）7号",
        "辽政发(2011)7号",
        "辽政发〈2011〉7号",
        "辽政发﹝2011﹞7号",
        "威政呈〔2020〕1号",
        "国办发〔2021〕33号",
        "甘政办发〔20**〕12号",
        "豫发〔2021〕31号",
        "莆政综〔2014〕76号",
        "桂财农〔2020〕5号",
        "某法委办〔2022〕3号",
        "甲政发〔〕7号",
        "(2021)甲政发7号",
        "廈府辦〔2021〕19號",
        "第706号令",
        "某市人民政府令第27号",
        "〔2021〕第4号",
    ],
)
def test_a_document_number_in_every_bracket(number: str) -> None:
    assert known(sheet(number=number))["number"] == number


@pytest.mark.parametrize("number", ["辽政发〔2011〕 7 号", "辽政发 〔2011〕7号", "辽政发〔2011〕第7号"])
def test_a_document_number_with_white_space_in_it(number: str) -> None:
    assert known(sheet(number=number))["number"] == number.replace(" ", "")


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("某省司法厅\n某司发〔20\n21〕36号\n\n关于依法行政的意见\n", "某司发〔2021〕36号"),
        ("某市关于专项整治的实施方案某织发【2024】15号\n", "某织发【2024】15号"),
        ("某市关于专项整治的意见(某政〔2017〕101号)\n来源：某网\n", "某政〔2017〕101号"),
        ("某区2019年工作安排\n（鹤法办〔2019〕4号　2019年3月15日）\n", "鹤法办〔2019〕4号"),
        ("某州政發(fā)〔2020〕5號\n某州2020年工作計劃\n", "某州政發〔2020〕5號"),
        ("某市实施方案\n（统一登记号：YJPR—2023—01004）\n", ""),
        ("文号：威政呈〔2020〕1号  索引号：777/2020-882\n某县年度报告\n", "威政呈〔2020〕1号"),
        ("川辦函〔2015〕54號(hào)\n2015年織造方案\n", "川辦函〔2015〕54號"),
        ("国务院关于依法行政的决定\n国发〔2008〕17号各省、自治区人民政府:\n", "国发〔2008〕17号"),
        ("某市人民政府令\n第27号\n《某市办法》已经会议通过，现予公布。\n市　长　　张某\n2023年9月4日\n某市办法\n", "某市人民政府令第27号"),
    ],
)  # fmt: skip
def test_a_document_number_glued_broken_or_in_brackets(head: str, number: str) -> None:
    assert known(f"{head}\n各县：\n为推进依法行政，提出如下意见。\n")["number"] == number


@pytest.mark.parametrize(
    "text",
    [
        sheet() + "按照《某市意见》（某政发〔2019〕3号）执行。",
        sheet(title="关于贯彻落实国发〔2010〕33号文件的意见"),
        sheet().replace("为推进", "根据国务院文件（国发〔2010〕33号）和省委文件（某发〔2011〕1号），为推进"),
    ],
)
def test_the_number_of_another_document_is_not_its_own(text: str) -> None:
    assert known(text)["number"] == ""


def test_number_and_issuer_are_read_through_pinyin() -> None:
    text = "云辦(bàn)發〔2023〕6号\n各縣人民(mín)政府:\n現將有關事項通知如下。\n云錦省人民(mín)政府辦(bàn)公(gōng)廳\n2023年3月14日\n"
    told = known(text)
    assert (told["number"], told["issuer"]) == ("云辦發〔2023〕6号", "云錦省人民政府辦公廳")
