"""Proves that the same input gives the same bytes: makes everything twice from nothing, and compares.

The two runs differ in Python's hash seed, the usual way in which an order that nobody chose gets into a
result. They must agree in every byte, pictures included. What is committed must agree in its tables and in
the data and captions of its figures; pictures depend on the version of the drawing library, so there a
difference is told, not condemned.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "prove"
#: where a run puts its results, and where the same results are committed
COMMITTED = {"processed": ROOT / "data" / "processed", "figures": ROOT / "figures"}
#: what must equal the committed file byte for byte
STRICT = frozenset({".csv", ".tex", ".txt"})


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file under a folder, by its path within it; nothing for a missing folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def differences(left: dict[str, bytes], right: dict[str, bytes]) -> list[str]:
    """Return one line for each file that only one side has or that differs, with the first differing byte."""
    lines = [f"{name}: only in the first" for name in sorted(left.keys() - right.keys())]
    lines += [f"{name}: only in the second" for name in sorted(right.keys() - left.keys())]
    for name in sorted(left.keys() & right.keys()):
        one, two = left[name], right[name]
        if one != two:
            pairs = enumerate(zip(one, two, strict=False))
            first = next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))
            lines.append(f"{name}: differs from byte {first} on")
    return lines


def split_strict(files: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files that must equal what is committed, and the others."""
    strict = {name: data for name, data in files.items() if Path(name).suffix in STRICT}
    return strict, {name: data for name, data in files.items() if name not in strict}


def run_from_clean(seed: int) -> Path:
    """Run the main job into an empty folder under one hash seed and return the folder."""
    folder = BUILD / f"seed-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "fazhi_research", "reproduce", "--out", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": str(seed)}, check=False)
    if done.returncode != 0:
        raise SystemExit(
            f"failed: under hash seed {seed} the main job ended with exit code {done.returncode}"
        )
    return folder


def tell(heading: str, lines: list[str]) -> None:
    """Print a finding and what it consists of."""
    print(f"{heading}: {'the same' if not lines else f'{len(lines)} differ'}")
    for line in lines:
        print(f"  {line}")


def main() -> int:
    """Return 0 if both runs agree in every byte and the committed data agree with them, else 1."""
    one, two = run_from_clean(1), run_from_clean(2)
    faults: list[str] = []
    for part, committed in COMMITTED.items():
        first, second = read_folder(one / part), read_folder(two / part)
        if not first:
            faults.append(f"{part}: the main job wrote nothing")
        between = differences(first, second)
        tell(f"{part}, run 1 and run 2 ({len(first)} files)", between)
        strict, pictures = split_strict(first)
        kept, kept_pictures = split_strict(read_folder(committed))
        against = differences(strict, kept)
        tell(f"{part}, run 1 and the committed tables and data ({len(strict)} files)", against)
        tell(f"{part}, run 1 and the committed rest, for information", differences(pictures, kept_pictures))
        faults += between + against
    print("reproducible" if not faults else f"not reproducible: {len(faults)} differences")
    return int(bool(faults))


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # the main job has told it
