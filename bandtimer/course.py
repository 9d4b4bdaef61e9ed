"""A timeline as a session runs it: where the playhead stops by itself, and what leads to what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bandtimer.ribbon import ribbon_of
from bandtimer.timeline import WORKING, Kind

if TYPE_CHECKING:
    from bandtimer.ribbon import Stretch
    from bandtimer.timeline import Segment, SetPlan, Timeline


@dataclass(frozen=True)
class Course:
    """A timeline with what is worked out once for it. Segments are meant by their number."""

    timeline: Timeline

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """The boundaries at which the playhead stops by itself, ascending: boundary n is the start of segment n.

        They are each wait, the end of each open hold, and the end of the session.
        """
        waits = {segment.number for segment in self.timeline.segments if segment.kind is Kind.WAIT}
        opens = {plan.last for plan in self.timeline.sets if plan.open}
        return (*sorted(waits | opens | {self.end}),)

    @cached_property
    def ribbon(self) -> tuple[Stretch, ...]:
        """The session as a reader draws it."""
        return ribbon_of(self.timeline)

    @property
    def end(self) -> int:
        """The number after the last segment."""
        return len(self.timeline.segments)

    def start_of(self, number: int) -> int:
        """Where segment `number` starts, in ms; the end of the session for the number after the last."""
        segments = self.timeline.segments
        return segments[number].start if number < len(segments) else self.timeline.duration

    def is_working(self, number: int) -> bool:
        """Whether segment `number` is part of a set."""
        segments = self.timeline.segments
        return number < len(segments) and segments[number].kind in WORKING

    def is_open(self, number: int) -> bool:
        """Whether segment `number` goes on past its end until told."""
        if not self.is_working(number):
            return False
        plan = self.plan(number)
        return plan is not None and plan.open and number == plan.last - 1

    def plan(self, number: int) -> SetPlan | None:
        """The set that segment `number` belongs to or leads to; None after the last."""
        segments = self.timeline.segments
        return self.timeline.plan_of(segments[number]) if number < len(segments) else None

    def set_at(self, number: int) -> int:
        """The index of that set; the number of sets after the last."""
        plan = self.plan(number)
        return len(self.timeline.sets) if plan is None else plan.index

    def lead_of(self, index: int) -> int:
        """Where a set is begun without its rest: the first of what else leads to it, or its first working segment."""
        if index >= len(self.timeline.sets):
            return self.end
        plan = self.timeline.sets[index]
        for number in range(plan.approach, plan.first):
            if self.timeline.segments[number].kind is not Kind.REST:
                return number
        return plan.first

    def turn_of(self, number: int) -> int:
        """The first segment of the rep, or of the hold, that segment `number` is part of."""
        segments = self.timeline.segments
        turn = _turn(segments[number])
        while number and segments[number - 1].set == segments[number].set and _turn(segments[number - 1]) == turn:
            number -= 1
        return number

    def ends_rep(self, number: int) -> bool:
        """Whether a rep ends where segment `number` ends."""
        segments = self.timeline.segments
        segment = segments[number]
        if segment.rep is None:
            return False
        if number + 1 == len(segments):
            return True
        after = segments[number + 1]
        return after.set != segment.set or after.rep != segment.rep

    def setup_of(self, index: int) -> int:
        """The milliseconds of the set-up that a set was last given; 0 where it has none."""
        plan = self.timeline.sets[index]
        for earlier in reversed(self.timeline.sets[: index + 1]):
            if (earlier.exercise, earlier.block_index) != (plan.exercise, plan.block_index):
                continue
            for segment in self.timeline.segments[earlier.approach : earlier.first]:
                if segment.kind is Kind.SETUP:
                    return segment.duration
        return 0


def _turn(segment: Segment) -> tuple[int | None, int | None, bool]:
    return segment.rep, segment.bout, segment.kind is Kind.RELEASE
