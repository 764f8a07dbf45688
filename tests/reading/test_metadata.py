"""What a document's own words tell of it, and what they do not."""

from __future__ import annotations

import pytest
from hypothesis import given

from fazhi_research.reading.compilations import split
from fazhi_research.reading.corpus import file_documents, shipped
from fazhi_research.reading.files import SourceFile
from fazhi_research.reading.manifest import read_manifest
from fazhi_research.reading.metadata import FIELDS, describe
from tests.reading.sheets import TEXTS
from tests.reading.told import described, known, sheet


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
        ("", "\n某市人民政府\n二O一一年二月二十五日\n", "2011-02-25"),
        ("", "\n请认真执行。某市人民政府2021年3月5日（此件公开发布）某市织机方案为做好登记\n", "2021-03-05"),
        ("", "\n某市人民政府\n二00五年九月十六日\n", "2005-09-16"),
        ("", "\n某市人民政府\n二零一一年二月二十五日\n", "2011-02-25"),
        (
            "",
            "\n某省司法厅　　某省财政厅\n2021年7月19日\n\n某省司法厅办公室　2021年7月20日印发\n",
            "2021-07-19",
        ),
        ("", "\n某市人民政府\n2021年3月5日\n附件\n某方案\n某局\n2020年1月1日\n", "2021-03-05"),
        ("", "\n某镇人民政府\n2021年4月○日\n", "2021-04"),
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


def test_the_date_of_posting_goes_before_that_of_a_number() -> None:
    assert known("发文日期: 2021-09-03\n发布日期：2021-09-06\n" + sheet())["published"] == "2021-09-06"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布日期：2024-03-26", "2024-03-26"),
        ("发表时间：2024-03-26 09:12  来源：某局", "2024-03-26"),
        ("【发布时间】2024年3月26日", "2024-03-26"),
        ("日期：2024/3/6", "2024-03-06"),
        ("發佈時間：2020-01-06", "2020-01-06"),
        ("[2024-05-20]  点击数：58", "2024-05-20"),
        ("时间：23-07-27 网友", "2023-07-27"),
        ("成文日期 | | 发布日期 | 2025-06-30 |", "2025-06-30"),
        ("[ 发布日期 ]\n2023-03-31", "2023-03-31"),
        ("某县政府 www.example.cn 2016-03-21 00:00", "2016-03-21"),
        ("生成日期：2020-04-21", ""),
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
        ("许昌市法治政府建设实施方案", "河南省/许昌市", "prefecture", ""),
        ("威县法治政府建设年度报告", "河北省/邢台市/威县", "county", ""),
        ("新华镇法治政府建设年度报告", "新华镇", "township", ""),
        (
            "内蒙古自治区人民政府关于加强法治政府建设的意见",
            "内蒙古自治区",
            "province",
            "内蒙古自治区人民政府",
        ),
        ("北京市人民政府关于加强法治政府建设的意见", "北京市", "province", "北京市人民政府"),
        ("国务院关于加强法治政府建设的意见", "", "central", "国务院"),
        ("关于加强法治政府建设的意见", "", "prefecture", ""),  # it is addressed to counties
        ("全市依法行政工作会议上的讲话", "", "prefecture", ""),
        ("交通运输部关于依法行政的意见", "", "central", "交通运输部"),
        (
            "中共威县县委办公室\n威县人民政府办公室\n关于依法行政的意见",
            "河北省/邢台市/威县",
            "county",
            "中共威县县委办公室、威县人民政府办公室",
        ),
        (
            "中共威县县委办公室威县人民政府办公室关于依法行政的意见",
            "河北省/邢台市/威县",
            "county",
            "中共威县县委办公室、威县人民政府办公室",
        ),
    ],
)
def test_place_tier_and_issuer(title: str, jurisdiction: str, tier: str, issuer: str) -> None:
    found = known(sheet(title=title))
    assert (found["jurisdiction"], found["tier"], found["issuer"]) == (jurisdiction, tier, issuer)


