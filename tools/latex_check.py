"""Checks that the LaTeX tables in figures/ can be set, by compiling them where xelatex is installed.

    python tools/latex_check.py              # figures/tab*.tex
    python tools/latex_check.py my/*.tex     # others

First the syntax is read, which needs no TeX: braces and environments closed, as many cells in a row as columns, no sign left that LaTeX would
take for a command, the packages named that are needed. Then, where xelatex is on PATH, all tables are set in one document of the class ctexart with
the packaged font; an error of LaTeX, a missing character, a line too wide or a table too long for its page is a fault. The document is left in
build/latex to look at.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "latex"
FONTS = ROOT / "fazhi_research" / "drawing" / "fonts"
SECONDS = 300
TOO_WIDE = 5.0  # points by which a line may stand out before it is a fault
#: the package that each environment and command needs
NEEDED = {
    r"\toprule": "booktabs", r"\arraybackslash": "array", r"\begin{longtable}": "longtable", r"\begin{sidewaystable}": "rotating", r"\begin{landscape}": "pdflscape",
}  # fmt: skip
RAGGED = r">{\raggedright\arraybackslash}"
#: every command that our tables use
KNOWN = set(
    r"begin end centering footnotesize setlength tabcolsep belowcaptionskip LTcapwidth linewidth caption label toprule midrule bottomrule par smallskip "
    r"noindent parbox begingroup endgroup endfirsthead endhead endfoot endlastfoot multicolumn textbackslash textasciitilde textasciicircum textless "
    r"textgreater textbar raggedright arraybackslash".split()
)
DOCUMENT = r"""\documentclass[a4paper]{{ctexart}}
\usepackage[margin=25mm]{{geometry}}
\usepackage{{array,booktabs,rotating,longtable,pdflscape}}
\setCJKmainfont{{FazhiSansSC-Regular.ttf}}[Path={fonts}/,AutoFakeBold]
\begin{{document}}
{body}
\end{{document}}
"""


def faults(text: str) -> list[str]:
    """Return what is wrong with the syntax of a table, line by line."""
    lines = text.splitlines()
    body = "\n".join("" if line.lstrip().startswith("%") else line for line in lines)
    found = [
        f"needs the package {name}, which its first line does not name"
        for sign, name in NEEDED.items()
        if sign in body and name not in lines[0]
    ]
    plain = re.sub(r"\\[\\{}%&$#_^~]", "", body)
    if (over := plain.count("{") - plain.count("}")) != 0:
        found.append(f"{abs(over)} braces too {'many' if over > 0 else 'few'} are opened")
    return found + _signs(body) + _environments(body) + _rows(body)


def _signs(body: str) -> list[str]:
    """Return the signs and commands that LaTeX would read, or not know."""
    found = []
    for number, line in enumerate(body.splitlines(), start=1):
        loose = re.findall(r"(?<!\\)[#$%^_~]", re.sub(r"\\(label|begin|end)\{[^}]*\}", "", line))
        unknown = set(re.findall(r"\\([A-Za-z]+)", line)) - KNOWN
        found += [f"line {number}: {sign} is not escaped" for sign in loose]
        found += [f"line {number}: \\{name} is no command of our tables" for name in sorted(unknown)]
    return found


def _environments(body: str) -> list[str]:
    """Return the environments that are not closed in their order."""
    opened: list[str] = []
    for kind, name in re.findall(r"\\(begin|end)\{(\w+)\}", body):
        if kind == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            return [f"\\end{{{name}}} closes nothing"]
    return [f"\\begin{{{name}}} is not closed" for name in opened]


def _rows(body: str) -> list[str]:
    """Return the rows with more or fewer cells than there are columns."""
    form = re.search(
        r"\\begin\{(?:tabular|longtable)\}\{((?:[lr]|(?:>\{\\raggedright\\arraybackslash\})?p\{[\d.]+em\})+)\}",
        body,
    )
    if not form:
        return ["no tabular or longtable whose columns can be read"]
    columns = len(re.findall(r"[lr]|p\{[\d.]+em\}", form.group(1).replace(RAGGED, "")))
    start, stop = body.find(r"\toprule"), max(body.rfind(r"\bottomrule"), body.rfind(r"\end{longtable}"))
    found = []
    for line in body[start:stop].splitlines():
        if not line.endswith(r"\\") or r"\multicolumn" in line:
            continue
        cells = len(re.findall(r"(?<!\\)&", line)) + 1
        if cells != columns:
            found.append(f"{cells} cells for {columns} columns in {line.strip()[:40]!r}")
    return found


def compile_all(paths: Sequence[Path]) -> list[str]:
    """Return what xelatex finds wrong with the tables, set in one document."""
    BUILD.mkdir(parents=True, exist_ok=True)
    shutil.copy(FONTS / "FazhiSansSC-Regular.ttf", BUILD)
    body = []
    for path in paths:
        shutil.copy(path, BUILD / path.name)
        body.append(rf"\typeout{{TABLE {path.stem}}}\input{{{path.name}}}\clearpage")
    (BUILD / "tables.tex").write_text(
        DOCUMENT.format(fonts=".", body="\n".join(body)), encoding="utf-8", newline="\n"
    )
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "tables.tex"]
    for _ in range(2):  # a longtable knows its widths the second time
        done = subprocess.run(command, cwd=BUILD, capture_output=True, timeout=SECONDS, check=False)
    log = (BUILD / "tables.log").read_text(encoding="utf-8", errors="replace")
    found = told(log)
    return (
        found
        if found or done.returncode == 0
        else [f"xelatex ended with exit code {done.returncode}; see {BUILD.name}/tables.log"]
    )


def told(log: str) -> list[str]:
    """Return the faults that a log of xelatex tells, each with its table."""
    table, found = "", []
    for line in log.splitlines():
        table = line.removeprefix("TABLE ").strip() if line.startswith("TABLE ") else table
        wide = re.match(r"Overfull \\hbox \(([\d.]+)pt", line)
        wrong = line.startswith(("!", "Missing character")) or "Float too large" in line
        if wrong or (wide and float(wide.group(1)) > TOO_WIDE):
            found.append(f"{table}: {line.strip()}")
    return found


def main(words: Sequence[str]) -> int:
    """Return 0 if no table has a fault."""
    paths = [Path(word) for word in words] or sorted((ROOT / "figures").glob("tab*.tex"))
    if not paths:
        raise SystemExit("failed: figures holds no tab*.tex; run `fazhi reproduce` first")
    found = [f"{path.name}: {fault}" for path in paths for fault in faults(path.read_text(encoding="utf-8"))]
    how = "syntax read; xelatex is not installed, so that nothing was set"
    if shutil.which("xelatex") and not found:
        found += compile_all(paths)
        how = "set by xelatex"
    for line in found:
        print(line, file=sys.stderr)
    print(f"{len(paths)} tables, {how}: {f'{len(found)} faults' if found else 'no fault'}")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
