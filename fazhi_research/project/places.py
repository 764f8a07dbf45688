"""A project: the folder that holds raw files, tables, notebooks and figures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.errors import FazhiError, TableError
from fazhi_research.project import saves
from fazhi_research.project.pictures import PictureChoice

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

ROOT_VARIABLE, TABLES_VARIABLE, FIGURES_VARIABLE = "FAZHI_PROJECT", "FAZHI_PROCESSED", "FAZHI_FIGURES"
PICTURES_VARIABLE = "FAZHI_PICTURES"


class Project:
    """A folder with data/raw, data/processed, figures and notebooks 研究项目.

    `root` is that folder. `out`, if given, is where results go instead: out/processed and out/figures.

    >>> project = Project("study", out="elsewhere")
    >>> project.raw.as_posix(), project.processed.as_posix(), project.figures.as_posix()
    ('study/data/raw', 'elsewhere/processed', 'elsewhere/figures')
    """

    def __init__(self, root: str | Path, *, out: str | Path | None = None) -> None:
        self.root = Path(root)
        self.processed = Path(out) / "processed" if out else self.root / "data" / "processed"
        """The tables, made by `build` 数据表."""
        self.figures = Path(out) / "figures" if out else self.root / "figures"
        """The figures, made by `draw` 图."""
        self.pictures = PictureChoice()
        """How pictures are written unless told otherwise 出图选项."""

    def __repr__(self) -> str:
        return f"Project({str(self.root)!r})"

    @property
    def raw(self) -> Path:
        """The files as received, with manifest.csv 原始文件."""
        return self.root / "data" / "raw"

    @property
    def notebooks(self) -> Path:
        """The numbered notebooks 分析笔记."""
        return self.root / "notebooks"

    @classmethod
    def find(cls, start: str | Path | None = None) -> Project:
        """The project that holds a folder: the working directory unless `start` is given 查找项目.

        Walks up to the first folder with data/raw/manifest.csv or data/processed. An empty `start` counts as none, so that a notebook
        can begin with `FOLDER = r""`. A running `draw` tells its notebooks the project by the environment variables FAZHI_PROJECT,
        FAZHI_PROCESSED, FAZHI_FIGURES and FAZHI_PICTURES. Raises FazhiError when there is no such folder or project, and when a notebook that is
        run by `draw` points at another project than the one that is drawn.
        """
        told = os.environ.get(ROOT_VARIABLE)
        if told and not start:
            return cls._told(told)
        here = Path(start).expanduser() if start else Path.cwd()
        if not here.is_dir():
            raise FazhiError(f"{here}: no such folder; name the one that holds data (in a notebook: FOLDER).")
        for folder in (here.resolve(), *here.resolve().parents):
            if (folder / "data" / "raw" / "manifest.csv").is_file() or (
                folder / "data" / "processed"
            ).is_dir():
                return cls._chosen(folder, told)
        raise FazhiError(
            f"no project at {here} or above it: go to a folder that holds data/raw/manifest.csv (or "
            "data/processed), or name it, with --project DIR on the command line, Project('DIR') in Python, FOLDER in a notebook. "
            "`fazhi new-project DIR` makes one for your documents."
        )

    @classmethod
    def _told(cls, told: str) -> Project:
        """The project that a running `draw` names, with the folders it is making."""
        project = cls(told)
        project.processed = Path(os.environ.get(TABLES_VARIABLE, project.processed))
        project.figures = Path(os.environ.get(FIGURES_VARIABLE, project.figures))
        project.pictures = PictureChoice.read(os.environ.get(PICTURES_VARIABLE, ""))
        return project

    @classmethod
    def _chosen(cls, folder: Path, told: str | None) -> Project:
        """The project that was asked for; while `draw` runs it must be the one that is drawn, or results would go astray."""
        if not told:
            return cls(folder)
        if folder == Path(told).resolve():
            return cls._told(told)
        raise FazhiError(
            f"this notebook points at {folder} (FOLDER), but the figures of {told} are being drawn: empty FOLDER"
        )

    def read_table(self, name: str) -> pd.DataFrame:
        """One table of data/processed with the types of its columns, by name ("assignments") 读取数据表.

        Raises TableError, naming the tables there are, if it is not there.
        """
        from fazhi_research import tables

        if (self.processed / name).is_dir():
            return self._joined(name)
        if not (self.processed / f"{name}.csv").is_file():
            known = ", ".join(path.stem for path in sorted(self.processed.glob("*.csv"))) or "none yet"
            raise TableError(
                f"no table {name!r} in {self.processed}; there are: {known}. "
                "Run `fazhi reproduce` to make them."
            )
        return tables.read_table(self.processed, name)

    def _joined(self, name: str) -> pd.DataFrame:
        """A table that `build` wrote as Parquet."""
        import pandas as pd

        from fazhi_research.project.chunks import read_chunks

        return pd.concat([frame for (frame,) in read_chunks(self.processed, name)], ignore_index=True)

    def read_tables(self, *names: str) -> tuple[pd.DataFrame, ...]:
        """Several tables, in the order asked for 读取多个数据表."""
        return tuple(self.read_table(name) for name in names)

    def read_texts(self) -> pd.DataFrame:
        """The texts of the documents as a table with the columns document and text 读取全文.

        Offsets in the other tables count in these. Raises TableError if one is missing.
        """
        from fazhi_research import tables
        from fazhi_research.project.chunks import TEXTS

        if (self.processed / TEXTS).is_dir():
            return self._joined(TEXTS)
        return tables.read_texts(self.processed)

    def save_figure(
        self,
        figure: Figure,
        name: str,
        *,
        data: pd.DataFrame,
        caption: str = "",
        dpi: int | None = None,
        tiff: bool | None = None,
        bare: bool | None = None,
        source: str | Path | None = None,
    ) -> list[Path]:
        """Save a figure as pdf, svg and png with its table, caption and record; the files written 保存图.

        Files: figures/<name>.pdf and .svg (vector), .png, .csv (`data`), .txt (title, `caption` or the notes printed on the figure if
        empty, and what it was made from: documents and genres, corpus hash, codebook, seed), .json (the same for programs). `dpi` is 300
        unless told, 600 and more for print; `tiff` writes a TIFF as well; `bare` leaves title and note off the picture, for journals that set
        them in type. Without these, the choice of `fazhi draw` counts. `source` is a file of your own that the data come from, if they come from no document of the project. The same figure gives the same bytes. Characters that
        the packaged font lacks are named by a warning and in the .json: see `docs/howto/boxes.md`.
        """
        choice = self.pictures.but(dpi=dpi, tiff=tiff, bare=bare)
        return saves.figure_files(
            self, figure, name, data=data, caption=caption, choice=choice, source=source
        )

    def save_page(self, page: str, name: str) -> list[Path]:
        """Save a page such as that of a reading view as figures/<name>.html; the file written 保存网页."""
        return saves.page_files(page, self.figures, name)

    def save_table(
        self,
        frame: pd.DataFrame,
        name: str,
        *,
        caption: str = "",
        language: str = "both",
        source: str | Path | None = None,
    ) -> list[Path]:
        """Save a table as CSV, LaTeX, Word and HTML, with its record; the files written 保存表.

        Files: figures/<name>.csv, <name>-excel.csv (UTF-8 with byte order mark, headings in words, no cell that Excel takes for a formula), .tex (to
        \\input in a document that loads booktabs and ctex; its first line names the packages), .docx (a real table of three rules), .html,
        .json (what it was made from). `language` of headings and notes is "en", "zh" or "both"; in Chinese alone, codes are put in Chinese too. `source` as in `save_figure`.
        """
        return saves.table_files(self, frame, name, caption=caption, language=language, source=source)