def test_the_signature_names_the_issuers_where_the_title_does_not() -> None:
    found = known(sheet(title="关于依法行政的意见", foot="\n　某省司法厅　　某省财政厅\n2021年7月19日\n"))
    assert (found["issuer"], found["status"]) == ("某省司法厅、某省财政厅", "final")


def test_an_office_for_the_rule_of_law_is_an_issuer_and_no_topic() -> None:
    found = known(sheet(title="市委依法治市办、市委宣传部、市司法局\n关于普法的规划"))
    assert found["issuer"] == "市委依法治市办、市委宣传部、市司法局"


def test_a_title_that_opens_with_a_government_names_it() -> None:
    assert known(sheet(title="自贡市人民政府全面推进依法行政五年规划"))["issuer"] == "自贡市人民政府"


def test_the_signature_spells_out_an_issuer_that_the_title_shortens() -> None:
    found = known(
        sheet(title="市政府办公室关于依法行政的通知", foot="\n泰州市人民政府办公室\n2014年6月6日\n")
    )
    assert found["issuer"] == "泰州市人民政府办公室"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("发文单位 某市织造局\n发文日期 2022-06-25 发布日期 2022-06-27\n\n", "2022-06-27"),
        ("  • 发布日期：\n\n    2024年04月06日 16:34\n\n", "2024-04-06"),
    ],
)
def test_a_day_of_posting_behind_a_label_without_a_colon_or_on_the_next_line(
    head: str, published: str
) -> None:
    assert known(head + sheet())["published"] == published


def test_a_day_with_an_hour_and_the_office_behind_the_title_is_that_of_posting() -> None:
    head = "关于印发2023年责任分解方案的通知\n\n2023-01-05 10:00 区人民政府办公室\n发文日期 2023-01-03\n\n各街道：\n现印发给你们。\n"
    found = known(head)
    assert (found["published"], found["issued"]) == ("2023-01-05", "2023-01-03")


def test_a_date_behind_the_number_is_that_of_issue_and_one_of_lapse_is_not() -> None:
    head = "某省人民政府关于织造的意见\n某府发〔2009〕59号 二○○九年十二月八日\n（此文件已于2017年12月29日宣布失效）\n各市：\n现提出意见。\n"
    assert known(head)["issued"] == "2009-12-08"


def test_an_issuer_is_quoted_without_the_pinyin_in_its_name() -> None:
    head = "內(nèi)鄉(xiāng)縣人民政府關(guān)于印發(fā)推進(jìn)方案的通知\n\n各鄉(xiāng)鎮(zhèn)：\n現(xiàn)印發(fā)給你們。\n"
    assert known(head)["issuer"] == "內鄉縣人民政府"


def test_a_red_head_in_wide_letters_names_the_issuer() -> None:
    found = known("中 国 民 航 局\n民航发〔2021〕7号\n\n" + sheet(title="关于依法行政的意见"))
    assert (found["issuer"], found["number"], found["tier"]) == ("中国民航局", "民航发〔2021〕7号", "central")


def test_names_are_quoted_in_the_characters_of_the_source() -> None:
    found = known(sheet(title="廈門市人民政府關於依法行政的意見"))
    assert (found["issuer"], found["jurisdiction"]) == ("廈門市人民政府", "福建省/厦门市")


@pytest.mark.parametrize(
    ("number", "foot", "status"),
    [
        ("某政发〔2021〕7号", "", "final"),
        ("某政发〔〕7号", "", ""),
        ("", "\n某市人民政府\n2021年3月5日\n", "final"),
        ("", "\n某市人民政府\n2021年3月\n", ""),
        ("", "", ""),
    ],
)
def test_final_is_what_has_a_complete_number_or_a_signature(number: str, foot: str, status: str) -> None:
    assert known(sheet(number=number, foot=foot))["status"] == status


