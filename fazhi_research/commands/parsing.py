"""The command fazhi parse: files of any kind to tables."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.commands.arguments import Commands, add_command, positive, seconds
from fazhi_research.errors import FazhiError
from fazhi_research.progress import bar

if TYPE_CHECKING:
    from fazhi_research.coding.choices import CodingChoice

_EXAMPLES = """  fazhi parse plan.txt --out tables           the tables of one document
  fazhi parse my_folder --out tables -j 2     of a folder, with two processes
  fazhi parse my_folder --out tables --code   with themes, instruments and modality too
  fazhi parse my_folder --out tables --scheduler tcp://10.0.0.1:8786   by the workers of a Dask cluster
"""


def add_parse(commands: Commands) -> None:
    """Adds `fazhi parse` to the command line (解析命令)."""
    parse = add_command(
        commands,
        "parse",
        _parse,
        words="files or folders to tables",
        more="Run again, it parses only files that are new or changed.",
        examples=_EXAMPLES,
    )
    parse.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
    parse.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the tables go")
    hands = parse.add_mutually_exclusive_group()
    hands.add_argument(
        "-j", "--jobs", type=positive, default=1, metavar="N", help="processes to use (default 1)"
    )
    hands.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="of a Dask cluster that sees PATH and DIR, such as tcp://10.0.0.1:8786: its workers parse",
    )
    parse.add_argument(
        "--format", choices=("csv", "parquet"), default="csv", help="of the tables (default csv)"
    )
    parse.add_argument(
        "--time-limit",
        type=seconds,
        metavar="SECONDS",
        help="skip a file that takes longer (default: no limit)",
    )
    parse.add_argument(
        "--no-cache", action="store_true", help="remove DIR/.parts at the end: the next run parses every file"
    )
    _add_coding(parse)


def _add_coding(parse: argparse.ArgumentParser) -> None:
    """What is coded, and by which codebook."""
    parse.add_argument("--code", action="store_true", help="code themes, instruments and modality as well")
    parse.add_argument(
        "--codebook",
        type=Path,
        metavar="PLACE",
        help="a folder or YAML file of your own over the codebook (implies --code)",
    )
    parse.add_argument(
        "--scheme",
        action="append",
        default=[],
        metavar="NAME",
        help="a scheme to code, again for more (implies --code)",
    )
    parse.add_argument(
        "--no-preambles",
        action="store_true",
        help="leave the political opening and items of guiding thought out of the codings (implies --code)",
    )


def _parse(options: argparse.Namespace) -> int:
    from fazhi_research.batch import files_of, parse_into, passed_over
    from fazhi_research.batch.summaries import count

    began = time.perf_counter()
    files = files_of(options.paths)
    _outside_manifests(options.paths, options.out)
    _writable(options.out)
    for line in passed_over(options.paths):
        print(f"fazhi: {line}", file=sys.stderr)
    coded = _coded(options)

    def closing() -> None:
        options.state = f"the tables in {options.out} are incomplete; run the command again"

    with bar("parsing", len(files)) as step:
        run = parse_into(
            files, options.out, jobs=options.jobs, coded=coded, form=options.format, time_limit=options.time_limit,
            keep_parts=not options.no_cache, step=step, closing=closing, client=options.scheduler,
        )  # fmt: skip
    for _, reason in run.skipped:
        print(f"fazhi: {'skipped ' if run.documents else ''}{reason}", file=sys.stderr)
    if not run.documents:
        return 2
    seconds = time.perf_counter() - began
    print(f"{run.words}; {count(run.written, 'file')} written, {seconds:.1f} s")
    return 1 if run.skipped else 0


def _coded(options: argparse.Namespace) -> CodingChoice | None:
    """How documents are to be coded, None if they are not; faults of a codebook show before any work is done."""
    if not (options.code or options.codebook or options.scheme or options.no_preambles):
        return None
    from fazhi_research.coding.choices import CodingChoice

    coded = CodingChoice(
        folder=str(options.codebook or ""), schemes=tuple(options.scheme), preambles=not options.no_preambles
    )
    schemes = coded.codebook.schemes
    for name in coded.schemes:
        if name not in schemes:
            raise FazhiError(f"--scheme {name}: no such scheme; there are {', '.join(schemes)}")
    return coded


def _outside_manifests(paths: list[Path], out: Path) -> None:
    """Fails if the results would stand in a folder whose manifest lists every file, for they would be unlisted."""
    for path in paths:
        if (path / "manifest.csv").is_file() and out.resolve().is_relative_to(path.resolve()):
            raise FazhiError(
                f"--out {out} lies in the input folder {path}, whose manifest would have to list the results: "
                "choose a folder outside"
            )


def _writable(folder: Path) -> None:
    """Fails before any work is done if nothing can be written there."""
    for above in (folder, *folder.parents):
        if above.exists() and not above.is_dir():
            raise FazhiError(f"--out {folder}: {above} is a file, not a folder; choose another --out")
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / ".writing"
    probe.touch()
    probe.unlink()
