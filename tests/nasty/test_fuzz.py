"""A short run of the fuzzer: drawn changes of right input of every kind raise nothing but the package's own errors."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools import fuzz, fuzz_kinds

CASES = 40


@pytest.mark.parametrize("name", fuzz.NAMES)
def test_drawn_input_breaks_no_reader_and_no_law(name: str, tmp_path: Path) -> None:
    if name == "sheet":
        pytest.importorskip("openpyxl")
    if name == "pdf":
        pytest.importorskip("pypdfium2")
    assert fuzz.run_cases(name, CASES, 1, tmp_path) == 0, sorted(tmp_path.iterdir())


def test_the_kinds_are_those_of_the_command() -> None:
    assert tuple(fuzz_kinds.kinds()) == fuzz.NAMES


def test_the_same_seed_draws_the_same_cases_and_another_others() -> None:
    kind = fuzz_kinds.kinds()["zip"]
    first, again, other = (list(fuzz.drawn(kind, "zip", 20, seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({*first}) > 15


def test_changes_reach_into_the_members_of_an_archive() -> None:
    (data,) = fuzz_kinds.kinds()["zip"].seeds
    draw = random.Random(0)
    made = [fuzz_kinds.unpacked(fuzz.changed_within(data, (), draw)) for _ in range(20)]
    assert all(sorted(members) == ["a.txt", "b/c.docx"] for members in made)
    assert any(members != fuzz_kinds.unpacked(data) for members in made)


def test_what_breaks_is_kept_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(data: bytes) -> None:
        raise KeyError(data[:3])

    kind = fuzz_kinds.Kind((b"abc",), (), fail)
    monkeypatch.setattr(fuzz, "kinds", lambda: {"text": kind})
    assert fuzz.run_cases("text", 3, 0, tmp_path / "found") == 3
    assert len(list((tmp_path / "found").iterdir())) == 3
    said = capsys.readouterr()
    assert "3 broke something" in said.out and "KeyError" in said.err
