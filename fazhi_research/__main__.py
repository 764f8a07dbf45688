"""The command line: runs a command, and tells a fault in one line."""

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from fazhi_research.commands.line import line
from fazhi_research.errors import FazhiError


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command (命令行).

    0 done, 1 done with files skipped or problems found, 2 a fault of the input, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without Chinese shows ? for it, and no traceback
            stream.reconfigure(errors="replace")
    options = line().parse_args(arguments)
    options.state = "earlier results are untouched"  # what an interrupt would leave
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except FazhiError as error:
        if options.debug:
            raise
        print(f"fazhi: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # who reads our words has had enough, as in `fazhi … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
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


if __name__ == "__main__":
    sys.exit(main())
