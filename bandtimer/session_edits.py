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


def add_rest(session: Session, milliseconds: int, events: list[Event]) -> tuple[Session, int] | None:
    """The rest or set-up under way, longer or shorter; returns also by how much. None where nothing changes.

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
    session = _retimed(
        session, lambda other: length if other.number == number else other.duration, number, said, events
    )
    return session, length - segment.duration


def change_tempo(session: Session, steps: int, exercise: str | None, events: list[Event]) -> tuple[Session, int] | None:
    """Slower or faster reps of an exercise from the next rep on; returns also how many steps were taken.

    None where no rep of it is left, or where it is as slow or fast as it gets. A rep that has not begun counts as next.
    """
    course, head = session.course, session.head
    plan = course.plan(head.segment)
    exercise = exercise or (plan.exercise if plan is not None else None)
    if exercise is None:
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
    return replace(edited, tempo={**session.tempo, exercise: wanted}), wanted - level


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
