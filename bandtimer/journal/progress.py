"""Double progression: history → the number to take inside each range, with the reason in words. Pure.

Reps or seconds climb inside the range; at its top the answer is a heavier band (a thinner one where the band helps)
or a harder variation, and then the bottom again. A target rises one step after two complete sessions in a row and
falls one after two that were broken off; pain and rehearsals move nothing up. The weaker side decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.durations import SECOND
from bandtimer.events import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bandtimer.journal.records import SessionRecord, SetRecord

REPS_STEP = 2
HOLD_STEP = 5 * SECOND
IN_A_ROW = 2
"""Sessions that it takes to move a target, up or down."""
VERY_HARD = 9
"""An effort from here on lets no target rise."""


class Measure(StrEnum):
    """What a target counts."""

    REPS = "reps"
    HOLD = "hold"


class Way(NamedTuple):
    """Where an exercise goes from the top of its range."""

    name: str
    band: str = "heavier"
    """What the band becomes: `heavier`, or `thinner` where it helps."""
    harder: tuple[str, ...] = ()
    """Names of harder variations, the nearest first."""


class Target(NamedTuple):
    """The number to take for one exercise, and why."""

    exercise: str
    name: str
    measure: Measure
    value: int
    """Reps, or milliseconds of a hold."""
    low: int
    """The range in which it was used last, both ends included."""
    high: int
    band: str | None
    """The band used last, as far as told."""
    reason: str
    """A clause, such as `up from 10: two complete sessions in a row`."""
    advice: str | None = None
    """At an end of the range: what to change, such as `take a heavier band`."""

    @property
    def sentence(self) -> str:
        """For a person: the exercise, its number and why."""
        advice = f"; {self.advice}" if self.advice else ""
        return f"{self.name}: {amount(self.measure, self.value)}, {self.reason}{advice}."


def progress(sessions: Iterable[SessionRecord], ways: Mapping[str, Way]) -> tuple[Target, ...]:
    """The targets after these sessions (the oldest first), by the order in which exercises first came.

    Only finished sessions that are no rehearsal count, and in them sets with a range; `ways` by exercise id.
    """
    courses: dict[tuple[str, Measure], _Course] = {}
    for session in sessions:
        if session.rehearsal or session.finished is None:
            continue
        for key, sets in _by_exercise(session).items():
            courses.setdefault(key, _Course(key[1])).take_in(sets)
    return tuple(
        course.target(exercise, ways.get(exercise, Way(exercise.replace("-", " ").capitalize())))
        for (exercise, _), course in courses.items()
    )


def amount(measure: Measure, value: int) -> str:
    """`12 reps`, `35 s`."""
    return f"{value} reps" if measure is Measure.REPS else f"{value / SECOND:g} s"


def _by_exercise(session: SessionRecord) -> dict[tuple[str, Measure], list[SetRecord]]:
    """The sets that count and had something to choose; where a session used two ranges, those of the first."""
    found: dict[tuple[str, Measure], list[SetRecord]] = {}
    for record in session.sets:
        if record.counts and record.low is not None and record.high is not None and record.low < record.high:
            sets = found.setdefault((record.exercise, Measure.HOLD if record.timed else Measure.REPS), [])
            if not sets or (sets[0].low, sets[0].high) == (record.low, record.high):
                sets.append(record)
    return found


@dataclass(slots=True)
class _Course:
    """How one exercise went so far."""

    measure: Measure
    value: int | None = None
    low: int = 0
    high: int = 0
    complete: int = 0
    """Sessions in a row, complete at the target and not very hard, since it moved last."""
    broken: int = 0
    """Sessions in a row that were broken off, since it moved last."""
    at_top: bool = False
    """Whether the top was reached twice with this band."""
    band: str | None = None
    reason: str = ""
    at_bottom: bool = False
    """Whether the bottom was broken off twice."""

    @property
    def step(self) -> int:
        return REPS_STEP if self.measure is Measure.REPS else HOLD_STEP

    def take_in(self, sets: Sequence[SetRecord]) -> None:
        """One session's sets of this exercise."""
        self.low, self.high = sets[0].low or 0, sets[0].high or 0
        value = self.low if self.value is None else self.value
        at = min(self.high, max(self.low, value))
        band = next((it.band for it in reversed(sets) if it.band), self.band)
        changed, self.band = band != self.band, band
        if changed and self.at_top:
            self._move(self.low, f"the bottom again: a new band ({band})")
            self.at_top = False
            return
        self.value = value
        planned = sets[0].each
        stopped = [it for it in sets if it.outcome is Outcome.SHORT and not it.is_complete]
        if any(it.outcome is Outcome.HURT for it in sets):
            self._stay("as before: it hurt last time")
        elif stopped:
            self._stopped(stopped, at, planned)
        elif not all(it.is_complete for it in sets):
            self._stay("as before: sets were left out last time")
        elif planned < at:
            self.reason = f"as before: last time took {self._said(planned)}"
        elif max((it.effort or 0 for it in sets), default=0) >= VERY_HARD:
            self.broken = 0
            self._stay(f"as before: last time was very hard (effort {max(it.effort or 0 for it in sets)})")
        else:
            self._done(at, value)

    def _done(self, at: int, value: int) -> None:
        self.broken, self.at_bottom = 0, False
        self.complete += 1
        if self.complete < IN_A_ROW:
            self.reason = "one complete session; it rises after one more" if at < self.high else "once at the top"
        elif at < self.high:
            self._move(min(self.high, at + self.step), f"up from {self._bare(at)}: two complete sessions in a row")
        else:
            self.at_top = True
            self.value = max(value, at)
            self.reason = f"the top of the range, complete {self.complete} times in a row"

    def _stopped(self, stopped: Sequence[SetRecord], at: int, planned: int) -> None:
        weakest = min(stopped, key=lambda it: it.done / max(1, it.planned))
        side = f"the {weakest.side} side " if weakest.side else ""
        what = f"{side}stopped at {self._bare(weakest.done)} of {self._said(weakest.planned)}"
        if planned > at:
            self._stay(f"as before: {what}, which was more than the target")
            return
        self.complete = 0
        self.broken += 1
        if self.broken < IN_A_ROW:
            self.reason = f"as before: {what} last time"
        elif planned > self.low:
            self.at_top = False
            fallen = max(self.low, planned - self.step)
            self._move(fallen, f"down from {self._bare(planned)}: two sessions in a row were broken off")
        else:
            self.at_top = False
            self.at_bottom = True
            self.reason = f"the bottom of the range, broken off {self.broken} times in a row"

    def _stay(self, reason: str) -> None:
        self.complete = 0
        self.reason = reason

    def _move(self, value: int, reason: str) -> None:
        self.value, self.reason = value, reason
        self.complete = self.broken = 0
        self.at_bottom = False

    def _said(self, value: int) -> str:
        return amount(self.measure, value)

    def _bare(self, value: int) -> str:
        return str(value) if self.measure is Measure.REPS else self._said(value)

    def target(self, exercise: str, way: Way) -> Target:
        value = self.low if self.value is None else self.value
        advice = None
        if self.at_top:
            harder = f", or go on to: {way.harder[0]}" if way.harder else ""
            advice = f"take a {way.band} band and begin at {self._said(self.low)}{harder}"
        elif self.at_bottom:
            advice = f"take a {'lighter' if way.band == 'heavier' else 'thicker'} band, or an easier variation"
        return Target(exercise, way.name, self.measure, value, self.low, self.high, self.band, self.reason, advice)
