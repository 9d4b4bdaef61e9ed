"""Which spoken lines sound when: the lines of a score, fitted stretch by stretch as their sound becomes ready.

A stretch is a set, or all that lies between two sets; no line sounds past its stretch, so each can be fitted alone
and a seek needs nothing of what came before. What has been handed out stays as it is; what lies ahead is fitted anew
when more lines are ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from bandtimer.cue import SUSTAINED, Cue, ParkedLoop, Sound
from bandtimer.sound.fitting import GAP, Line, fit
from bandtimer.sound.frames import PER_MS, to_frames, to_milliseconds
from bandtimer.sound.mixer import Spoken
from bandtimer.timeline import WORKING, Kind, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bandtimer.cueing import Score
    from bandtimer.sound.palette import Palette


MOST_STRETCHES = 4
"""Stretches kept; those long past take memory for nothing."""


LATE = 1_500 * PER_MS
"""Frames by which a line may be due before hearing begins, and still be said."""


class ReadyClips(Protocol):
    """The lines that can be said at once."""

    @property
    def generation(self) -> int:
        """Grows whenever a line becomes ready."""
        ...

    def get(self, text: str) -> NDArray[np.int16] | None:
        """The line at 48 kHz mono, or None while it is not ready; never waits."""
        ...


class Stretch:
    """Lines that are fitted together."""

    def __init__(
        self, cues: Iterable[Cue], palette: Palette, clips: ReadyClips, end: int | None, begin: int | None = None
    ) -> None:
        """`end` is the frame by which all must be said, `begin` the one before which none begins; None: no limit.

        A line that was due much before `begin` belongs to the past and is not said.
        """
        self._clips = clips
        self._cues: list[Cue] = []
        self._beats: list[tuple[int, int]] = []
        for cue in cues:
            if cue.text:
                if begin is None or to_frames(cue.at) >= begin - LATE:
                    self._cues.append(cue)
            elif cue.cue not in SUSTAINED and cue.cue is not Sound.VOICE:
                at = to_frames(cue.at)
                self._beats.append((at, at + len(palette.samples[cue.cue])))
        self._beats.sort()
        self._end = end
        self._generation = -1
        self._handed_out = begin or 0
        self._said: list[tuple[int, int, Spoken]] = []
        """Line, end frame, and what is said; in order of time."""
        self.dropped = len(self._cues)

    def between(self, start: int, end: int) -> list[Spoken]:
        """What sounds in frames `start` to `end`."""
        if self._generation != self._clips.generation:
            self._fit_what_lies_ahead()
        self._handed_out = max(self._handed_out, end)
        return [spoken for _, until, spoken in self._said if spoken.start < end and until > start]

    def said(self) -> list[tuple[Cue, int, int]]:
        """Each line that is said, with its first frame and the one past its last."""
        return [(self._cues[number], spoken.start, end) for number, end, spoken in self._said]

    def keep(self, other: Stretch, before: int) -> None:
        """Take over what `other` (the same stretch before an edit) began to say before a frame."""
        places = {(cue.at, cue.text): number for number, cue in enumerate(self._cues)}
        for number, end, spoken in other._said:
            cue = other._cues[number]
            if spoken.start < before:
                self._said.append((places.get((cue.at, cue.text), -1 - number), end, spoken))
        self._handed_out = max(self._handed_out, before)

    def _fit_what_lies_ahead(self) -> None:
        self._generation = self._clips.generation
        kept = [said for said in self._said if said[2].start < self._handed_out]
        settled = {number for number, *_ in kept}
        open_numbers = [number for number in range(len(self._cues)) if number not in settled]
        clips = {text: self._clips.get(text) for number in open_numbers for text in _texts(self._cues[number])}
        fitted = fit(
            [self._line(self._cues[number], clips) for number in open_numbers],
            self._beats,
            [(spoken.start, end) for _, end, spoken in kept],
        )
        for placement in fitted.placed:
            number = open_numbers[placement.line]
            cue = self._cues[number]
            clip = clips[cue.short if placement.short and cue.short else cue.text or ""]
            if clip is not None:
                samples = clip.astype(np.float32) / np.float32(32_768)
                kept.append((number, placement.end, Spoken(placement.start, samples)))
        self._said = sorted(kept, key=lambda said: said[2].start)
        self.dropped = len(fitted.dropped)

    def _line(self, cue: Cue, clips: dict[str, NDArray[np.int16] | None]) -> Line:
        long = clips[cue.text or ""]
        short = clips[cue.short] if cue.short else None
        until = self._end if cue.until is None else to_frames(cue.until)
        if until is not None and self._end is not None:
            until = min(until, self._end)
        return Line(
            max(to_frames(cue.at), self._handed_out),
            until,
            cue.priority,
            None if long is None else len(long),
            None if short is None else len(short),
        )


def _texts(cue: Cue) -> Sequence[str]:
    return [text for text in (cue.text, cue.short) if text]


class ScoreLines:
    """The spoken lines of a score."""

    def __init__(self, score: Score, palette: Palette, clips: ReadyClips, begin: int | None = None) -> None:
        """`begin` is the frame at which hearing begins: no line is heard from its middle on."""
        self._score = score
        self._begin = begin
        self._palette = palette
        self._clips = clips
        self._stretches: dict[int, Stretch] = {}
        """By number of their first segment."""
        self._dropped_before = 0

    def between(self, start: int, end: int) -> list[Spoken]:
        """Every line that sounds in frames `start` to `end`."""
        found: list[Spoken] = []
        numbers = self._stretches_in(max(to_milliseconds(start), 0), max(to_milliseconds(end - 1), 0))
        for first in numbers:
            found += self._stretch(first).between(start, end)
        if len(self._stretches) > MOST_STRETCHES:
            self._forget_before(numbers[0])
        return found

    def continuing(self, score: Score, at: int) -> ScoreLines:
        """The lines of the same session after an edit; what has begun before frame `at` is said to its end."""
        edited = ScoreLines(score, self._palette, self._clips, self._begin)
        position = to_milliseconds(at)
        for first in edited._stretches_in(position, position):
            if first in self._stretches:
                edited._stretch(first).keep(self._stretches[first], at)
        return edited

    def all_said(self) -> list[tuple[Cue, int, int]]:
        """Every line that is said with the clips there are now, its first frame and the one past its last."""
        said: list[tuple[Cue, int, int]] = []
        for first in self._stretches_in(0, self._score.timeline.duration):
            stretch = self._stretch(first)
            stretch.between(0, 0)
            said += stretch.said()
        return said

    @property
    def dropped(self) -> int:
        """Lines for which there was no room, in the stretches heard so far."""
        return self._dropped_before + sum(stretch.dropped for stretch in self._stretches.values())

    def _forget_before(self, first: int) -> None:
        for number in [number for number in self._stretches if number < first]:
            self._dropped_before += self._stretches.pop(number).dropped

    def _stretches_in(self, start: int, end: int) -> list[int]:
        """The first segments of the stretches that hold the milliseconds `start` to `end`, both included."""
        timeline = self._score.timeline
        if not timeline.segments:
            return []
        first = self._first_of(timeline.index_at(start))
        numbers = [first]
        last = timeline.index_at(end)
        number = first
        while (number := self._after(number)) <= last:
            numbers.append(number)
        return numbers

    def _stretch(self, first: int) -> Stretch:
        if first not in self._stretches:
            after = self._after(first)
            segments = self._score.timeline.segments
            cues = [cue for number in range(first, after) for cue in self._score.of_segment(number)]
            end = to_frames(segments[after].start) - GAP if after < len(segments) else None
            self._stretches[first] = Stretch(cues, self._palette, self._clips, end, self._begin)
        return self._stretches[first]

    def _first_of(self, number: int) -> int:
        segments = self._score.timeline.segments
        while number and _belonging(segments[number - 1]) == _belonging(segments[number]):
            number -= 1
        return number

    def _after(self, number: int) -> int:
        segments = self._score.timeline.segments
        belonging = _belonging(segments[number])
        while number < len(segments) and _belonging(segments[number]) == belonging:
            number += 1
        return number


def _belonging(segment: Segment) -> tuple[str, int | None]:
    """What a segment is fitted with: its set, its wait, or all that lies between two sets."""
    if segment.kind in WORKING:
        return ("set", segment.set)
    return ("wait", segment.number) if segment.kind is Kind.WAIT else ("between", None)


class LoopLines:
    """The spoken lines of a parked loop: each is said once, however often the beats come round."""

    def __init__(self, loop: ParkedLoop, palette: Palette, clips: ReadyClips) -> None:
        self._stretch = Stretch(loop.cues, palette, clips, None)

    def between(self, start: int, end: int) -> list[Spoken]:
        """Every line that sounds in frames `start` to `end` of the parked time."""
        return self._stretch.between(start, end)
