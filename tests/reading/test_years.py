"""The year of a document that prints none, and what it rests on."""

from __future__ import annotations

import pytest
from hypothesis import given

from fazhi_research.errors import LexiconError
from fazhi_research.reading.milestones import find_milestones, milestones_of
from fazhi_research.reading.periods import find_period
from fazhi_research.reading.spans import Span
from fazhi_research.reading.years import Dating, Known, infer_year, phase_year
from tests.reading.sheets import TEXTS
from tests.work import calls


def infer(text: str, **known: str) -> Dating | None:
    about = {"genre": "speech", "first": "", "last": "", "published": "", **known}
    return infer_year(text, Known(title=Span(0, min(4, len(text))), **about))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("20**年是“十三五”开局之年。", "2016"),
        ("今年,是我国“十二五”规划的开局之年,我们要努力。", "2011"),
        ("今年是“十三五”规划收官之年。", "2020"),
        ("20**年是全面推进依法治国的开局之年。", "2015"),
        ("今年是贯彻党的二十大精神的开局之年。", "2023"),
        ("今年是新中国成立70周年。", "2019"),
        ("去年12月,党中央国务院出台了《法治政府建设实施纲要(20**-2020年)》。", "2016"),
        ("落实去年颁布的《关于加强法治政府建设的意见》。", "2011"),
        ("《行政许可法》于去年8月27日审议通过。", "2004"),
    ],
)
def test_phrases_that_name_a_year(text: str, year: str) -> None:
    found = infer(text)
    assert found is not None and found.issued == year
    assert all(span.of(text) for span in found.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "明年是“十三五”开局之年。",
        "“十三五”开局之年即将到来。",
        "去年12月印发了《某市实施办法》。",
        "去年3月出台了《法治政府建设实施纲要(2015-2020年)》。",
        "今年要做好依法行政工作。",
        "到2020年基本建成法治政府。",
        "",
    ],
)
def test_words_that_name_no_year(text: str) -> None:
    assert infer(text) is None


@pytest.mark.parametrize(
    ("more", "first", "last"),
    [
        ("", "", ""),
        ("今年2月,市政府正式印发了指标体系。", "2016-02-01", "2016-12-31"),
        ("条例今年五月一日就要实施。", "2016-01-01", "2016-04-30"),
        ("办法将于今年7月1日正式施行。", "2016-01-01", "2016-06-30"),
        ("条例今年3月1日起施行。今年2月召开了会议。", "2016-02-01", "2016-02-29"),
    ],
)
def test_the_range_within_the_year(more: str, first: str, last: str) -> None:
    found = infer("今年是“十三五”开局之年。" + more)
    assert found is not None
    assert (found.issued, found.first, found.last) == ("2016", first, last)


@pytest.mark.parametrize(
    ("known", "text", "year", "last"),
    [
        ({"genre": "report", "first": "2023", "last": "2023"}, "过去一年,成绩显著。", "2024", ""),
        ({"genre": "report", "first": "2023", "last": "2023", "published": "2024-03-26"}, "过去一年", "2024", "2024-03-26"),
        ({"genre": "report", "first": "2023", "last": "2023", "published": "2023-12-28"}, "情况如下", "2023", "2023-12-28"),
        ({"genre": "plan", "first": "2022", "last": "2025"}, "根据(豫发〔2021〕31号)", "2022", ""),
        ({"genre": "plan", "first": "2015", "last": "2020"}, "十八届三中、四中全会精神", "2015", ""),
        ({"genre": "work_points", "first": "2023", "last": "2023"}, "落实(某发〔2023〕1号)", "2023", ""),
    ],
)  # fmt: skip
def test_the_year_a_document_is_about(known: dict[str, str], text: str, year: str, last: str) -> None:
    found = infer(text, **known)
    assert found is not None and (found.issued, found.last) == (year, last)


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ({"genre": "plan", "first": "2021", "last": "2025"}, "根据《法治政府建设实施纲要(2021-2025年)》"),
        ({"genre": "plan", "first": "2021", "last": "2025"}, "根据(国发〔2010〕33号)"),
        ({"genre": "work_points", "first": "2023", "last": "2023"}, "推进依法行政"),
    ],
)
def test_a_period_alone_does_not_tell_the_year(known: dict[str, str], text: str) -> None:
    assert infer(text, **known) is None


