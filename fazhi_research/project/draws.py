"""Tables to figures: the notebooks run, each in a fresh kernel."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_research.errors import FazhiError
from fazhi_research.project.folders import fresh_folder
from fazhi_research.project.made import Made, made
from fazhi_research.project.places import FIGURES_VARIABLE, ROOT_VARIABLE, TABLES_VARIABLE
from fazhi_research.project.seals import BUILD, DRAW, folder_hashes, read_seal, sha256, version, write_seal

if TYPE_CHECKING:
    from fazhi_research.project.places import Project

KERNEL = "fazhi"
SECONDS = 600


def draw(project: Project, *, progress: Callable[[int, int, str], None] | None = None) -> Made:
    """The figures made by running the notebooks, with a closing summary 运行分析笔记.

    Each notebook runs in a fresh kernel of this very Python, from a copy, with PYTHONHASHSEED=0 and none of
    the user's own IPython or matplotlib settings; the notebooks themselves are never changed. `progress` is
    called with (done, of, name). Also writes draw.json: hashes of the tables used, the notebooks and the
    figures. The new folder takes the place of the old one whole; if a cell fails, FazhiError names
    notebook, cell and error and the old one stays.
    """
    began = time.perf_counter()
    notebooks = sorted(project.notebooks.glob("*.ipynb"))
    built = read_seal(project.processed / BUILD)
    if not notebooks:
        raise FazhiError(f"{project.notebooks} holds no notebooks (*.ipynb): there is nothing to draw.")
    if not built:
        raise FazhiError(
            f"{project.processed} holds no {BUILD}: make the tables first, with `fazhi reproduce`."
        )
    with fresh_folder(project.figures) as folder:
        for done, notebook in enumerate(notebooks):
            if progress:
                progress(done, len(notebooks), notebook.name)
            run_notebook(notebook, _environment(project, folder))
        if progress:
            progress(len(notebooks), len(notebooks), "")
        seal = {
            "version": version(),
            "tables": built.get("tables", {}),
            "notebooks": {notebook.name: sha256(notebook) for notebook in notebooks},
            "files": folder_hashes(folder),
        }
        write_seal(folder / DRAW, seal)
    return made(project.figures, f"{len(notebooks)} notebook{'s' * (len(notebooks) > 1)} run", began)


def _environment(project: Project, figures: Path) -> dict[str, str]:
    """What the kernel is told: the project, and nothing of the user's that could change a picture."""
    import matplotlib as mpl

    package = str(Path(__file__).resolve().parents[2])  # the notebooks import this very package
    dropped = {"PYTHONSTARTUP", "MPLBACKEND"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {
        ROOT_VARIABLE: str(project.root.resolve()),
        TABLES_VARIABLE: str(project.processed.resolve()),
        FIGURES_VARIABLE: str(figures.resolve()),
        "MATPLOTLIBRC": str(Path(mpl.get_data_path()) / "matplotlibrc"),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")])),
        "PYTHONUTF8": "1",
    }


def run_notebook(path: Path, environment: dict[str, str]) -> None:
    """Run a copy of a notebook; FazhiError names the notebook, the cell and the error."""
    try:
        import nbformat
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    except ImportError as error:
        raise FazhiError(
            f"running notebooks needs {error.name}: pip install 'fazhi-research[notebooks]'."
        ) from error
    with tempfile.TemporaryDirectory(prefix="fazhi-") as scratch:
        folder = Path(scratch)
        shutil.copyfile(path, folder / path.name)
        _write_kernel(folder / "kernels" / KERNEL)
        book = nbformat.read(folder / path.name, as_version=4)  # type: ignore[no-untyped-call]
        specs = KernelSpecManager(kernel_dirs=[str(folder / "kernels")])
        client = NotebookClient(
            book, km=AsyncKernelManager(kernel_name=KERNEL, kernel_spec_manager=specs), timeout=SECONDS,
            record_timing=False, shutdown_kernel="immediate", resources={"metadata": {"path": scratch}},
        )  # fmt: skip
        told = environment | {"IPYTHONDIR": str(folder / "ipython")}
        try:
            client.execute(env=told, stderr=subprocess.DEVNULL, cleanup_kc=True)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise FazhiError(_failure(path.name, book, error)) from error
        except AssertionError as error:
            # Ctrl-C: nbclient ends the kernel, forgets it, and then misses it.
            if client.km is None:
                raise KeyboardInterrupt from error
            raise


def _write_kernel(folder: Path) -> None:
    """Describe a kernel that is this Python, whatever kernels the user has installed."""
    folder.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": KERNEL, "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def _failure(name: str, book: Any, error: Exception) -> str:
    """What failed, in one line: notebook, number of the cell counted from 1, the error's own line."""
    for number, cell in enumerate(book.cells, start=1):
        for output in cell.get("outputs", []):
            if output.get("output_type") == "error":
                line = f"{output['ename']}: {output['evalue']}".splitlines()[0]
                return f"{name}, cell {number}: {line}. Open the notebook, correct the cell, run it again."
    reason = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
    return f"{name}: the kernel stopped ({reason}). Run the notebook by hand to see where."
