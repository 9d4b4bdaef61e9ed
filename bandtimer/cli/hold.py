"""`hold`: an isometric hold, with nothing to write first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bandtimer.cli import options
from bandtimer.cli.session_options import SessionCommand, Wishes, session_options

if TYPE_CHECKING:
    from bandtimer.dose import Length
    from bandtimer.targets import Policy


@click.command("hold", cls=SessionCommand)
@click.argument("seconds", required=False)
@click.option("--sets", type=click.IntRange(1, 1_000), default=1, show_default=True, metavar="N", help="How many.")
@click.option("--rest", metavar="S", help="Between the sets: 30, 90s, 2min. Default: your usual rest.")
@click.option("--exercise", metavar="ID", shell_complete=options.complete_exercise, help="What is held.")
@options.targets
@session_options
def command(
    seconds: str | None,
    sets: int,
    rest: str | None,
    exercise: str | None,
    targets: Policy,
    **wished: Any,  # noqa: ANN401
) -> int:
    """Hold for SECONDS: 45, 1:30, 30-60s, or 30s+ for as long as you can. Enter stops, and what was held is logged."""
    from bandtimer.cli import wiring
    from bandtimer.cli.exercises import meant
    from bandtimer.cli.session import run_new
    from bandtimer.compiler import compile_routine
    from bandtimer.folders import Folders
    from bandtimer.quick_hold import quick_hold

    folders = Folders.in_use()
    settings = wiring.settings(folders)
    shelf = wiring.library(folders).exercises
    chosen = meant(exercise, shelf) if exercise is not None else None
    routine = quick_hold(
        _length(seconds, ranges=True) if seconds is not None else None,
        sets,
        _length(rest, ranges=False).low if rest is not None else None,
        (chosen, shelf[chosen]) if chosen is not None else None,
    )
    timeline = compile_routine(routine, shelf, settings, wiring.targets(folders, targets), identity="hold")
    return run_new(timeline, "hold", "", folders, Wishes(**wished))


def _length(text: str, *, ranges: bool) -> Length:
    from bandtimer.dose import parse_length

    try:
        return parse_length(text, bare_seconds=True, ranges=ranges)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
