"""Recovers the segments of a session from its recording alone: what a listener with closed eyes can tell.

It knows the language of the cues (samples, glides, countdowns) and nothing of the session.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from bandtimer.cue import Sound
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.palette import load
from bandtimer.timeline import Kind

TEMPLATES = {
    sound: sample.astype(np.float64) for sound, sample in load(Path(__file__).parents[1] / "sounds").samples.items()
}
STEP = 4
"""The beats are looked for at a quarter of the rate and then placed at the full one."""
LOUD = 0.17
"""Above every glide and bed, below the attack of every beat."""
DIP = 0.02
"""Below this a sustained sound is at its edge."""


class Heard(NamedTuple):
    """A sound in the recording, in frames."""

    start: int
    end: int
    sound: Sound


class Decoded(NamedTuple):
    """A segment, in ms."""

    kind: Kind
    start: float
    end: float


def decode(recording: np.ndarray) -> list[Decoded]:
    """The segments of a recording that begins at its first frame."""
    rest = recording.astype(np.float64).copy()
    beats = _beats(rest)
    return _segments(beats, _sustained(rest))


def _beats(rest: np.ndarray) -> list[Heard]:
    """Find each beat and take it out of the recording, from its beginning to its end."""
    found: list[Heard] = []
    at = 0
    while True:
        loud = np.flatnonzero(np.abs(rest[at : at + 60 * RATE]) > LOUD)
        if not len(loud):
            at += 60 * RATE
            if at >= len(rest):
                return found
            continue
        at += int(loud[0])
        beat = _beat_near(rest, at)
        if beat is None:
            at += 2 * PER_MS
            continue
        found.append(beat)
        rest[beat.start : beat.end] -= TEMPLATES[beat.sound][: len(rest) - beat.start]


def _beat_near(rest: np.ndarray, at: int) -> Heard | None:
    """The sample that explains most of what is loud at a frame, if it explains it well."""
    first = max(0, at - 15 * PER_MS)
    window = rest[first : first + 2 * RATE]
    best: tuple[float, int, Sound] | None = None
    size = 1 << 15
    spectrum = np.fft.rfft(window[::STEP], size)
    for sound, template in TEMPLATES.items():
        coarse = np.fft.irfft(spectrum * np.fft.rfft(template[::STEP], size).conj(), size)[: 20 * PER_MS // STEP]
        shift = int(np.argmax(coarse)) * STEP
        energy = float(template @ template)
        gain = 2 * float(coarse.max()) * STEP - energy
        if gain > 0.6 * energy and (best is None or gain > best[0]):
            best = (gain, shift, sound)
    if best is None:
        return None
    template = TEMPLATES[best[2]]
    shifts = range(max(0, best[1] - 2 * STEP), best[1] + 2 * STEP + 1)
    fine = [float(window[shift : shift + len(template)] @ template[: len(window) - shift]) for shift in shifts]
    start = first + shifts[int(np.argmax(fine))]
    return Heard(start, start + len(template), best[2])


def _sustained(rest: np.ndarray) -> list[Heard]:
    """The glides, squeeze notes and beds in what is left: each swells from nothing and fades to nothing."""
    grain = PER_MS
    cut = len(rest) // grain * grain
    envelope = np.abs(rest[:cut]).reshape(-1, grain).max(axis=1)
    envelope = np.maximum.reduce(
        [envelope, np.roll(envelope, 1), np.roll(envelope, -1), np.roll(envelope, 2), np.roll(envelope, -2)]
    )
    sounds = np.concatenate(([False], envelope > DIP, [False]))
    edges = np.flatnonzero(np.diff(sounds.astype(int)))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < 60:
            continue
        first, last = start * grain, end * grain
        early, late = _pitch(rest, first, last, 0.2), _pitch(rest, first, last, 0.8)
        if max(early, late) < 250:
            sound = Sound.BED
        elif early > 560 and late > 560:
            sound = Sound.SQUEEZE
        else:
            sound = Sound.CONCENTRIC if early < late else Sound.ECCENTRIC
        found.append(Heard(first, last, sound))
    return found


def _pitch(rest: np.ndarray, first: int, last: int, share: float) -> float:
    half = min(2400, (last - first) // 5)
    middle = first + int(share * (last - first))
    window = rest[middle - half : middle + half] * np.hanning(2 * half)
    spectrum = np.abs(np.fft.rfft(window, RATE))
    lowest = np.flatnonzero(spectrum[100:700] > 0.5 * spectrum[100:3000].max())
    peak = 100 + int(lowest[0])
    return peak + int(np.argmax(spectrum[peak : peak + 40]))


_PHASES = {
    Sound.CONCENTRIC: Kind.CONCENTRIC,
    Sound.ECCENTRIC: Kind.ECCENTRIC,
    Sound.SQUEEZE: Kind.PAUSE,
    Sound.BED: Kind.HOLD,
}
_OPENERS = {Sound.SETUP: Kind.SETUP, Sound.REST: Kind.REST, Sound.SWITCH: Kind.SWITCH, Sound.RELEASE: Kind.RELEASE}
AFTER_STOP = 600
NEAR = 25


def _segments(beats: list[Heard], sustained: list[Heard]) -> list[Decoded]:
    """Read the sounds by the rules of the language."""
    marks = _openings(beats, sustained)
    ends = _countdown_ends(beats)
    close = _stops(beats)[-1] if _stops(beats) else 0.0
    for at in ends:  # a countdown that ends with no sound of its own leads to the count-in
        if at < close - NEAR and all(abs(at - mark[1]) > NEAR for mark in marks):
            marks.append((Kind.READY, at))
    marks.sort(key=lambda mark: mark[1])
    segments = [
        Decoded(kind, at, following)
        for (kind, at), following in zip(marks, [mark[1] for mark in marks[1:]] + [close], strict=True)
    ]
    return [segment for segment in segments if segment.end - segment.start > NEAR]


def _stops(beats: list[Heard]) -> list[float]:
    return [beat.start / PER_MS for beat in beats if beat.sound is Sound.STOP]


def _openings(beats: list[Heard], sustained: list[Heard]) -> list[tuple[Kind, float]]:
    """Every segment that something marks, with its start."""
    stops = _stops(beats)
    marks: list[tuple[Kind, float]] = []
    for beat in beats:
        at = beat.start / PER_MS
        if beat.sound in _OPENERS:
            late = [stop for stop in stops if abs(at - AFTER_STOP - stop) <= NEAR / 5]
            marks.append((_OPENERS[beat.sound], late[0] if late else at))
        elif beat.sound is Sound.GO and not any(abs(span.start / PER_MS - at) <= NEAR for span in sustained):
            marks.append((Kind.WORK, at))
        elif beat.sound is Sound.STOP and not any(
            other.sound in _OPENERS and -NEAR <= other.start / PER_MS - at <= AFTER_STOP + NEAR for other in beats
        ):
            marks.append((Kind.READY, at))  # a set that leads straight to the next count-in
    for number, span in enumerate(sustained):
        start, end = span.start / PER_MS, span.end / PER_MS
        marks.append((_PHASES[span.sound], start))
        following = sustained[number + 1].start / PER_MS if number + 1 < len(sustained) else np.inf
        ended = min((stop for stop in stops if stop > end - NEAR), default=np.inf)
        if span.sound is not Sound.BED and min(following, ended) > end + NEAR:
            marks.append((Kind.PAUSE, end))  # silence within a set: the stretched end
    return marks


def _countdown_ends(beats: list[Heard]) -> list[float]:
    """A second after the last tick of each countdown."""
    ticks = [beat.start / PER_MS for beat in beats if beat.sound is Sound.TICK]
    return [
        tick + 1000
        for tick, following in zip(ticks, [*ticks[1:], np.inf], strict=True)
        if not abs(following - tick - 1000) <= NEAR
    ]
