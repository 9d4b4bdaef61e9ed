"""`sounds`: the language of the cues, heard and explained."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bandtimer.ports import Speaker
    from bandtimer.settings import SpeakerName
    from bandtimer.sound.tour import Stop

LATE = 2.5
"""Seconds after which a device that plays nothing is waited for no longer."""


@click.command("sounds")
@click.option("--speaker", "name", type=click.Choice(["auto", "miniaudio", "simpleaudio", "silence"]))
@click.option("--mute", is_flag=True, help="Only explain.")
def command(name: SpeakerName | None, mute: bool) -> None:
    """Hear each sound of a session once, with what it means; less than 40 seconds."""
    from bandtimer.cli import wiring
    from bandtimer.folders import Folders
    from bandtimer.sound import tour

    folders = Folders.in_use()
    settings = replace(wiring.settings(folders), voice=False)
    if mute:
        settings = replace(settings, speaker="silence")
    elif name is not None:
        settings = replace(settings, speaker=name)
    speaker = wiring.speaker(folders, settings)
    try:
        stops = list(tour.stops())
        if speaker.name == "silence":
            _explain(stops)
        else:
            speaker.prepare()
            speaker.play(tour.score(), 0)
            _follow(stops, speaker)
        if speaker.trouble:
            click.echo(speaker.trouble, err=True)
    finally:
        speaker.close()


def _explain(stops: list[Stop]) -> None:
    for stop in stops:
        click.echo(_line(stop))


def _line(stop: Stop) -> str:
    return f"{stop.sound!s:<11} {stop.meaning}"


def _follow(stops: list[Stop], speaker: Speaker) -> None:
    """Print each line as its sound is heard; all that is left when nothing sounds."""
    began = time.monotonic()
    heard_last = began
    position = -1
    waiting = list(stops)
    while waiting:
        now = time.monotonic()
        heard = speaker.heard()
        if heard is not None and heard > position:
            position, heard_last = heard, now
        elif now - heard_last > LATE or (speaker.trouble and heard is None):
            break
        while waiting and waiting[0].at <= position:
            click.echo(_line(waiting.pop(0)))
            sys.stdout.flush()
        time.sleep(0.02)
    else:
        time.sleep(2)  # the last figure rings out
    _explain(waiting)
