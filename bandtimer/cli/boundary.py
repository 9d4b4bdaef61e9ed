"""The one place where errors become a line and an exit code: 0 done, 1 expected, 2 usage, 130 Ctrl-C.

An expected error is told in its own words. An unexpected one is told in one line too, and its traceback is kept in
a log file whose name is said.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; `arguments` are the process's own unless given. Returns the exit code."""
    _print_whatever_it_takes()
    try:
        return _verb(arguments)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_is_gone()
    except Exception as error:
        return _failed(error)


def _verb(arguments: Sequence[str] | None) -> int:
    from bandtimer.cli.verbs import bandtimer

    result = bandtimer.main(args=arguments, prog_name="bandtimer", standalone_mode=False)
    sys.stdout.flush()
    return result if isinstance(result, int) else 0


def _failed(error: Exception) -> int:
    if isinstance(error, BandtimerError):
        return _tell(str(error), error.exit_code)
    if isinstance(error, click.UsageError):
        with suppress(OSError, ValueError):
            error.show()
        return error.exit_code
    if isinstance(error, click.ClickException):
        return _tell(error.format_message(), 1)
    if isinstance(error, MemoryError):
        return _tell("bandtimer: there is not enough memory for this; ask for less", 1)
    return _tell(_unexpected(error), 1)


def _tell(line: str, code: int) -> int:
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)
    return code


def _reader_is_gone() -> int:
    """Whoever read our output has enough of it (`| head`): not an error, and nothing more to say."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _print_whatever_it_takes() -> None:
    """A terminal that can't show a letter shows a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _unexpected(error: Exception) -> str:
    what = f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]
    log = _kept(error)
    where = f"the details are in {log}" if log else "the details could not be written to a log"
    return f"bandtimer: this should not have happened ({what}); {where}"


def _kept(error: Exception) -> Path | None:
    """Keep the traceback; returns the log's path, or None where it can't be written."""
    import traceback

    from bandtimer.cli.log import note
    from bandtimer.folders import Folders

    try:
        log = Folders.in_use().log
    except BandtimerError:
        return None
    return log if note(log, "".join(traceback.format_exception(error))) else None
