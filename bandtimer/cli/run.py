"""`run`: a session at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from bandtimer.cli import options
from bandtimer.cli.session_options import SessionCommand, Wishes, session_options

if TYPE_CHECKING:
    from bandtimer.folders import Folders
    from bandtimer.library import Library
    from bandtimer.targets import Policy


@click.command("run", cls=SessionCommand)
@click.argument("routine", required=False, shell_complete=options.complete_routine)
@click.option("--resume", is_flag=True, help="Go on with the session that was left, at the very rep.")
@options.week
@options.targets
@session_options
def command(routine: str | None, resume: bool, week: int | None, targets: Policy, **wished: Any) -> int:  # noqa: ANN401
    """Run a routine: ROUTINE is a name in the library or a file.

    Space pauses, enter is ready or ends a set, q leaves and keeps the place, ? tells all keys.
    """
    from bandtimer.cli import wiring
    from bandtimer.cli.session import run_again, run_new
    from bandtimer.cli.terminal import shows_screens
    from bandtimer.folders import Folders

    wishes = Wishes(**wished)
    folders = Folders.in_use()
    library = wiring.library(folders)
    if resume:
        return run_again(folders, wishes, _hashes(library, routine))
    if routine is None:
        raise click.UsageError("which routine? `bandtimer list` shows them; --resume goes on with the last one")
    entry = library.routine(routine)
    timeline = library.timeline(entry, wiring.settings(folders), wiring.targets(folders, targets), week)
    if wishes.plain is not None or not shows_screens():
        _offer(folders)
    return run_new(timeline, entry.id, library.source_hash(entry), folders, wishes)


def _hashes(library: Library, routine: str | None) -> dict[str, str]:
    """What the files of each routine come to now; of a file outside the library only the one named."""
    entries = [*library.routines(), *([library.routine(routine)] if routine else [])]
    return {entry.id: library.source_hash(entry) for entry in entries}


def _offer(folders: Folders) -> None:
    """Say that an earlier session can be gone on with."""
    from bandtimer.errors import BandtimerError
    from bandtimer.journal.journal import open_journal

    try:
        offer = open_journal(folders.journal).unfinished()
    except BandtimerError:
        return  # the session says so itself, once
    if offer is not None:
        print(f"{offer.name} was left unfinished; `bandtimer run --resume` goes on with it", file=sys.stderr)
