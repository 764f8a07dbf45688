"""A figure is saved with its table and its note, the same bytes each time, or refused."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from fazhi_research.drawing import borrowed
from fazhi_research.drawing.style import figure_style
from fazhi_research.errors import FazhiError
from fazhi_research.project import Project
from tests.project.folders import bytes_of

DATA = pd.DataFrame(
    {"机构": ["编办", "法制办"], "任务": [5, 18], "占比": [5 / 41, 18 / 41], "集合": [False, True]}
)


@pytest.fixture
def figure() -> Iterator[Figure]:
    with figure_style():
        made, axes = plt.subplots(figsize=(3, 2))
        axes.bar(DATA["机构"], DATA["任务"], label="牵头")
        axes.legend()
    yield made
    plt.close(made)


def test_two_saves_give_the_same_bytes(figure: Figure, tmp_path: Path) -> None:
    for name in ("one", "two"):
        Project(tmp_path, out=tmp_path / name).save_figure(
            figure, "fig09-bars", data=DATA, caption="Unit: task."
        )
    one, two = bytes_of(tmp_path / "one"), bytes_of(tmp_path / "two")
    assert sorted(one) == [
        f"figures/fig09-bars.{kind}" for kind in ("csv", "json", "pdf", "png", "svg", "txt")
    ]
    assert one == two


def test_no_date_and_no_program_stand_in_the_files(figure: Figure, tmp_path: Path) -> None:
    Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    for content in bytes_of(tmp_path / "figures").values():
        assert b"CreationDate" not in content
        assert b"Matplotlib v" not in content
        assert b"<dc:date>" not in content


def test_the_table_of_a_figure_is_spelled_out(figure: Figure, tmp_path: Path) -> None:
    Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    text = (tmp_path / "figures" / "fig09-bars.csv").read_bytes().decode("utf-8")
    assert text == "机构,任务,占比,集合\n编办,5,0.121951,false\n法制办,18,0.439024,true\n"


def test_the_pdf_embeds_truetype(figure: Figure, tmp_path: Path) -> None:
    Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    content = (tmp_path / "figures" / "fig09-bars.pdf").read_bytes()
    assert b"/CIDFontType2" in content
    assert b"/Type3" not in content


def test_a_figure_without_a_caption_is_refused(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="fig09-bars has no caption: say its unit"):
        Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA)


def test_a_figure_with_a_rare_character_is_saved_and_its_record_names_it(
    figure: Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Labels that drawing alone makes are seen to as well as words that stand there."""
    monkeypatch.setattr(borrowed, "font_files", list)
    borrowed.borrow.cache_clear()
    figure.axes[0].set_title("\U00020bb7野家", fontfamily=["Fazhi Sans SC"])
    figure.axes[0].xaxis.set_major_formatter(lambda at, place: "\U00020bb8")
    with pytest.warns(UserWarning, match="drawn as 〓, since no font of this computer has it: install"):
        Project(tmp_path).save_figure(figure, "fig09-bars", data=DATA, caption="Unit: task.")
    told = json.loads((tmp_path / "figures" / "fig09-bars.json").read_text(encoding="utf-8"))
    assert told["borrowed"] == {"": "\U00020bb7\U00020bb8"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(FazhiError, match="figures cannot be written: allow writing there, copy the project"):
        Project(tmp_path).save_table(DATA, "tab01-a")
    monkeypatch.undo()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FazhiError, match=r"figures cannot be made .+: allow writing there"):
        Project(tmp_path, out=tmp_path / "file").save_table(DATA, "tab01-a")


def test_a_name_that_is_no_file_name_is_refused(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match=r"'\.\./x' cannot name a file here"):
        Project(tmp_path).save_table(DATA, "../x")
