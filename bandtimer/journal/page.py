"""A session's page of the journal in memory: folds events into rows and knows which of them are not written yet. Pure.

Rows hold absolute counts, so a row written twice changes nothing, and what piled up while the disk was full is one
write when it has room again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bandtimer import events as happened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bandtimer.events import Event, Outcome
    from bandtimer.timeline import SetPlan, Timeline

Key = tuple[int, int]
"""Set and attempt."""


@dataclass(slots=True)
class Attempt:
    """One attempt at a set, as it stands."""

    plan: SetPlan
    number: int
    started: str
    reps: int = 0
    held: int = 0
    outcome: Outcome | None = None
    ended: str | None = None

    @property
    def low_and_high(self) -> tuple[int | None, int | None]:
        """The range that the target was chosen from: reps, or milliseconds of each hold; None where it is fixed."""
        plan = self.plan
        if plan.reps is None:
            if plan.maximum is None or plan.target is None:
                return None, None
            # A target at the bottom has no minimum below it.
            return (plan.target if plan.minimum is None else plan.minimum), plan.maximum
        return plan.reps_low, plan.reps_high

    @property
    def turns(self) -> int | None:
        """By what the planned amount is divided to compare with the range: the holds, or two sides that alternate."""
        return 2 if self.plan.alternate and self.plan.reps is not None else self.plan.holds

    @property
    def planned_ms(self) -> int | None:
        """Milliseconds of all holds together; None for reps."""
        return None if self.plan.target is None else self.plan.target * (self.plan.holds or 1)


class Page:
    """What is known of one session."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.attempts: dict[Key, Attempt] = {}
        self.place = happened.Stood(0, 0, 0)
        self.finished: str | None = None
        self.seen: str = ""
        """ISO 8601: when the session was known to live; set by who writes."""
        self.unwritten: set[Key] = set()
        """Attempts whose rows are not written as they stand; one that is no longer in `attempts` is to be removed."""
        self.timeline_unwritten = True

    def follow(self, timeline: Timeline) -> None:
        """From now on the session follows this timeline."""
        self.timeline = timeline
        self.timeline_unwritten = True

    def note(self, events: Iterable[Event], at: str) -> None:
        """Take in what happened, in order; `at` is the time of day, ISO 8601."""
        for event in events:
            self._note(event, at)

    def _note(self, event: Event, at: str) -> None:  # noqa: PLR0912 -- one branch an event
        match event:
            case happened.Stood():
                self.place = event
            case happened.SetBegan(index, number):
                if 0 <= index < len(self.timeline.sets):
                    self.attempts[index, number] = Attempt(self.timeline.sets[index], number, at)
                    self.unwritten.add((index, number))
            case happened.Progressed(index, number, reps, held):
                if attempt := self._attempt(index, number, at):
                    attempt.reps, attempt.held = reps, held
            case happened.SetEnded(index, number, outcome, reps, held):
                if attempt := self._attempt(index, number, at):
                    attempt.reps, attempt.held, attempt.outcome, attempt.ended = reps, held, outcome, at
            case happened.SetReopened(index, number):
                if attempt := self._attempt(index, number, at):
                    attempt.outcome = attempt.ended = None
            case happened.SetUndone(index, number):
                self.attempts.pop((index, number), None)
                self.unwritten.add((index, number))
            case happened.Finished():
                self.finished = at
            case happened.Began():
                self.finished = None
                self.timeline_unwritten = True  # that of a finished session may have been shed
            case _:
                pass  # where a pause or a departure left the playhead, `Stood` says

    def _attempt(self, index: int, number: int, at: str) -> Attempt | None:
        """The attempt; a set passed over has one that never began. None where the timeline has no such set."""
        if not 0 <= index < len(self.timeline.sets):
            return None
        self.unwritten.add((index, number))
        return self.attempts.setdefault((index, number), Attempt(self.timeline.sets[index], number, at))
