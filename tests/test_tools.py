"""The commands behind make: what they compare, what they refuse, when they set up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import prove, run

ROOT = Path(__file__).resolve().parent.parent


def write(folder: Path, **files: str) -> Path:
    """Make a folder of files; `__` in a name stands for the dot."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def test_equal_folders_do_not_differ(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", a__csv="x\n"), write(tmp_path / "two", a__csv="x\n")
    assert prove.differences(prove.read_folder(one), prove.read_folder(two)) == []


def test_every_kind_of_difference_is_told(tmp_path: Path) -> None:
    one = write(tmp_path / "one", a__csv="abc", b__csv="x", d__csv="ab")
    two = write(tmp_path / "two", a__csv="abd", c__csv="x", d__csv="abc")
    assert prove.differences(prove.read_folder(one), prove.read_folder(two)) == [
        "b.csv: only in the first",
        "c.csv: only in the second",
        "a.csv: differs from byte 2 on",
        "d.csv: differs from byte 2 on",
    ]


@pytest.mark.parametrize(
    ("second", "committed", "code"),
    [
        ({"t__csv": "1", "f__png": "p"}, {"t__csv": "1", "f__png": "p"}, 0),
        ({"t__csv": "1", "f__png": "p"}, {"t__csv": "1", "f__png": "older"}, 0),  # a picture, told only
        ({"t__csv": "1", "f__png": "q"}, {"t__csv": "1", "f__png": "p"}, 1),
        ({"t__csv": "2", "f__png": "p"}, {"t__csv": "1", "f__png": "p"}, 1),
        ({"t__csv": "1", "f__png": "p"}, {"t__csv": "2", "f__png": "p"}, 1),
        ({"t__csv": "1", "f__png": "p"}, {"f__png": "p"}, 1),
    ],
)
def test_the_proof_is_strict_where_it_says_so(
    second: dict[str, str],
    committed: dict[str, str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {1: {"t__csv": "1", "f__png": "p"}, 2: second}
    for seed, made in files.items():
        write(tmp_path / str(seed) / "figures", **made)
    monkeypatch.setattr(prove, "run_from_clean", lambda seed: tmp_path / str(seed))
    monkeypatch.setattr(prove, "COMMITTED", {"figures": write(tmp_path / "committed", **committed)})
    assert prove.main() == code


def test_a_main_job_that_writes_nothing_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove, "run_from_clean", lambda seed: tmp_path)
    monkeypatch.setattr(prove, "COMMITTED", {"figures": tmp_path / "figures"})
    assert prove.main() == 1


def test_an_unknown_target_is_refused_with_the_known_ones() -> None:
    command = [sys.executable, "tools/run.py", "reprodce"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode != 0
    assert "no target named 'reprodce'; choose one of help, reproduce, test" in done.stderr
    assert "Traceback" not in done.stderr


def test_children_do_not_inherit_another_python(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in run.UNWANTED:
        monkeypatch.setenv(name, "1")
    assert run.environment().keys().isdisjoint(run.UNWANTED)


def test_a_change_of_the_lock_sets_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyproject.toml", "requirements.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(run, "ROOT", tmp_path)
    before = run.fingerprint()
    assert run.fingerprint() == before
    (tmp_path / "requirements.lock").write_text("pandas==0\n", encoding="utf-8")
    assert run.fingerprint() != before


def test_the_name_by_which_python_is_called_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = run.fingerprint()
    monkeypatch.setattr(sys, "executable", "/somewhere/else/python3")
    assert run.fingerprint() == before
    monkeypatch.setattr(sys, "base_prefix", "/another/installation")
    assert run.fingerprint() != before


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C")
@pytest.mark.parametrize("group", [True, False], ids=["from a terminal", "to the command alone"])
def test_ctrl_c_waits_for_the_child_and_shows_no_traceback(tmp_path: Path, *, group: bool) -> None:
    child = (
        "import pathlib, time\n"
        "try:\n    pathlib.Path('started').touch(); time.sleep(60)\n"
        "except KeyboardInterrupt:\n    time.sleep(0.6); pathlib.Path('cleaned').touch(); raise SystemExit(130)"
    )
    script = (
        f"import pathlib, sys; sys.path.insert(0, {str(ROOT)!r})\n"
        f"from tools import run\nrun.ROOT = pathlib.Path({str(tmp_path)!r})\n"
        f"run.call(sys.executable, '-c', {child!r})"
    )
    job = subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not (tmp_path / "started").exists():
        time.sleep(0.05)
    os.killpg(job.pid, signal.SIGINT) if group else job.send_signal(signal.SIGINT)
    assert (job.communicate(timeout=30)[1], job.returncode) == ("", 130)
    assert (tmp_path / "cleaned").exists()


def test_an_audit_fails_for_weaknesses_and_not_for_want_of_an_answer() -> None:
    from tools.audit import verdict

    sound = {"name": "a", "version": "1", "vulns": []}
    weak = {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}, {"id": "X-2"}]}
    unknown = {"name": "c", "skip_reason": "not found"}
    assert verdict({"dependencies": [sound]}) == (0, ["1 packages audited, 0 known weaknesses"])
    code, lines = verdict({"dependencies": [sound, weak, unknown]})
    assert code == 1 and lines[:2] == ["b 2: X-1, mended in 3", "b 2: X-2, mended in no version yet"]
    assert lines[2:] == ["2 packages audited, 2 known weaknesses", "1 not audited: c"]
    assert verdict({"dependencies": [unknown]})[0] == 0
    assert verdict({}) == (0, ["nothing was audited: no advisories could be had for any of 0 packages"])


def test_no_tool_takes_the_name_of_a_standard_module() -> None:
    """Run as `python tools/some.py`, it would stand before the standard one in every import."""
    tools = {path.stem for path in (ROOT / "tools").iterdir()}
    assert tools & set(sys.stdlib_module_names) == set()
