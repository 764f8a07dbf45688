"""The notebooks are run and their figures kept, unless one fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fazhi_research.errors import FazhiError
from fazhi_research.project import Project, build, check, draw
from tests.project.folders import bytes_of, write_notebook


def test_a_failing_cell_is_named_and_the_former_figures_stay(copy: Project) -> None:
    build(copy)
    draw(copy)
    before = bytes_of(copy.figures)
    write_notebook(copy.root, "n = 0", "1 / n")
    message = r"01-small\.ipynb, cell 2: ZeroDivisionError: division by zero\. Open the notebook"
    with pytest.raises(FazhiError, match=message):
        draw(copy)
    assert bytes_of(copy.figures) == before


def test_drawing_before_building_says_what_to_do(copy: Project) -> None:
    with pytest.raises(
        FazhiError, match=r"holds no build\.json: make the tables first, with `fazhi reproduce`"
    ):
        draw(copy)


def test_the_notebooks_make_what_they_promise(root: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    project = Project(root, out=tmp_path)
    build(project)
    drawn_now = draw(project, progress=lambda *told: seen.append(told))
    made = {path.name for path in drawn_now.files}
    assert drawn_now.left_out == ()
    assert [name for _, _, name in seen] == [
        *sorted(path.name for path in project.notebooks.glob("*.ipynb")),
        "",
    ]
    for figure in ("fig01-corpus", "fig02-leads", "fig03-lead-by-section"):
        assert {f"{figure}.{kind}" for kind in ("pdf", "svg", "png", "csv", "txt")} <= made
    for table in ("tab01-documents", "tab02-lead-shares"):
        assert {f"{table}.csv", f"{table}.tex"} <= made
    assert check(project) == []
    drawn = (project.figures / "fig02-leads.csv").read_text(encoding="utf-8")
    assert drawn.count(",lead,") == 44


def test_what_was_left_out_is_told(copy: Project) -> None:
    build(copy)
    refuse = "with fz.where_possible():\n    raise fz.RefusedError('too few.')"
    write_notebook(copy.root, "import fazhi_research as fz", refuse, refuse)
    assert draw(copy).left_out == ("01-small.ipynb: Left out: too few.",)


def test_missing_packages_for_notebooks_are_named(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    build(copy)
    monkeypatch.setitem(sys.modules, "nbclient", None)
    with pytest.raises(FazhiError, match=r'needs nbclient: pip install "\.\[notebooks\]" .* `fazhi build`'):
        draw(copy)


def test_rare_characters_are_told_once_for_all_figures(copy: Project) -> None:
    """No font has the character, which Unicode has never given to anything."""
    build(copy)
    make = (
        "import pandas as pd\nimport fazhi_research as fz\nproject = fz.Project.find()\nwith fz.figure_style():\n"
        "    import matplotlib.pyplot as plt\n    for name in ('fig01-a', 'fig02-b'):\n        figure = plt.figure()\n"
        "        figure.suptitle('\\U0003ffff')\n        _ = project.save_figure(figure, name, data=pd.DataFrame({'a': [1]}), caption='Unit: one.')"
    )
    write_notebook(copy.root, make)
    (told,) = draw(copy).left_out
    assert told.startswith(
        "fig01-a, fig02-b: not in the packaged font: U+3FFFF drawn as 〓, since no font of this computer"
    )
