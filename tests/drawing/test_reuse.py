"""Reuse flow, uptake matrix and reading view: asked for what they drew."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from fontTools import ttLib
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

from fazhi_research.drawing.reading_view import reading_view
from fazhi_research.drawing.reuse_flow import flow_arcs, plot_reuse_flow
from fazhi_research.drawing.style import FAMILY
from fazhi_research.drawing.uptake import LOOKS, plot_uptake_matrix
from fazhi_research.drawing.words import printed_notes
from fazhi_research.errors import FazhiError, TableError
from fazhi_research.measuring.containments import reuse_containments
from fazhi_research.measuring.items import task_items
from fazhi_research.measuring.reuse import reuse_passages
from fazhi_research.measuring.uptake import uptake_matrix
from fazhi_research.project import Project
from tests.drawing.looks import drawn, overlap


@pytest.fixture(scope="module")
def containments(held: dict[str, pd.DataFrame]) -> pd.DataFrame:
    found = reuse_passages(held["texts"], held["documents"], furniture=held["furniture"])
    return reuse_containments(found, held["texts"], documents=held["documents"], furniture=held["furniture"])


@pytest.fixture(scope="module")
def matrix(held: dict[str, pd.DataFrame]) -> pd.DataFrame:
    plans = ["jinchuan-2015", "township-2020", "xuchang-2022"]
    return uptake_matrix(task_items(held["tasks"]), template="liaoning-2011", plans=plans)


def said(axes: Axes, beginning: str) -> dict[str, str]:
    return {gid: t.get_text() for gid, t in drawn(axes, beginning).items() if isinstance(t, Text)}


def test_every_pair_is_an_arc_with_its_number(
    containments: pd.DataFrame, held: dict[str, pd.DataFrame]
) -> None:
    axes = plot_reuse_flow(containments, held["documents"])
    arcs = flow_arcs(containments)
    assert set(drawn(axes, "arc:")) == {f"arc:{arc.first}|{arc.second}" for arc in arcs}
    counts = {
        f"count:{arc.first}|{arc.second}": f"{arc.plain}" if arc.plain else f"({arc.covered})" for arc in arcs
    }
    assert said(axes, "count:") == counts
    place = {text.get_text().split()[0]: text.xy[1] for text in axes.texts if hasattr(text, "xy")}
    for gid, arrow in drawn(axes, "arc:").items():
        first, second = gid.removeprefix("arc:").split("|")
        assert isinstance(arrow, FancyArrowPatch)
        known = {row.document: row for row in held["documents"].itertuples()}
        headed = getattr(arrow.get_arrowstyle(), "arrow", "") == "-|>"
        pair = containments[
            containments["document"].isin([first, second]) & containments["other"].isin([first, second])
        ].iloc[0]
        plain = min(pair["plain_covered"], pair["other_plain_covered"]) > 0
        assert headed == bool(pair["earlier"] and plain)
        if pair["earlier"]:
            assert pair["earlier"] == first
            assert place[first] < place[second]
        assert {first, second} <= set(known)


def test_flow_draws_documents_that_share_nothing_and_refuses_unknown_ones(
    containments: pd.DataFrame, held: dict[str, pd.DataFrame]
) -> None:
    documents = held["documents"]
    axes = plot_reuse_flow(containments.iloc[:0], documents)
    assert drawn(axes, "arc:") == {}
    assert sum("county-2004" in text.get_text() for text in axes.texts) == 1
    assert "n = 0 pairs among 11 documents). " in printed_notes(axes.figure)  # type: ignore[arg-type]
    with pytest.raises(TableError, match="documents table has no binzhou-2015, hefei-2016"):
        plot_reuse_flow(containments.iloc[:1], documents.iloc[:0])
    with pytest.raises(TableError, match="has no rows, so that there is nothing to draw"):
        plot_reuse_flow(containments.iloc[:0], documents.iloc[:0])
    with pytest.raises(TableError, match="containments table has no column earlier"):
        plot_reuse_flow(containments.drop(columns="earlier"), documents)


def test_flow_marks_inferred_ranges_and_counts_the_orders_that_rest_on_inference() -> None:
    documents = pd.DataFrame(
        [
            ("a", "2011-02-25", "text", "", ""),
            ("b", "", "", "2018-01-01", "2022-11-18"),
            ("c", "2023", "text", "", ""),
            ("d", "2024", "inferred", "", ""),
        ],
        columns=["document", "issued", "issued_basis", "issued_from", "issued_to"],
    )
    words = "行政执法人员持证上岗和资格管理制度，未经执法资格考试合格，不得授予执法资格"
    texts = pd.DataFrame([(name, words) for name in "abcd"], columns=["document", "text"])
    found = reuse_containments(reuse_passages(texts, documents), texts, documents=documents)
    axes = plot_reuse_flow(found, documents, language="en")
    shown = {text.get_text() for text in axes.texts}
    assert {"2011-02-25", "2018–2022*", "2023", "2024*"} <= shown
    # six pairs, all in order; of them only a–c rests on printed dates
    told = " ".join(printed_notes(axes.figure).split())  # type: ignore[arg-type]
    assert "which came first for 6 pairs, for 5 of them by a date or range that is inferred (*)" in told


def test_cells_show_what_the_matrix_says(matrix: pd.DataFrame) -> None:
    axes = plot_uptake_matrix(matrix)
    cells, words = drawn(axes, "cell:"), said(axes, "words:")
    own = matrix[matrix["uptake"] != "added"]
    assert len(cells) == len(own) == 42 * 3
    for row in own.to_dict("records"):
        name = f"{row['item']}|{row['plan']}"
        cell = cells[f"cell:{name}"]
        assert isinstance(cell, Rectangle)
        assert to_hex(cell.get_facecolor()) == to_hex(LOOKS[row["uptake"]][2])
        wanted = (
            "–"
            if row["uptake"] == "dropped"
            else f"{row['plan_labels'].replace(';', ' ')} {row['score']:.2f}"
        )
        assert words[f"words:{name}"] == wanted
    added = matrix[matrix["uptake"] == "added"].groupby("plan").size()
    assert said(axes, "added:") == {f"added:{plan}": f"+{count}" for plan, count in added.items()}


def test_a_correction_by_hand_is_marked_and_faults_are_said(matrix: pd.DataFrame) -> None:
    hand = matrix.copy()
    hand.loc[0, "basis"] = "hand"
    axes = plot_uptake_matrix(hand, title="辽宁意见", language="zh")
    assert [gid for gid, words in said(axes, "words:").items() if words.endswith("*")] == [
        "words:1.1|jinchuan-2015"
    ]
    assert any(text.get_text() == "条目承接  ·  辽宁意见" for text in axes.texts)
    with pytest.raises(TableError, match="the matrix has no rows"):
        plot_uptake_matrix(matrix.iloc[:0])
    with pytest.raises(TableError, match=r"of 2 templates .a, liaoning-2011."):
        plot_uptake_matrix(pd.concat([matrix, matrix.assign(template="a")]))
    many = pd.concat([matrix.assign(plan=f"p{number}") for number in range(13)])
    with pytest.raises(TableError, match="13 plans do not fit on a page"):
        plot_uptake_matrix(many)
    with pytest.raises(FazhiError, match="language='fr' is unknown"):
        plot_uptake_matrix(matrix, language="fr")


@pytest.mark.parametrize("language", ["both", "en", "zh"])
def test_no_two_words_of_a_figure_overlap(
    matrix: pd.DataFrame, containments: pd.DataFrame, held: dict[str, pd.DataFrame], language: str
) -> None:
    flow = plot_reuse_flow(containments, held["documents"], language=language)
    for axes in (flow, plot_uptake_matrix(matrix, language=language)):
        figure = axes.get_figure(root=True)
        assert figure is not None
        figure.canvas.draw()
        texts = [t for t in axes.findobj(Text) if isinstance(t, Text) and t.get_text() and t.get_visible()]
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
        assert [(a, b) for i, (a, one) in enumerate(boxes) for b, two in boxes[:i] if overlap(one, two)] == []
        assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width and box.y0 >= 0 for _, box in boxes)


class Reader(HTMLParser):
    """The words of a page by the class of what holds them; every tag and address."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        held = dict(attrs)
        self.addresses += [str(held[name]) for name in ("href", "src") if name in held]
        self.ids += [str(held["id"])] if "id" in held else []
        assert not any(name.startswith("on") for name in held)
        if tag != "meta":
            self.open.append(held.get("class") or tag)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append((self.open[-1] if self.open else "", data))


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def sides(page: str) -> list[str]:
    """The text of both columns as the page holds it."""
    parts = [part.partition(">")[2] for part in page.split('<div class="fz-text" ')[1:]]
    read_ = [read(part.split("</div>")[0]) for part in parts]
    return [
        "".join(words for kind, words in side.words if kind.split()[0] in ("own", "copied", "adapted"))
        for side in read_
    ]


