"""The options of a session, which `run` and `hold` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.plain.announcer import Detail

Function = TypeVar("Function", bound="Callable[..., Any]")

MUTED_ABOVE = 4.0
"""Nothing can be told apart by ear at a higher speed."""


class Wishes(NamedTuple):
    """What the person asked for this once."""

    plain: Detail | None
    """Line by line, by sets or by reps; None for the screen, where there is one."""
    speed: float
    mute: bool
    voice: bool | None
    speaker: str | None
    delay: int | None
    """Milliseconds."""
    start: int
    """Number of the segment to begin with."""


class SessionCommand(click.Command):
    """A command whose `--plain` needs no value: `run --plain NAME` names a routine, not a detail."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with a bare `--plain` made whole."""
        return super().parse_args(ctx, ["--plain=sets" if word == "--plain" else word for word in args])


def session_options(function: Function) -> Function:
    """All options of a session, as the keywords that `wishes` takes."""
    options = (
        click.option(
            "--plain",
            type=click.Choice(["sets", "reps"]),
            metavar="[=sets|reps]",
            help="Line by line on standard output; chosen by itself in pipes and dumb terminals.",
        ),
        click.option(
            "--speed",
            type=click.FloatRange(0.1, 1000),
            default=1.0,
            metavar="X",
            help="A rehearsal X times as fast, which moves no target; above 4 it is silent.",
        ),
        click.option("--mute", is_flag=True, help="Begin without sound; m brings it back."),
        click.option("--voice/--no-voice", default=None, help="Whether lines are spoken."),
        click.option(
            "--speaker", type=click.Choice(["auto", "miniaudio", "simpleaudio", "silence"]), help="What sounds."
        ),
        click.option(
            "--delay",
            type=click.IntRange(0, 2_000),
            metavar="MS",
            help="From the device to your ear, for wireless headphones.",
        ),
        click.option(
            "--from",
            "start",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Begin with segment N, as `show --json` counts them; a rehearsal.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function
