"""The commands of hand coding: fazhi coding sample, fazhi coding agree."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.commands.arguments import Commands, add_command, positive
from fazhi_research.errors import FazhiError

if TYPE_CHECKING:
    import pandas as pd

_SAMPLE = (
    "  fazhi coding sample --out sheets --coders 2   two blind sheets, and sheets-key.csv beside the folder\n"
)
_AGREE = "  fazhi coding agree anna.xlsx bo.csv --key sheets-key.csv --out agreement\n"


def add_coding_commands(commands: Commands) -> None:
    """Adds `fazhi coding` and its two commands to the command line (人工编码命令)."""
    coding = add_command(
        commands,
        "coding",
        None,
        words="sheets for coding by hand, and how far coders agree",
        examples=_SAMPLE + _AGREE,
    )
    both = coding.add_subparsers(required=True, metavar="COMMAND")
    _add_sample(
        add_command(both, "sample", _sample, words="write blind sheets in random order", examples=_SAMPLE)
    )
    words = "compare filled sheets with each other and with the dictionary"
    _add_agree(add_command(both, "agree", _agree, words=words, examples=_AGREE))


def _add_sample(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--out", required=True, type=Path, metavar="DIR", help="the folder that goes to the coders")
    add(
        "--key",
        type=Path,
        metavar="FILE",
        help="the key, kept from the coders (default: DIR-key.csv beside DIR)",
    )
    add(
        "--size",
        type=positive,
        metavar="N",
        help="tasks to draw (default: 100 or a fifth, whichever is more)",
    )
    add(
        "--coders",
        type=positive,
        default=2,
        metavar="N",
        help="sheets, each in an order of its own (default 2)",
    )
    add(
        "--further",
        type=int,
        default=3,
        metavar="N",
        choices=range(12),
        help="columns for further codes (default 3)",
    )
    add("--document", action="append", metavar="ID", help="only tasks of this document (may be given again)")
    add("--stratify", action="store_true", help="draw from each document in proportion to its tasks")
    add("--mask", action="store_true", help="put ×× for place names and years in the words")
    _add_common(command)


def _add_agree(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("sheets", nargs="+", type=Path, metavar="SHEET", help="a filled sheet, xlsx or CSV")
    add("--key", required=True, nargs="+", type=Path, metavar="FILE", help="the key written with the sheets")
    add("--out", required=True, type=Path, metavar="DIR", help="where the tables go")
    add("--leave-out", action="store_true", help="go on without the lines that cannot be used")
    add("--draws", type=positive, default=2000, metavar="N", help="bootstrap resamples (default 2000)")
    _add_common(command)


def _add_common(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add(
        "--tables",
        type=Path,
        metavar="DIR",
        help="the folder of the tables (default: the project's data/processed)",
    )
    add("--codebook", type=Path, metavar="PLACE", help="a folder or YAML file of your own over the codebook")
    add("--scheme", default="themes", metavar="NAME", help="the scheme of codes (default: themes)")
    add("--seed", type=int, default=0, metavar="N", help="the course of everything random (default 0)")


def _table(options: argparse.Namespace, name: str) -> pd.DataFrame:
    from fazhi_research.project import Project
    from fazhi_research.tables import read_table

    return read_table(options.tables or Project.find().processed, name)


def _sample(options: argparse.Namespace) -> int:
    from fazhi_research.measuring.samples import coding_sample, sample_size
    from fazhi_research.project.coding_sheets import save_coding_sheets

    tasks, codebook = _wanted_tasks(options), _codebook(options)
    sample = coding_sample(
        tasks,
        _table(options, "documents") if options.mask else None,
        size=options.size,
        sheets=options.coders,
        stratify=options.stratify,
        mask=options.mask,
        seed=options.seed,
    )
    home = options.out.resolve() if options.out.name in ("", "..") else options.out
    key = options.key or home.with_name(f"{home.name}-key.csv")
    drawn = f"{len(sample)} of {len(tasks)} tasks"
    remark = (
        f"{drawn}; seed {options.seed}; {'places and years masked' if options.mask else 'nothing masked'}"
    )
    written = save_coding_sheets(
        sample, codebook, options.out, key=key, further=options.further, remark=remark
    )
    if len(sample) < sample_size(len(tasks)):
        print(
            f"fazhi: {drawn} are fewer than the {sample_size(len(tasks))} advised (100 or a fifth)",
            file=sys.stderr,
        )
    if not any(path.suffix == ".xlsx" for path in written):
        print(
            "fazhi: no xlsx sheets without openpyxl (pip install 'fazhi-research[sheets]')", file=sys.stderr
        )
    print(f"{remark}; sheets in {options.out}; keep the key {key} from the coders")
    return 0


def _wanted_tasks(options: argparse.Namespace) -> pd.DataFrame:
    """The tasks to draw from."""
    tasks = _table(options, "tasks")
    if not options.document:
        return tasks
    held = sorted(set(tasks["document"]))
    unknown = [name for name in options.document if name not in held]
    if unknown:
        raise FazhiError(
            f"--document {unknown[0]}: no tasks of such a document; there are: {', '.join(held)}"
        )
    return tasks[tasks["document"].isin(options.document)]


def _agree(options: argparse.Namespace) -> int:
    from fazhi_research.project.agreements import agreement_lines, agreement_tables, save_agreement
    from fazhi_research.project.filled_sheets import STOPS, read_coding_sheets

    if len(options.sheets) < 2:
        raise FazhiError("agreement needs two sheets or more: give each coder's sheet")
    codebook = _codebook(options)
    codes, problems, words = read_coding_sheets(options.sheets, keys=options.key, codebook=codebook)
    for line in problem_lines(problems):
        print(f"fazhi: {line}", file=sys.stderr)
    stops = problems[problems["problem"].isin(STOPS)]
    if len(stops) and not options.leave_out:
        save_agreement({"problems": problems}, options.out)
        raise FazhiError(
            f"{len(stops)} lines cannot be used as they stand (all in {options.out / 'problems.csv'}): correct the sheets, "
            "or leave those lines out with --leave-out"
        )
    if codes.empty:
        save_agreement({"problems": problems}, options.out)
        raise FazhiError(
            "no line is coded by any coder: fill in the column primary (and themes where a task has more than one code)"
        )
    tables = agreement_tables(
        codes,
        words,
        known=list(codebook["theme"]),
        found=_dictionary(options),
        draws=options.draws,
        seed=options.seed,
    )
    save_agreement(tables | {"problems": problems, "codes_given": codes}, options.out)
    print("\n".join(agreement_lines(tables)))
    print(f"tables in {options.out}")
    return 1 if len(stops) else 0


def problem_lines(problems: pd.DataFrame) -> list[str]:
    """A sentence for each problem; notes of one kind in one sheet share one 问题说明."""
    from fazhi_research.project.filled_sheets import STOPS

    lines = []
    for row in problems[problems["problem"].isin(STOPS)].itertuples():
        lines.append(f"{row.coder}, line {row.line} ({row.row}): {row.problem}: {row.found}; {row.remedy}")
    notes = problems[~problems["problem"].isin(STOPS)]
    for (coder, problem, remedy), group in notes.groupby(["coder", "problem", "remedy"], sort=True):
        named = ", ".join(word for word in [*group["row"], *group["found"]] if word)
        count = f"{len(group)} × " if len(group) > 1 else ""
        lines.append(f"{coder}: {count}{problem}{f' ({named})' if named else ''}; {remedy}")
    return lines


def _dictionary(options: argparse.Namespace) -> pd.DataFrame | None:
    """What the dictionary found in the tasks; none where there are no codings."""
    from fazhi_research.measuring.dictionary_agreement import dictionary_codes

    try:
        codings, tasks = _table(options, "codings"), _table(options, "tasks")
    except FazhiError:
        if options.tables:
            raise
        return None  # outside a project coders are compared with each other only
    if not (codings["scheme"] == options.scheme).any():
        print(
            f"fazhi: no codings of the scheme {options.scheme}: coders are compared with each other only",
            file=sys.stderr,
        )
        return None
    return dictionary_codes(codings, tasks, scheme=options.scheme)


def _codebook(options: argparse.Namespace) -> pd.DataFrame:
    """The codes a coder may give, with their definitions."""
    from fazhi_research.project.codebooks import coding_codebook

    return coding_codebook(options.codebook, scheme=options.scheme)
