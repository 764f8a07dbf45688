"""Words as HTML for notebooks: escaped, with the places coloured where something was found."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from fazhi_research.reading.spans import Span

#: what a browser would not show as one character in its place: controls, halves of pairs, turns of direction
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
#: Grounds let the page's own colour through, so that they serve light and dark pages; each kind has a line or a weight too.
_STYLE = """<style>
.fz-shown { font: 14px/1.7 "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: inherit; max-width: 75em; }
.fz-shown .fz-head { font-weight: 700; margin: 2px 0; }
.fz-shown .fz-note { font-size: 12px; opacity: .8; margin: 2px 0 6px; }
.fz-shown .fz-note > span { margin-right: 14px; white-space: nowrap; }
.fz-shown .fz-text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 32em; overflow-y: auto; border: 1px solid rgba(128,128,128,.5); padding: 6px 10px; }
.fz-shown .fz-rows { max-height: 36em; overflow: auto; }
.fz-shown table { border-collapse: collapse; margin: 0; font-size: 13px; }
.fz-shown th, .fz-shown td { text-align: left !important; vertical-align: top; padding: 3px 10px 3px 0 !important; border-bottom: 1px solid rgba(128,128,128,.35); max-width: 30em; white-space: normal !important; }
.fz-shown th { font-weight: 700; white-space: nowrap !important; }
.fz-shown summary { cursor: pointer; }
.fz-shown .fz-quote { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid rgba(128,128,128,.5); padding-left: 8px; margin: 4px 0; }
.fz-shown .fz-mark { font-weight: 700; }
.fz-shown .fz-heading { background: rgba(68,119,170,.26); }
.fz-shown .fz-furniture { opacity: .6; text-decoration: line-through; }
.fz-shown .fz-doubt { text-decoration: underline wavy #cc6677 2px; }
.fz-shown .fz-lead { background: rgba(230,159,0,.38); border-bottom: 2px solid currentColor; }
.fz-shown .fz-responsible { background: rgba(68,119,170,.30); border-bottom: 2px dashed currentColor; }
.fz-shown .fz-support { background: rgba(17,119,51,.26); border-bottom: 2px dotted currentColor; }
.fz-shown .fz-mentioned { border-bottom: 1px dotted currentColor; }
</style>"""

MOST_SHOWN = 20_000
"""So many characters of a text a notebook shows 展示字数上限."""

Found = tuple[Span, str, str]
"""A place, its kind (the class of its colour) and what is said of it when one points at it 着色位置."""


def escaped(words: str) -> str:
    """Words as HTML shows them: nothing in them is taken for HTML, nothing is hidden (转义).

    >>> escaped("<b>&\\u202e")
    '&lt;b&gt;&amp;�'
    """
    return html.escape(_UNSEEN.sub("\ufffd", words))


def coloured(text: str, found: Iterable[Found], within: Span | None = None) -> str:
    """A text, or a part of it, as HTML with what was found in it coloured; of places that overlap the shorter counts (着色文本).

    >>> coloured("一、总则", [(Span(0, 2), "mark", "序号")])
    '<span class="fz-mark" title="序号">一、</span>总则'
    """
    part = within or Span(0, len(text))
    kinds: list[tuple[str, str] | None] = [None] * len(part)
    for span, kind, said in sorted(found, key=lambda one: (-len(one[0]), one[0])):
        for at in range(max(span.start, part.start), min(span.stop, part.stop)):
            kinds[at - part.start] = (kind, said)
    pieces, start = [], 0
    for stop in range(1, len(kinds) + 1):
        if stop == len(kinds) or kinds[stop] != kinds[start]:
            words = escaped(text[part.start + start : part.start + stop])
            pieces.append(_piece(words, kinds[start]))
            start = stop
    return "".join(pieces)


def _piece(words: str, kind: tuple[str, str] | None) -> str:
    if kind is None:
        return words
    return f'<span class="fz-{kind[0]}" title="{escaped(kind[1])}">{words}</span>'


def legend(kinds: Mapping[str, str]) -> str:
    """The kinds in their colours, with what they are called (图例)."""
    return "".join(
        f'<span><span class="fz-{kind}">{escaped(said)}</span></span>' for kind, said in kinds.items()
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are HTML already (表格)."""
    head = "".join(f"<th>{escaped(words)}</th>" for words in headings)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="fz-rows"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def shown(head: str, body: str, note: str = "") -> str:
    """What a notebook shows: a heading, a note (HTML) and what is below them, in the style of all (展示)."""
    said = f'<div class="fz-note">{note}</div>' if note else ""
    return f'{_STYLE}<div class="fz-shown"><div class="fz-head">{escaped(head)}</div>{said}{body}</div>'
