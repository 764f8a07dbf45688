"""Two documents side by side: what is copied, what is adapted, what is their own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from fazhi_research.drawing.page_font import font_face
from fazhi_research.drawing.style import FAMILY
from fazhi_research.drawing.words import say
from fazhi_research.errors import TableError
from fazhi_research.measuring.edges import require_columns
from fazhi_research.measuring.pieces import passage_pieces
from fazhi_research.reading.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

OWN, ADAPTED, COPIED = "own", "adapted", "copied"
STYLE = """
.fz-reading { font: 15px/1.75 "FAMILY", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #222; background: #fff; }
.fz-reading .fz-key, .fz-reading .fz-note { font-size: 12px; color: #444; margin: 4px 0 8px; }
.fz-reading .fz-key span { margin-right: 18px; display: inline-block; }
.fz-reading .fz-two { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; }
.fz-reading .fz-side { min-width: 0; }
.fz-reading h3 { font-size: 15px; line-height: 1.4; margin: 0 0 2px; overflow-wrap: anywhere; }
.fz-reading .fz-text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 80vh; overflow-y: auto; border-top: 1px solid #999; padding: 6px 8px 0 0; }
.fz-reading .own { color: #757575; }
.fz-reading .copied { background: #d5d5ea; color: #000; }
.fz-reading .adapted { color: #000; font-weight: 700; border-bottom: 2px dotted #333; }
.fz-reading .formula { background: repeating-linear-gradient(135deg, #fff 0 4px, #e2e2e2 4px 6px); }
.fz-reading .adapted.formula { background: none; }
.fz-reading a { font-size: 10px; font-weight: 700; color: #fff; background: #332288; border-radius: 3px; padding: 0 3px; margin: 0 2px; text-decoration: none; vertical-align: 2px; }
.fz-reading a:target { outline: 2px solid #000; }
@media print { .fz-reading { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .fz-reading .fz-text { max-height: none; overflow: visible; } }
""".strip().replace("FAMILY", FAMILY)


_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"  # no scripts, no network


@dataclass(frozen=True)
class ReadingView:
    """Two documents side by side as HTML that needs nothing else (并列阅读).

    A notebook shows it; `page` is a whole page with the characters it needs, `body` what stands in it.
    """

    body: str
    title: str

    @property
    def page(self) -> str:
        """The whole page, to be saved as UTF-8 整页."""
        head = f'<meta charset="utf-8"><title>{escaped(self.title)}</title>'
        head += f"<style>{font_face(escaped(self.title) + self.body)}</style>"
        head += f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        head += '<meta name="viewport" content="width=device-width, initial-scale=1">'
        return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>\n{self.body}\n</body></html>\n'

    def _repr_html_(self) -> str:
        return self.body


def reading_view(
    passages: pd.DataFrame,
    texts: pd.DataFrame,
    *,
    document: str,
    other: str,
    documents: pd.DataFrame | None = None,
    furniture: pd.DataFrame | None = None,
    language: str = "both",
) -> ReadingView:
    """Two documents side by side, their shared passages numbered and marked 并列阅读.

    `passages` comes from `reuse_passages`, `texts` and `furniture` are those it was made from; `document` stands on the
    left. With `documents` (columns document and title) the titles stand beside the ids. Copied words have a ground, hatched in a passage that consists of formulas; adapted words and words of one side alone are
    bold with a dotted line; a document's own text is grey. A number links to the same passage on the other side. All text
    is escaped; a character that a browser would not show in its place is printed as �. Raises TableError for a document
    that the texts do not hold.

    >>> import pandas as pd
    >>> from fazhi_research.measuring.reuse import reuse_passages
    >>> rows = [("a", "到2020年基本建成法治国家，完善依法行政的体制机制。"), ("b", "到2020年基本建成法治许昌,完善依法行政的体制机制")]
    >>> texts = pd.DataFrame(rows, columns=["document", "text"])
    >>> view = reading_view(reuse_passages(texts), texts, document="a", other="b")
    >>> '<span class="adapted">许昌</span>' in view.body
    True
    """
    held = dict(zip(texts["document"], texts["text"], strict=True))
    for name in (document, other):
        if name not in held:
            raise TableError(f"the texts table has no document {name}: correct the id.")
    first, second = sorted((document, other))
    shared = passages[(passages["document"] == first) & (passages["other"] == second)].reset_index(drop=True)
    pieces = passage_pieces(shared, texts[texts["document"].isin([first, second])], furniture=furniture)
    key = "fz" + hashlib.sha256(f"{document}\n{other}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    titles = _titles(documents)
    sides = []
    for name, mine, theirs in ((document, "a", "b"), (other, "b", "a")):
        prefix = "" if name == first else "other_"
        links = f'id="{key}{mine}%d" href="#{key}{theirs}%d"'
        sides.append(_side(titles.get(name, name), str(held[name]), shared, pieces, prefix, links, language))
    title = f"{document} · {other}"
    parts = (_key(language), f'<div class="fz-two">{"".join(sides)}</div>', _note(language))
    return ReadingView(f'<div class="fz-reading"><style>{STYLE}</style>{"".join(parts)}</div>', title)


def _titles(documents: pd.DataFrame | None) -> dict[str, str]:
    """What each document is called at the head of its column: its id and, where known, its title."""
    if documents is None:
        return {}
    require_columns(documents, ["document", "title"], "documents")
    pairs = zip(documents["document"], documents["title"], strict=True)
    return {str(name): f"{name} {title}" for name, title in pairs if isinstance(title, str) and title}


def _side(
    called: str, text: str, shared: pd.DataFrame, pieces: pd.DataFrame, prefix: str, links: str, language: str
) -> str:
    """One document's column."""
    labels, formulaic = _labels(len(text), shared, pieces, prefix)
    numbers: dict[int, list[int]] = {}
    for number, start in enumerate(shared[f"{prefix}start"], start=1):
        numbers.setdefault(int(start), []).append(number)
    marked = sum(label != OWN for label in labels)
    told = say(
        f"{marked:,} of {len(text):,} characters, punctuation included, in shared passages",
        f"共 {len(text):,} 字（含标点），{marked:,} 字在沿用段落内",
        language,
    )
    own = links.split('"')[1]
    jumps = "".join(f'<a href="#{own % number}">{number}</a>' for number in range(1, len(shared) + 1))
    words = "".join(_marked(text, labels, formulaic, numbers, links))
    return (
        f'<div class="fz-side"><h3>{escaped(called)}</h3><div class="fz-note">{told} {jumps}</div>'
        f'<div class="fz-text" lang="zh" role="region" aria-label="{escaped(called)}" tabindex="0">{words}</div></div>'
    )


def _labels(
    length: int, shared: pd.DataFrame, pieces: pd.DataFrame, prefix: str
) -> tuple[list[str], list[bool]]:
    """For each character of a text what it is, and whether only passages of formulas hold it."""
    labels, formulaic = [OWN] * length, [True] * length
    spans = zip(shared[f"{prefix}start"], shared[f"{prefix}stop"], shared["formulaic"], strict=True)
    for passage, (start, stop, formula) in enumerate(spans):
        own = pieces[pieces["passage"] == passage]
        inside = [COPIED] * (stop - start)  # punctuation is not compared: it goes with the equal words
        for first, last, kind in zip(own[f"{prefix}start"], own[f"{prefix}stop"], own["kind"], strict=True):
            if kind != "copied":
                inside[first - start : last - start] = [ADAPTED] * (last - first)
        for at in range(start, stop):
            if labels[at] != COPIED:
                labels[at] = inside[at - start]
            formulaic[at] = formulaic[at] and bool(formula)
    return labels, formulaic


def _marked(
    text: str, labels: Sequence[str], formulaic: Sequence[bool], numbers: dict[int, list[int]], links: str
) -> Iterator[str]:
    """The text in stretches of one kind each, with the numbers of passages where they begin."""
    cuts = 0
    turns = []
    for at in range(len(text)):
        cuts += at in numbers
        turns.append((cuts, labels[at], formulaic[at] and labels[at] != OWN))
    at = 0
    for (_, label, formula), group in groupby(turns):
        stop = at + len(list(group))
        yield "".join(f"<a {links % (number, number)}>{number}</a>" for number in numbers.get(at, []))
        yield f'<span class="{label}{" formula" if formula else ""}">{escaped(text[at:stop])}</span>'
        at = stop


def _key(language: str) -> str:
    """What the marks mean."""
    marks = (
        ("copied", say("copied", "相同", language, joint=" ")),
        ("adapted", say("adapted, or on one side alone", "改动或仅一方有", language, joint=" ")),
        ("copied formula", say("copied, a formula", "相同，属套语", language, joint=" ")),
        ("own", say("own text", "自有文字", language, joint=" ")),
    )
    return '<div class="fz-key">' + "".join(f'<span class="{k}">{w}</span>' for k, w in marks) + "</div>"


def _note(language: str) -> str:
    """What the view cannot show."""
    english = (
        "Like wording is no proof that one document drew on the other: both may follow the same superior text, "
        "and repeating it is normal practice in this genre."
    )
    chinese = "文字相同并不证明一文取自另一文：二者可能同出上级文件，照录上级文件在此类文书中属常规做法。"
    return f'<div class="fz-note">{say(english, chinese, language, joint=" ")}</div>'
