"""A table as LaTeX: booktabs rules, every special sign escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from fazhi_research.project.headings import Heading, heading

if TYPE_CHECKING:
    from collections.abc import Sequence

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
PACKAGES = r"\input this in a document that loads the packages booktabs"
CHINESE = (
    "compile with xelatex or lualatex and the class ctexart, the package ctex, or xeCJK with a Chinese font."
)
LONGEST, GAP, PAGE = (
    14,
    1,
    56,
)  # in ems of \footnotesize: a column before it breaks, between two, a page's text


def escape(words: str) -> str:
    """The words with LaTeX's special signs escaped; Chinese is left as it is 转义.

    >>> escape("a_1 & 50% 《纲要》")
    'a\\\\_1 \\\\& 50\\\\% 《纲要》'
    """
    return "".join(SIGNS.get(sign, sign) for sign in words).replace("\n", " ")


def latex_table(frame: pd.DataFrame, name: str, caption: str = "", notes: Sequence[str] = ()) -> str:
    """A LaTeX table of the frame, labelled tab:<name>, with a note on what its columns mean LaTeX 表.

    Headings are words in English and Chinese (see `headings`). A column with the same value in every row is told in
    the note instead, and one that repeats another is left out; `notes` (caveats, say) end it. Numbers are set to the right, rounded to three
    decimals at most; long words break into lines; a table wider than a page is turned. An empty cell stays empty.
    Needs the packages that its first lines name.
    """
    told, shown = _split(frame)
    columns = {column: _cells(shown[column].tolist()) for column in shown.columns}
    heads = [heading(str(column)) for column in columns]
    forms, wide = _forms(shown, columns)
    table = "sidewaystable" if wide else "table"
    body = [" & ".join(row) + r" \\" for row in zip(*columns.values(), strict=True)]
    chinese = [" & ".join(head.chinese for head in heads)] if any(head.chinese for head in heads) else []
    lines = [
        f"% {PACKAGES}" + (" and rotating" if wide else "") + ";",
        f"% {CHINESE}",
        rf"\begin{{{table}}}[htbp]",
        r"  \centering\footnotesize\setlength{\tabcolsep}{4pt}",
        *([rf"  \caption{{{escape(caption)}}}"] if caption else []),
        rf"  \label{{tab:{name}}}",
        rf"  \begin{{tabular}}{{{''.join(forms)}}}",
        r"    \toprule",
        *(rf"    {line} \\" for line in [" & ".join(escape(head.english) for head in heads), *chinese]),
        r"    \midrule",
        # a row's end would take * or [ for an argument of its own
        *(f"    {'{}' * line.startswith(('*', '['))}{line}" for line in body),
        r"    \bottomrule",
        r"  \end{tabular}",
        *_note_lines(heads, told, notes),
        rf"\end{{{table}}}",
    ]
    return "\n".join(lines) + "\n"


def _split(frame: pd.DataFrame) -> tuple[dict[str, str], pd.DataFrame]:
    """What is the same in every row, and the columns left to print."""
    cells = {column: _cells(frame[column].tolist()) for column in frame.columns}
    told: dict[str, str] = {}
    kept: list[Any] = []
    for column, words in cells.items():
        if len(words) > 1 and len(set(words)) == 1:
            told[str(column)] = words[0]
        elif len(words) < 2 or words not in [cells[other] for other in kept]:
            kept.append(column)
    return (told, frame[kept]) if kept else ({}, frame)


def _forms(frame: pd.DataFrame, columns: dict[Any, list[str]]) -> tuple[list[str], bool]:
    """How each column is set, and whether the table is wider than a page."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    forms, total = [], 0.0
    for column, words in columns.items():
        head = heading(str(column))
        longest = max((_ems(word) for word in [*words, head.english, head.chinese]), default=0.0)
        number = is_numeric_dtype(frame[column]) and not is_bool_dtype(frame[column])
        breaks = not number and longest > LONGEST
        forms.append("r" if number else f"p{{{LONGEST}em}}" if breaks else "l")
        total += min(longest, LONGEST) + GAP
    return forms, total > PAGE


def _ems(words: str) -> float:
    """How wide words are, in ems: a Han character is 1."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in words)


def _note_lines(heads: list[Heading], told: dict[str, str], notes: Sequence[str]) -> list[str]:
    """The note under a table: what the columns mean, what is the same in every row."""
    meant = [f"{head.english}: {head.meaning}." for head in heads if head.meaning]
    same = [f"{heading(column).english} {words or '(empty)'}" for column, words in told.items()]
    said = [escape(" ".join(meant))] if meant else []
    said += ["The same in every row: " + ", ".join(same) + "."] if same else []
    said += [escape(" ".join(notes))] if notes else []
    return [rf"  \par\smallskip\parbox{{\linewidth}}{{\footnotesize {' '.join(said)}}}"] if said else []


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
