"""A table in LaTeX: its signs escaped, its Chinese kept, its columns as wide as the page bears."""

from __future__ import annotations

import pandas as pd

from fazhi_research.project.latex import latex_table


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


def test_latex_breaks_long_words_and_tells_what_is_constant() -> None:
    title = "金川区法治政府建设实施规划征求意见稿"
    frame = pd.DataFrame(
        {"title": [title, "乙"], "document": ["a_1", "a_1"], "agency": ["甲", "乙"], "named": ["甲", "乙"]}
    )
    text = latex_table(frame, "tab09")
    assert r"\begin{tabular}{p{14em}l}" in text
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
