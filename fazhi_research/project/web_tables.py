"""A table as a web page of its own, to read or to paste from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_research.project.printed_tables import PrintedTable

STYLE = """\
body { font: 14px/1.45 "Times New Roman", "Songti SC", SimSun, "Noto Serif CJK SC", serif; margin: 2em; color: #222 }
h1 { font-size: inherit; margin: 0 0 .5em; max-width: 60em }
div { overflow-x: auto; max-width: 75em }
table { border-collapse: collapse; border-top: 1.5px solid; border-bottom: 1.5px solid }
thead tr:last-child th { border-bottom: 1px solid }
th, td { padding: .15em .6em; text-align: left; vertical-align: top; font-weight: normal; white-space: nowrap }
thead th { font-weight: bold }
.number { text-align: right; font-variant-numeric: tabular-nums }
.words { white-space: normal; min-width: 12em }
p { max-width: 60em; font-size: 12px }
@media (max-width: 600px) { body { margin: 1em } }
@media print { body { margin: 0; font-size: 11px } div { overflow: visible; max-width: none } tr { break-inside: avoid } }"""
TURNED = "\n@page { size: A4 landscape }"


def web_table(table: PrintedTable, name: str, caption: str = "") -> str:
    """A page of HTML with one table, its caption and its notes 网页表.

    It loads nothing and runs nothing; every word of the table is escaped. Only columns of many words break; a table wider than the window is
    moved in a frame of its own, by the keyboard too, and one wider than paper is printed on a turned page.
    """
    heads = [row for row in table.heads if any(row)]
    rows = ["<thead>", *(_row(table, row, "th") for row in heads), "</thead>", "<tbody>"]
    rows += [*(_row(table, row, "td") for row in table.rows), "</tbody>"]
    title = escape(caption or name)
    lines = [
        "<!doctype html>",
        '<html lang="zh-CN">' if _chinese(table) else '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>\n{STYLE}{TURNED * table.turned}\n</style></head>",
        "<body>",
        f'<h1 id="caption">{title}</h1>',
        '<div role="region" aria-labelledby="caption" tabindex="0">',
        f'<table id="{escape(name)}" aria-labelledby="caption">',
        *rows,
        "</table>",
        "</div>",
        *(f"<p>{escape(note)}</p>" for note in table.notes),
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _chinese(table: PrintedTable) -> bool:
    """Whether the headings are in Chinese alone."""
    return len(table.heads) == 1 and any(
        "\u4e00" <= sign <= "\u9fff" for row in table.heads for sign in "".join(row)
    )


def _row(table: PrintedTable, cells: list[str], tag: str) -> str:
    """One row."""
    scope, number, words = ' scope="col"' if tag == "th" else "", ' class="number"', ' class="words"'
    held = [
        f"<{tag}{scope}{number * column.number}{words * column.breaks}>{escape(cell)}</{tag}>"
        for column, cell in zip(table.columns, cells, strict=True)
    ]
    return f"<tr>{''.join(held)}</tr>"
