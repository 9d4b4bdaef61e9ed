"""`bandtimer` with no verb: the routines to choose from, in full screen where there is one."""

from __future__ import annotations

import click


def open_library() -> int | None:
    """Show the routines; from the screen one is begun, from the list it is told how."""
    from bandtimer.cli.terminal import shows_screens, terminal
    from bandtimer.folders import Folders

    folders = Folders.in_use()
    if shows_screens():
        from bandtimer.cli.house import PersonsHouse
        from bandtimer.cli.session import log_dropped
        from bandtimer.screen.app import show
        from bandtimer.screen.library_screen import LibraryScreen

        house = PersonsHouse(folders)
        try:
            return show(lambda: LibraryScreen(house), house.settings.theme)
        finally:
            house.close()
            for run in house.opened:
                log_dropped(run.player, folders)
    from bandtimer.cli import wiring
    from bandtimer.cli.list_routines import table

    for line in table(wiring.summaries(folders), terminal()):
        click.echo(line, color=True)
    click.echo("\n`bandtimer show NAME` shows every second of one; `bandtimer --help` the rest", err=True)
    return None
