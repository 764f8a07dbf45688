"""What became of the items of a template, and corrections by hand that survive another run."""

from __future__ import annotations

from math import log
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research import tables
from fazhi_research.errors import TableError
from fazhi_research.measuring.corrections import corrected_uptake, stale_corrections
from fazhi_research.measuring.items import section_items, task_items
from fazhi_research.measuring.uptake import uptake_matrix
from fazhi_research.project.uptake_sheets import read_uptake_sheet, save_uptake_sheet
from fazhi_research.reading.corpus import read_corpus

# A template and a plan written for this test, in the manner of the genre.
TEMPLATE = {
    "1": "全面落实行政执法责任制。严格确定不同部门及机构、岗位执法人员的执法责任，建立健全常态化的责任追究机制。",
    "2": "加强行政复议工作。健全行政复议案件审理机制，加大公开听证审理力度，纠正违法或者不当行政行为。",
    "3": "全面推进政务公开。坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。完善政府信息公开制度，拓宽公开渠道，推进政务公开信息化，加强互联网政务信息数据服务平台建设。",
    "4": "健全行政裁决制度。强化行政机关解决同行政管理活动密切相关的民事纠纷功能。",
    "5": "加强行政调解工作。建立健全行政调解与人民调解、司法调解联动的工作体系。",
    "6": "完善审计制度。保障依法独立行使审计监督权，强化上级审计机关对下级审计机关的领导。",
}
PLAN = {
    "a": "全面落实行政执法责任制。严格确定市县两级不同部门及机构、岗位执法人员的执法责任，建立健全常态化的责任追究机制。",
    "b": "抓好行政复议。各县区要健全复议案件审理办法，扩大听证范围，坚决纠正不当行政行为。",
    "c": "坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。",
    "d": "完善政府信息公开制度，拓宽公开渠道，推进政务公开信息化，加强互联网政务信息数据服务平台建设。",
    "e": "健全行政裁决和行政调解制度。强化行政机关解决民事纠纷功能，建立健全行政调解与人民调解、司法调解联动体系。",
    "f": "发展乡村旅游，打造特色民宿，带动群众增收致富。",
}
EXPECTED = {
    "1": "taken_over",
    "2": "adapted",
    "3": "split",
    "4": "merged",
    "5": "merged",
    "6": "dropped",
    "": "added",
}


def items(plan: dict[str, str] | None = None, template: dict[str, str] | None = None) -> pd.DataFrame:
    rows = [("t", item, f"{item}.", words) for item, words in {**TEMPLATE, **(template or {})}.items()]
    rows += [("p", item, f"{item}.", words) for item, words in (PLAN if plan is None else plan).items()]
    return pd.DataFrame(rows, columns=["document", "item", "label", "words"])


def rows(frame: pd.DataFrame) -> dict[str, Any]:
    return {row.item or row.plan_items: row for row in frame.itertuples()}  # type: ignore[misc]


def test_each_way_of_taking_up_an_item_is_told() -> None:
    matrix = uptake_matrix(items(), template="t")
    assert dict(zip(matrix["item"], matrix["uptake"], strict=True)) == EXPECTED
    found = rows(matrix)
    assert found["3"].plan_items in ("c;d", "d;c")
    assert {found["4"].plan_items, found["5"].plan_items} == {"e"}
    assert found["f"].uptake == "added"
    assert "不同部门及机构岗位执法人员的执法责任" in found["1"].words
    assert found["6"].words == "" and found["6"].score == 0


def test_the_scores_are_those_worked_out_by_hand() -> None:
    table = pd.DataFrame(
        [("t", "1", "甲乙丙丁戊己庚"), ("p", "1", "壬甲乙丙丁戊己"), ("p", "2", "甲乙子丑")],
        columns=["document", "item", "words"],
    )
    row = uptake_matrix(table, template="t", adapted_short=0.4).iloc[0]
    # pairs: 甲乙 is in all three items, 乙丙 丙丁 丁戊 戊己 in two, 己庚 and 壬甲 in one; weights log(4 / n)
    both = log(4 / 3) + 4 * log(4 / 2)
    assert row["containment"] == pytest.approx(both / (both + log(4)))
    assert row["plan_containment"] == pytest.approx(both / (both + log(4)))
    assert row["aligned"] == pytest.approx(6 / 7)  # 甲乙丙丁戊己 of seven
    assert (row["uptake"], row["plan_items"], row["words"]) == ("taken_over", "1", "甲乙丙丁戊己")


def test_a_heading_alone_is_a_template_too() -> None:
    heads = pd.DataFrame(
        [("t", "1", "全面落实行政执法责任制"), ("t", "2", "发展远洋渔业")],
        columns=["document", "item", "words"],
    )
    matrix = uptake_matrix(pd.concat([heads, items()[items()["document"] == "p"]]), template="t")
    assert rows(matrix)["1"].uptake == "taken_over"
    assert rows(matrix)["2"].uptake == "dropped"


