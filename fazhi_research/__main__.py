"""The command line: fazhi parse, build, draw, reproduce, check, coding."""

import argparse
import errno
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_research.coding_commands import add_coding_commands
from fazhi_research.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_research.coding.choices import CodingChoice
    from fazhi_research.project import Project

_EXAMPLES = """examples:
  fazhi parse plan.txt --out tables         the tables of one document
  fazhi parse my_folder --out tables -j 2   of a folder, with two processes
  fazhi parse my_folder --out tables --code with themes, instruments and modality too
  fazhi reproduce                           tables and figures of the project in this folder
  fazhi check                               do raw files, tables and figures belong together?

exit codes:
  0    done
  1    done, but files were skipped, or `check` found problems
  2    a fault of the input or of the command, told in one line; what was made before is untouched
  130  interrupted
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command (命令行).

    0 done, 1 done with files skipped or problems found, 2 a fault of the input, 130 interrupted.
    """
    options = _parser().parse_args(arguments)
    options.state = "earlier results are untouched"  # what an interrupt would leave
    try:
        return int(options.run(options))
    except FazhiError as error:
        if options.debug:
            raise
        print(f"fazhi: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        if options.debug:
            raise
        print(f"fazhi: {_refused(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        # An interrupt that passed through code made from a string (packages below make some) leaves a mark by which
        # Python ends itself with the signal, not with our exit code; running other such code takes it back.
        exec("")
        over = "\r\033[K" if sys.stderr.isatty() else ""  # in place of the progress bar
        print(f"{over}fazhi: interrupted; {options.state}", file=sys.stderr)
        return 130


def _refused(error: OSError) -> str:
    """What the system did not do, and what to do about it."""
    where = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return f"{where}{error.strerror}; make room, and run the command again"
    return f"{where}{error.strerror or error}; check the path and the rights to write there"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fazhi", description="Tables, numbers and figures from 法治政府建设 documents.", epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument(
        "--version", action="version", version=f"fazhi-research {sys.modules[__package__].__version__}"
    )
    parser.add_argument("--debug", action="store_true", help="show the full traceback of an error")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_parse(commands)
    add_coding_commands(commands)
    for name, run, words in (
        ("build", _build, "raw files to data/processed"),
        ("draw", _draw, "data/processed to figures, by running the notebooks"),
        ("reproduce", _reproduce, "build, draw and check"),
        ("check", _check, "whether raw files, tables and figures belong together"),
    ):
        command = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        command.add_argument(
            "--project",
            type=Path,
            metavar="DIR",
            help="the project's folder (default: found from here upwards)",
        )
        if name != "check":
            command.add_argument(
                "--out", type=Path, metavar="DIR", help="write DIR/processed and DIR/figures instead"
            )
        command.set_defaults(run=run)
    return parser


def _add_parse(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parse = commands.add_parser(
        "parse",
        help="files or folders to tables",
        description="Reads documents and writes their tables. Run again, it parses only files that are new or changed.",
    )
    parse.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
    parse.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the tables go")
    parse.add_argument(
        "-j", "--jobs", type=_positive, default=1, metavar="N", help="processes to use (default 1)"
    )
    parse.add_argument(
        "--format", choices=("csv", "parquet"), default="csv", help="of the tables (default csv)"
    )
    parse.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        help="skip a file that takes longer (default: no limit)",
    )
    parse.add_argument(
        "--no-cache", action="store_true", help="remove DIR/.parts at the end: the next run parses every file"
    )
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
    parse.set_defaults(run=_parse)


def _positive(word: str) -> int:
    if not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word} is no number of processes; give 1 or more")
    return int(word)


def _seconds(word: str) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{word} is no time in seconds; give more than 0")
    return seconds