def test_the_words_that_decided_are_kept() -> None:
    found = described(sheet(title="许昌市法治政府建设实施方案"))
    assert found.basis == {"genre": "方案", "jurisdiction": "许昌市"}


def test_an_ambiguous_place_is_doubted_not_guessed() -> None:
    text = sheet(title="鼓楼区法治政府建设实施方案")
    found = described(text)
    assert [doubt.kind for doubt in found.doubts] == ["unit_ambiguous"]
    assert found.doubts[0].span.of(text) == "鼓楼区"
    assert len(found.candidates) == 4
    assert found.notes["jurisdiction_candidates"].startswith("江苏省/南京市/鼓楼区; ")
    assert (found.known["jurisdiction"], found.known["adcode"], found.known["tier"]) == (
        "鼓楼区",
        "",
        "county",
    )


def test_a_blotted_date_is_doubted_and_never_filled_in() -> None:
    text = sheet(foot="\n某市人民政府\n20**年3月5日\n")
    found = described(text)
    assert [(doubt.kind, doubt.span.of(text)) for doubt in found.doubts] == [("date_unread", "20**年3月5日")]


def test_an_inferred_year_has_its_evidence_its_range_and_a_doubt() -> None:
    text = "全县工作会议上的讲话\n\n同志们：今年是“十三五”开局之年。今年2月，市政府正式印发了办法。\n"
    found = described(text)
    assert found.known["issued_basis"] == "inferred"
    assert found.known["issued_evidence"] == "今年是“十三五”开局之年 … 今年2月，市政府正式印发"
    assert [found.known[name] for name in ("issued", "issued_from", "issued_to")] == [
        "2016", "2016-02-01", "2016-12-31",
    ]  # fmt: skip
    assert [doubt.kind for doubt in found.doubts] == ["date_inferred"]


def test_the_year_of_its_number_is_the_year_of_a_document() -> None:
    found = known(sheet(number="某政发〔2021〕7号"))
    assert (found["issued"], found["issued_basis"], found["issued_evidence"]) == (
        "2021", "inferred", "某政发〔2021〕7号",
    )  # fmt: skip


MEASURED = ("title", "jurisdiction", "adcode", "tier", "genre", "issuer", "number", "issued", "issued_basis", "issued_from", "issued_to", "published", "first", "last", "status")  # fmt: skip


@pytest.mark.parametrize("field", MEASURED)
def test_the_shipped_documents_tell_what_their_manifest_says(field: str) -> None:
    for entry in read_manifest(shipped()) or []:
        text = (shipped() / entry.file).read_text(encoding="utf-8")
        told = [describe(text, part.span, part.title).known for part in split(text)[0]]
        assert entry.known[field] in [one[field] for one in told if one["title"] == entry.known["title"]]


@given(TEXTS)
def test_any_text_is_described(text: str) -> None:
    for part in split(text)[0]:
        described = describe(text, part.span, part.title)
        found = described.known
        assert set(found) == set(FIELDS)
        assert found["issued_basis"] in ("", "text", "inferred")
        assert bool(found["issued_basis"]) == bool(found["issued"])
        assert bool(found["issued_evidence"]) == bool(
            found["issued"] or found["issued_from"] or found["issued_to"]
        )
        assert all(0 <= doubt.span.start <= doubt.span.stop <= len(part.span) for doubt in described.doubts)
        assert "\n" not in "".join(
            found[name] for name in ("number", "issuer", "jurisdiction", "issued", "published")
        )


@pytest.mark.parametrize(
    ("foot", "issued"),
    [
        ("\n青 田 县 人 民 政 府\n二 〇 二 一 年 三 月 五 日\n", "2021-03-05"),
        ("\n**县人民政府\n2020年X月X日\n", "2020"),
        ("\n某县人民政府\n2021 年 3 月 5 日\n", "2021-03-05"),
    ],
)
def test_a_date_in_wide_letters_or_blotted_out_in_part(foot: str, issued: str) -> None:
    found = known(sheet(title="关于依法行政的意见", foot=foot))
    assert (found["issued"], found["issued_basis"]) == (issued, "text")


