"""fazhi doctor and completion: what is told of this computer, and what to do."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from fazhi_research.__main__ import main
from fazhi_research.commands.line import line
from fazhi_research.drawing import style
from fazhi_research.project import examinations
from fazhi_research.project.examinations import Sign, examine
from fazhi_research.project.places import Project


def commands(parser: argparse.ArgumentParser, above: str = "") -> dict[str, argparse.ArgumentParser]:
    """Every command by its words, those within others included."""
    found = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                found[f"{above}{name}"] = command
                found |= commands(command, f"{above}{name} ")
    return found


COMMANDS = commands(line())


@pytest.mark.parametrize("words", COMMANDS)
def test_the_help_of_every_command_has_examples_that_parse(words: str) -> None:
    told = COMMANDS[words].format_help()
    assert "examples:\n" in told
    examples = [text.strip() for text in told.split("examples:\n")[1].splitlines()]
    typed = [text.split("  ")[0].split(" > ")[0].split(" >> ")[0] for text in examples]
    typed = [text.removeprefix("source <(").rstrip(")") for text in typed]
    assert typed and all(text.startswith(f"fazhi {words}") for text in typed if text)
    for text in filter(None, typed):
        line().parse_args(text.split()[1:])


def signs(project: Project | None = None) -> dict[str, Sign]:
    return {sign.what: sign for sign in examine(project)}


def test_a_sound_computer(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--project", str(root)]) == 0
    told = capsys.readouterr().out
    assert "11 documents, and every hash holds" in told and told.endswith("is there\n")
    assert not list(root.glob(".fazhi-can-write"))


def test_a_package_too_old_or_absent_or_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name in ("openpyxl", "scipy"):
            raise metadata.PackageNotFoundError(name)
        return "2.9.9rc1" if name == "pandas" else real(name)

    def import_module(name: str) -> None:
        if name == "lxml":
            raise ImportError("libxml2.so: no such file\nmore")

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr(examinations, "import_module", import_module)
    found = signs()
    assert (found["pandas"].state, found["pandas"].words) == ("fault", "2.9.9rc1 is older than 3.0")
    assert found["pandas"].cure == 'python -m pip install --upgrade "pandas>=3.0"'
    assert (found["scipy"].state, found["scipy"].words) == ("fault", "is not installed")
    assert found["lxml"].words.endswith("does not start (libxml2.so: no such file)")
    assert (found["sheets"].state, found["sheets"].words) == ("note", "openpyxl is not installed")
    assert found["sheets"].cure.endswith('python -m pip install "fazhi-research[sheets]"')


def test_every_extra_for_users_is_explained() -> None:
    held = set(metadata.metadata("fazhi-research").get_all("Provides-Extra") or ())
    assert set(examinations.EXTRAS) == held - {"dev", "docs"}


def test_a_font_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    style.register_font.cache_clear()
    monkeypatch.setattr(style, "font_path", lambda: tmp_path / "fonts" / "none.ttf")
    try:
        font = signs()["font"]
    finally:
        style.register_font.cache_clear()
    assert (
        font.state == "fault" and "none.ttf is missing from fonts/: install fazhi-research again" in font.cure
    )


def test_shipped_files_that_have_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text(f"file,document,sha256\na.txt,a,{'0' * 64}\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(examinations, "shipped", lambda: tmp_path)
    corpus = signs()["corpus"]
    assert (corpus.state, corpus.words.endswith(": a.txt")) == ("fault", True)


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)

    def refuse(self: Path, *given: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)
    project = signs(Project(tmp_path))["project"]
    assert project.state == "fault" and "cannot be written" in project.words and "--out DIR" in project.cure


def test_another_python_of_the_terminal_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / name))
    found = signs()
    assert "is that of another Python" in found["command"].words
    assert "ipykernel install --user" in found["jupyter"].cure
    assert found["project"].cure == "`fazhi new-project DIR` makes one for your documents"


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    told = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2]), **environment}
    command = [sys.executable, "-m", "fazhi_research", *words]
    return subprocess.run(command, env=told, capture_output=True, check=False)


def test_a_terminal_without_chinese_is_told_and_shows_no_traceback(tmp_path: Path) -> None:
    done = run("doctor", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert b"told to show ascii, which has no Chinese" in done.stdout and b"PYTHONUTF8=1" in done.stdout


def test_completion_is_a_script_that_the_shell_takes() -> None:
    done = run("completion", "bash")
    assert done.returncode == 0
    asked = (
        done.stdout.decode() + "\nCOMP_WORDS=(fazhi repr); COMP_CWORD=1; _shtab_fazhi; echo ${COMPREPLY[@]}\n"
        "COMP_WORDS=(fazhi new-project --fr); COMP_CWORD=2; _shtab_fazhi; echo ${COMPREPLY[@]}\n"
    )
    told = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=False)
    assert told.stdout.split() == ["reproduce", "--from"], told.stderr


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("zsh", "compdef _shtab_fazhi"), ("fish", "complete -c fazhi"), ("tcsh", "complete fazhi"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName fazhi"),
    ],
)  # fmt: skip
def test_every_shell_has_its_script(shell: str, words: str) -> None:
    done = run("completion", shell)
    assert (done.returncode, done.stderr) == (0, b"")
    script = done.stdout.decode()
    assert words in script and "new-project" in script and "reproduce" in script


def test_a_shell_that_an_older_shtab_does_not_know(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shtab = pytest.importorskip("shtab", reason="the extra [shell] is not installed")
    monkeypatch.setattr(shtab, "SUPPORTED_SHELLS", ["bash", "zsh", "tcsh"])
    assert main(["completion", "powershell"]) == 2
    assert (
        "completion in powershell needs a newer shtab: python -m pip install --upgrade"
        in capsys.readouterr().err
    )


def test_whoever_has_read_enough_hears_no_complaint() -> None:
    command = f"{sys.executable} -m fazhi_research completion zsh | head -c 1"
    told = subprocess.run(
        ["bash", "-c", command], cwd=Path(__file__).parents[2], capture_output=True, check=False
    )
    assert told.stderr == b""
