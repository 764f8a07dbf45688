#!/usr/bin/env python3
"""The project's commands, for any machine that has Python 3.11 or later: ``python tools/run.py test``.

The Makefile calls this file and nothing else, so that make, Windows without make and continuous integration
do the same. It uses the standard library only. The first command makes ``.venv`` with exactly the packages
of ``requirements.lock``; later ones find it ready.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
#: The exit code of a command that Ctrl-C ended, as shells give it.
INTERRUPTED = 130
#: What the caller's shell must not hand down: another Python's home, its packages, or the wish to compile
#: nothing, which makes every later start several times slower.
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_TARGET", "PIP_USER")
#: What `clean` removes: everything made by a tool and nothing that is a result.
MADE = (".venv", "build", "dist", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache")


def environment() -> dict[str, str]:
    """Return the environment for every child: the caller's, less what would make the result depend on it."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    return kept | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def call(*command: str | Path) -> int:
    """Run a command in the project's root and return its exit code; after Ctrl-C, end with INTERRUPTED.

    Ctrl-C reaches the command as well: it is given time to end what it runs and to say what it leaves. One that did
    not hear it is told.
    """
    with subprocess.Popen([str(word) for word in command], cwd=ROOT, env=environment()) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            wait_for_end(child)
            raise SystemExit(INTERRUPTED) from None


def wait_for_end(child: subprocess.Popen[bytes]) -> None:
    """Wait for a command that Ctrl-C should have ended, and end it if it did not hear."""
    try:
        child.wait(3)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)


def need(*command: str | Path, otherwise: str) -> None:
    """Run a command that must succeed; stop with one line that says what to do where it does not."""
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=environment(), check=False, stderr=subprocess.PIPE
    )
    if done.returncode != 0:
        sys.stderr.write(done.stderr.decode(errors="replace"))
        raise SystemExit(f"failed: {otherwise}")


