"""How a session begins: from the start, from a segment, or where an earlier one was left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.course import Course
from bandtimer.durations import SECOND
from bandtimer.events import Began, Outcome, Progressed, SetBegan
from bandtimer.session_moves import passing
from bandtimer.session_progress import end_attempt, enter
from bandtimer.session_state import Attempt, Mode, Playhead, Record, Rules, Session
from bandtimer.timeline import WORKING, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.events import Event
    from bandtimer.timeline import Segment, Timeline


class Place(NamedTuple):
    """Where a session was left, as the journal tells it."""

    segment: int
    position: int
    """Milliseconds on the timeline that was kept."""
    attempt: Attempt | None = None
    """The set that was under way; its `entered` may be 0 where it isn't known."""
    records: Mapping[int, Record] = {}
    """How the sets ended that were attempted or passed over."""
    attempts: Mapping[int, int] = {}
    """The last attempt's number by set."""


def begin(timeline: Timeline, rules: Rules, now: int, segment: int = 0) -> tuple[Session, tuple[Event, ...]]:
    """A new session from `segment` on, counted in where that is part of a set. Raises ValueError if there is none."""
    if not 0 <= segment < len(timeline.segments):
        raise ValueError(f"there is no segment {segment}; {timeline.name} has {len(timeline.segments)}, from 0")
    session = _new(timeline, rules, now)
    events: list[Event] = [Began(timeline.segments[segment].start, resumed=False)]
    return enter(session, segment, now, events, jump=segment > 0), tuple(events)


def take_up(timeline: Timeline, rules: Rules, now: int, place: Place) -> tuple[Session, tuple[Event, ...]]:
    """Go on with a session that was left: set-up and count-in, then the rep under way from its beginning.

    A hold that was broken off is logged with what was held and starts again. A wait waits again; a rest is not
    rested again.
    """
    course = Course(timeline)
    number = max(0, min(place.segment, course.end - 1))
    segment = timeline.segments[number]
    session = replace(_new(timeline, rules, now), records=place.records, attempts=place.attempts)
    hurting = {index for index, record in place.records.items() if record.outcome is Outcome.HURT}
    if ahead := frozenset(index for index in hurting if index >= course.set_at(number)):
        session = passing(session, ahead)
    events: list[Event] = [Began(place.position, resumed=True)]
    if place.attempt is not None and (segment.kind not in WORKING or segment.set != place.attempt.set):
        # Its end was not written any more; the place says that it was over.
        session = end_attempt(_going_on(session, place.attempt), events)
    if segment.kind is Kind.WAIT or segment.set is None:
        return enter(session, number, now, events), tuple(events)
    if number in session.passed:
        return enter(session, number, now, events, jump=True), tuple(events)
    plan = timeline.sets[segment.set]
    if segment.kind not in WORKING:
        number = course.lead_of(plan.index)
        if timeline.segments[number].kind in (Kind.SETUP, Kind.WAIT):
            return enter(session, number, now, events), tuple(events)
        number = plan.first
    else:
        number = course.turn_of(number)
        session = _with_attempt(session, place, segment, events)
    setup = course.setup_of(plan.index)
    head = Playhead(Mode.COUNT_IN, number, timeline.segments[number].start, now, setup + rules.ready, setup, take=1)
    return replace(session, head=head, seen=head.position), tuple(events)


def _going_on(session: Session, attempt: Attempt) -> Session:
    number = max(attempt.number, session.attempts.get(attempt.set, 0))
    return replace(session, attempt=attempt, attempts={**session.attempts, attempt.set: number})


def _with_attempt(session: Session, place: Place, segment: Segment, events: list[Event]) -> Session:
    """Go on with the set that was under way; a broken-off hold ends and begins anew."""
    attempt = place.attempt
    if attempt is None or segment.set != attempt.set:
        return session
    session = _going_on(session, attempt)
    kind, attempts = segment.kind, session.attempts
    if kind not in (Kind.HOLD, Kind.WORK):
        return session
    plan = session.timeline.sets[attempt.set]
    whole = (attempt.held // (plan.target or 1)) * (plan.target or 1) if (plan.holds or 1) > 1 else 0
    session = end_attempt(session, events)
    if not whole:
        return session
    # Some holds of this set were done to their end: the new attempt keeps them.
    number = attempts[attempt.set] + 1
    again = Attempt(attempt.set, number, attempt.entered, attempt.reps, whole)
    events += [SetBegan(attempt.set, number), Progressed(attempt.set, number, attempt.reps, whole // SECOND * SECOND)]
    return replace(session, attempt=again, attempts={**attempts, attempt.set: number})


def _new(timeline: Timeline, rules: Rules, now: int) -> Session:
    course = Course(timeline)
    return Session(
        course=course,
        planned=timeline,
        rules=rules,
        head=Playhead(Mode.RUNNING, 0, 0, now),
        seen=0,
        stops=course.stops,
        attempt=None,
        records={},
        attempts={},
        passed=frozenset(),
        tempo={},
        history=(),
        stood=now,
    )
