"""`where`: the folders and files in use."""

from __future__ import annotations

import click


@click.command("where")
def command() -> None:
    """Print the folders and files in use; set BANDTIMER_HOME to keep all of yours in one folder."""
    from bandtimer.cli.terminal import terminal
    from bandtimer.folders import Folders
    from bandtimer.shipped import shipped

    folders = Folders.in_use()
    places = {
        "your routines": folders.routines,
        "your exercises": folders.exercises,
        "your sounds": folders.sounds,
        "preferences": folders.preferences,
        "journal": folders.journal,
        "cache": folders.cache,
        "errors": folders.log,
        "shipped routines": shipped("routines"),
        "shipped exercises": shipped("routines") / "exercises",
        "shipped sounds": shipped("sounds"),
    }
    here = terminal()
    for what, path in places.items():
        note = "" if path.exists() else here.paint("dim", "  (not there yet)")
        click.echo(f"{what:<18} {path}{note}", color=True)
