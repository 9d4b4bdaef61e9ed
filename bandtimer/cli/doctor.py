"""`doctor`: what works on this machine, what does not, and the mend."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bandtimer.cli.terminal import Terminal
    from bandtimer.folders import Folders


class Line(NamedTuple):
    """One thing that was looked at."""

    good: bool
    what: str
    said: str


@click.command("doctor")
@click.option("--play", is_flag=True, help="Play a test figure and measure the speaker's answer.")
@click.option("--tap", is_flag=True, help="Tap along with a beat: tells the delay of wireless headphones.")
def command(play: bool, tap: bool) -> int:
    """Look at sound, voice, screen, terminal and data: what works, and the mend for what does not."""
    from bandtimer.cli.terminal import terminal
    from bandtimer.folders import Folders

    here = terminal()
    folders = Folders.in_use()
    if tap:
        from bandtimer.cli.tap_test import tap_test

        return tap_test(folders)
    bad = 0
    for title, lines in (
        ("Data", _data(folders)),
        ("Sound and voice", _sound(folders, play)),
        ("Screen stays on", _awake()),
        ("Terminal", _terminal(here)),
    ):
        click.echo(here.paint("bold", title), color=True)
        for line in lines:
            bad += not line.good
            mark = here.paint("good", "ok  ") if line.good else here.paint("warning", "look")
            click.echo(f"  {mark}  {line.what:<20} {line.said}", color=True)
    click.echo("everything works" if not bad else f"{bad} to look at; sessions run without them", err=True)
    return 0


def _data(folders: Folders) -> Iterator[Line]:
    from bandtimer.cli import wiring
    from bandtimer.errors import BandtimerError
    from bandtimer.settings import Settings
    from bandtimer.targets import Targets

    for what, path in (("your files", folders.routines), ("journal folder", folders.journal), ("cache", folders.cache)):
        nearest = _nearest_existing(path)
        writable = os.access(nearest, os.W_OK)
        mend = "" if writable else f" can't be written: chmod u+w {nearest}, or set BANDTIMER_HOME to a folder"
        yield Line(writable, what, f"{path}{mend}")
    try:
        settings = wiring.settings(folders)
        yield Line(True, "preferences", str(folders.preferences) if folders.preferences.exists() else "the defaults")
    except BandtimerError as error:
        settings = Settings()
        yield Line(False, "preferences", str(error).splitlines()[0])
    library = wiring.library(folders)
    broken = 0
    for entry in library.routines():
        try:
            library.timeline(entry, settings, Targets())
        except BandtimerError as error:
            broken += 1
            yield Line(False, f"routine {entry.id}", str(error).splitlines()[0])
    for name, problem in library.exercises.broken.items():
        yield Line(False, f"exercise {name}", str(problem).splitlines()[0])
    yield Line(True, "routines", f"{len(library.routines()) - broken} can be run")
    yield _journal(folders)


def _journal(folders: Folders) -> Line:
    from bandtimer.errors import BandtimerError
    from bandtimer.journal.journal import open_journal

    try:
        sessions = open_journal(folders.journal).history()
    except BandtimerError as error:
        return Line(False, "journal", str(error))
    damaged = sum(session.problem is not None for session in sessions)
    if damaged:
        return Line(False, "journal", f"{len(sessions)} sessions, {damaged} of them can't be read whole")
    return Line(True, "journal", f"{len(sessions)} sessions")


def _nearest_existing(path: Path) -> Path:
    while not path.exists() and path.parent != path:
        path = path.parent
    return path


def _sound(folders: Folders, play: bool) -> Iterator[Line]:
    from bandtimer.cli import wiring
    from bandtimer.errors import BandtimerError
    from bandtimer.settings import Settings
    from bandtimer.sound.probe import probe

    try:
        settings = wiring.settings(folders)
    except BandtimerError:
        settings = Settings()  # told under Data
    speaker = wiring.speaker(folders, settings) if play else None
    try:
        for finding in probe(settings, speaker):
            yield Line(finding.good, finding.what, finding.said)
    finally:
        if speaker is not None:
            speaker.close()


def _awake() -> Iterator[Line]:
    from bandtimer.awake import ask_desktop

    answer = ask_desktop()
    yield Line(answer.works, "while playing", answer.text)


def _terminal(here: Terminal) -> Iterator[Line]:
    import shutil

    size = shutil.get_terminal_size()
    big = size.columns >= 40 and size.lines >= 15
    yield Line(big, "size", f"{size.columns}x{size.lines}" + ("" if big else "; 40x15 is the least, 80x24 is good"))
    name = os.environ.get("TERM") or ("Windows" if os.name == "nt" else "not set")
    dumb = name in ("dumb", "not set")
    yield Line(not dumb, "kind", f"{name}; sessions run line by line here (run --plain)" if dumb else name)
    yield Line(here.blocks, "letters", sys.stdout.encoding + ("" if here.blocks else "; set LANG=C.UTF-8 or alike"))
    if os.environ.get("NO_COLOR"):
        yield Line(True, "colours", "off, as NO_COLOR asks")
    else:
        deep = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
        yield Line(True, "colours", "all of them" if deep else "as many as the terminal tells")
