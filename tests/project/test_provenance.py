"""Under every figure and table stands what it was made from, and it is so."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from fazhi_research.measuring.origins import Seed, with_seed
from fazhi_research.project.provenance import provenance_of

RECORDS = "fig*.json", "tab*.json"


@pytest.fixture(scope="module")
def figures(root: Path) -> Path:
    return root / "figures"


def records(figures: Path) -> dict[str, dict[str, object]]:
    paths = [path for pattern in RECORDS for path in sorted(figures.glob(pattern))]
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def test_every_figure_and_table_has_its_files(figures: Path) -> None:
    held = records(figures)
    assert len(held) > 30
    for name, record in held.items():
        kinds = (
            ("pdf", "svg", "png", "csv", "txt")
            if record["kind"] == "figure"
            else ("csv", "tex", "docx", "html")
        )
        assert [kind for kind in kinds if not (figures / f"{name}.{kind}").is_file()] == [], name
        assert record["kind"] == "figure" or (figures / f"{name}-excel.csv").is_file()


def test_the_corpus_is_told_by_the_hash_of_its_raw_files(root: Path, figures: Path) -> None:
    raw = sorted(path for path in (root / "data" / "raw").iterdir() if path.suffix in (".txt", ".csv"))
    lines = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in raw)
    corpus = hashlib.sha256(lines.encode()).hexdigest()
    for name, record in records(figures).items():
        assert record["corpus"] == ("" if record.get("source", "") else corpus), name
        if record["kind"] == "figure" and not record.get("source", ""):
            words = (figures / f"{name}.txt").read_text(encoding="utf-8")
            assert words.count(f"sha256 {corpus[:12]}") == 2, name  # in English and in Chinese


def test_documents_and_genres_are_those_of_the_table_drawn(root: Path, figures: Path) -> None:
    with (root / "data" / "processed" / "documents.csv").open(encoding="utf-8", newline="") as file:
        genres = {row["document"]: row["genre"] for row in csv.DictReader(file)}
    for name, record in records(figures).items():
        with (figures / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        named = {row["document"] for row in rows if row.get("document") in genres}
        documents = record["documents"]
        assert isinstance(documents, list)
        assert named <= set(documents), name
        assert record["genres"] == dict(Counter(sorted(genres[document] for document in documents))), name
        assert not record["whole"] or (len(documents) == len(genres) and not named), name


@pytest.mark.parametrize(
    ("name", "seed"),
    [
        ("fig08-theme-shares", (0, 2000)),
        ("fig15-cluster-tree", (0, 100)),
        ("fig16-document-map", (0, 100)),
        ("fig17-distances", (0, 100)),
        ("tab11-cluster-stability", (0, 100)),
        ("tab12-variance", (0, 4999)),
        ("fig02-leads", (None, None)),
        ("fig11-theme-heatmap", (None, None)),
    ],
)
def test_random_draws_are_told_where_there_were_any(name: str, seed: tuple[int, int], figures: Path) -> None:
    record = records(figures)[name]
    assert (record["seed"], record["draws"]) == seed


def test_lines_speak_the_languages_of_the_note(tmp_path: Path) -> None:
    made = provenance_of(with_seed(pd.DataFrame({"n": [1]}), Seed(7, 50)), tmp_path)
    assert made.lines("Unit: task.\n单位：任务。") == [made.english(), made.chinese()]
    assert made.lines("Unit: task.") == [made.english()]
    assert made.lines("单位：任务。") == [made.chinese()]
    assert "seed 7, 50 draws" in made.english() and "随机种子 7，抽样 50 次" in made.chinese()


def test_what_is_not_known_is_said_to_be_unknown(tmp_path: Path) -> None:
    made = provenance_of(pd.DataFrame({"document": ["a"]}), tmp_path)
    assert made.english().startswith("Corpus not sealed; no codebook; no random draws; fazhi-research ")
    assert made.documents == ()


def test_a_document_without_genre_is_counted_as_such(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("document,genre\na,plan\nb,\nc,plan\n", encoding="utf-8")
    made = provenance_of(pd.DataFrame({"document": ["a", "b"], "other": ["c", "x"]}), tmp_path)
    assert made.genres == {"plan": 2, "unknown": 1}
    assert made.english().startswith("Documents: 3 (plan 2, unknown 1); ")
    assert made.chinese().startswith("文件 3 份（规划·方案 2、文种未详 1）；")
    whole = provenance_of(pd.DataFrame({"n": [1]}), tmp_path)
    assert whole.whole and whole.english().startswith("Corpus of documents: 3 (")


def test_other_data_take_the_place_of_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("document,genre\na,plan\n", encoding="utf-8")
    ties = tmp_path / "ties.csv"
    ties.write_text("task,named,role\n", encoding="utf-8")
    made = provenance_of(pd.DataFrame({"n": [1]}), tmp_path, source=ties)
    assert re.match(
        r"Made from ties\.csv \(sha256 [0-9a-f]{12}\), no document of the corpus; no random draws;",
        made.english(),
    )
    assert re.match(r"据 ties\.csv \(sha256 [0-9a-f]{12}\)，与语料文件无关；无随机抽样；", made.chinese())
    assert made.documents == () and not made.whole


def test_the_invented_ties_are_not_passed_off_as_the_corpus(figures: Path) -> None:
    for name, record in records(figures).items():
        assert ("source" in record) is ("-own-" in name), name
        if "source" in record:
            assert str(record.get("source", "")).startswith("ties.csv (sha256 ") and record["documents"] == []
