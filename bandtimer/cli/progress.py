"""`progress`: the targets, and why they are what they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from bandtimer.journal.progress import Target


@click.command("progress")
@options.as_json
def command(as_json: bool) -> None:
    """Show the number chosen in each range for the next session, and why."""
    from bandtimer.cli.terminal import terminal
    from bandtimer.cli.wrapping import hung
    from bandtimer.folders import Folders
    from bandtimer.journal.journal import open_journal

    targets = open_journal(Folders.in_use().journal).progress()
    if as_json:
        document = {"format": 1, "targets": [_target(target) for target in targets]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    if not targets:
        click.echo("no targets yet: ranges begin at their bottom, and rise with what you do", err=True)
    columns = terminal().columns
    for target in targets:
        for line in hung("", target.sentence, columns):
            click.echo(line)


def _target(target: Target) -> dict[str, object]:
    from bandtimer.durations import to_seconds
    from bandtimer.journal.progress import Measure

    held = target.measure is Measure.HOLD

    def amount(value: int) -> int | float:
        return to_seconds(value) if held else value

    return {
        "exercise": target.exercise,
        "name": target.name,
        "unit": "seconds" if held else "reps",
        "target": amount(target.value),
        "low": amount(target.low),
        "high": amount(target.high),
        "band": target.band,
        "reason": target.reason,
        "advice": target.advice,
    }
