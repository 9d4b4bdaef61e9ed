"""The state of a session as one frozen value: the playhead and how it moves, what was done, what can be undone."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.transport import MILLISECOND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.course import Course
    from bandtimer.events import Outcome
    from bandtimer.session_commands import Command
    from bandtimer.settings import Settings
    from bandtimer.timeline import Segment, SetPlan, Timeline


class Mode(StrEnum):
    """How the playhead moves, or why it stands."""

    RUNNING = "running"
    COUNT_IN = "count-in"
    """Parked: counting down to where it stands."""
    WAITING = "waiting"
    """Parked at a wait."""
    OPEN = "open"
    """Parked at the end of a hold that goes on until told."""
    PAUSED = "paused"
    FINISHED = "finished"
    LEFT = "left"


OVER = frozenset((Mode.FINISHED, Mode.LEFT))
"""The session is over."""


class Playhead(NamedTuple):
    """An anchor: where the playhead was at one time and how it moves since."""

    mode: Mode
    segment: int
    """Number of the segment it was in; the number after the last one when finished."""
    position: int
    """Milliseconds on the timeline, at `since`."""
    since: int
    """Nanoseconds of session time."""
    length: int = 0
    """Milliseconds of the count-in; in a pause, the count-in that it broke off."""
    setting_up: int = 0
    """Milliseconds at the beginning of the count-in that are for set-up (after a resume)."""
    over: int = 0
    """Milliseconds that an open hold had gone on past its target, at `since`."""
    take: int = 0
    """Counts the breaks in the motion: what sounds belongs to one take and must be asked for anew after it."""
    why: str = ""
    """Why it is paused: `asked`, `sleep` or `stall`; else empty."""


class Attempt(NamedTuple):
    """A set under way."""

    set: int
    number: int
    """1-based; doing a set again is a new attempt."""
    entered: int
    """Milliseconds on the timeline where it began: only reps that began later count."""
    reps: int = 0
    held: int = 0
    """Milliseconds of hold or work."""


class Record(NamedTuple):
    """How the last attempt at a set ended."""

    attempt: int
    outcome: Outcome
    reps: int
    held: int


class Rules(NamedTuple):
    """The lengths that a session adds of its own, in milliseconds."""

    resume: int = 3_000
    """Count-in after a pause."""
    ready: int = 5_000
    """Count-in after a jump or a resume."""
    rest_step: int = 15_000
    """What one press adds to a rest or takes from it."""
    least_rest: int = 3_000
    """What shortening a rest leaves of it: its count-in."""
    early: int = 3_000
    """So soon after its start, back means the set before."""
    open_for: int = 600_000
    """An open hold ends by itself after so long past its target."""
    speed: float = 1.0

    @classmethod
    def of(cls, settings: Settings, speed: float = 1.0) -> Rules:
        """The rules of these settings, `speed` times as fast."""
        rules = cls(resume=settings.resume, ready=settings.ready)
        lengths = {field: round(getattr(rules, field) / speed) for field in cls._fields if field != "speed"}
        return rules._replace(**lengths, speed=speed)


class Change(NamedTuple):
    """A command that can be taken back."""

    command: Command
    before: Session
    """The session as it was."""


@dataclass(frozen=True, slots=True)
class Session:
    """One performance of a timeline. Ask it with the session time `now` in ns (see `transport`)."""

    course: Course
    planned: Timeline
    """As it was when the session began; tempo is changed against it."""
    rules: Rules
    head: Playhead
    seen: int
    """The position in ms up to which what happened has been told."""
    stops: tuple[int, ...]
    """Boundaries at which the playhead stops or leaps (see `Course.stops`)."""
    attempt: Attempt | None
    """The set under way; None between sets."""
    records: Mapping[int, Record]
    """By set, for the sets that were attempted or passed over. Never changed, only replaced."""
    attempts: Mapping[int, int]
    """The last attempt's number by set."""
    passed: frozenset[int]
    """Segments that are passed over, because it hurt."""
    tempo: Mapping[str, int]
    """Steps slower (positive) or faster by exercise."""
    history: tuple[Change, ...]
    """What can be undone, the last command last."""
    stood: int
    """Nanoseconds: when the place was told last."""

    @property
    def timeline(self) -> Timeline:
        """What the session follows now."""
        return self.course.timeline

    def elapsed(self, now: int) -> int:
        """Milliseconds since the anchor."""
        return max(0, now - self.head.since) // MILLISECOND

    def position(self, now: int) -> int:
        """Where the playhead is, in ms on the timeline."""
        if self.head.mode is not Mode.RUNNING:
            return self.head.position
        return min(self.head.position + self.elapsed(now), self.course.start_of(self.next_stop(self.head.segment)))

    def over(self, now: int) -> int:
        """Milliseconds that an open hold has gone on past its target."""
        return self.head.over + self.elapsed(now) if self.head.mode is Mode.OPEN else self.head.over

    def count_in(self, now: int) -> int:
        """Milliseconds left of the count-in; 0 where none is under way."""
        return max(0, self.head.length - self.elapsed(now)) if self.head.mode is Mode.COUNT_IN else 0

    def segment_at(self, position: int) -> int:
        """Number of the segment that holds a position the playhead has reached since its anchor."""
        head = self.head
        if head.mode is not Mode.RUNNING or position <= head.position:
            return head.segment
        number = self.timeline.index_at(position)
        return max(head.segment, min(number, self.next_stop(head.segment) - 1))

    def segment(self, now: int) -> Segment | None:
        """The segment under way; None when the session is finished."""
        number = self.segment_at(self.position(now))
        return self.timeline.segments[number] if number < self.course.end else None

    def plan(self, now: int) -> SetPlan | None:
        """The set under way or coming."""
        segment = self.segment(now)
        return None if segment is None else self.timeline.plan_of(segment)

    def next_stop(self, number: int) -> int:
        """The first boundary after the start of segment `number` at which the playhead does not simply go on."""
        index = bisect_right(self.stops, number)
        return self.stops[index] if index < len(self.stops) else self.course.end

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.head.mode in OVER
