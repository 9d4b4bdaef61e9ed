"""The sounds that last as long as their phase: glides, squeeze note and bed, for any length and any slice of it.

They are made in tiles of 100 ms counted from the cue's own start: a frame comes out the same however it is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bandtimer.cue import Sound
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.loudness import gain_to, loudness
from bandtimer.sound.waves import gliding_turns, harmonics, swell

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOUDNESS = -29.0
"""LUFS: eleven decibels below the beats, which therefore stay on top."""

TILE = RATE // 10
EDGE = 12 * PER_MS
"""Frames over which a sustained sound swells and fades, inside its length."""

_PERIOD = 20
"""Tiles after which a steady sound repeats; its pitches are whole numbers of hertz and its waver a multiple of 0.5."""


class _Voicing(NamedTuple):
    low: float
    high: float
    strengths: tuple[float, ...]
    waver: float = 0.0
    """How many times a second it breathes."""
    depth: float = 0.0


_VOICINGS = {
    Sound.CONCENTRIC: _Voicing(300.0, 600.0, (1.0, 0.5, 0.3, 0.15)),
    Sound.ECCENTRIC: _Voicing(600.0, 300.0, (1.0, 0.5, 0.3, 0.15)),
    Sound.SQUEEZE: _Voicing(600.0, 600.0, (1.0, 0.3, 0.3), waver=6.0, depth=0.25),
    Sound.BED: _Voicing(180.0, 180.0, (1.0, 0.9, 0.5, 0.3, 0.2), waver=0.5, depth=0.2),
}


def render(sound: Sound, length: int, start: int, end: int) -> NDArray[np.float32]:
    """Frames `start` to `end` (half-open, within 0 to `length`) of a sustained sound that lasts `length` frames."""
    first, last = start // TILE, (end - 1) // TILE
    tiles = [_tile(sound, length, number) for number in range(first, last + 1)]
    joined = tiles[0] if len(tiles) == 1 else np.concatenate(tiles)
    return joined[start - first * TILE : end - first * TILE]


def _tile(sound: Sound, length: int, number: int) -> NDArray[np.float32]:
    at_edge = number * TILE < EDGE or (number + 1) * TILE > length - EDGE
    if _VOICINGS[sound].low != _VOICINGS[sound].high:
        tile = _glide(sound, length, number)
    else:
        tile = _steady(sound, number % _PERIOD)
    return tile * _envelope(length, number) if at_edge else tile


@lru_cache(maxsize=512)
def _glide(sound: Sound, length: int, number: int) -> NDArray[np.float32]:
    low, high, strengths, *_ = _VOICINGS[sound]
    turns = gliding_turns(_frames(number), low, high, length)
    return (_gain(sound) * harmonics(turns, strengths)).astype(np.float32)


@lru_cache(maxsize=2 * _PERIOD)
def _steady(sound: Sound, number: int) -> NDArray[np.float32]:
    return (_gain(sound) * _wavering(sound, _frames(number))).astype(np.float32)


def _wavering(sound: Sound, frames: NDArray[np.float64]) -> NDArray[np.float64]:
    low, _, strengths, waver, depth = _VOICINGS[sound]
    breath = harmonics(frames * waver / RATE, (depth,)) if depth else 0.0
    return harmonics(frames * low / RATE, strengths) * (1.0 + breath)


@lru_cache(maxsize=64)
def _envelope(length: int, number: int) -> NDArray[np.float32]:
    frames = _frames(number)
    edge = min(EDGE, length // 2) or 1
    return (swell(frames / edge) * swell((length - frames) / edge)).astype(np.float32)


def _frames(number: int) -> NDArray[np.float64]:
    return np.arange(number * TILE, (number + 1) * TILE, dtype=np.float64)


@lru_cache(maxsize=len(_VOICINGS))
def _gain(sound: Sound) -> float:
    low, high, strengths, *_ = _VOICINGS[sound]
    frames = np.arange(2 * RATE, dtype=np.float64)
    glides = low != high
    tone = harmonics(frames * (low + high) / 2 / RATE, strengths) if glides else _wavering(sound, frames)
    return round(gain_to(LOUDNESS, loudness(tone)), 6)
