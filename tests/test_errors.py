"""Our faults form one family, so that one `except` catches them all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import fazhi_research as fz
from fazhi_research import errors


@pytest.mark.parametrize(
    "name",
    ["ManifestError", "LexiconError", "ReadError", "TableError", "FontError", "RefusedError", "KindError"],
)
def test_every_fault_is_a_fazhi_error_with_its_message(name: str) -> None:
    kind = getattr(errors, name)
    assert issubclass(kind, errors.FazhiError)
    assert not issubclass(kind, OSError | ValueError)
    assert str(kind("a.txt: what; do this")) == "a.txt: what; do this"
    assert kind.__doc__


def test_there_are_no_others() -> None:
    found = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and kind.__module__ == errors.__name__
    }
    assert found == {
        "FazhiError",
        "ManifestError",
        "LexiconError",
        "ReadError",
        "TableError",
        "FontError",
        "RefusedError",
        "KindError",
    }


@pytest.mark.parametrize(
    "function",
    [
        fz.parse_outline, fz.extract_tasks, fz.extract_citations, fz.extract_deadlines, fz.extract_targets,
        fz.code_themes, fz.code_modality,
    ],
)  # fmt: skip
def test_words_where_a_document_is_wanted_are_told(function: Callable[[object], object]) -> None:
    with pytest.raises(
        errors.KindError, match=r"not the str '一、任务': give a Document, fz\.read_corpus.*fz\.Document"
    ):
        function("一、任务")


def test_a_path_where_a_table_is_wanted_is_told() -> None:
    with pytest.raises(
        errors.TableError, match=r"give the assignments table, not the str 'file\.csv': a pandas"
    ):
        fz.lead_shares("file.csv")


def test_a_pair_where_a_period_is_wanted_is_told() -> None:
    project = fz.Project.find()
    shares = fz.theme_shares(*project.read_tables("codings", "documents"))
    for before, after, name in (
        ((2011, 2011), fz.Period(2022, 2025), "before"),
        (fz.Period(2011, 2011), (2022, 2025), "after"),
    ):
        with pytest.raises(
            errors.KindError, match=rf"{name} is the tuple \(20.*: give a period, such as fz\.Period\("
        ):
            fz.theme_shift(shares, before=before, after=after)  # type: ignore[arg-type]


def test_a_section_without_data_says_so_and_those_behind_it_go_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "_told", [])
    with pytest.raises(NameError), fz.where_possible():
        exec("made")
    with fz.where_possible():
        raise errors.TableError("the table is empty.")
    with fz.where_possible():
        exec("made")
    assert capsys.readouterr().out.splitlines() == [
        "Left out: the table is empty.",
        "Left out: this needs `made`, which a section above left out.",
    ]
    for kind in (errors.KindError, errors.FontError, ValueError):
        with pytest.raises(kind), fz.where_possible():
            raise kind("a fault")
