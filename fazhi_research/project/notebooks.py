"""One notebook, run in a fresh kernel."""

from __future__ import annotations

import asyncio
import atexit
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from fazhi_research import errors
from fazhi_research.errors import LEFT_OUT, FazhiError

KERNEL = "fazhi"
SECONDS = 600  # for one cell
STOPPING = 10  # seconds a kernel has to end after Ctrl-C


def run_notebook(path: Path, environment: dict[str, str]) -> dict[int, list[str]]:
    """What a notebook left out for lack of data, after a copy of it was run (运行分析笔记).

    The lines by the place of the cell among all cells, from 0. FazhiError names the notebook, the cell and the error.
    """
    try:
        import nbformat
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    except ImportError as error:
        raise FazhiError(
            f'running notebooks needs {error.name}: pip install ".[notebooks]" in the project\'s folder. The tables '
            "alone need none: `fazhi build`."
        ) from error
    # a kernel that is being ended may still write there; that must not hide why it was ended
    with tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True) as scratch:
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
            _execute(client, env=told, stderr=subprocess.DEVNULL, cleanup_kc=True)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise FazhiError(_failure(path.name, book, error)) from error
    return _left_out(book)


def _left_out(book: Any) -> dict[int, list[str]]:
    """The lines that sections printed in place of their results, by cell."""
    found: dict[int, list[str]] = {}
    for place, cell in enumerate(book.cells):
        printed = [output.get("text", "") for output in cell.get("outputs", [])]
        lines = [line for text in printed for line in text.splitlines() if line.startswith(LEFT_OUT)]
        if lines:
            found[place] = list(dict.fromkeys(lines))
    return found


def _execute(client: Any, **kernel: Any) -> None:
    """Run a client's notebook; on Ctrl-C end its kernel, wait until it is gone, and raise KeyboardInterrupt.

    The client works in a thread of its own: in the main one it takes the signal for itself, ends the kernel and
    then fails at missing it, with several tracebacks.
    """
    running: dict[str, Any] = {}
    failed: list[Exception] = []

    async def work() -> None:
        running.update(loop=asyncio.get_running_loop(), task=asyncio.current_task())
        try:
            await client.async_execute(**kernel)
        finally:
            atexit.unregister(
                client._cleanup_kernel
            )  # left behind by a start that was cut short, it fails at exit
            if client.km is not None and client.km.has_kernel:  # stopped while the kernel was starting
                await client.km.shutdown_kernel(now=True)

    def job() -> None:
        try:
            asyncio.run(work())
        except asyncio.CancelledError:
            pass
        except Exception as error:  # told by the thread that waits
            failed.append(error)

    thread = threading.Thread(target=job, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.2)  # short, so that Windows hears Ctrl-C
    except KeyboardInterrupt:
        _stop(thread, running)
        raise
    if failed:
        raise failed[0]


def _stop(thread: threading.Thread, running: dict[str, Any]) -> None:
    """Cancel what a thread runs and give it time to end its kernel, however often Ctrl-C is pressed."""
    until = time.monotonic() + STOPPING
    while thread.is_alive() and time.monotonic() < until:
        with suppress(KeyboardInterrupt):
            if loop := running.pop("loop", None):
                loop.set_exception_handler(lambda loop, context: None)
                loop.call_soon_threadsafe(running["task"].cancel)
            thread.join(0.2)


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
                told = hasattr(errors, output["ename"])  # ours says what to do
                cure = "" if told else " Open the notebook, correct the cell, run it again."
                return f"{name}, cell {number}: {line.removesuffix('.')}.{cure}"
    reason = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
    return f"{name}: the kernel stopped ({reason}). Run the notebook by hand to see where."
