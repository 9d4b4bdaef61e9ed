"""The commands that change what is left of the timeline: longer and shorter rests, slower and faster reps.

An edit makes a new timeline with the same segments; the past never changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.course import Course
from bandtimer.durations import HOUR
from bandtimer.events import Retimed
from bandtimer.session_state import Mode, Session
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.events import Event
    from bandtimer.timeline import Segment

PACE = 1.1
"""One step slower makes every phase of a rep so much longer, one step faster so much shorter."""
MOST_STEPS = 5
"""Either way from what was planned: from 0.62 to 1.61 times as long."""
LONGEST_REST = HOUR
"""No press makes a rest longer than this."""


def add_rest(session: Session, milliseconds: int, events: list[Event]) -> Session | None:
    """The rest or set-up under way, longer or shorter; None where nothing changes.

    A shortened rest keeps its last seconds, and never ends before now.
    """
    number = session.head.segment
    if number >= session.course.end:
        return None
    segment = session.timeline.segments[number]
    if segment.kind not in (Kind.REST, Kind.SETUP):
        return None
    elapsed = session.head.position - segment.start
    least = elapsed + min(segment.duration - elapsed, session.rules.least_rest)
    length = max(least, min(segment.duration + milliseconds, max(LONGEST_REST, segment.duration)))
    if length == segment.duration:
        return None
    name = "rest" if segment.kind is Kind.REST else "set-up"
    said = f"{name} {(length - segment.duration) / 1000:+g} s"
    return _retimed(session, lambda other: length if other.number == number else other.duration, number, said, events)


def change_tempo(session: Session, steps: int, exercise: str | None, events: list[Event]) -> Session | None:
    """Slower or faster reps of an exercise (None: the one under way or coming) from the next rep on.

    None where no rep of it is left, or where it is as slow or fast as it gets. A rep that has not begun counts as next.
    """
    course, head = session.course, session.head
    plan = course.plan(head.segment)
    exercise = exercise or (plan.exercise if plan is not None else "")
    if exercise not in session.timeline.cards:
        return None
    level = session.tempo.get(exercise, 0)
    wanted = max(-MOST_STEPS, min(MOST_STEPS, level + steps))
    since = _next_rep(session)
    concerned = {plan.index for plan in session.timeline.sets if plan.exercise == exercise and plan.reps is not None}
    if wanted == level or not any(session.timeline.sets[index].last > since for index in concerned):
        return None

    def length(segment: Segment) -> int:
        if segment.rep is None or segment.set not in concerned:
            return segment.duration
        return max(1, round(session.planned.segments[segment.number].duration * PACE**wanted))

    pace = "the planned tempo" if wanted == 0 else f"{abs(PACE**wanted - 1):.0%} {'slower' if wanted > 0 else 'faster'}"
    name = session.timeline.cards[exercise].name
    edited = _retimed(session, length, since, f"{name}: {pace}", events)
    return replace(edited, tempo={**session.tempo, exercise: wanted})


def edited_back(session: Session, before: Session, events: list[Event]) -> Session:
    """What is left, as it was before an edit; what is past stays, and a rest under way does not end before now."""
    here, since = session.head.segment, _next_rep(session)
    elapsed = session.head.position - session.course.start_of(here)

    def length(segment: Segment) -> int:
        planned = before.timeline.segments[segment.number].duration
        if segment.number >= since:
            return planned
        return max(1, elapsed, planned) if segment.number == here and segment.rep is None else segment.duration

    restored = replace(session, tempo=before.tempo)
    if all(length(segment) == segment.duration for segment in session.timeline.segments[here:]):
        return restored
    return _retimed(restored, length, here, "undone", events)


def _next_rep(session: Session) -> int:
    """The first segment of the next rep to begin, or the next segment outside of reps."""
    course, head, segments = session.course, session.head, session.timeline.segments
    if head.segment >= course.end:
        return course.end
    segment = segments[head.segment]
    if segment.rep is None:
        return head.segment + 1
    begun = head.mode is Mode.RUNNING or head.position > segment.start or course.turn_of(head.segment) < head.segment
    number = head.segment
    while begun and number < course.end and (segments[number].set, segments[number].rep) == (segment.set, segment.rep):
        number += 1
    return number


def _retimed(session: Session, length: Callable[[Segment], int], since: int, what: str, events: list[Event]) -> Session:
    events.append(Retimed(what))
    return replace(session, course=Course(session.timeline.retimed(length, since)))
