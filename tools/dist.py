"""Build what would be uploaded, and prove that a stranger can install it.

    python tools/dist.py [--offline]

Builds the source archive and the wheel into dist/, checks them as a public index would (twine, strict), tells their sizes, installs each into
an empty environment of its own and works there with the command line: a project of one document, its tables, the doctor. What the package
needs is fetched for that; with --offline it is lent by the environment that runs this.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
MOST = 2_000_000
"""Bytes that the wheel may have without its fonts."""
PLAN = "云山市法治政府建设实施方案\n为推进依法行政,制定本方案。\n一、任务\n1.健全机制。(牵头单位:市司法局)\n2.完善制度。\n"


def call(*words: str | Path, cwd: Path = ROOT, codes: Sequence[int] = (0,)) -> str:
    """What a command printed; stops with its words if it ends in another way than foreseen."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FAZHI_"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=kept | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False
    )  # fmt: skip
    if done.returncode not in codes:
        raise SystemExit(f"failed: {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


def size_without_fonts(wheel: Path) -> int:
    """The bytes that a wheel takes less those of its fonts."""
    with zipfile.ZipFile(wheel) as archive:
        fonts = sum(held.compress_size for held in archive.infolist() if "/fonts/" in held.filename)
    return wheel.stat().st_size - fonts


def build() -> list[Path]:
    """The wheel and the source archive, built afresh with the locked backend and checked as an index checks them."""
    shutil.rmtree(DIST, ignore_errors=True)
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", DIST, ROOT)
    made = sorted(DIST.iterdir())
    call(sys.executable, "-m", "twine", "check", "--strict", *made)
    for path in made:
        print(f"{path.name}: {path.stat().st_size:,} bytes, and an index would take it")
    size = size_without_fonts(next(path for path in made if path.suffix == ".whl"))
    if size > MOST:
        raise SystemExit(f"failed: without its fonts the wheel has {size:,} bytes, more than {MOST:,}")
    print(f"without its fonts the wheel has {size:,} bytes")
    return made


def empty_environment(home: Path) -> Path:
    """The Python of a new environment with nothing in it but pip."""
    builder = venv.EnvBuilder(with_pip=True)
    builder.create(home)
    return Path(builder.ensure_directories(home).env_exe)


def install(python: Path, archive: Path, *, offline: bool) -> None:
    """Install an archive and what it needs into an environment."""
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if not offline:
        call(*pip, archive)
        return
    # a path added by a .pth file is searched last, and the .pth files in it are not read: the checkout stays out of sight
    packages = call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(packages) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    call(*pip, "--no-deps", "--no-index", "--no-build-isolation", archive)


def work(python: Path, folder: Path) -> str:
    """What the doctor says in the end, after a project was made, filled and built by a package that stands in no checkout."""
    where = call(python, "-c", "import fazhi_research; print(fazhi_research.__file__)", cwd=folder).strip()
    if not Path(where).resolve().is_relative_to(python.parent.parent.resolve()):
        raise SystemExit(f"failed: the package was taken from {where}, not from the new environment")
    (folder / "my files").mkdir()
    (folder / "my files" / "方案.txt").write_text(PLAN, encoding="utf-8")
    fazhi = next(path for path in python.parent.iterdir() if path.stem == "fazhi")
    call(fazhi, "new-project", "我的 study", "--from", "my files", cwd=folder)
    call(
        fazhi, "validate", "--project", "我的 study", cwd=folder, codes=(1,)
    )  # source and licence are to be filled in
    built = call(fazhi, "build", "--project", "我的 study", cwd=folder)
    if not built.startswith("1 document, 2 tasks, 1 lead agency"):
        raise SystemExit(f"failed: the tables of the new project are not those expected: {built}")
    return call(fazhi, "doctor", "--project", "我的 study", cwd=folder).splitlines()[-1]


def main(words: Sequence[str]) -> int:
    """Build, check, install and use; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--offline", action="store_true", help="lend the packages that are needed")
    offline = parser.parse_args(words).offline
    for archive in build():
        with tempfile.TemporaryDirectory() as scratch:
            python = empty_environment(Path(scratch) / "environment")
            install(python, archive, offline=offline)
            print(f"{archive.name} in an empty environment: {work(python, Path(scratch))}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
