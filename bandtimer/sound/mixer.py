"""The mixer: cues and spoken lines at exact frames to samples, the same for every way of slicing. Pure.

Beats start at their frame and are never moved, dropped or softened; the voice gives way while one sounds. All that is
done to a sample depends on its frame alone, so live sound, seeks and export give the same bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from bandtimer.cue import SUSTAINED, Cue, ParkedLoop, Sound
from bandtimer.cueing import CLOSING
from bandtimer.durations import HOUR
from bandtimer.sound import sustained
from bandtimer.sound.frames import PER_MS, to_frames, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from bandtimer.cueing import Score
    from bandtimer.sound.palette import Palette

DUCKED = 0.354813
"""What is left of the voice while a beat sounds: nine decibels less."""

DUCK_BEFORE = 15 * PER_MS
DUCK_AFTER = 90 * PER_MS
"""Frames over which the voice gives way before a beat, and comes back after it."""

LONGEST_DUCK = 700 * PER_MS
"""A beat longer than this (a person's own) lets the voice come back while it still sounds."""

KNEE = 0.89
"""Up to here samples pass unchanged; beats alone stay below it."""

CEILING = 0.99
"""No sample reaches this."""


_ENDLESS = 24 * HOUR


class Spoken(NamedTuple):
    """A line where it is heard."""

    start: int
    """Frame of its first sample."""
    samples: NDArray[np.float32]


class Lines(Protocol):
    """Where the mixer finds the spoken lines of what it renders."""

    def between(self, start: int, end: int) -> Iterable[Spoken]:
        """Every line that sounds in frames `start` to `end`, ascending; the same answer for the same frames, always."""
        ...


class Mixer:
    """Renders any span of a score. Frame 0 is the start of the timeline; before it all is silent, and after the end."""

    def __init__(self, score: Score, palette: Palette, lines: Lines | None = None, volume: float = 1.0) -> None:
        self.score = score
        self._palette = palette
        self._lines = lines
        self._volume = volume

    @property
    def lines(self) -> Lines | None:
        """Where it finds the spoken lines; None: nothing is spoken."""
        return self._lines

    @property
    def end(self) -> int:
        """Frame past which all is silent."""
        return to_frames(self.score.timeline.duration + CLOSING)

    def render(self, start: int, frames: int) -> NDArray[np.float32]:
        """So many frames from `start` on."""
        cues = [(to_frames(cue.at), cue) for cue in self._cues(start, start + frames)]
        spoken = self._lines.between(start, start + frames) if self._lines else ()
        return _mixed(start, frames, cues, spoken, self._palette, self._volume)

    def _cues(self, start: int, end: int) -> Iterator[Cue]:
        earliest = to_milliseconds(start - self._palette.longest - DUCK_AFTER)
        timeline = self.score.timeline
        if timeline.segments:
            earliest = min(earliest, timeline.at(to_milliseconds(max(start, 0))).start)
        return self.score.between(max(earliest, 0), to_milliseconds(end + DUCK_BEFORE) + 1)


class LoopMixer:
    """Renders any span of what sounds while the playhead is parked. Frame 0 is the start of the parked time."""

    def __init__(self, loop: ParkedLoop, palette: Palette, lines: Lines | None = None, volume: float = 1.0) -> None:
        self._loop = loop
        self._palette = palette
        self._lines = lines
        self._volume = volume

    def render(self, start: int, frames: int) -> NDArray[np.float32]:
        """So many frames from `start` on."""
        cues = sorted(self._cues(start, start + frames), key=lambda placed: placed[0])
        spoken = self._lines.between(start, start + frames) if self._lines else ()
        return _mixed(start, frames, cues, spoken, self._palette, self._volume)

    def _cues(self, start: int, end: int) -> Iterator[tuple[int, Cue]]:
        if not self._loop.period:
            yield from ((to_frames(cue.at), cue) for cue in self._loop.cues)
            return
        period = to_frames(self._loop.period)
        longest = self._palette.longest + DUCK_AFTER
        for cue in self._loop.cues:
            if cue.cue in SUSTAINED and cue.duration == self._loop.period:
                yield to_frames(cue.at), cue._replace(duration=_ENDLESS)  # no dip where it meets itself
                continue
            length = to_frames(cue.duration or 0)
            first = max(0, (start - max(longest, length) - to_frames(cue.at)) // period)
            last = (end + DUCK_BEFORE - to_frames(cue.at)) // period
            yield from ((to_frames(cue.at) + turn * period, cue) for turn in range(first, last + 1))


def _mixed(
    start: int,
    frames: int,
    cues: Iterable[tuple[int, Cue]],
    spoken: Iterable[Spoken],
    palette: Palette,
    volume: float,
) -> NDArray[np.float32]:
    out = np.zeros(frames, dtype=np.float32)
    beats: list[tuple[int, int]] = []
    for at, cue in cues:
        if cue.cue in SUSTAINED:
            length = to_frames(cue.duration or 0)
            first, last = max(start, at), min(start + frames, at + length)
            if first < last:
                out[first - start : last - start] += sustained.render(cue.cue, length, first - at, last - at)
        elif cue.cue is not Sound.VOICE:
            sample = palette.samples[cue.cue]
            _add(out, start, at, sample)
            beats.append((at, at + min(len(sample), LONGEST_DUCK)))
    voice = [line for line in spoken if line.start < start + frames and line.start + len(line.samples) > start]
    if voice:
        said = np.zeros(frames, dtype=np.float32)
        for line in voice:
            _add(said, start, line.start, line.samples)
        out += said * _giving_way(start, frames, beats)
    return limited(out * np.float32(volume))


def _add(out: NDArray[np.float32], start: int, at: int, sample: NDArray[np.float32]) -> None:
    first, last = max(start, at), min(start + len(out), at + len(sample))
    if first < last:
        out[first - start : last - start] += sample[first - at : last - at]


def _giving_way(start: int, frames: int, beats: Iterable[tuple[int, int]]) -> NDArray[np.float32]:
    """The factor of the voice: `DUCKED` while any beat sounds, with ramps around it."""
    gain = np.ones(frames, dtype=np.float32)
    for at, end in beats:
        first, last = max(start, at - DUCK_BEFORE), min(start + frames, end + DUCK_AFTER)
        if first >= last:
            continue
        frame = np.arange(first, last, dtype=np.float64)
        away = np.maximum((at - frame) / DUCK_BEFORE, (frame - end) / DUCK_AFTER)
        ramp = DUCKED + (1.0 - DUCKED) * np.clip(away, 0.0, 1.0)
        np.minimum(gain[first - start : last - start], ramp.astype(np.float32), out=gain[first - start : last - start])
    return gain


def limited(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The samples, those above `KNEE` bent towards `CEILING`: sample by sample, so no slice depends on another."""
    size = np.abs(samples)
    if not len(size) or float(size.max()) <= KNEE:
        return samples
    room = np.float32(CEILING - KNEE)
    over = np.maximum(size - np.float32(KNEE), np.float32(0.0)) / room
    bent = np.float32(KNEE) + room * over / (np.float32(1.0) + over)
    return np.where(size > np.float32(KNEE), np.copysign(bent, samples), samples).astype(np.float32)