def test_a_rule_made_known_by_order_opens_with_the_order() -> None:
    text = (
        "某省人民政府令\n第27号\n《某省办法》已经第3次会议通过，现予公布。\n省　长　　张某\n2023年9月4日\n\n"
        "某省规范性文件管理办法\n第一章　总则\n第一条　为了依法行政。\n"
    )
    part = split(text)[0][0]
    assert part.span.start == 0
    found = known(text)
    assert [found[name] for name in ("title", "issuer", "number", "issued")] == [
        "某省规范性文件管理办法", "某省人民政府", "某省人民政府令第27号", "2023-09-04",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "passed",
    [
        "现将《云锦市织造振兴方案》印发给你们，请执行。",
        "《云锦市织造振兴方案》已经市政府常务会议讨论通过，现印发给你们。",
    ],
)
def test_a_notice_without_a_title_has_that_of_what_it_forwards(passed: str) -> None:
    text = f"云府函〔2019〕55号\n各县（区）人民政府：\n{passed}\n云锦市人民政府\n2019年4月29日\n云锦市织造振兴方案\n按照部署，制定本方案。\n一、登记\n"
    told = known(text)
    assert (told["title"], told["genre"], told["issuer"]) == ("云锦市织造振兴方案", "plan", "云锦市人民政府")


def test_what_a_titleless_notice_forwards_may_be_broken_over_lines_and_on_trial() -> None:
    text = "各县（区）人民政府：\n《关于振兴织造的实施意见（试行）》已经市政府同意，现印发给你们。\n云锦市人民政府\n2021年9月2日\n关于振兴织造\n的实施意见\n（试行）\n一、登记\n"
    told = known(text)
    assert (told["title"], told["genre"], told["status"]) == ("关于振兴织造的实施意见", "opinion", "trial")


def test_the_host_signs_above_the_title_of_what_it_forwards() -> None:
    text = (
        "索引号 | 6405 | 文号 | 云政办发〔2021〕8号 |\n---|---|---|---|\n公开方式 | 主动公开 | 责任部门 | 云锦区政府办 |\n云政办发〔2021〕8号\n各街道（功能区）：\n"
        "《云锦区织造振兴任务分工方案》已经区政府同意，现印发给你们，请认真组织实施。\n云锦市织女区人民政府办公室\n2021年4月10日\n云锦区织造振兴任务分工方案\n为加快振兴，制定本方案。\n一、登记\n"
    )
    told = known(text)
    assert (told["title"], told["issuer"], told["issued"], told["number"]) == (
        "云锦区织造振兴任务分工方案", "云锦市织女区人民政府办公室", "2021-04-10", "云政办发〔2021〕8号",
    )  # fmt: skip


def test_a_notice_and_what_it_forwards_run_together_on_one_line() -> None:
    text = "云政办发[2011]147号各县(市、区)人民政府:《云锦市“织工书屋”建设实施意见》已经市政府同意,现印发给你们,请贯彻落实。二〇一一年九月三十日云锦市“织工书屋”建设实施意见“织工书屋”是重点工程。"
    told = known(text)
    assert (told["title"], told["genre"], told["issued"], told["number"]) == (
        "云锦市“织工书屋”建设实施意见", "opinion", "2011-09-30", "云政办发[2011]147号",
    )  # fmt: skip


def test_the_last_row_of_a_table_signs_nothing() -> None:
    text = (
        "云川市2021年法治政府建设任务分解表\n序号\t任务\t牵头单位\t责任单位\t完成时限\n"
        "1\t组织执法培训\t市司法局\t市财政局\t2021年6月\n2\t组织执法考试\t\t区人社局\t2021年12月\n"
    )
    (document,) = file_documents(SourceFile("a.txt", text, "0" * 64, "utf-8")).documents
    assert (document.metadata["issuer"], document.metadata["issued"]) == ("", "")
