"""Words: the two engines agree, terms stay whole, what is counted, and the faults."""

from __future__ import annotations

import builtins
from typing import Any

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.coding import words
from fazhi_research.coding.words import segmenter
from fazhi_research.errors import LexiconError, TableError
from fazhi_research.measuring.word_counts import word_counts
from fazhi_research.reading.folding import han_characters

BOOK = fz.read_codebook()
CORPUS = fz.read_corpus()


def test_both_engines_cut_the_corpus_alike() -> None:
    pytest.importorskip("rjieba")
    slow, quick = (segmenter(BOOK, engine=engine) for engine in ("jieba", "rjieba"))
    for document in CORPUS.documents:
        text = document.clean.text
        cut = slow.words(text)
        assert cut == quick.words(text)
        assert "".join(cut) == text


def test_the_quick_engine_runs_only_where_it_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba")
    assert segmenter(BOOK, ["推进依法行政"]).engine == "rjieba"
    usual = words._cutter
    monkeypatch.setattr(
        words, "_cutter", lambda book, engine: list if engine == "rjieba" else usual(book, engine)
    )
    assert segmenter(BOOK, ["推进依法行政"]).engine == "jieba"


def test_without_the_quick_engine_the_other_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.util import find_spec as usual

    monkeypatch.setattr(words, "find_spec", lambda name: None if name == "rjieba" else usual(name))
    assert segmenter(BOOK, ["推进依法行政"]).engine == "jieba"
    with pytest.raises(LexiconError, match="rjieba is not installed"):
        segmenter(BOOK, engine="rjieba")
    with pytest.raises(LexiconError, match="no engine is called scissors; there are auto, jieba, rjieba"):
        segmenter(BOOK, engine="scissors")


def test_the_global_tokenizer_is_not_touched() -> None:
    import jieba

    segmenter(BOOK, engine="jieba").words("双随机一公开")
    assert not jieba.dt.initialized and "双随机一公开" not in jieba.dt.FREQ


def test_no_file_is_written_when_the_dictionary_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    words._cutter.cache_clear()

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    usual = builtins.open
    monkeypatch.setattr(
        builtins,
        "open",
        lambda file, mode="r", *a, **k: refuse() if "w" in mode else usual(file, mode, *a, **k),
    )
    assert segmenter(BOOK, engine="jieba").words("行政规范性文件") == ["行政规范性文件"]


def table(**texts: str) -> pd.DataFrame:
    return pd.DataFrame({"document": list(texts), "text": list(texts.values())})


def test_counts_are_those_of_a_count_by_hand() -> None:
    text = "一、行政複議\n—5—\n(一)行政复议和“六五”普法。2022年,APP。(牵头单位:市司法局)"
    found = word_counts(table(b=text, a=""), engine="jieba")
    rows = list(zip(found["document"], found["term"], found["hits"], strict=True))
    assert rows[0] == ("b", "一", 2) and rows[1] == ("b", "行政复议", 2)
    assert rows[2:] == [("b", "六五普法", 1), ("b", "和", 1), ("b", "年", 1)]
    han = 1 + 4 + 1 + 4 + 1 + 4 + 1  # 一 行政复议 一 行政复议 和 六五普法 年
    assert found.set_index("term").loc["行政复议", "per_1000_han"] == pytest.approx(2000 / han)
    assert set(found["engine"]) == {"jieba"}


def test_shares_add_up_for_the_corpus() -> None:
    texts = pd.DataFrame({"document": list(CORPUS), "text": [document.text for document in CORPUS.documents]})
    documents = pd.DataFrame(
        {"document": list(CORPUS), "genre": [document.genre for document in CORPUS.documents]}
    )
    found = word_counts(texts, documents, engine="jieba")
    assert list(found["document"].unique()) == sorted(CORPUS)
    for name, rows in found.groupby("document"):
        length = (rows["term"].map(han_characters) * rows["per_1000_han"]).sum()
        assert length == pytest.approx(1000, abs=0.5), name
    plan = found[found["document"] == "jinchuan-2015"]
    led = plan.set_index("term")["hits"]["牵头"]
    assert led == 2  # 牵头实施机关, 由主要负责人牵头: in running text, not in the 41 labels of owners


def test_a_missing_column_is_told() -> None:
    with pytest.raises(TableError, match="the texts table has no column text"):
        word_counts(pd.DataFrame({"document": ["a"]}))
    with pytest.raises(TableError, match="the documents table has no column genre"):
        word_counts(table(a="x"), pd.DataFrame({"document": ["a"]}))
