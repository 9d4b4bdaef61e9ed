"""What happens by itself as time passes: sets begin, reps and seconds are done, sets end, the playhead stops or leaps.

A look handles the whole span since the last one, so it does not matter how often anybody looks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.durations import SECOND
from bandtimer.events import Finished, Outcome, Progressed, SetBegan, SetEnded, SetUndone
from bandtimer.session_state import Attempt, Mode, Playhead, Record, Session
from bandtimer.timeline import WORKING, Kind
from bandtimer.transport import MILLISECOND

if TYPE_CHECKING:
    from bandtimer.events import Event
    from bandtimer.timeline import SetPlan


def advance(session: Session, now: int) -> tuple[Session, list[Event]]:
    """Bring a session up to `now` (ns); returns what happened on the way, in order."""
    events: list[Event] = []
    while True:
        head = session.head
        match head.mode:
            case Mode.RUNNING:
                boundary = session.next_stop(head.segment)
                stop = session.course.start_of(boundary)
                session = _run(session, min(stop, head.position + session.elapsed(now)), events)
                arrival = head.since + (stop - head.position) * MILLISECOND
                if now < arrival:
                    return session, events
                if session.course.is_open(boundary - 1):
                    session = move_to(session, Playhead(Mode.OPEN, boundary - 1, stop, arrival, take=head.take))
                else:
                    session = enter(session, boundary, arrival, events, take=head.take)
            case Mode.COUNT_IN:
                over = head.since + head.length * MILLISECOND
                if now < over:
                    return session, events
                session = start_now(session, over, take=head.take)
            case Mode.OPEN:
                last = session.rules.open_for
                session = _hold_on(session, min(session.over(now), max(last, head.over)), events)
                if session.over(now) < last:
                    return session, events
                end = head.since + max(0, last - head.over) * MILLISECOND
                session = enter(_ended_by_itself(session, events), head.segment + 1, end, events)
            case _:
                return session, events


def move_to(session: Session, head: Playhead) -> Session:
    """The session with its playhead elsewhere; what lies before it is taken as told."""
    return replace(session, head=head, seen=head.position)


def enter(
    session: Session, number: int, now: int, events: list[Event], *, jump: bool = False, take: int | None = None
) -> Session:
    """Put the playhead at the start of segment `number`, or of the next one that is not passed over.

    A wait parks it. A leap into a set is counted in, a `jump` too. `take`: the sound goes on without a break.
    """
    course, asked_for = session.course, number
    while number in session.passed:
        number += 1
    take = session.head.take + 1 if take is None or number != asked_for else take
    if number >= course.end:
        events.append(Finished())
        return move_to(session, Playhead(Mode.FINISHED, course.end, course.timeline.duration, now, take=take))
    position = course.start_of(number)
    if course.timeline.segments[number].kind is Kind.WAIT:
        head = Playhead(Mode.WAITING, number, position, now, take=take)
    elif course.is_working(number) and (jump or number != asked_for):
        head = Playhead(Mode.COUNT_IN, number, position, now, session.rules.ready, take=take)
    else:
        head = Playhead(Mode.RUNNING, number, position, now, take=take)
    return move_to(session, head)


def start_now(session: Session, now: int, take: int | None = None) -> Session:
    """Go on from where the playhead stands: the end of a count-in, and of a pause outside the sets."""
    head = session.head
    take = head.take + 1 if take is None else take
    timeline = session.timeline
    mode = Mode.RUNNING
    if head.segment < session.course.end:
        segment = timeline.segments[head.segment]
        if segment.kind is Kind.WAIT:
            mode = Mode.WAITING
        elif head.position == segment.end and session.course.is_open(head.segment):
            mode = Mode.OPEN
    return move_to(session, Playhead(mode, head.segment, head.position, now, over=head.over, take=take))


def end_attempt(session: Session, events: list[Event], outcome: Outcome | None = None) -> Session:
    """End the set under way, if there is one, as what was really done says; `outcome` says otherwise."""
    attempt = session.attempt
    if attempt is None:
        return session
    said = outcome or outcome_of(session.timeline.sets[attempt.set], attempt)
    if said is Outcome.SKIPPED and attempt.set in session.records:
        return unbegun(session, events)
    events.append(SetEnded(attempt.set, attempt.number, said, attempt.reps, attempt.held))
    record = Record(attempt.number, said, attempt.reps, attempt.held)
    return replace(session, attempt=None, records={**session.records, attempt.set: record})


def unbegun(session: Session, events: list[Event]) -> Session:
    """Forget the set under way as if it had not been begun; an earlier attempt at it counts on."""
    attempt = session.attempt
    if attempt is None:
        return session
    events.append(SetUndone(attempt.set, attempt.number))
    return replace(session, attempt=None, attempts={**session.attempts, attempt.set: attempt.number - 1})


def outcome_of(plan: SetPlan, attempt: Attempt) -> Outcome:
    """How an attempt ends that is ended now."""
    if plan.reps is not None:
        complete = attempt.reps >= plan.reps
    else:
        complete = attempt.held >= (plan.target or 0) * (plan.holds or 1)
    if complete:
        return Outcome.DONE
    return Outcome.SHORT if attempt.reps or attempt.held >= SECOND else Outcome.SKIPPED


def _run(session: Session, end: int, events: list[Event]) -> Session:
    """Tell what happened on the timeline in `[session.seen, end)`, whose segments follow one another."""
    start, number = session.seen, session.segment_at(session.seen)
    segments, course = session.timeline.segments, session.course
    while start < end:
        segment = segments[number]
        until = min(end, segment.end)
        if segment.kind in WORKING and segment.set is not None:
            if session.attempt is None or session.attempt.set != segment.set:
                session = _begin_attempt(session, segment.set, start, events)
            if segment.kind in (Kind.HOLD, Kind.WORK):
                session = _hold(session, until - start, events)
            elif until == segment.end and course.ends_rep(number):
                session = _rep_done(session, course.start_of(course.turn_of(number)), events)
            plan = session.timeline.sets[segment.set]
            if until == segment.end and number == plan.last - 1 and not plan.open:
                session = _ended_by_itself(session, events)
        start, number = until, number + 1
    return replace(session, seen=end) if end != session.seen else session


def _begin_attempt(session: Session, index: int, position: int, events: list[Event]) -> Session:
    number = session.attempts.get(index, 0) + 1
    events.append(SetBegan(index, number))
    return replace(
        session,
        attempt=Attempt(index, number, position),
        attempts={**session.attempts, index: number},
    )


def _rep_done(session: Session, began: int, events: list[Event]) -> Session:
    attempt = session.attempt
    if attempt is None or began < attempt.entered:
        return session
    attempt = attempt._replace(reps=attempt.reps + 1)
    events.append(Progressed(attempt.set, attempt.number, attempt.reps, attempt.held))
    return replace(session, attempt=attempt)


def _hold(session: Session, milliseconds: int, events: list[Event]) -> Session:
    """So much more was held; each whole second is told."""
    attempt = session.attempt
    if attempt is None or milliseconds <= 0:
        return session
    held = attempt.held + milliseconds
    events += [
        Progressed(attempt.set, attempt.number, attempt.reps, second * SECOND)
        for second in range(attempt.held // SECOND + 1, held // SECOND + 1)
    ]
    return replace(session, attempt=attempt._replace(held=held))


def _hold_on(session: Session, over: int, events: list[Event]) -> Session:
    """An open hold has gone on for `over` ms past its target; what was told of it before lies in the head."""
    told, head = session.head.over, session.head
    if over <= told:
        return session
    session = _hold(session, over - told, events)
    since = head.since + (over - told) * MILLISECOND
    return replace(session, head=head._replace(over=over, since=since))


def _ended_by_itself(session: Session, events: list[Event]) -> Session:
    """A set was done to its end: what came before it can't be undone any more without losing it."""
    session = end_attempt(session, events)
    return replace(session, history=()) if session.history else session
