"""What was done, as values that lists, scripts and progress read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bandtimer.events import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from bandtimer.timeline import Side


class SetRecord(NamedTuple):
    """One attempt at a set."""

    set_index: int
    """Its place in the timeline's sets."""
    attempt: int
    """1-based."""
    counts: bool
    """Whether it is the attempt that counts: the last one in which anything was done."""
    exercise: str
    side: Side | None
    set: int
    """1-based, within the step and side."""
    timed: bool
    """Whether `planned`, `done`, `low` and `high` are milliseconds; else they are reps."""
    planned: int
    """All holds of the set together."""
    reps: int
    held: int
    """Milliseconds of hold or work."""
    holds: int
    """How many holds the set has; for reps 1, or 2 where the sides alternate."""
    low: int | None
    """The range that the target was chosen from, for each hold; None where it was fixed."""
    high: int | None
    outcome: Outcome | None
    """None while under way, and where a kill broke it off."""
    band: str | None
    effort: int | None
    """1 to 10."""
    started: datetime
    ended: datetime | None

    @property
    def done(self) -> int:
        """What was done, in the unit of `planned`."""
        return self.held if self.timed else self.reps

    @property
    def is_complete(self) -> bool:
        """Done as planned, or more, without pain; silence counts as done."""
        return self.outcome is Outcome.DONE or (self.outcome is Outcome.SHORT and self.done >= self.planned)

    @property
    def each(self) -> int:
        """What was planned: reps (of each side), or milliseconds of each hold."""
        return self.planned // max(1, self.holds)


class SessionRecord(NamedTuple):
    """One session; of one that can't be read, its id and what is wrong."""

    id: str
    routine: str | None
    name: str | None
    started: datetime | None
    finished: datetime | None
    """None while under way, and where it was left."""
    rehearsal: bool
    """Moves no target: run at another speed, from the middle, or not to its end."""
    sets: tuple[SetRecord, ...]
    """In the order of the timeline, attempts in theirs."""
    problem: str | None = None
    """What of it can't be read; None for a whole record."""