def test_the_template_against_itself_is_taken_over_whole() -> None:
    own = items()[items()["document"] == "t"]
    matrix = uptake_matrix(pd.concat([own, own.assign(document="copy")]), template="t")
    assert set(matrix["uptake"]) == {"taken_over"}
    assert matrix["score"].tolist() == pytest.approx([1.0] * len(TEMPLATE))
    assert matrix["plan_items"].tolist() == list(TEMPLATE)


def test_a_template_without_items_and_other_faults_are_said() -> None:
    with pytest.raises(TableError, match="the template z has no items; there are items of p, t"):
        uptake_matrix(items(), template="z")
    with pytest.raises(TableError, match="no items of q: correct the id"):
        uptake_matrix(items(), template="t", plans=["q"])
    with pytest.raises(TableError, match="item 1 of t stands twice"):
        uptake_matrix(pd.concat([items(), items()]), template="t")
    with pytest.raises(TableError, match="item 6 of t has no words: fill them"):
        uptake_matrix(items(template={"6": "。，"}), template="t")
    with pytest.raises(TableError, match="row 1 of the items table has no document or no item"):
        uptake_matrix(pd.DataFrame({"document": [""], "item": ["1"], "words": ["甲"]}), template="t")
    with pytest.raises(TableError, match="items table has no column words"):
        uptake_matrix(items().drop(columns="words"), template="t")
    alone = uptake_matrix(items(plan={}), template="t")
    assert alone.empty and "uptake" in alone


def hand(path: Path, **cells: tuple[str, str]) -> None:
    """Fill corrected and corrected_items of some items, as a person would in a spreadsheet that writes GB18030."""
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    for item, (status, right) in cells.items():
        at = sheet.index[(sheet["item"] == item.removeprefix("i")) & (sheet["stale"] == "")]
        sheet.loc[at, ["corrected", "corrected_items", "coder"]] = [status, right, "甲"]
    path.write_bytes(sheet.to_csv(index=False).encode("gb18030"))


def test_corrections_are_honoured_and_survive_another_run(tmp_path: Path) -> None:
    path = tmp_path / "uptake.csv"
    held = items()
    matrix = uptake_matrix(held, template="t")
    save_uptake_sheet(matrix, path, items=held)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_uptake_sheet(path).empty
    hand(path, i6=("adapted", "f"), i2=("dropped", ""))
    for _ in range(2):
        corrected = rows(corrected_uptake(matrix, read_uptake_sheet(path), items=held))
        assert (corrected["6"].uptake, corrected["6"].plan_items, corrected["6"].basis) == (
            "adapted",
            "f",
            "hand",
        )
        assert corrected["6"].plan_words == PLAN["f"]
        assert (corrected["2"].uptake, corrected["2"].plan_items) == ("dropped", "")
        assert "f" not in corrected  # tied now
        assert (corrected["b"].uptake, corrected["b"].basis) == ("added", "hand")  # no longer tied
        assert corrected["1"].basis == "program"
        assert stale_corrections(matrix, read_uptake_sheet(path), items=held).empty
        save_uptake_sheet(matrix, path, items=held)  # the next run: nothing a hand wrote is lost
    assert rows(matrix)["6"].uptake == "dropped"  # the program's own is as it was


def test_a_correction_whose_words_changed_is_reported_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "uptake.csv"
    matrix = uptake_matrix(items(), template="t")
    save_uptake_sheet(matrix, path, items=items())
    hand(path, i6=("adapted", "f"), i2=("adapted", ""), i1=("adapted", ""))
    save_uptake_sheet(matrix, path, items=items())
    changed = {name: words for name, words in PLAN.items() if name != "b"} | {"f": PLAN["f"] + "增设驿站。"}
    held = items(changed, {"1": TEMPLATE["1"] + "并向社会公布。"})
    again = uptake_matrix(held, template="t")
    stale = stale_corrections(again, read_uptake_sheet(path), items=held)
    assert dict(zip(stale["item"], stale["stale"], strict=True)) == {
        "1": "the words of the template's item have changed",
        "2": "the plan has no such item any more",
        "6": "the words of the plan's items have changed",
    }
    assert set(corrected_uptake(again, read_uptake_sheet(path), items=held)["basis"]) == {"program"}
    save_uptake_sheet(again, path, items=held)
    assert sorted(read_uptake_sheet(path)["item"]) == ["1", "2", "6"]  # kept, at the end
    held = items({name: words for name, words in PLAN.items() if name != "f"})
    gone = stale_corrections(uptake_matrix(held, template="t", plans=[]), read_uptake_sheet(path), items=held)
    assert set(gone["stale"]) == {"the matrix has no such row any more"}
    # and when the old words are back, so are the corrections
    assert len(stale_corrections(matrix, read_uptake_sheet(path), items=items())) == 0


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"i6": ("lost", "")},
            "line 7 of the sheet .item 6, plan p.: corrected is 'lost'; allowed are taken_over",
        ),
        ({"i6": ("adapted", "")}, "say in corrected_items which items of the plan"),
        ({"i6": ("", "f")}, "corrected_items but no status"),
        ({"i6": ("dropped", "f")}, "what is dropped has no items in the plan"),
        ({"i6": ("added", "f")}, "an item of the template cannot be added"),
        ({"i": ("adapted", "f")}, "correct the template item it belongs to"),
    ],
)
def test_a_correction_that_says_nothing_possible_is_refused(
    tmp_path: Path, cells: dict[str, tuple[str, str]], message: str
) -> None:
    path = tmp_path / "uptake.csv"
    matrix = uptake_matrix(items(), template="t")
    save_uptake_sheet(matrix, path, items=items())
    hand(path, **cells)
    with pytest.raises(TableError, match=message):
        corrected_uptake(matrix, read_uptake_sheet(path), items=items())


