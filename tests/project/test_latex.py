"""A table in LaTeX: its signs escaped, its Chinese kept, its columns as wide as the page bears."""

from __future__ import annotations

import pandas as pd

from fazhi_research.project.latex import escape
from fazhi_research.project.latex import latex_table as set_table
from fazhi_research.project.printed_tables import printed_table


def latex_table(frame: pd.DataFrame, name: str, caption: str = "", language: str = "both") -> str:
    """The table of a frame in LaTeX."""
    return set_table(printed_table(frame, language=language), name, caption)


def test_latex_escapes_its_signs_and_keeps_chinese() -> None:
    frame = pd.DataFrame({"a_b": ["50% & more", "《纲要》#1"], "n": [1, 2], "share": [0.5, 0.25]})
    text = latex_table(frame, "tab09", "50% of 任务")
    assert r"a\_b & n & Share \\" in text and r"     &  & 占比 \\" in text
    assert r"50\% \& more & 1 & 0.50 \\" in text
    assert r"《纲要》\#1 & 2 & 0.25 \\" in text
    assert r"\caption{50\% of 任务}" in text
    assert r"\begin{tabular}{lrr}" in text
    assert r"\toprule" in text and r"Share: tasks over all tasks" in text
    assert text.startswith("% ") and "xelatex" in text and "xeCJK" in text


def test_every_sign_that_latex_reads_is_escaped() -> None:
    assert (
        escape("<=|\\^~{}")
        == r"\textless{}=\textbar{}\textbackslash{}\textasciicircum{}\textasciitilde{}\{\}"
    )


def test_latex_breaks_long_words_and_tells_what_is_constant() -> None:
    title = "金川区法治政府建设实施规划征求意见稿"
    frame = pd.DataFrame(
        {"title": [title, "乙"], "document": ["a_1", "a_1"], "agency": ["甲", "乙"], "named": ["甲", "乙"]}
    )
    text = latex_table(frame, "tab09")
    assert r"\begin{tabular}{>{\raggedright\arraybackslash}p{18em}l}" in text
    assert text.splitlines()[0].endswith("packages array, booktabs;")
    assert r"Title & Agency \\" in text and r"标题 & 机构 \\" in text
    assert r"The same in every row: Document a\_1." in text
    assert r"\begin{table}" in text
    wide = latex_table(pd.concat([frame["title"].rename(name) for name in "abcd"], axis=1), "tab09")
    assert wide.count(title) == 1  # the other columns repeat it
    columns = {name: [title + name, name] for name in "abcdefgh"}
    assert (
        r"\begin{sidewaystable}" in (turned := latex_table(pd.DataFrame(columns), "tab09"))
        and "rotating" in turned
    )


def test_latex_does_not_take_a_cell_for_an_argument() -> None:
    """After a row's end, * and [ would be read as part of it."""
    text = latex_table(pd.DataFrame({"named": ["甲", "**市", "[2011]7号"], "n": [1, 2, 3]}), "tab09")
    assert r"    {}**市 & 2 \\" in text and r"    {}[2011]7号 & 3 \\" in text


def test_latex_of_one_row_or_none_keeps_its_columns() -> None:
    assert r"n & Share \\" in latex_table(pd.DataFrame({"n": [1], "share": [0.5]}), "tab09")
    assert r"n & Share \\" in latex_table(pd.DataFrame({"n": [], "share": []}), "tab09")


def test_a_table_longer_than_a_page_goes_on_over_the_page() -> None:
    frame = pd.DataFrame({"label": range(60), "words": [f"第{row}条" for row in range(60)]})
    text = latex_table(frame, "tab09", "长表")
    assert r"\begin{longtable}{rl}" in text and text.count(r"Mark & Words \\") == 2
    assert text.splitlines()[0].endswith("packages booktabs, longtable;")
    assert r"\caption{长表}\label{tab:tab09} \\" in text
    wide = pd.DataFrame({name: [f"{name}第{row}条的原文{'字' * 12}" for row in range(40)] for name in "abcd"})
    turned = latex_table(wide, "tab09")
    assert r"\begin{landscape}" in turned and "pdflscape" in turned.splitlines()[0]


def test_long_cells_count_as_many_lines() -> None:
    frame = pd.DataFrame({"words": ["法" * 400, "治" * 400, "府" * 3000], "n": [1, 2, 3]})
    assert "longtable" in latex_table(frame, "tab09")
    assert "longtable" not in latex_table(frame.iloc[:2], "tab09")


def test_one_language_has_its_headings_its_notes_and_in_chinese_its_codes() -> None:
    frame = pd.DataFrame({"genre": ["plan", "speech"], "tasks": [1, 2], "formulaic": [True, False]})
    english, chinese = (latex_table(frame, "tab09", language=one) for one in ("en", "zh"))
    assert r"Genre & Tasks & Formula \\" in english and "文种" not in english
    assert r"文种 & 任务数 & 套语 \\" in chinese and "Genre" not in chinese
    assert r"plan & 1 & true \\" in english
    assert r"规划·方案 & 1 & 是 \\" in chinese and r"讲话 & 2 & 否 \\" in chinese
    assert "tasks led, alone or with others" in english and "单独或共同牵头的任务" in chinese