TAGS = {"html", "head", "meta", "title", "body", "div", "style", "span", "h3", "a"}
HOSTILE = "<script>alert(1)</script>&amp;</div></span><a href='javascript:x'>\"'><!--<img src=x onerror=y>]]>\x00\ud800\u202e"


def test_a_view_marks_copied_adapted_and_own_text() -> None:
    one = "开头。各地区要到2025年基本建成法治国家，健全依法行政的政府治理体系，完善行政执法体制机制。结尾"
    two = "全市要到2025年基本建成法治许昌，健全依法行政的政府治理体系，完善行政执法体制机制！其他"
    texts = pd.DataFrame([("a", one), ("b", two)], columns=["document", "text"])
    found = reuse_passages(texts)
    view = reading_view(found, texts, document="b", other="a")
    assert sides(view.page) == [two, one]
    reader = read(view.page)
    assert ("adapted", "许昌") in reader.words and ("adapted", "国家") in reader.words
    assert ("own", "开头。各地区") in reader.words and ("own", "！其他") in reader.words
    assert {address.removeprefix("#") for address in reader.addresses} == set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids)) == 2
    assert reader.tags <= TAGS
    assert view.page.startswith("<!doctype html>") and view._repr_html_() == view.body
    assert "no proof that one document drew on the other" in view.body


