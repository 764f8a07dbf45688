"""The methods tell what was run: every number in them is one of the tables, and nothing else is told."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import fazhi_research as fz
from fazhi_research.errors import FazhiError
from fazhi_research.project import Project, build, draw
from fazhi_research.project.measures_run import measures
from fazhi_research.project.notebook_calls import notebook_calls
from fazhi_research.project.seals import write_seal
from tests.project.folders import write_notebook

HEAD = "import fazhi_research as fz\nproject = fz.Project.find()\n"


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(processed: Path) -> list[str]:
    """What the paragraphs on corpus and coding must say, counted without the package."""
    documents, tasks, assignments = (rows(processed, name) for name in ("documents", "tasks", "assignments"))
    themes = [row for row in rows(processed, "codings") if row["scheme"] == "themes"]
    basis = Counter(row["issued_basis"] for row in documents)
    roles = Counter(row["role"] for row in assignments)
    collective = sum(row["collective"] == "true" and row["role"] != "mentioned" for row in assignments)
    return [
        f"holds {len(documents):,} documents",
        f"stands in the text of {basis['text']:,}, was inferred from the content for {basis['inferred']:,}",
        f"not known for {sum(not row['issued'] for row in documents):,}; "
        f"{sum(not row['jurisdiction'] for row in documents):,} name no jurisdiction",
        f"into {len(rows(processed, 'sections')):,} sections",
        f"in {len({row['document'] for row in tasks}):,} documents, {len(tasks):,} tasks. {len(assignments):,} times",
        *(f"{role} {count:,}" for role, count in roles.items()),
        f"{collective:,} are collective",
        f"{len(rows(processed, 'deadlines')):,} deadlines, {len(rows(processed, 'targets')):,} numerical targets and "
        f"{len(rows(processed, 'citations')):,} citations. {len(rows(processed, 'doubts')):,} places",
        f"{len(themes):,} terms of {len({row['theme'] for row in themes}):,} themes",
        f"{len(rows(processed, 'modalities')):,} cues",
        *(
            f"{genre.replace('_', ' ')} {count:,}"
            for genre, count in Counter(row["genre"] for row in documents).items()
        ),
    ]


def test_the_counts_are_those_of_the_tables(root: Path) -> None:
    project = Project(root)
    english = " ".join(fz.methods(project).english[1:3])
    assert [words for words in expected(project.processed) if words not in english] == []
    plain = re.sub(r"SHA-256 \w+|fazhi-research [\d.]+|codebook \S+", "", english)
    told = Counter(re.findall(r"\d+(?:,\d{3})*", plain))
    known = Counter(
        number for words in expected(project.processed) for number in re.findall(r"\d+(?:,\d{3})*", words)
    )
    files = len([path for path in project.raw.iterdir() if path.suffix == ".txt"])
    tiers = Counter(row["tier"] for row in rows(project.processed, "documents")).values()
    drafts = sum(row["status"] == "draft" for row in rows(project.processed, "documents"))
    known += Counter(map(str, [files, drafts, *tiers]))
    assert told <= known  # no number that was not counted here


def test_both_languages_tell_the_same_numbers(root: Path) -> None:
    words = fz.methods(Project(root))
    for english, chinese in zip(words.english, words.chinese, strict=True):
        numbers = [Counter(re.findall(r"\d+(?:[,.]\d+)*", text)) for text in (english, chinese)]
        if "passages of real documents" in english:  # 59 of 60 is 59/60
            assert sum(numbers[0].values()) == sum(numbers[1].values())
        assert numbers[0] == numbers[1]


def test_the_text_changes_with_the_corpus(copy: Project) -> None:
    build(copy)
    before = fz.methods(copy)
    manifest = pd.read_csv(copy.raw / "manifest.csv", dtype=str, keep_default_na=False)
    gone = manifest["file"].iloc[-1]
    manifest[manifest["file"] != gone].to_csv(copy.raw / "manifest.csv", index=False)
    (copy.raw / gone).unlink()
    build(copy)
    after = fz.methods(copy)
    assert after.english[1] != before.english[1] and after.english[2] != before.english[2]
    assert "this corpus among them" in str(before) and "this corpus not among them" in str(after)
    assert [words for words in expected(copy.processed) if words not in " ".join(after.english)] == []


def test_what_was_not_run_is_not_told(copy: Project) -> None:
    with pytest.raises(FazhiError, match=r"holds no build\.json.*run `fazhi build`"):
        fz.methods(copy)
    build(copy)
    bare = fz.methods(copy)
    assert "Measures" not in str(bare) and "no measure is described" in str(bare)
    code = 'plan = project.read_table("assignments")\nplan = plan[plan["document"] == "jinchuan-2015"]\nfz.lead_concentration(plan)'
    write_notebook(copy.root, HEAD + code)
    assert str(fz.methods(copy)) == str(bare)  # written, but not run
    draw(copy)
    drawn = fz.methods(copy)
    assert (
        "Herfindahl" in str(drawn)
        and "Sensitivity intervals" not in str(drawn)
        and "Random draws" not in str(drawn)
    )
    write_notebook(copy.root, HEAD + code, "fz.theme_intervals")
    changed = fz.methods(copy)
    assert "Herfindahl" not in str(changed) and "not described: 01-small.ipynb." in str(changed)


def test_a_cell_that_left_out_its_result_is_not_described(copy: Project) -> None:
    build(copy)
    code = 'with fz.where_possible():\n    fz.lead_concentration(project.read_table("assignments"))\n    raise fz.RefusedError("too few")'
    write_notebook(copy.root, HEAD, code)
    draw(copy)
    words = str(fz.methods(copy))
    assert (
        "Herfindahl" not in words
        and "Left out for lack of data, and not described: 1 cells of 01-small.ipynb." in words
    )


def test_parameters_are_those_of_the_call(copy: Project, tmp_path: Path) -> None:
    code = (
        HEAD
        + "DRAWS = 50\ndraws = fz.distance_draws(tables, draws=DRAWS, seed=3)\nfz.heirs('2015')\nfz.genre_clusters(d, x, k=n)"
    )
    write_notebook(tmp_path, code)
    calls = notebook_calls(tmp_path / "notebooks" / "01-small.ipynb")
    assert [call.name for call in calls] == ["distance_draws", "heirs", "genre_clusters"]
    from fazhi_research.project.measures_run import sentences

    english = [words for words, _ in sentences(calls)]
    assert english[0].endswith("drawn 50 times (seed 3).")
    assert "the map of 2015" in english[1]
    assert "(k = as set in the notebook, seed 0)" in english[2]


def test_every_measure_described_is_public_and_has_the_defaults_told() -> None:
    import inspect

    for name, measure in measures().items():
        parameters = inspect.signature(getattr(fz, name)).parameters
        for parameter, value in measure.defaults.items():
            assert str(parameters[parameter].default) == value, (name, parameter)
        places = set(re.findall(r"\{(\w+)\}", measure.english))
        assert places == set(re.findall(r"\{(\w+)\}", measure.chinese)) and places <= set(parameters), name
        assert not measure.first or next(iter(parameters)) == measure.first


#: what reads, chooses documents, prepares or draws: nothing that a paper tells as a measure
SILENT = set(
    "where_possible document_counts lead_plan task_documents full_plans genre_pair closest_pair graph_ties document_dates with_searched_han "
    "read_codebook with_intervals task_themes caveats document_periods parted_periods term_sightings term_counts profile_columns factor_overlap "
    "document_factors passage_pieces reading_view task_items save_graph read_graph".split()
)


def test_every_measure_of_the_notebooks_is_described(root: Path) -> None:
    called = {call.name for path in (root / "notebooks").glob("*.ipynb") for call in notebook_calls(path)}
    functions = {name for name in called if name.islower() and not name.startswith("plot_")}
    assert functions - SILENT - set(measures()) == set()
    assert len(functions & set(measures())) > 30


def test_the_packaged_accuracy_is_that_of_the_page(root: Path) -> None:
    page = (root / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for row in rows(root / "fazhi_research" / "lexicons", "accuracy"):
        if row["kind"] == "rule":
            share = int(row["both"]) / int(row["found"])
            assert f"| {row['name']} | {row['found']} | {share:.3f} |" in page
        else:
            assert f"| {row['name']} | {row['gold']} | {row['found']} | " in page
    assert page.count("| bracket-label |") == 1


def test_methods_work_without_the_checkout(copy: Project, tmp_path: Path) -> None:
    """The accuracy comes with the package: a project elsewhere needs no docs."""
    build(copy)
    shutil.rmtree(copy.notebooks)
    assert "Against answers made by reading" in fz.methods(copy).text("en")
    assert "标准答案" in fz.methods(copy).text("zh") and "Against" not in fz.methods(copy).text("zh")


@pytest.mark.parametrize(
    "record", ["{", "[" * 100_000, '{"kind": "figure", "caveats": 1}', '{"kind": "figure", "draws": "9"}']
)
def test_a_damaged_record_of_a_figure_is_told(record: str, copy: Project) -> None:
    build(copy)
    copy.figures.mkdir()
    (copy.figures / "fig01-a.json").write_text(record, encoding="utf-8")
    write_seal(copy.figures / "draw.json", {"files": {"fig01-a.json": "0"}})
    with pytest.raises(FazhiError, match=r"fig01-a\.json is damaged .*run `fazhi draw`"):
        fz.methods(copy)