def test_what_is_no_sheet_is_said_and_formulas_are_defused(tmp_path: Path) -> None:
    path = tmp_path / "uptake.csv"
    with pytest.raises(TableError, match=r"no such file; .* made with save_uptake_sheet"):
        read_uptake_sheet(path)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"column template, item, .* is missing"):
        read_uptake_sheet(path)
    path.write_bytes(b"")
    with pytest.raises(TableError, match="is no table"):
        read_uptake_sheet(path)
    path.unlink()
    held = items({"a": "=HYPERLINK(1)发展乡村旅游"})
    save_uptake_sheet(uptake_matrix(held, template="t"), path, items=held)
    assert ",'=HYPERLINK" in path.read_text(encoding="utf-8-sig")


def test_ids_that_begin_like_formulas_come_back(tmp_path: Path) -> None:
    held = pd.DataFrame(
        {"document": ["-t", "+p"], "item": ["=1", "@2"], "words": [TEMPLATE["1"], TEMPLATE["1"]]}
    )
    matrix = uptake_matrix(held, template="-t")
    path = save_uptake_sheet(matrix, tmp_path / "uptake.csv", items=held)
    hand(path, **{"i=1": ("adapted", "")})
    corrected = corrected_uptake(matrix, read_uptake_sheet(path), items=held)
    assert corrected[["item", "plan", "plan_items", "basis"]].to_numpy().tolist() == [
        ["=1", "+p", "@2", "hand"]
    ]


def test_a_row_longer_than_its_header_is_refused(tmp_path: Path) -> None:
    path = save_uptake_sheet(uptake_matrix(items(), template="t"), tmp_path / "uptake.csv", items=items())
    path.write_bytes(path.read_bytes().rstrip() + b",,,more\r\n")
    last = len(uptake_matrix(items(), template="t")) + 1
    with pytest.raises(TableError, match=f"line {last} has more cells"):
        read_uptake_sheet(path)


def test_items_are_made_from_tasks_and_from_sections() -> None:
    held = tables.corpus_tables(read_corpus())
    from_tasks = task_items(held["tasks"])
    assert len(from_tasks) == len(held["tasks"])
    assert not from_tasks.duplicated(["document", "item"]).any()
    words = pd.DataFrame(list(tables.texts(read_corpus()).items()), columns=["document", "text"])
    from_sections = section_items(held["sections"], words)
    report = from_sections[from_sections["document"] == "weixian-2019"]
    assert len(report) > 10 and (report["words"].map(len) > 0).all()
    with pytest.raises(TableError, match=r"no document binzhou-2015, .* of which there are sections"):
        section_items(held["sections"], words.iloc[:0])
    twice = held["tasks"].iloc[[0, 0]].assign(start=[1, 2])
    assert [name.split("@")[1] for name in task_items(twice)["item"]] == ["1", "2"]


def test_the_parts_of_a_national_outline_are_found_in_the_headings_that_mirror_them() -> None:
    """By reading: the parts 二 to 九 of the outline of 2021 are the headings (一) to (八) of Xuchang's plan, in order."""
    sections = fz.Project.find().read_table("sections")
    held = pd.concat([fz.skeleton_items("outline-2021"), fz.heading_items(sections)])
    matrix = fz.uptake_matrix(held, template="outline-2021", plans=["xuchang-2022"])
    tied = dict(zip(matrix["item"], matrix["plan_labels"], strict=True))
    assert [tied[part] for part in "二三四五六七八九"] == [f"({n})" for n in "一二三四五六七八"]
    with pytest.raises(
        TableError, match=r"no instrument 'outline-2026'; there are decision-2008, .*outline-2021"
    ):
        fz.skeleton_items("outline-2026")
