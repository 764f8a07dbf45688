"""The package as a stranger gets it: a wheel in an empty environment, far from the checkout, no network."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tools import dist

ROOT = Path(__file__).resolve().parent.parent
RAW = sorted((ROOT / "data" / "raw").iterdir())


def call(*words: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(target: str, folder: Path) -> Path:
    """Build from the checkout with the backend that is installed: nothing is fetched."""
    call(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=ROOT)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel; what the wheel depends on is lent by this one."""
    home = tmp_path_factory.mktemp("empty") / "environment"
    builder = venv.EnvBuilder(with_pip=False)
    builder.create(home)
    context = builder.ensure_directories(home)
    interpreter = Path(context.env_exe)
    pip = (sys.executable, "-m", "pip", "--python", interpreter, "--disable-pip-version-check")
    call(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home)
    # A path added by a .pth file is searched last, and the .pth files in it are not read: the checkout, which
    # stands in the lending environment by such a file, stays out of sight.
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(call(interpreter, "-c", where, cwd=home).strip())
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return interpreter


def test_the_wheel_holds_what_the_package_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for path in RAW:
            assert archive.read(f"fazhi_research/corpus/{path.name}") == path.read_bytes()
    assert "fazhi_research/py.typed" in names
    assert {f"fazhi_research/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")} <= names
    assert {f"fazhi_research/coursework/{path.name}" for path in (ROOT / "coursework").glob("*.md")} <= names
    assert {"fazhi_research/project/examples/ties.csv", "fazhi_research/project/starter/README.md"} <= names
    for folder in ("lexicons", "drawing/fonts"):
        held = {path for path in (ROOT / "fazhi_research" / folder).iterdir() if path.is_file()}
        assert held
        assert {f"fazhi_research/{folder}/{path.name}" for path in held} <= names
    assert [name for name in names if not name.startswith("fazhi_research")] == []


def test_the_wheel_is_small_but_for_its_fonts(wheel: Path) -> None:
    assert 500_000 < dist.size_without_fonts(wheel) < dist.MOST


def test_the_wheel_names_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.rsplit("/", 1)[1] for name in archive.namelist() if "/licenses/" in name}
    assert licences == {"LICENSE", "OFL.txt"}


def test_the_same_checkout_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    again = build("wheel", tmp_path)
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def test_the_corpus_is_there_after_installing_the_wheel_alone(python: Path, tmp_path: Path) -> None:
    script = (
        "import fazhi_research as fz\n"
        "print(fz.__file__)\n"
        "corpus = fz.read_corpus()\n"
        "plan = corpus['jinchuan-2015']\n"
        "print(len(fz.extract_tasks(plan, fz.parse_outline(plan))))"
    )
    place, tasks = call(python, "-I", "-c", script, cwd=tmp_path).split("\n")[:2]
    assert Path(place).is_relative_to(python.parent.parent)
    assert int(tasks) > 0


def test_the_command_is_there_after_installing_the_wheel_alone(python: Path, tmp_path: Path) -> None:
    (command,) = (path for path in python.parent.iterdir() if path.stem == "fazhi")
    assert "parse" in call(command, "--help", cwd=tmp_path)


def test_a_project_can_be_made_after_installing_the_wheel_alone(python: Path, tmp_path: Path) -> None:
    assert dist.work(python, tmp_path) == "everything that is needed is there"
    made = {path.name for path in (tmp_path / "我的 study" / "notebooks").iterdir()}
    assert made == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_the_source_archive_holds_the_raw_files_and_no_clutter(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {f"data/raw/{path.name}" for path in RAW} <= names
    assert {"LICENSE", "requirements.lock", "tools/run.py", "tests/test_wheel.py"} <= names
    assert [name for name in names if name.startswith((".venv", "build", ".git/"))] == []
