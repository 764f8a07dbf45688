"""A table as LaTeX: booktabs rules, every special sign escaped, over several pages where one is too short."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_research.project.printed_tables import PrintedTable

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
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
CHINESE = (
    "compile with xelatex or lualatex and the class ctexart, the package ctex, or xeCJK with a Chinese font.",
    "Fandol, ctex's own font, lacks traditional characters: choose one that has them with \\setCJKmainfont.",
)


def escape(words: str) -> str:
    """The words with LaTeX's special signs escaped; Chinese is left as it is 转义.

    >>> escape("a_1 & 50% 《纲要》")
    'a\\\\_1 \\\\& 50\\\\% 《纲要》'
    """
    return "".join(SIGNS.get(sign, sign) for sign in words).replace("\n", " ")


def packages(table: PrintedTable) -> list[str]:
    """The packages that a table needs 所需宏包."""
    ragged = ["array"] if any(column.breaks for column in table.columns) else []
    if table.long:
        return [*ragged, "booktabs", "longtable", *(["pdflscape"] if table.turned else [])]
    return [*ragged, "booktabs", *(["rotating"] if table.turned else [])]


def latex_table(table: PrintedTable, name: str, caption: str = "") -> str:
    """A LaTeX table, labelled tab:<name>, with its notes underneath LaTeX 表.

    Needs the packages that its first line names. Numbers are set to the right, long words break into lines; a table wider than a page is turned, one
    longer than a page is a longtable, whose headings come again on every page.
    """
    lines = [
        f"% \\input this in a document that loads the packages {', '.join(packages(table))};",
        *(f"% {line}" for line in CHINESE),
        *(_long(table, name, caption) if table.long else _short(table, name, caption)),
    ]
    return "\n".join(lines) + "\n"


def _short(table: PrintedTable, name: str, caption: str) -> list[str]:
    """A table of one page, which floats."""
    kind = "sidewaystable" if table.turned else "table"
    return [
        rf"\begin{{{kind}}}[htbp]",
        r"  \centering\footnotesize\setlength{\tabcolsep}{4pt}\setlength{\belowcaptionskip}{4pt}",
        *([rf"  \caption{{{escape(caption)}}}"] if caption else []),
        rf"  \label{{tab:{name}}}",
        rf"  \begin{{tabular}}{{{_forms(table)}}}",
        r"    \toprule",
        *(f"    {line}" for line in _heads(table)),
        r"    \midrule",
        *(f"    {line}" for line in _body(table)),
        r"    \bottomrule",
        r"  \end{tabular}",
        *_notes(table),
        rf"\end{{{kind}}}",
    ]


def _long(table: PrintedTable, name: str, caption: str) -> list[str]:
    """A table of several pages."""
    titled = rf"  \caption{{{escape(caption)}}}" if caption else "  "
    again = rf"  \multicolumn{{{len(table.columns)}}}{{r}}{{continued on the next page 续下页}} \\"
    heads = [r"  \toprule", *(f"  {line}" for line in _heads(table)), r"  \midrule"]
    lines = [
        r"\begingroup\footnotesize\setlength{\tabcolsep}{4pt}\setlength{\LTcapwidth}{\linewidth}",
        rf"\begin{{longtable}}{{{_forms(table)}}}",
        titled + rf"\label{{tab:{name}}} \\",
        *heads,
        r"  \endfirsthead",
        *heads,
        r"  \endhead",
        r"  \midrule",
        again,
        r"  \endfoot",
        r"  \bottomrule",
        r"  \endlastfoot",
        *(f"  {line}" for line in _body(table)),
        r"\end{longtable}",
        *_notes(table),
        r"\par\endgroup",
    ]
    return [r"\begin{landscape}", *lines, r"\end{landscape}"] if table.turned else lines


def _forms(table: PrintedTable) -> str:
    """How each column is set."""
    # ragged, for a short line of Han characters set to the full width stands apart letter by letter
    ragged = r">{\raggedright\arraybackslash}"
    return "".join(
        "r" if one.number else f"{ragged}p{{{one.width:g}em}}" if one.breaks else "l" for one in table.columns
    )


def _heads(table: PrintedTable) -> list[str]:
    """The rows of headings; one without a word is left out."""
    return [_row(row) for row in table.heads if any(row)]


def _body(table: PrintedTable) -> list[str]:
    """The rows; where one begins with * or [, the row's end before it would take that for an argument of its own."""
    rows = [_row(row) for row in table.rows]
    return [f"{{}}{row}" if row.startswith(("*", "[")) else row for row in rows]


def _row(cells: list[str]) -> str:
    return " & ".join(map(escape, cells)) + r" \\"


def _notes(table: PrintedTable) -> list[str]:
    """The notes under a table, a paragraph for each language."""
    if not table.notes:
        return []
    words = r"\par ".join(map(escape, table.notes))
    return [rf"  \par\smallskip\noindent\parbox{{\linewidth}}{{\footnotesize {words}}}"]
