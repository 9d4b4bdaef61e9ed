"""`list`: the routines there are, with length, sets, equipment and when they were last done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bandtimer.cli.terminal import Terminal
    from bandtimer.summary import Summary


@click.command("list")
@options.as_json
def command(as_json: bool) -> None:
    """List the routines: your own first, then the shipped ones; broken ones with their problem."""
    from bandtimer.cli import wiring
    from bandtimer.folders import Folders

    summaries = wiring.summaries(Folders.in_use())
    if as_json:
        document = {"format": 1, "routines": [summary_json(summary) for summary in summaries]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    from bandtimer.cli.terminal import terminal

    for line in table(summaries, terminal()):
        click.echo(line, color=True)


def summary_json(summary: Summary) -> dict[str, object]:
    """One routine of `list --json`."""
    from bandtimer.durations import to_seconds

    return {
        "id": summary.id,
        "name": summary.name,
        "path": str(summary.path),
        "shipped": summary.shipped,
        "about": summary.about,
        "duration": None if summary.duration is None else to_seconds(summary.duration),
        "sets": summary.sets,
        "exercises": list(summary.exercises),
        "equipment": list(summary.equipment),
        "last_done": summary.last_done.isoformat(timespec="seconds") if summary.last_done else None,
        "problem": summary.problem,
    }


def table(summaries: Sequence[Summary], terminal: Terminal) -> Iterator[str]:
    """The list for people: a row each, what is wrong below the broken ones."""
    from bandtimer.cli.terminal import fitted
    from bandtimer.durations import clock

    width = terminal.columns
    longest = max((len(summary.id) for summary in summaries), default=0)
    ids = min(longest, max(20, width // 2))
    time = max((len(clock(summary.duration)) for summary in summaries if summary.duration), default=4)
    sets = max((len(str(summary.sets)) for summary in summaries if summary.sets), default=1)
    done = 10 if any(summary.last_done for summary in summaries) and width >= ids + time + sets + 24 else 0
    rest = width - (ids + 2 + time + 2 + sets + 5 + 2 + (done + 2 if done else 0))
    for summary in summaries:
        name = terminal.paint("bold", fitted(summary.id, ids))
        if summary.problem is not None:
            yield f"{name}  {terminal.paint('error', 'broken')}"
            yield f"  {terminal.paint('error', summary.problem)}"
            continue
        cells = [name, fitted(clock(summary.duration or 0), time, right=True)]
        cells.append(fitted(f"{summary.sets}", sets, right=True) + (" set " if summary.sets == 1 else " sets"))
        if done:
            cells.append(fitted(f"{summary.last_done:%Y-%m-%d}" if summary.last_done else "", done))
        if rest >= 12:
            cells.append(terminal.paint("dim", fitted(", ".join(summary.equipment), rest).rstrip()))
        yield "  ".join(cells).rstrip()
