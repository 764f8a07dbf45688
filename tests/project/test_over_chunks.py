"""Measures over chunks give what they give of the whole tables, whatever the size of a chunk."""

from __future__ import annotations

import importlib.util
import random
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.batch import files_of, parse_into
from fazhi_research.coding.choices import CodingChoice
from fazhi_research.errors import TableError
from fazhi_research.measuring import incidence_sums, place_profiles, reuse_blocks
from fazhi_research.measuring.caveats import caveats
from fazhi_research.project.over_chunks import PROFILED, ROWS, WHOLE, over_chunks
from fazhi_research.reading.corpus import shipped
from fazhi_research.tables import read_table, read_texts

SIZES = pytest.mark.parametrize("documents", [4, 1000])
OPENING = "为深入推进依法行政,加快建设法治政府,结合本地实际,制定本方案。"


def plans(folder: Path) -> None:
    """Forty plans that share sentences: some everybody's, some of a few, one with nothing that is coded, some without tasks."""
    chance = random.Random(1)
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]
    sentences = ["".join(chance.choices(letters, k=30)) for _ in range(30)]
    for number in range(40):
        lines = [f"测试市{'甲乙丙丁'[number % 4]}区法治政府建设实施方案", OPENING, "一、推进政务公开"]
        for at in range(chance.randrange(6)):
            said = (
                chance.choice(sentences[: 10 + number])
                if chance.random() < 0.7
                else "".join(chance.choices(letters, k=40))
            )
            owner = chance.choice(["司法局", "财政局", "公安局", "各部门"])
            lines.append(
                f"{at + 1}.加强行政执法监督。{said}。应当公开。2022年年底前完成。(牵头单位:{owner};责任单位:市审计局)"
            )
        text = "\n".join(lines) if number != 17 else "天气。" * 20
        (folder / f"plan-{number:02}.txt").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped documents and made ones, coded, as CSV."""
    home = tmp_path_factory.mktemp("stored")
    (home / "made").mkdir()
    plans(home / "made")
    parse_into(files_of([shipped(), home / "made"]), home / "out", coded=CodingChoice())
    return home / "out"


def whole(folder: Path, name: str) -> pd.DataFrame:
    return read_texts(folder) if name == "texts" else read_table(folder, name)


@SIZES
@pytest.mark.parametrize("name", ROWS)
def test_rows_of_documents_are_those_of_the_whole_tables(name: str, documents: int, tables: Path) -> None:
    """Kinds of columns, categories and their order, index and caveats included."""
    measure, how = getattr(fz, name), ROWS[name]
    named = {table: whole(tables, table) for table in how.keywords}
    expected = measure(*(whole(tables, table) for table in how.tables), **named)
    assert len(expected) > 2
    found = over_chunks(measure, tables, documents=documents)
    if name == "with_searched_han":  # the rest of its columns as they were given: here from CSV either way
        expected, found = expected[["document", "han"]], found[["document", "han"]]
    pd.testing.assert_frame_equal(found, expected)
    assert caveats(found) == caveats(expected)


OPTIONS: list[tuple[str, dict[str, Any]]] = [
    ("theme_shares", {"part": "heading"}),
    ("theme_shares", {"scheme": "instruments"}),
    ("lead_shares", {"by": "agency"}),
    ("lead_concentration", {"by": "family"}),
    ("task_themes", {"by": "item"}),
    ("modality_parties", {"party": "addressee"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "options"), OPTIONS)
def test_options_are_handed_on(name: str, options: dict[str, Any], tables: Path) -> None:
    measure, how = getattr(fz, name), ROWS[name]
    expected = measure(*(whole(tables, table) for table in how.tables), **options)
    pd.testing.assert_frame_equal(over_chunks(measure, tables, documents=4, **options), expected)


def test_one_document_at_a_time(tables: Path) -> None:
    shares = fz.theme_shares(whole(tables, "codings"), whole(tables, "documents"))
    pd.testing.assert_frame_equal(over_chunks(fz.theme_shares, tables, documents=1), shares)
    pd.testing.assert_frame_equal(
        over_chunks(fz.lead_shares, tables, documents=1), fz.lead_shares(whole(tables, "assignments"))
    )




@SIZES
@pytest.mark.parametrize("columns", [(), ("theme", "lead_hhi")])
def test_profiles(documents: int, columns: tuple[str, ...], tables: Path) -> None:
    given = {name: whole(tables, name) for name in PROFILED}
    expected = fz.document_profiles(whole(tables, "documents"), given, columns=columns)
    found = over_chunks(fz.document_profiles, tables, documents=documents, columns=columns)
    pd.testing.assert_frame_equal(found, expected)
    assert caveats(found) == caveats(expected) != []


@SIZES
@pytest.mark.parametrize("options", [{}, {"pooled": True}, {"columns": ["lead_hhi", "theme"]}], ids=str)
def test_profiles_of_places(documents: int, options: dict[str, Any], tables: Path) -> None:
    """The documents of a place come in several chunks, each with themes, bodies and dates of its own."""
    given = {name: whole(tables, name) for name in PROFILED}
    expected = fz.jurisdiction_profiles(whole(tables, "documents"), given, **options)
    assert 4 < len(expected) < expected["documents"].sum() - 20
    found = over_chunks(fz.jurisdiction_profiles, tables, documents=documents, **options)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)
    assert caveats(found) == caveats(expected)


def test_profiles_of_places_whose_sums_are_folded_on_the_way(
    tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = over_chunks(fz.jurisdiction_profiles, tables)
    monkeypatch.setattr(place_profiles, "_MOST", 2)
    found = over_chunks(fz.jurisdiction_profiles, tables, documents=1)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)


def test_what_was_not_coded_is_missing_in_profiles(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plans(tmp_path / "in")
    parse_into(files_of([tmp_path / "in"]), tmp_path / "out")
    given = {name: whole(tmp_path / "out", name) for name in PROFILED}
    found = over_chunks(fz.document_profiles, tmp_path / "out", documents=3)
    pd.testing.assert_frame_equal(found, fz.document_profiles(whole(tmp_path / "out", "documents"), given))
    assert found["obligations_per_thousand"].isna().all() and found["commitments_deadlines"].notna().any()


@SIZES
def test_document_counts(documents: int, tables: Path) -> None:
    found = over_chunks(fz.document_counts, tables, documents=documents)
    pd.testing.assert_frame_equal(found, fz.document_counts(whole(tables, "documents")))


GRAPHS = pytest.mark.parametrize(
    "options",
    [
        {},
        {"by": "agency"},
        {"by": "family", "roles": ("lead",)},
        {"by": "family", "collectives": True},
        {"by": "agency", "apart": "place"},
    ],
    ids=str,
)


@SIZES
@GRAPHS
def test_matrices_of_tasks_and_agencies(documents: int, options: dict[str, Any], tables: Path) -> None:
    expected = fz.incidence(whole(tables, "assignments"), **options)
    found = over_chunks(fz.incidence, tables, documents=documents, **options)
    pd.testing.assert_frame_equal(found.tasks, expected.tasks)
    pd.testing.assert_frame_equal(found.agencies, expected.agencies)
    assert (found.by, found.roles, found.left_out) == (expected.by, expected.roles, expected.left_out)
    for part in ("data", "indices", "indptr"):
        np.testing.assert_array_equal(getattr(found.held, part), getattr(expected.held, part))
    assert expected.agencies["document"].eq("").any() == ("by" in options)


@SIZES
@GRAPHS
def test_degrees_by_role(documents: int, options: dict[str, Any], tables: Path) -> None:
    found = over_chunks(fz.role_degrees, tables, documents=documents, **options)
    pd.testing.assert_frame_equal(found, fz.role_degrees(whole(tables, "assignments"), **options))


@SIZES
@pytest.mark.parametrize("weight", ["tasks", "newman"])
def test_networks(documents: int, weight: str, tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where sums are made on the way, and what is measured on them."""
    monkeypatch.setattr(incidence_sums, "_MOST", 50)
    expected = fz.network(whole(tables, "assignments"), by="family", weight=weight)
    found = over_chunks(fz.network, tables, documents=documents, by="family", weight=weight)
    assert (found.nodes, found.labels) == (expected.nodes, expected.labels)
    assert found.through_collectives == expected.through_collectives
    same: Callable[..., None] = (
        np.testing.assert_array_equal if weight == "tasks" else np.testing.assert_allclose
    )
    same(found.ties.toarray(), expected.ties.toarray())
    assert fz.network(found) is found


