"""The commands that move the playhead: skip, back, repeat, jump, end of a set, ready, hurts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.events import Outcome, SetEnded, SetReopened
from bandtimer.session_progress import end_attempt, enter
from bandtimer.session_state import Mode, Playhead, Record, Session
from bandtimer.timeline import WORKING, Kind

if TYPE_CHECKING:
    from bandtimer.events import Event
    from bandtimer.timeline import SetPlan


def jump(session: Session, number: int, now: int, events: list[Event], *, counted_in: bool = True) -> Session:
    """Go to segment `number`; the set under way ends, the sets in between are logged as skipped."""
    here, target = session.course.set_at(session.head.segment), session.course.set_at(number)
    paused, why = session.head.mode is Mode.PAUSED, session.head.why
    session = end_attempt(session, events)
    for index in range(here, target):
        if index not in session.records:
            session = _closed(session, index, Outcome.SKIPPED, events)
    session = enter(session, number, now, events, jump=counted_in)
    if paused and not session.is_over:
        session = replace(session, head=session.head._replace(mode=Mode.PAUSED, why=why))
    return session


def skip(session: Session, now: int, events: list[Event]) -> Session:
    """Within a set to the next one; else on to the next segment."""
    if _in_set(session):
        return jump(session, session.course.lead_of(session.course.set_at(session.head.segment) + 1), now, events)
    return go_on(session, now, events)


def go_on(session: Session, now: int, events: list[Event]) -> Session:
    """Before a set: on to the next segment."""
    head = session.head
    segment = session.timeline.segments[head.segment]
    session = jump(session, head.segment + 1, now, events, counted_in=segment.kind is not Kind.READY)
    if segment.kind is Kind.REST and session.head.mode is Mode.COUNT_IN:
        # Who skips the last two seconds of a rest does not want to wait five.
        left = max(0, segment.end - head.position)
        session = replace(session, head=session.head._replace(length=min(session.head.length, left)))
    return session


def back(session: Session, now: int, events: list[Event]) -> Session:
    """To the start of this set; within its first seconds, and before it, to the set before."""
    course, head = session.course, session.head
    index = course.set_at(head.segment)
    if _in_set(session):
        first = session.timeline.sets[index].first
        if head.position - course.start_of(first) >= session.rules.early:
            return jump(session, first, now, events)
    while index and session.timeline.sets[index - 1].first in session.passed:
        index -= 1
    return jump(session, course.lead_of(index - 1) if index else 0, now, events)


def repeat(session: Session, now: int, events: list[Event]) -> Session | None:
    """This set again, or the one before; None where nothing has been begun yet."""
    index = session.course.set_at(session.head.segment) - (0 if _in_set(session) else 1)
    if index < 0 or session.timeline.sets[index].first in session.passed:
        return None
    return jump(session, session.timeline.sets[index].first, now, events)


def end_set(session: Session, now: int, events: list[Event]) -> Session | None:
    """Stop this hold, or end this set; None outside of sets."""
    if not _in_set(session):
        return None
    head = session.head
    plan = session.course.plan(head.segment)
    segment = session.timeline.segments[head.segment]
    if plan is None:
        return None
    if segment.kind in (Kind.HOLD, Kind.WORK) and head.segment + 1 < plan.last and head.mode is not Mode.COUNT_IN:
        # One of several holds: the set goes on, with what separates it from the next one.
        paused = head.mode is Mode.PAUSED
        session = enter(session, head.segment + 1, now, events)
        return replace(session, head=session.head._replace(mode=Mode.PAUSED, why=head.why)) if paused else session
    if session.attempt is None and plan.index not in session.records:
        session = _closed(session, plan.index, Outcome.SKIPPED, events)
    return jump(session, plan.last, now, events)


def hurts(session: Session, now: int, events: list[Event]) -> Session | None:
    """End the exercise on this side, with all its sets that are left in this step; None where there is none."""
    plan = _what_hurts(session)
    if plan is None:
        return None
    if session.attempt is not None:
        session = end_attempt(session, events, Outcome.HURT)
    elif (record := session.records.get(plan.index)) is not None:
        hurt = record._replace(outcome=Outcome.HURT)
        events += [
            SetReopened(plan.index, record.attempt),
            SetEnded(plan.index, hurt.attempt, Outcome.HURT, hurt.reps, hurt.held),
        ]
        session = replace(session, records={**session.records, plan.index: hurt})
    left = [
        other.index
        for other in session.timeline.sets[plan.index :]
        if (other.step, other.exercise, other.side) == (plan.step, plan.exercise, plan.side)
    ]
    for index in left:
        if index not in session.records:
            session = _closed(session, index, Outcome.HURT, events)
    session = passing(session, frozenset(left))
    here = session.head.segment
    if _in_set(session) or here in session.passed:
        # What follows the set: its rest, unless that too is passed over.
        within = session.course.plan(here)
        session = jump(session, within.last if within is not None and _in_set(session) else here, now, events)
    return session


def _what_hurts(session: Session) -> SetPlan | None:
    """The set under way or coming; in a rest or a change of side the one just done."""
    coming = session.course.plan(session.head.segment)
    index = session.course.set_at(session.head.segment)
    if session.course.end <= session.head.segment:
        return None
    kind = session.timeline.segments[session.head.segment].kind
    if kind in (Kind.REST, Kind.SWITCH) and index - 1 in session.records:
        return session.timeline.sets[index - 1]
    return coming


def passing(session: Session, gone: frozenset[int]) -> Session:
    """Pass over these sets and what leads to them; one rest is kept before what follows."""
    segments, sets = session.timeline.segments, session.timeline.sets
    gone |= {index for index, plan in enumerate(sets) if plan.first in session.passed}
    passed = set(session.passed)
    for index in sorted(gone):
        plan = sets[index]
        after = next((other for other in sets[index:] if other.index not in gone), None)
        rests_later = after is not None and any(
            segment.kind in (Kind.REST, Kind.WAIT) for segment in segments[after.approach : after.first]
        )
        follows_work = index > 0 and index - 1 not in gone
        for number in range(plan.approach, plan.last):
            rest = segments[number].kind is Kind.REST
            if not (rest and follows_work and not rests_later and after is not None):
                passed.add(number)
    stops = tuple(sorted({*session.course.stops, *passed}))
    return replace(session, passed=frozenset(passed), stops=stops)


def _closed(session: Session, index: int, outcome: Outcome, events: list[Event]) -> Session:
    """Log a set that was not begun as ended."""
    number = session.attempts.get(index, 0) + 1
    events.append(SetEnded(index, number, outcome, 0, 0))
    return replace(
        session,
        attempts={**session.attempts, index: number},
        records={**session.records, index: Record(number, outcome, 0, 0)},
    )


def _in_set(session: Session) -> bool:
    number = session.head.segment
    return number < session.course.end and session.timeline.segments[number].kind in WORKING


def standing(session: Session, now: int, mode: Mode, why: str = "") -> Session:
    """The session with its playhead stopped where it is."""
    head = session.head
    position = session.position(now)
    counting = head.mode is Mode.COUNT_IN
    stopped = Playhead(
        mode,
        session.segment_at(position),
        position,
        now,
        length=head.length if counting else 0,
        setting_up=head.setting_up if counting else 0,
        over=session.over(now),
        take=head.take + 1,
        why=why,
    )
    return replace(session, head=stopped)
