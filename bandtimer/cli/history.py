"""`history`: what was done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bandtimer.cli.terminal import Terminal
    from bandtimer.journal.records import SessionRecord, SetRecord


@click.command("history")
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="As CSV, a row for each attempt at a set.")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last N sessions.")
def command(as_json: bool, as_csv: bool, last: int | None) -> None:
    """Show what was done, the oldest session first."""
    if as_json and as_csv:
        raise click.UsageError("--json or --csv, not both")
    from bandtimer.folders import Folders
    from bandtimer.journal.journal import open_journal

    sessions = open_journal(Folders.in_use().journal).history()
    if last is not None:
        sessions = sessions[-last:]
    if as_json:
        from bandtimer.journal.history import history_document

        click.echo(json.dumps(history_document(sessions), ensure_ascii=False, indent=1))
    elif as_csv:
        from bandtimer.journal.history import history_csv

        click.echo(history_csv(sessions), nl=False)
    elif not sessions:
        click.echo("nothing done yet; `bandtimer run NAME` begins", err=True)
    else:
        from bandtimer.cli.terminal import terminal

        here = terminal()
        for session in sessions:
            for line in _lines(session, here):
                click.echo(line, color=True)


def _lines(session: SessionRecord, terminal: Terminal) -> Iterator[str]:
    from bandtimer.cli.wrapping import hung

    name = session.name or session.routine or session.id
    when = f"{session.started.astimezone():%Y-%m-%d %H:%M}" if session.started else "no time kept"
    notes = [] if session.finished else ["left unfinished"]
    if session.rehearsal and session.finished:
        notes.append("rehearsal")
    tail = f"  ({', '.join(notes)})" if notes else ""
    yield f"{terminal.paint('dim', when)}  {terminal.paint('bold', name)}{terminal.paint('dim', tail)}"
    if session.problem:
        yield f"  {terminal.paint('warning', session.problem)}"
    by_exercise: dict[str, list[SetRecord]] = {}
    for record in session.sets:
        if record.counts:
            by_exercise.setdefault(record.exercise, []).append(record)
    for exercise, records in by_exercise.items():
        yield from hung(f"  {exercise}: ", _done(records), terminal.columns)


def _done(records: Sequence[SetRecord]) -> str:
    """What was done in each set: `25, 25 reps`, `left 30s, right 28s of 30s`."""
    parts = []
    for record in records:
        side = f"{record.side} " if record.side else ""
        done = f"{record.done / 1000:g}s" if record.timed else f"{record.done}"
        short = (
            "" if record.is_complete else f" of {record.planned / 1000:g}s" if record.timed else f" of {record.planned}"
        )
        outcome = f" ({record.outcome})" if record.outcome in ("hurt", "skipped") else ""
        parts.append(f"{side}{done}{short}{outcome}")
    return ", ".join(parts) + ("" if records[0].timed else " reps")
