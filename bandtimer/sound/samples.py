"""Makes the shipped samples from their recipes, the same each time: `python -m bandtimer.sound.samples [FOLDER]`."""

from __future__ import annotations

import math
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.loudness import gain_to, loudness, true_peak
from bandtimer.sound.recipes import ONE_SHOTS, RECIPES, Note
from bandtimer.sound.waves import gliding_turns, harmonics, swell

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bandtimer.cue import Sound

LOUDNESS = -18.0
"""LUFS of every beat, K-weighted over its loudest 400 ms."""

HIGHEST_PEAK = -1.0
"""dBFS that no sample's true peak reaches."""

_RELEASE = 20 * PER_MS
"""Frames over which a note fades at its very end: 10 to 30 ms sound clean."""


def make(sound: Sound) -> NDArray[np.float64]:
    """The samples of a one-shot sound, -1 to 1, at `LOUDNESS`."""
    notes, strengths = RECIPES[sound]
    total = np.zeros(max(note.at + note.length for note in notes) * PER_MS)
    for note in notes:
        start = note.at * PER_MS
        total[start : start + note.length * PER_MS] += _tone(note, strengths)
    made = total * round(gain_to(LOUDNESS, loudness(total)), 6)
    peak = true_peak(made)
    if peak >= HIGHEST_PEAK:
        raise ValueError(f"{sound}: true peak {peak:.1f} dBFS at {LOUDNESS} LUFS; make it longer or let it die slower")
    return made


def _tone(note: Note, strengths: tuple[float, ...]) -> NDArray[np.float64]:
    length = note.length * PER_MS
    frames = np.arange(length, dtype=np.float64)
    tone = harmonics(gliding_turns(frames, note.pitch, note.to or note.pitch, length), strengths)
    envelope = swell(frames / (note.attack * PER_MS)) * swell((length - 1 - frames) / min(_RELEASE, length // 2))
    return note.strength * tone * envelope * _dying(1.0 - frames / length, note.decay)


def _dying(left: NDArray[np.float64], decay: float) -> NDArray[np.float64]:
    """From 1 to 0 with what is left of the note: between level (0), an even fall (1) and ever steeper powers of it."""
    whole = math.floor(decay)
    lower, upper = left**0 if whole == 0 else left, left
    for _ in range(whole - 1):
        lower = lower * left
    for _ in range(whole):
        upper = upper * left
    return lower + (decay - whole) * (upper - lower)


def write(path: Path, samples: NDArray[np.float64]) -> None:
    """Write 16-bit mono at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(samples * 32_767).astype("<i2").tobytes())


def main(folder: str = "sounds") -> None:
    """Remake every sample into `folder`."""
    for sound in ONE_SHOTS:
        write(Path(folder) / f"{sound.value}.wav", make(sound))


if __name__ == "__main__":
    main(*sys.argv[1:2])
