"""What a document's own words tell of it, and what they do not."""

from __future__ import annotations

import pytest
from hypothesis import given

from fazhi_research.reading.compilations import split
from fazhi_research.reading.metadata import FIELDS, describe
from tests.reading.sheets import TEXTS


def known(text: str) -> dict[str, str]:
    """The metadata of the first document of a file with this text."""
    part = split(text)[0][0]
    return describe(text, part.span, part.title)


def sheet(
    *, number: str = "", title: str = "某市人民政府关于加强法治政府建设的意见", date: str = "", foot: str = ""
) -> str:
    """A document with its usual lines about it."""
    head = "\n".join(line for line in (number, title, date) if line)
    return f"{head}\n\n各县（市、区）人民政府：\n\n为推进依法行政，提出如下意见。\n一、总体要求\n加快建设法治政府。\n{foot}"


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
        "某法委办〔2022〕3号",
    ],
)
def test_a_document_number_in_every_bracket(number: str) -> None:
    expected = number.replace("（", "(").replace("）", ")").replace("﹝", "〔").replace("﹞", "〕")
    assert known(sheet(number=number))["number"] in (number, expected)


@pytest.mark.parametrize("number", ["辽政发〔2011〕 7 号", "辽政发 〔2011〕7号", "辽政发〔2011〕第7号"])
def test_a_document_number_with_white_space_in_it(number: str) -> None:
    assert known(sheet(number=number))["number"] == number.replace(" ", "")


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


@pytest.mark.parametrize(
    ("date", "foot", "issued"),
    [
        ("（2021年3月5日）", "", "2021-03-05"),
        ("(2021年3月5日某市人民政府第3次常务会议通过)", "", "2021-03-05"),
        ("", "\n某市人民政府\n2021年3月5日\n", "2021-03-05"),
        ("", "\n某市人民政府\n二〇一一年二月二十五日\n", "2011-02-25"),
        ("", "\n某市人民政府\n二○一一年二月二十五日\n", "2011-02-25"),
        ("", "\n　　　　　某市人民政府\n　　　　　２０２１年３月５日\n", "2021-03-05"),
        ("", "\n某市人民政府办公室            2021年3月5日印发\n", "2021-03-05"),
    ],
)
def test_the_date_under_the_title_or_the_signature(date: str, foot: str, issued: str) -> None:
    found = known(sheet(date=date, foot=foot))
    assert (found["issued"], found["issued_basis"]) == (issued, "text")
    assert found["issued_evidence"] in sheet(date=date, foot=foot)


@pytest.mark.parametrize(
    "text",
    [
        sheet(),
        "发布日期：2022-11-18\n" + sheet(),
        sheet(foot="到2025年12月31日前全面完成各项任务。\n"),
        sheet(foot="自2021年3月5日起施行。\n"),
        sheet(foot="\n某市人民政府\n20**年3月5日\n"),
    ],
)
def test_no_other_date_is_one_of_issue(text: str) -> None:
    found = known(text)
    assert (found["issued"], found["issued_basis"], found["issued_evidence"]) == ("", "", "")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布日期：2024-03-26", "2024-03-26"),
        ("发表时间：2024-03-26 09:12  来源：某局", "2024-03-26"),
        ("【发布时间】2024年3月26日", "2024-03-26"),
        ("日期：2024/3/6", "2024-03-06"),
        ("發佈時間：2020-01-06", "2020-01-06"),
        ("浏览次数：20240326", ""),
    ],
)
def test_a_posting_date_is_published_never_issued(line: str, published: str) -> None:
    for text in (f"{line}\n" + sheet(), sheet(date=line)):
        found = known(text)
        assert (found["published"], found["issued"]) == (published, "")


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("某市实施方案（征求意见稿）", "draft"),
        ("某市实施方案\n（送审稿）", "draft"),
        ("某市管理办法（试行）", "trial"),
        ("某市暂行办法", "trial"),
        ("某市实施方案", ""),
    ],
)
def test_status(title: str, status: str) -> None:
    assert known(sheet(title=title))["status"] == status


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("某市法治政府建设实施方案（2021—2025年）", "2021", "2025"),
        ("某市法治政府建设实施方案\n(2021-2025年)", "2021", "2025"),
        ("某市法治政府建设规划（2015至2020年）", "2015", "2020"),
        ("某县“十四五”法治政府建设规划", "2021", "2025"),
        ("某县2019年度法治政府建设情况报告", "2019", "2019"),
        ("2023年法治政府建设工作要点", "2023", "2023"),
        ("某市关于加强法治政府建设的意见", "", ""),
    ],
)
def test_period(title: str, first: str, last: str) -> None:
    found = known(sheet(title=title))
    assert (found["first"], found["last"]) == (first, last)


@pytest.mark.parametrize(
    ("title", "jurisdiction", "tier", "issuer"),
    [
        ("辽宁省人民政府关于加强法治政府建设的实施意见", "辽宁省", "province", "辽宁省人民政府"),
        (
            "甘肃省金昌市金川区人民政府关于依法行政的意见",
            "甘肃省/金昌市/金川区",
            "county",
            "甘肃省金昌市金川区人民政府",
        ),
        ("许昌市法治政府建设实施方案", "许昌市", "prefecture", ""),
        ("威县法治政府建设年度报告", "威县", "county", ""),
        ("新华镇法治政府建设年度报告", "新华镇", "township", ""),
        (
            "内蒙古自治区人民政府关于加强法治政府建设的意见",
            "内蒙古自治区",
            "province",
            "内蒙古自治区人民政府",
        ),
        ("北京市人民政府关于加强法治政府建设的意见", "北京市", "province", "北京市人民政府"),
        ("国务院关于加强法治政府建设的意见", "", "central", "国务院"),
        ("关于加强法治政府建设的意见", "", "", ""),
        ("全市依法行政工作会议上的讲话", "", "", ""),
    ],
)
def test_place_tier_and_issuer(title: str, jurisdiction: str, tier: str, issuer: str) -> None:
    found = known(sheet(title=title))
    assert (found["jurisdiction"], found["tier"], found["issuer"]) == (jurisdiction, tier, issuer)


@given(TEXTS)
def test_any_text_is_described(text: str) -> None:
    for part in split(text)[0]:
        found = describe(text, part.span, part.title)
        assert set(found) >= set(FIELDS)
        assert found["issued_basis"] in ("", "text")
        assert bool(found["issued"]) == bool(found["issued_evidence"])
        assert "\n" not in "".join(
            found[name] for name in ("number", "issuer", "jurisdiction", "issued", "published")
        )
