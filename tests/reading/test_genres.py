"""The genre that a title announces."""

from __future__ import annotations

import pytest

from fazhi_research.reading.genres import GENRES, genre_of


@pytest.mark.parametrize(
    ("title", "opening", "genre"),
    [
        ("法治政府建设实施纲要(2021-2025年)", "", "program"),
        ("某省法治政府建设规划", "", "plan"),
        ("某市法治政府建设实施方案(2022—2025年)", "", "plan"),
        ("关于加强法治政府建设的意见", "", "opinion"),
        ("辽宁省人民政府关于加强法治政府建设的实施意见", "", "opinion"),
        ("关于进一步做好依法行政工作的通知", "", "notice"),
        ("关于印发某市法治政府建设实施方案的通知", "", "notice"),
        (
            "关于印发《某市织机方案》的通知",
            "各县:\n现将《某市织机方案》印发给你们。\n某市织机方案\n一、目标",
            "notice",
        ),
        ("关于转发某省依法行政工作要点的通知", "", "notice"),
        ("2023年法治政府建设工作要点", "", "work_points"),
        ("某县2022年法治政府建设年度报告", "", "report"),
        ("关于方案落实情况的报告", "", "report"),
        ("2020年重点工作一季度进展情况表", "", "report"),
        ("某局法治政府建设工作总结", "", "report"),
        ("依法行政自查报告", "", "self_inspection"),
        ("关于法治政府建设自查情况的报告", "", "self_inspection"),
        ("某局关于纲要落实情况的报告", "现将自查自检情况汇报如下:", "self_inspection"),
        ("在全市依法行政工作会议上的讲话", "", "speech"),
        ("强力实施许可法努力建设法治型政府", "同志们:今天开会。", "speech"),
        ("某局依法行政工作", "现将我局工作情况报告如下。", "report"),
        ("某市行政程序规定", "", "other"),
        ("", "", "other"),
        # what a title cites is not what it is
        ("某县办公室对县《政府工作报告》重点事项进行责任分解的通知", "", "notice"),
        ("某县《政府工作报告》涉及织机的事项", "", "report"),
        ("《某市实施方案》", "", "plan"),
        # a text without its title says what it is
        ("", "各县人民政府:\n现将《某市织机方案》(以下简称《方案》)印发给你们,请执行。", "notice"),
        ("", "各县人民政府:\n现就做好织机登记有关事项通知如下:", "notice"),
        ("", "为做好织机登记,特制定本工作方案。", "plan"),
        ("", "现就加强织机登记提出如下意见:", "opinion"),
        ("", "现将一年来的工作情况总结如下:", "report"),
        ("", "现将我镇工作自查自纠情况汇报如下:", "self_inspection"),
        ("", "本市制定了多项制度。", "other"),
    ],
)
def test_genre(title: str, opening: str, genre: str) -> None:
    assert genre in GENRES
    assert genre_of(title, opening) == genre