@settings(max_examples=15)
@given(noise=st.text(alphabet=list(HOSTILE + "甲乙"), max_size=40))
def test_hostile_text_is_text(noise: str) -> None:
    shared = "行政执法人员持证上岗和资格管理制度未经执法资格考试合格不得授予"
    name = f"a{HOSTILE}"
    texts = pd.DataFrame(
        [(name, noise + shared + HOSTILE), ("b", HOSTILE + shared)],
        columns=["document", "text"],
        dtype=object,
    )
    view = reading_view(reuse_passages(texts), texts, document=name, other="b")
    view.page.encode("utf-8")
    reader = read(view.page)
    assert reader.tags <= TAGS
    assert all(address.startswith("#fz") for address in reader.addresses)
    assert [side.replace("\ufffd", "") for side in sides(view.page)] == [
        "".join(char for char in text if char not in "\x00\ud800\u202e") for text in texts["text"]
    ]


def test_a_view_is_moved_by_keys_and_keeps_its_marks_on_paper() -> None:
    """A browser prints no grounds unless it is told to, and copied words then look like all others."""
    texts = pd.DataFrame({"document": ["a", "b"], "text": ["依法行政" * 9, "依法行政" * 9]})
    body = reading_view(reuse_passages(texts), texts, document="a", other="b").body
    assert body.count('role="region" aria-label="') == body.count('tabindex="0"') == 2
    assert "@media print { .fz-reading { print-color-adjust: exact;" in body


def test_a_view_of_documents_without_passages_and_of_unknown_ones() -> None:
    texts = pd.DataFrame([("a", "甲"), ("b", "")], columns=["document", "text"])
    assert sides(reading_view(reuse_passages(texts), texts, document="a", other="b").page) == ["甲", ""]
    with pytest.raises(TableError, match="no document z: correct the id"):
        reading_view(reuse_passages(texts), texts, document="a", other="z")


def test_a_formula_is_told_from_other_copying_and_the_page_is_saved(tmp_path: Path) -> None:
    words = "坚持以习近平新时代中国特色社会主义思想为指导"
    texts = pd.DataFrame([("a", words), ("b", words)], columns=["document", "text"])
    view = reading_view(reuse_passages(texts), texts, document="a", other="b")
    assert ("copied formula", words) in read(view.body).words
    documents = pd.DataFrame([("a", "甲市<规划>"), ("b", "")], columns=["document", "title"])
    view = reading_view(reuse_passages(texts), texts, document="a", other="b", documents=documents)
    assert "<h3>a 甲市&lt;规划&gt;</h3>" in view.body and "<h3>b</h3>" in view.body
    assert view.page == replace(view).page  # the same bytes each time
    font = ttLib.TTFont(io.BytesIO(base64.b64decode(view.page.split("base64,")[1].split(")")[0])))
    assert {ord(one) for one in words + "甲市规划"} <= set(font.getBestCmap())
    assert ord("乙") not in font.getBestCmap()  # cut to what the page says
    assert f'font: 15px/1.75 "{FAMILY}"' in view.page
    (path,) = Project(tmp_path).save_page(view.page, "view-a-b")
    assert path.read_text(encoding="utf-8") == view.page
    with pytest.raises(FazhiError, match="cannot name a file"):
        Project(tmp_path).save_page(view.page, "../x")