def fingerprint() -> str:
    """Return what the environment is made from: lock, build declaration, this Python, this place.

    This Python is the installation, not the name by which it was called: ``python``, ``python3`` and the one in
    ``.venv`` are the same.
    """
    # imported here, because an older Python that lacks it must still reach the words in main()
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    built = [declared["build-system"], declared["project"], declared["tool"]["hatch"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    home = os.path.realpath(sys.base_prefix)
    return hashlib.sha256(repr((lock, built, sys.version, home, str(ROOT))).encode()).hexdigest()


def set_up() -> None:
    """Make ``.venv`` from the lock, once; again only when what it was made from has changed."""
    made_from = fingerprint()
    if STAMP.is_file() and PYTHON.exists() and STAMP.read_text(encoding="utf-8") == made_from:
        return
    print("Setting up .venv from requirements.lock; this takes a minute or two, once.", flush=True)
    need(
        *(sys.executable, "-m", "venv", "--clear", VENV),
        otherwise="Python could not make a virtual environment; on Debian and Ubuntu install python3-venv, "
        "or use conda with environment.yml",
    )
    pip = (PYTHON, "-m", "pip", "install", "--quiet")
    need(
        *(*pip, "--require-hashes", "-r", "requirements.lock"),
        otherwise="the locked packages could not be installed; look at pip's message, then run this again",
    )
    need(
        *(*pip, "--no-deps", "--no-build-isolation", "--editable", "."),
        otherwise="the package itself could not be installed; look at pip's message above",
    )
    STAMP.write_text(made_from, encoding="utf-8")


def reproduce(rest: Sequence[str]) -> int:
    """Make the tables and the figures again from the raw files."""
    set_up()
    return call(PYTHON, "-m", "fazhi_research", "reproduce", *rest)


def lint(rest: Sequence[str]) -> int:
    """Check the code with ruff and mypy."""
    set_up()
    # both run, so that one round shows everything that is wrong
    return call(PYTHON, "-m", "ruff", "check", *rest) | call(PYTHON, "-m", "mypy")


def test(rest: Sequence[str]) -> int:
    """Check the code with ruff and mypy, then run the tests; further words go to pytest."""
    checked = lint(())
    tested = call(PYTHON, "-m", "pytest", *rest)
    if checked:
        print("failed: ruff or mypy found something; it stands above the tests", file=sys.stderr, flush=True)
    return int(bool(checked) | bool(tested))


def prove(rest: Sequence[str]) -> int:
    """Make everything twice from nothing and compare the two, and what is committed, byte for byte."""
    set_up()
    return call(PYTHON, "tools/prove.py", *rest)


def accuracy(rest: Sequence[str]) -> int:
    """Measure the parser against the gold answers and write docs/accuracy.md."""
    set_up()
    return call(PYTHON, "tools/accuracy.py", *rest)


def validity(rest: Sequence[str]) -> int:
    """Compare the stored readings with each other and with the dictionary, and write docs/validity.md."""
    set_up()
    return call(PYTHON, "tools/validity.py", *rest)


def bench(rest: Sequence[str]) -> int:
    """Measure everything beside other packages and write docs/benchmarks.md (25 minutes, or --minutes N; --quick: four)."""
    set_up()
    return call(PYTHON, "benchmarks/bench.py", *rest)


def latex_check(rest: Sequence[str]) -> int:
    """Check that the LaTeX tables in figures/ can be set: with xelatex where it is installed, else by their syntax."""
    set_up()
    return call(PYTHON, "tools/latex_check.py", *rest)


def gallery(rest: Sequence[str]) -> int:
    """Write docs/gallery.md from the figures and tables there are."""
    set_up()
    return call(PYTHON, "tools/gallery.py", *rest)


def docs(rest: Sequence[str]) -> int:
    """Build the documentation site into build/docs/html, warnings as errors; nothing is fetched."""
    set_up()
    return call(PYTHON, "-m", "tools.website.build", *rest)


def coursework(rest: Sequence[str]) -> int:
    """Make the exercises for seminars, for students and for instructors, in build/coursework."""
    set_up()
    folder = rest[0] if rest else "build/coursework"
    for version, words in (("student", ()), ("instructor", ("--instructor",))):
        shutil.rmtree(Path(folder, version), ignore_errors=True)
        if code := call(PYTHON, "-m", "fazhi_research", "coursework", f"{folder}/{version}", *words):
            return code
    return 0


def dist(rest: Sequence[str]) -> int:
    """Build wheel and source archive into dist/, check them as an index would, and use both in empty environments (--offline lends packages)."""
    set_up()
    return call(PYTHON, "tools/dist.py", *rest)


def lab(rest: Sequence[str]) -> int:
    """Open the notebooks in JupyterLab."""
    set_up()
    return call(PYTHON, "-m", "jupyterlab", "notebooks", *rest)


def font(rest: Sequence[str]) -> int:
    """Make the packaged font again from its source."""
    set_up()
    return call(PYTHON, "tools/make_font.py", *rest)


def lock(rest: Sequence[str]) -> int:
    """Resolve pyproject.toml into requirements.lock, with hashes (needs uv; --upgrade for newer versions)."""
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit("failed: `lock` needs the tool uv, not found on PATH: pip install uv")
    options = "--universal --python-version 3.11 --generate-hashes --all-extras --no-header --no-annotate"
    silent = "--no-emit-index-url --no-emit-find-links --quiet"
    target = ("pyproject.toml", "-o", "requirements.lock")
    return call(uv, "pip", "compile", *options.split(), *silent.split(), *rest, *target)


def audit(rest: Sequence[str]) -> int:
    """Ask whether the locked packages have known weaknesses (pip-audit, in an environment of its own)."""
    return call(sys.executable, "tools/audit.py", *rest)


def clean(rest: Sequence[str]) -> int:
    """Remove the environment and every cache; the raw files and the results stay."""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("fazhi_research", "tests", "tools", "benchmarks"):
        for cache in sorted((ROOT / folder).rglob("__pycache__")):
            shutil.rmtree(cache, ignore_errors=True)
    return 0


def show_help(rest: Sequence[str]) -> int:
    """Show this list."""
    for name, target in TARGETS.items():
        print(f"{name:12} {(target.__doc__ or '').strip()}")
    return 0


TARGETS: dict[str, Callable[[Sequence[str]], int]] = {
    "help": show_help,
    "reproduce": reproduce,
    "test": test,
    "lint": lint,
    "accuracy": accuracy,
    "validity": validity,
    "bench": bench,
    "latex-check": latex_check,
    "gallery": gallery,
    "docs": docs,
    "coursework": coursework,
    "dist": dist,
    "lab": lab,
    "prove": prove,
    "font": font,
    "lock": lock,
    "audit": audit,
    "clean": clean,
}


def main(words: Sequence[str]) -> int:
    """Run the named target and return its exit code."""
    # the first thing a machine with an older Python must be told, in words
    if sys.version_info < (3, 11):  # noqa: UP036
        raise SystemExit(f"failed: this is Python {sys.version.split()[0]}; Python 3.11 or later is needed")
    name, *rest = words or ["help"]
    if name not in TARGETS:
        raise SystemExit(f"failed: no target named {name!r}; choose one of {', '.join(TARGETS)}")
    return TARGETS[name](rest)


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\ninterrupted; the next command sets up what is missing", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
