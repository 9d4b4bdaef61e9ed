"""`doctor --tap`: a beat to tap along with, from which the delay between device and ear is told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from bandtimer.folders import Folders
    from bandtimer.plain.keyboard import Keyboard
    from bandtimer.ports import Speaker

BEATS, STEP = 18, 700
"""How many, and milliseconds from one to the next: slow enough that a delay of half a second can't be mistaken."""
LEAD = 1_000
"""Milliseconds before the first."""
PATIENCE = 4.0
"""Seconds for which a device may take to begin."""


def tap_test(folders: Folders) -> int:
    """Play, listen to the keyboard, tell. Returns the exit code. Raises BandtimerError without keys or sound."""
    from dataclasses import replace

    from bandtimer.cli import wiring
    from bandtimer.plain.keyboard import open_keyboard
    from bandtimer.sound.tapping import STEADY, estimate

    # the device's own time, with no voice in between
    settings = replace(wiring.settings(folders), voice=False, delay=0)
    keyboard = open_keyboard()
    speaker = wiring.speaker(folders, settings)
    try:
        if not keyboard.present:
            raise BandtimerError("there is no keyboard to tap on; run `bandtimer doctor --tap` in a terminal")
        click.echo("Tap any key along with the beat, as evenly as you can, until it stops (escape gives up).", err=True)
        beats, taps = _listened(speaker, keyboard)
    finally:
        keyboard.close()
        speaker.close()
    told = estimate(beats, taps)
    if told.delay is None:
        why = f"too uneven ({told.spread} ms)" if told.spread > STEADY else f"only {told.used} taps counted"
        click.echo(f"{why}: nothing can be told; try again, a tap on each beat", err=True)
        return 1
    click.echo(f"what you hear comes {told.delay} ms after the device ({told.used} taps, spread {told.spread} ms)")
    mend = "that is as good as none" if told.delay < 40 else "so that screen and ear agree, write"
    click.echo(mend if told.delay < 40 else f"{mend} into {folders.preferences}:\n\nsound:\n  delay: {told.delay}ms")
    return 0


def _listened(speaker: Speaker, keyboard: Keyboard) -> tuple[list[int], list[int]]:
    """When the beats were due at the device and when a key was pressed, in ms of what the device plays."""
    from bandtimer.sound import tour

    beats = [LEAD + STEP * number for number in range(BEATS)]
    speaker.prepare()
    speaker.play(tour.beat(beats), 0)
    taps: list[int] = []
    heard_last = time.monotonic()
    position = 0
    while position < beats[-1] + STEP:
        pressed = keyboard.wait(0.01)
        heard = speaker.heard()
        now = time.monotonic()
        if heard is not None and heard > position:
            position, heard_last = heard, now
        if now - heard_last > PATIENCE:
            raise BandtimerError(speaker.trouble or f"{speaker.name} plays nothing that could be tapped along with")
        if {"escape", "q", "ctrl+c"} & set(pressed):
            break
        if heard is not None:
            taps += [heard] * min(1, len(pressed))
    return beats, taps
