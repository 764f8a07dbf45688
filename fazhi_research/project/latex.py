"""A table as LaTeX: booktabs rules, every special sign escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SIGNS = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def escape(words: str) -> str:
    """The words with LaTeX's special signs escaped; Chinese is left as it is 转义.

    >>> escape("a_1 & 50% 《纲要》")
    'a\\\\_1 \\\\& 50\\\\% 《纲要》'
    """
    return "".join(SIGNS.get(sign, sign) for sign in words).replace("\n", " ")


def latex_table(frame: pd.DataFrame, name: str, caption: str = "") -> str:
    """A LaTeX table environment of the frame, labelled tab:<name> LaTeX 表.

    Numbers are set to the right, rounded to three decimals at most; an empty cell stays empty. Needs the
    package booktabs, and a class or package that sets Chinese (ctex).
    """
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    numeric = [is_numeric_dtype(frame[c]) and not is_bool_dtype(frame[c]) for c in frame.columns]
    head = " & ".join(escape(str(column)) for column in frame.columns)
    columns = [_cells(frame[column].tolist()) for column in frame.columns]
    body = [" & ".join(row) + r" \\" for row in zip(*columns, strict=True)]
    lines = [
        r"\begin{table}[htbp]",
        r"  \centering",
        *([rf"  \caption{{{escape(caption)}}}"] if caption else []),
        rf"  \label{{tab:{name}}}",
        rf"  \begin{{tabular}}{{{''.join('r' if number else 'l' for number in numeric)}}}",
        r"    \toprule",
        rf"    {head} \\",
        r"    \midrule",
        *(f"    {line}" for line in body),
        r"    \bottomrule",
        r"  \end{tabular}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def _cells(values: list[Any]) -> list[str]:
    """The words of a column; its fractions all with as many decimals as the longest needs, three at most."""
    fractions = [value for value in values if isinstance(value, float) and value == value]
    decimals = max((len(f"{value:.3f}".rstrip("0").partition(".")[2]) for value in fractions), default=0)
    return [f"{v:.{decimals}f}" if isinstance(v, float) and v == v else _words(v) for v in values]


def _words(value: Any) -> str:
    """One cell's words."""
    import pandas as pd

    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value))