def _parse(options: argparse.Namespace) -> int:
    from fazhi_research.batch import files_of, parse_into, passed_over
    from fazhi_research.project.made import count

    began = time.perf_counter()
    files = files_of(options.paths)
    _outside_manifests(options.paths, options.out)
    _writable(options.out)
    for line in passed_over(options.paths):
        print(f"fazhi: {line}", file=sys.stderr)
    coded = _coded(options)

    def closing() -> None:
        options.state = f"the tables in {options.out} are incomplete; run the command again"

    with _bar("parsing", len(files)) as step:
        run = parse_into(
            files, options.out, jobs=options.jobs, coded=coded, form=options.format, time_limit=options.time_limit,
            keep_parts=not options.no_cache, step=step, closing=closing,
        )  # fmt: skip
    for _, reason in run.skipped:
        print(f"fazhi: {'skipped ' if run.documents else ''}{reason}", file=sys.stderr)
    if not run.documents:
        return 2
    seconds = time.perf_counter() - began
    print(f"{run.words}; {count(run.written, 'file')} written, {seconds:.1f} s")
    return 1 if run.skipped else 0


def _coded(options: argparse.Namespace) -> "CodingChoice | None":
    """How documents are to be coded, None if they are not; faults of a codebook show before any work is done."""
    if not (options.code or options.codebook or options.scheme):
        return None
    from fazhi_research.coding.choices import CodingChoice

    coded = CodingChoice(folder=str(options.codebook or ""), schemes=tuple(options.scheme))
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


def _project(options: argparse.Namespace) -> "Project":
    from fazhi_research.project import Project

    out = getattr(options, "out", None)
    found = Project(options.project) if options.project else Project.find()
    if not found.root.is_dir():
        raise FazhiError(f"--project {found.root}: no such folder; name the one that holds data/raw")
    if not found.raw.is_dir() and not found.processed.is_dir():
        raise FazhiError(
            f"--project {found.root} is no project: it holds neither data/raw with manifest.csv nor data/processed"
        )
    return Project(found.root, out=out) if out else found


def _build(options: argparse.Namespace) -> int:
    from fazhi_research.project import build

    print(build(_project(options)))
    return 0


def _draw(options: argparse.Namespace) -> int:
    from fazhi_research.project import draw

    print(draw(_project(options), progress=_show))
    return 0


def _reproduce(options: argparse.Namespace) -> int:
    from fazhi_research.project import reproduce

    for made in reproduce(_project(options), progress=_show):
        print(made)
    options.state = "tables and figures are made anew; `fazhi check` was not finished"
    return _check(options)


def _check(options: argparse.Namespace) -> int:
    from fazhi_research.project import check
    from fazhi_research.project.checks import foreign_files

    project = _project(options)
    problems, others = check(project), foreign_files(project)
    for problem in problems:
        print(f"fazhi: {problem}", file=sys.stderr)
    if not problems:
        print("raw files, tables and figures belong together")
    if others:
        print(f"not made by fazhi and left alone: {', '.join(others)}")
    return 1 if problems else 0


@contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A step to call with the number of things done, which moves a progress bar with their rate and the time left."""
    done, began = 0, time.monotonic()

    def step(more: int) -> None:
        nonlocal done
        done += more
        _show(done, total, f"{what}{_pace(done, total, time.monotonic() - began)}")

    yield step


def _pace(done: int, total: int, seconds: float) -> str:
    """How many are done in a second, and the time that the others will take at this rate; nothing within the first second."""
    if seconds < 1 or not done:
        return ""
    left = round(seconds * (total - done) / done)
    hours, minutes = divmod(left // 60, 60)
    return f", {done / seconds:.3g}/s, {f'{hours}:{minutes:02}' if hours else minutes}:{left % 60:02} left"


def _show(done: int, total: int, what: str) -> None:
    """Draws the progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return
    filled = 30 * done // max(total, 1)
    end = "\n" if done >= total else ""
    print(
        f"\r\033[K[{'#' * filled}{'.' * (30 - filled)}] {done}/{total} {what}",
        end=end,
        file=sys.stderr,
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
