#!/usr/bin/env python3
"""Asks whether the packages of requirements.lock have known weaknesses: ``python tools/run.py audit``.

pip-audit does the asking, in an environment of its own under ``build/audit``, since it is no part of the project. Exit code 1 if a package has a
known weakness. Without a network, or where the registry in use hands on no advisories, it says that nothing was audited, and ends with 0: a
build must not fail for want of an answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "audit"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TOOL = "pip-audit==2.10.1"
SECONDS = 300


def set_up() -> bool:
    """Make the environment with pip-audit in it; whether that could be done."""
    if not PYTHON.exists() and run(sys.executable, "-m", "venv", str(HOME)) is None:
        return False
    if run(str(PYTHON), "-c", "import pip_audit") is not None:
        return True
    pip = ("-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "15")
    return run(str(PYTHON), *pip, TOOL) is not None


def run(*command: str) -> str | None:
    """What a command prints; None if it fails or takes too long."""
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 or done.stdout.startswith("{") else None


def verdict(report: Mapping[str, Any]) -> tuple[int, list[str]]:
    """The exit code for a report of pip-audit, and what to say: weaknesses, packages not audited, how many were."""
    listed: Sequence[Mapping[str, Any]] = report.get("dependencies", [])
    weak = [
        f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found.get('fix_versions', [])) or 'no version yet'}"
        for one in listed
        for found in one.get("vulns", [])
    ]
    left_out = [str(one["name"]) for one in listed if "skip_reason" in one]
    asked = len(listed) - len(left_out)
    if not asked:
        return 0, [f"nothing was audited: no advisories could be had for any of {len(listed)} packages"]
    lines = [*weak, f"{asked} packages audited, {len(weak)} known weaknesses"]
    if left_out:
        lines.append(f"{len(left_out)} not audited: {', '.join(left_out)}")
    return int(bool(weak)), lines


def main() -> int:
    """Audit the lock file."""
    if not set_up():
        print("audit: nothing was audited: pip-audit could not be installed (is there a network?)")
        return 0
    options = ("--requirement", "requirements.lock", "--require-hashes", "--disable-pip")
    told = run(
        str(PYTHON),
        "-m",
        "pip_audit",
        *options,
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--timeout",
        "15",
    )
    try:
        report = json.loads(told or "")
    except ValueError:
        print("audit: nothing was audited: pip-audit had no answer (is there a network?)")
        return 0
    code, lines = verdict(report)
    for line in lines:
        print(f"audit: {line}")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
