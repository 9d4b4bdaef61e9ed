"""Timeline + settings → cues: which sound and which spoken line belong to each moment (design §5), and nothing else.

Cues are made segment by segment on demand, so a session of any length costs nothing until it is heard. The cues of
a segment lie in `[start, end)`; those that close the session lie at and after its end and belong to the last segment.
Beats are placed exactly; for lines only the earliest start, the latest end and the priority are said here:
`sound` fits them by their rendered length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer import spoken
from bandtimer.cue import Cue, ParkedLoop, Sound
from bandtimer.spoken import Priority
from bandtimer.timeline import COUNTED_DOWN, WORKING, End, Kind, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bandtimer.settings import Settings
    from bandtimer.timeline import SetPlan, Timeline

TICKS = 3
"""Seconds of a countdown that are heard."""
PULSE = 10_000
"""A long hold ticks every ten seconds."""
AFTER_STOP = 600
"""Milliseconds that the figure of a rest, a change of side or the closing waits for the stop figure before it."""
OPEN_FOR = 600_000
"""An open hold ends by itself after so much parked time (design §3)."""
CLOSING = 6_000
"""Milliseconds after the end of the session in which its closing cues lie."""


_OPENING = {Kind.SETUP: Sound.SETUP, Kind.REST: Sound.REST, Kind.SWITCH: Sound.SWITCH, Kind.RELEASE: Sound.RELEASE}
"""The figures that open a stretch outside the sets; they wait for the stop figure where one sounds."""


class Score:
    """All cues of a timeline."""

    def __init__(self, timeline: Timeline, settings: Settings) -> None:
        self.timeline = timeline
        self.settings = settings
        self._half = self._half_way_segment()

    def between(self, start: int, end: int) -> Iterator[Cue]:
        """The cues with `start <= at < end` (milliseconds), ascending; slices that touch share no cue and lose none."""
        segments = self.timeline.segments
        if not segments or end <= start:
            return
        number = self.timeline.index_at(start)
        # A wait shares its start with the segment after it, and a closing cue lies past the last end.
        while number and segments[number - 1].start == segments[number].start:
            number -= 1
        while number < len(segments) and segments[number].start < end:
            for cue in self.of_segment(number):
                if start <= cue.at < end:
                    yield cue
            number += 1

    def of_segment(self, number: int) -> tuple[Cue, ...]:
        """The cues of one segment, ascending by time, beats before lines."""
        timeline, settings = self.timeline, self.settings
        segment = timeline.segments[number]
        if segment.kind is Kind.WAIT:
            return ()  # all that it sounds lies in parked time: `waiting`
        before = timeline.segments[number - 1] if number else None
        plan = timeline.plan_of(segment)
        stops = self._follows_set(number)
        cues: list[Cue] = []
        if settings.beats:
            if stops:
                cues.append(Cue(segment.start, Sound.STOP))
            if plan is None or plan.cues:
                cues += self._beats(segment, before, plan, stops)
        if settings.voice and (plan is None or plan.voice):
            for line in spoken.lines(timeline, segment, before, settings, session_half=number == self._half):
                # A stretch shorter than the line's usual delay: a slice that begins after it must not lose the line.
                cues.append(line._replace(at=min(line.at, segment.end - 1)))
        if number == len(timeline.segments) - 1:
            cues += self._closing(segment, plan)
        return _ordered(cues)

    def waiting(self, number: int) -> ParkedLoop:
        """What sounds while the playhead is parked at the wait that is segment `number`."""
        return waiting_loop(self.timeline.segments[number].label, self.settings, after_set=self._follows_set(number))

    def _follows_set(self, number: int) -> bool:
        """Whether a set that is heard ends where segment `number` starts."""
        segments = self.timeline.segments
        if not number or segments[number - 1].kind not in WORKING:
            return False
        ended = self.timeline.plan_of(segments[number - 1])
        return ended is not None and ended.cues and segments[number].set != ended.index

    def _beats(self, segment: Segment, before: Segment | None, plan: SetPlan | None, stops: bool) -> Iterator[Cue]:
        kind, start, end = segment.kind, segment.start, segment.end
        if kind in WORKING and plan is not None and (segment.number == plan.first or kind in (Kind.HOLD, Kind.WORK)):
            yield Cue(start, Sound.GO)
        elif kind in WORKING and before is not None and segment.rep != before.rep:
            yield Cue(start, Sound.REP)
        yield from self._sustained(segment, plan)
        if kind in _OPENING:
            late = AFTER_STOP if stops and segment.duration > 2 * AFTER_STOP else 0
            yield Cue(start + late, _OPENING[kind])
        opened = plan is not None and plan.open and segment.number == plan.last - 1
        if kind in COUNTED_DOWN and not opened:
            for second in range(TICKS, 0, -1):
                if (at := end - second * 1_000) > start:
                    yield Cue(at, Sound.TICK)

    def _sustained(self, segment: Segment, plan: SetPlan | None) -> Iterator[Cue]:
        if segment.kind is Kind.HOLD:
            yield from self._hold(segment, plan)
        elif not self.settings.glides:
            return
        elif segment.kind is Kind.CONCENTRIC:
            yield Cue(segment.start, Sound.CONCENTRIC, segment.duration)
        elif segment.kind is Kind.ECCENTRIC:
            yield Cue(segment.start, Sound.ECCENTRIC, segment.duration)
        elif segment.kind is Kind.PAUSE and segment.end_of_motion is End.CONTRACTED:
            yield Cue(segment.start, Sound.SQUEEZE, segment.duration)

    def _hold(self, segment: Segment, plan: SetPlan | None) -> Iterator[Cue]:
        yield Cue(segment.start, Sound.BED, segment.duration)
        minimum = plan.minimum if plan is not None else None
        for held in range(PULSE, segment.duration - TICKS * 1_000, PULSE):
            if held != minimum:
                yield Cue(segment.start + held, Sound.PULSE)
        if minimum is not None and 0 < minimum < segment.duration:
            yield Cue(segment.start + minimum, Sound.MINIMUM)

    def _closing(self, segment: Segment, plan: SetPlan | None) -> Iterator[Cue]:
        end = self.timeline.duration
        if self.settings.beats:
            if segment.kind in WORKING and (plan is None or plan.cues):
                yield Cue(end, Sound.STOP)
            yield Cue(end + AFTER_STOP, Sound.DONE)
        if self.settings.voice:
            text = spoken.summary(self.timeline)
            yield Cue(end + 2 * AFTER_STOP, Sound.VOICE, None, text, "done", Priority.PLACE, end + CLOSING)

    def _half_way_segment(self) -> int | None:
        """The first rest after half of the session."""
        half = self.timeline.duration // 2
        for segment in self.timeline.segments[self.timeline.index_at(half) :]:
            if segment.kind is Kind.REST and segment.start >= half:
                return segment.number
        return None


def waiting_loop(label: str, settings: Settings, *, after_set: bool = False) -> ParkedLoop:
    """While the session waits for the person: a slow pulse, and what it waits for twice a minute.

    `after_set`: the wait follows a set, whose stop figure comes first; then the loop is as long as anyone may wait.
    """
    period = OPEN_FOR if after_set else 30_000
    cues = [Cue(0, Sound.STOP)] if after_set and settings.beats else []
    if settings.beats:
        cues += [Cue(at, Sound.WAITING) for at in range(3_000 if after_set else 0, period, 3_000)]
    if settings.voice:
        said = range(AFTER_STOP + 100, period, 30_000)
        cues += [Cue(at, Sound.VOICE, None, label, None, Priority.PLACE, at + 11_300) for at in said]
    return ParkedLoop(_ordered(cues), period)


def open_hold_loop(plan: SetPlan, settings: Settings) -> ParkedLoop:
    """Past the target of an open hold: its chime, then the bed and the ten-second pulse go on until told."""
    cues = []
    if settings.beats and plan.cues:
        cues = [Cue(0, Sound.TARGET), Cue(0, Sound.BED, OPEN_FOR)]
        cues += [Cue(at, Sound.PULSE) for at in range(PULSE, OPEN_FOR, PULSE)]
    if settings.voice and plan.voice:
        cues.append(Cue(600, Sound.VOICE, None, "target, stay if you can", "target", Priority.CALL, 5_000))
    return ParkedLoop(_ordered(cues), None)


def count_in_loop(length: int, settings: Settings) -> ParkedLoop:
    """Before the session goes on after a pause or a jump: a rising figure, then the ticks of the last three seconds."""
    cues = []
    if settings.beats:
        cues = [Cue(0, Sound.RESUMED)]
        cues += [Cue(at, Sound.TICK) for second in range(TICKS, 0, -1) if (at := length - second * 1_000) > 0]
    if settings.voice and length >= 4_000:
        cues.append(Cue(400, Sound.VOICE, None, "ready", None, Priority.PLACE, length))
    return ParkedLoop(_ordered(cues), None)


def paused_loop(settings: Settings) -> ParkedLoop:
    """A pause: one short falling figure, then silence."""
    return ParkedLoop((Cue(0, Sound.PAUSED),) if settings.beats else (), None)


def _ordered(cues: list[Cue]) -> tuple[Cue, ...]:
    """By time, beats before lines."""
    return tuple(sorted(cues, key=lambda cue: (cue.at, cue.cue is Sound.VOICE)))