def test_only_a_range_where_only_a_range_is_known() -> None:
    found = infer("根据(某发〔2019〕3号)", published="2022-11-18")
    assert found == Dating("", "2019-01-01", "2022-11-18", (Span(5, 13),))


def test_evidence_against_evidence_gives_a_range() -> None:
    found = infer("今年是“十三五”开局之年。20**年是“十四五”开局之年。")
    assert found is not None
    assert (found.issued, found.first, found.last) == ("", "2016-01-01", "2021-12-31")


def test_a_year_after_the_posting_is_not_the_year_of_issue() -> None:
    assert infer("今年是“十四五”开局之年。", published="2016-05-01") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("准备阶段(2020年X月1日至X月15日)。实施阶段(2020年X月16日至X月31日)。", "2020"),
        ("准备阶段(2020年1月)。实施阶段(2021年2月)。", ""),
        ("准备阶段(2020年1月)。", ""),
    ],
)
def test_phases_in_one_year(text: str, year: str) -> None:
    assert phase_year(text) == year


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("十八届三中、四中全会", ["2013-11-12", "2014-10-23"]),
        ("党的二十大和二十届二中、三中全会精神", ["2022-10-22", "2023-02-28", "2024-07-18"]),
        ("《法治政府建设实施纲要（2021—2025年）》".replace("（", "(").replace("）", ")"), ["2021-08-02"]),
        ("《法治政府建设实施纲要》", []),
        ("《中华人民共和国行政许可法》", ["2003-08-27"]),
        ("十八大队", []),
    ],
)
def test_milestones(text: str, dates: list[str]) -> None:
    assert [one.date for _, one in find_milestones(text)] == dates


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a,b"], "the columns must be kind, name, date, effective"),
        (
            ["kind,name,date,effective", "law,甲法,2003,"],
            "line 2: law,甲法,2003, has no date such as 2014-10-23",
        ),
    ],
)
def test_a_list_of_milestones_that_cannot_be_read(lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        milestones_of(lines)


@pytest.mark.parametrize(
    ("title", "genre", "period"),
    [
        ("某县“十五”规划", "plan", ("2001", "2005")),
        ("第十五届人民代表大会决定", "plan", ("", "")),
        ("普法责任清单(2024年版)", "plan", ("", "")),
        ("关于扎实推进2022年乡村振兴重点工作的实施意见", "opinion", ("2022", "2022")),
        ("某市方案(2025—2021年)", "opinion", ("", "")),
        ("关于《法治政府建设实施纲要(2015-2020年)》落实情况的报告", "other", ("", "")),
    ],
)
def test_periods(title: str, genre: str, period: tuple[str, str]) -> None:
    assert find_period(title, "", genre) == period


@given(TEXTS)
def test_any_text_can_be_asked_for_its_year(text: str) -> None:
    found = infer(text, published="2020-01-01")
    if found:
        assert found.evidence == tuple(sorted(found.evidence))
        assert all(0 <= span.start < span.stop <= len(text) for span in found.evidence)


@pytest.mark.parametrize("words", ["今年", "今年是", "去年", "《", "〔2010〕1号", "阶段(", "20**年是"])
def test_hostile_text_takes_work_in_proportion_to_its_length(words: str) -> None:
    infer(words)
    assert calls(lambda: infer(words * 8_000)) < 10 * calls(lambda: infer(words * 1_000)) + 100


def test_a_report_on_half_a_year_is_of_that_year() -> None:
    text = "某县2021年上半年工作总结\n上半年,我县推进依法行政。"
    found = infer_year(text, Known("report", Span(0, 14), "2021", "2021", ""))
    assert found is not None and found.issued == "2021"


def test_one_phase_may_print_the_year_of_all() -> None:
    phases = "1.审核阶段(9月1日至10月30日)\n2.总结阶段(2009年12月1日至12月31日)\n"
    assert phase_year(phases) == "2009"
    assert phase_year("1.总结阶段(2009年12月1日至12月31日)\n") == ""
