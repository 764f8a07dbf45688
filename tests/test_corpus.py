"""Corpora: the one that ships, and folders without a manifest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import fazhi_research as fz
from fazhi_research.errors import ReadError

PLAN = "某市法治建设实施方案\n为推进依法行政,制定本方案。\n一、总体要求\n推进。"
IDS = "jinchuan-2015 township-2020 liaoning-2011 county-2004 chengguan hefei-2016 binzhou-2015 jilin-2011 weixian-2019 xuchang-2022 jinhu-2023"


def test_the_shipped_corpus() -> None:
    corpus = fz.read_corpus()
    assert list(corpus) == IDS.split()
    assert len(corpus) == len(corpus.documents) == 11
    assert corpus["jinchuan-2015"].title == "金川区法治政府建设实施规划(2015-2020年)"
    assert {document.genre for document in corpus.documents} == {
        "plan",
        "opinion",
        "speech",
        "self_inspection",
        "report",
    }


def test_a_corpus_is_a_mapping() -> None:
    corpus = fz.read_corpus()
    assert "weixian-2019" in corpus and "nowhere-1999" not in corpus
    assert corpus.get("nowhere-1999") is None
    with pytest.raises(KeyError):
        corpus["nowhere-1999"]


@pytest.mark.parametrize(
    ("document", "opens", "closes"),
    [
        ("jinchuan-2015", "金川区法治政府建设实施规划", ""),
        ("liaoning-2011", "辽宁省人民政府关于加强法治政府建设的实施意见", ""),
        ("hefei-2016", "全市依法行政工作会议上的讲话", ""),
        ("weixian-2019", "威縣人民政府", "2020年1月2日"),
        ("xuchang-2022", "许昌市法治政府建设实施方案", ""),
        ("jinhu-2023", "金湖街办2023年度法治政府建设年度报告", ""),
    ],
)
def test_documents_begin_and_end_with_their_own_words(document: str, opens: str, closes: str) -> None:
    text = fz.read_corpus()[document].text
    assert text.startswith(opens) and text.endswith(closes)
    assert text == text.strip()


def make(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def digits(text: str) -> str:
    """The first digits of a file's hash, worked out here."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def test_ids_are_ascii_and_depend_on_the_file_alone(tmp_path: Path) -> None:
    one = fz.read_corpus(make(tmp_path / "one", **{"某市 Plan_2021": PLAN, "乙": PLAN + "二"}))
    two = fz.read_corpus(
        make(tmp_path / "two", **{"某市 Plan_2021": PLAN, "乙": PLAN + "二", "0": PLAN + "三"})
    )
    assert sorted(one) == sorted([f"plan-2021-{digits(PLAN)}", digits(PLAN + "二")])
    assert set(one) < set(two)


def test_further_documents_of_a_file_are_numbered(tmp_path: Path) -> None:
    text = "第一篇：方案\n某市实施方案\n一、甲\n\n第二篇：报告\n某县情况报告\n一、乙\n\n第三篇：讲话\n会上的讲话\n一、丙"
    first, second, third = fz.read_corpus(make(tmp_path / "c", all=text))
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_one_file_is_a_corpus_too(tmp_path: Path) -> None:
    folder = make(tmp_path / "c", a=PLAN, b=PLAN + "二")
    assert len(fz.read_corpus(folder / "a.txt")) == 1
    assert len(fz.read_corpus(str(folder))) == 2


def test_two_copies_in_a_folder_keep_ids_of_their_own(tmp_path: Path) -> None:
    """Names without a Latin letter leave only the hash, which copies share."""
    corpus = fz.read_corpus(make(tmp_path / "c", 甲=PLAN, 乙=PLAN))
    assert len(set(corpus)) == len(corpus) == 2


def test_a_text_without_structure_is_a_document_without_sections(tmp_path: Path) -> None:
    corpus = fz.read_corpus(make(tmp_path / "c", a="just words, no structure at all"))
    document = corpus.documents[0]
    assert document.text == "just words, no structure at all"
    assert fz.parse_outline(document).sections == ()
    assert fz.extract_tasks(document) == []


def test_corpus_and_document_are_shown_in_one_short_line(tmp_path: Path) -> None:
    corpus = fz.read_corpus()
    assert repr(corpus) == "<Corpus of 11 documents: jinchuan-2015, township-2020, liaoning-2011, …>"
    assert repr(corpus["jinchuan-2015"]) == "<Document jinchuan-2015 plan 9783 characters>"
    one = fz.read_corpus(make(tmp_path / "c", a=PLAN))
    assert repr(one) == f"<Corpus of 1 document: {next(iter(one))}>"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("jinchuan", "close to it: jinchuan-2015"),
        ("jinchaun-2015", "jinchuan-2015"),
        ("法治", "close to it: none"),
    ],
)
def test_an_unknown_id_is_told_with_those_close_to_it(asked: str, told: str) -> None:
    with pytest.raises(KeyError, match=f"{asked}: no such document; .*{told}"):
        fz.read_corpus()[asked]


def test_a_bad_file_is_named_with_the_command_that_goes_on(tmp_path: Path) -> None:
    with pytest.raises(
        ReadError, match=r"b\.txt: the file is empty.*`fazhi parse` reads a folder without such"
    ):
        fz.read_corpus(make(tmp_path / "c", a=PLAN, b=""))
    with pytest.raises(ReadError, match=r"replace it by the text$"):
        fz.read_corpus(tmp_path / "c" / "b.txt")


def test_bad_files_are_left_out_when_asked_and_named(tmp_path: Path) -> None:
    folder = make(tmp_path / "c", a=PLAN, b="", d=PLAN + "末。")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.warns(
        UserWarning, match=r"2 files .* left out: .*b\.txt: the file is empty.*; .*c\.pdf"
    ) as told:
        corpus = fz.read_corpus(folder, skip=True)
    assert len(told) == 1
    assert [held.source.name for held in corpus.files] == ["a.txt", "d.txt"]
    with pytest.raises(ReadError, match=r"none of the 1 files can be read; the first: .*b\.txt"):
        fz.read_corpus(make(tmp_path / "e", b=""), skip=True)
    with pytest.raises(ReadError, match="the file is empty"):  # named by hand: nothing to go on with
        fz.read_corpus(folder / "b.txt", skip=True)


def test_a_manifest_that_only_gives_ids_leaves_the_rest_to_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "某市法治政府建设实施方案\n为推进依法行政,制定本方案。\n一、总体要求\n推进。\n", "utf-8"
    )
    (tmp_path / "manifest.csv").write_text("file,document\na.txt,our-plan\n", "utf-8")
    plan = fz.read_corpus(tmp_path)["our-plan"]
    assert (plan.title, plan.genre) == ("某市法治政府建设实施方案", "plan")
