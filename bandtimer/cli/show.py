"""`show`: every second of a routine before doing it, for people or as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from bandtimer.targets import Policy


@click.command("show")
@options.routine
@options.as_json
@options.week
@options.targets
def command(routine: str, as_json: bool, week: int | None, targets: Policy) -> None:
    """Show what a routine comes to: every set with its clock time, dose, tempo and rest.

    ROUTINE is a name in the library or a file.
    """
    from bandtimer.cli import wiring
    from bandtimer.folders import Folders

    folders = Folders.in_use()
    settings = wiring.settings(folders)
    library = wiring.library(folders)
    timeline = library.timeline(library.routine(routine), settings, wiring.targets(folders, targets), week)
    if as_json:
        from bandtimer.cli.timeline_json import timeline_json

        sys.stdout.writelines(timeline_json(timeline, settings))
        return
    from bandtimer.cli.plan import plan_lines
    from bandtimer.cli.terminal import terminal

    sys.stdout.writelines(f"{line}\n" for line in plan_lines(timeline, terminal()))