@SIZES
@pytest.mark.parametrize(
    "options",
    [{}, {"most_documents": 12}, {"most_documents": 3}, {"most_documents": None}, {"against": ["jinchuan-2015", "liaoning-2011"]}],
    ids=str,
)  # fmt: skip
def test_shared_passages(
    documents: int, options: dict[str, Any], tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse_blocks, "_PAIRS", 40)  # many lots where there would be one
    given = {name: whole(tables, name) for name in ("texts", "documents", "furniture")}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        expected = fz.reuse_passages(
            given["texts"], given["documents"], furniture=given["furniture"], **options
        )
        before = [str(one.message) for one in said]
        said.clear()
        found = over_chunks(fz.reuse_passages, tables, documents=documents, **options)
        assert [str(one.message) for one in said] == before
    assert len(expected) > 5
    pd.testing.assert_frame_equal(found, expected)


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="pyarrow, an extra, is not installed")
def test_parquet_gives_the_same(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi_research.batch.parquet._MOST_DOCUMENTS", 7)
    (tmp_path / "made").mkdir()
    plans(tmp_path / "made")
    parse_into(
        files_of([shipped(), tmp_path / "made"]), tmp_path / "out", coded=CodingChoice(), form="parquet"
    )
    for measure in (fz.theme_shares, fz.document_profiles, fz.role_degrees, fz.reuse_passages):
        pd.testing.assert_frame_equal(
            over_chunks(measure, tmp_path / "out", documents=4), over_chunks(measure, tables)
        )


def test_faults_are_those_of_the_measures(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="nothing of the scheme 'mine'"):
        over_chunks(fz.theme_shares, tables, scheme="mine")
    with pytest.raises(TableError, match="no document nowhere, named in against"):
        over_chunks(fz.reuse_passages, tables, against=["nowhere"])
    with pytest.raises(
        TableError,
        match=r"uptake_matrix is not among the measures over chunks: co_leads, .* Loop over read_chunks",
    ):
        over_chunks(fz.uptake_matrix, tables)
    with pytest.raises(TableError, match=r"documents\.csv: no such table"):
        over_chunks(fz.lead_shares, tmp_path)
    assert set(ROWS) | set(WHOLE) <= set(fz.__all__)
