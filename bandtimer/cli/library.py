"""`bandtimer` with no verb: the routines to choose from."""

from __future__ import annotations

import click


def open_library() -> int | None:
    """Show the routines, and how to start one."""
    from bandtimer.cli import wiring
    from bandtimer.cli.list_routines import table
    from bandtimer.cli.terminal import terminal
    from bandtimer.folders import Folders

    for line in table(wiring.summaries(Folders.in_use()), terminal()):
        click.echo(line, color=True)
    click.echo("\n`bandtimer show NAME` shows every second of one; `bandtimer --help` the rest", err=True)
    return None
