"""Which lines are due: follows a session from look to look and tells each moment once, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from bandtimer.durations import SECOND, in_words
from bandtimer.events import Paused, Resumed, Retimed, SetBegan, SetEnded
from bandtimer.plain import lines
from bandtimer.session_state import Mode
from bandtimer.timeline import WORKING, Kind
from bandtimer.viewing import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bandtimer.events import Event
    from bandtimer.session_state import Session
    from bandtimer.timeline import Segment, SetPlan, Timeline

Detail = Literal["sets", "reps"]

HALF_WAY_FROM = 20 * SECOND
"""Shorter holds get no line on their way."""

PAUSES = {"asked": "Paused", "sleep": "Paused, because the machine slept", "stall": "Paused, because the program stood"}


class Announcer:
    """The lines of one session."""

    def __init__(self, detail: Detail, *, keyboard: bool) -> None:
        """`keyboard`: whether there are keys to press, so that lines may say which."""
        self._detail = detail
        self._keyboard = keyboard
        self._mode: Mode | None = None
        self._take: int | None = None
        self._seen = 0
        self._attempts: dict[int, int] = {}
        self._scaled: tuple[Timeline, Timeline] | None = None

    def lines(self, session: Session, events: Iterable[Event]) -> Iterator[str]:
        """What is due after a step of the session that told `events`."""
        events = tuple(events)
        self._attempts |= {event.set: event.attempt for event in events if isinstance(event, SetBegan)}
        ended = {event.set: event for event in events if isinstance(event, SetEnded)}
        went_on = self._take == session.head.take
        if went_on and session.seen > self._seen:
            yield from self._passed(session, self._seen, session.seen, ended)
        for event in events:
            match event:
                case SetEnded() if event.set in ended:
                    yield self._ended(session, event)
                case Retimed(what):
                    yield lines.sentence(what)
                case Resumed() if self._mode is not Mode.PAUSED:
                    yield "Undone."
                case Paused(_, why):
                    yield lines.sentence(PAUSES[why], "Press space to go on" if self._keyboard else "")
        changed = (session.head.mode, session.head.take) != (self._mode, self._take)
        self._mode, self._take, self._seen = session.head.mode, session.head.take, session.seen
        if changed:
            yield from self._arrived(session, went_on=went_on)

    def _passed(self, session: Session, start: int, end: int, ended: dict[int, SetEnded]) -> Iterator[str]:
        """The lines of the timeline in `[start, end)`; sets that ended in it are told and taken out of `ended`."""
        timeline = session.timeline
        number = timeline.index_at(start)
        while number < len(timeline.segments) and timeline.segments[number].start < end:
            segment = timeline.segments[number]
            plan = timeline.plan_of(segment)
            if segment.start >= start:
                yield from self._begins(session, segment)
            if plan is not None and segment.kind in (Kind.HOLD, Kind.WORK):
                yield from self._on_the_way(session, segment, plan, start, end)
            if plan is not None and number == plan.last - 1 and segment.end <= end and plan.index in ended:
                yield self._ended(session, ended.pop(plan.index))
            number += 1

    def _planned(self, session: Session) -> Timeline:
        """The timeline in its own lengths: a fast rehearsal reads as what it rehearses."""
        if self._scaled is None or self._scaled[0] is not session.timeline:
            self._scaled = (session.timeline, as_planned(session.timeline, session.rules.speed))
        return self._scaled[1]

    def _ended(self, session: Session, event: SetEnded) -> str:
        held = round(event.held * session.rules.speed)  # to the second, as it is told
        return lines.set_ended(self._planned(session), event._replace(held=held))

    def _begins(self, session: Session, segment: Segment) -> Iterator[str]:
        timeline = self._planned(session)
        segment = timeline.segments[segment.number]
        plan = timeline.plan_of(segment)
        if plan is None or segment.kind not in WORKING:
            if (line := lines.leading(timeline, segment)) is not None:
                yield line
            return
        if segment.number == plan.first:
            attempt = self._attempts.get(plan.index, 1)
            yield lines.set_begins(timeline, plan, attempt, with_tempo=self._detail == "sets")
        if segment.rep is not None:
            if self._detail == "reps" and session.course.turn_of(segment.number) == segment.number:
                yield lines.rep_begins(timeline, segment, plan)
        elif (plan.holds or 1) > 1 and (segment.kind is not Kind.RELEASE or self._detail == "reps"):
            yield lines.bout_begins(segment, plan)

    def _on_the_way(self, session: Session, segment: Segment, plan: SetPlan, start: int, end: int) -> Iterator[str]:
        """Half-way, minimum, ten seconds left: by the planned lengths, where they fall in `[start, end)`."""
        speed = session.rules.speed
        planned = self._planned(session)
        length, minimum = planned.segments[segment.number].duration, planned.sets[plan.index].minimum
        moments: list[tuple[int, str]] = []
        if length >= HALF_WAY_FROM:
            moments.append((length // 2, "Half-way."))
        if minimum is not None and 0 < minimum < length:
            moments.append((minimum, f"Minimum of {in_words(minimum)} reached, keep going."))
        if length > HALF_WAY_FROM and not (plan.open and segment.number == plan.last - 1):
            moments.append((length - 10 * SECOND, "10 seconds left."))
        for at, text in sorted(moments):
            if start <= segment.start + at / speed < end:
                yield text

    def _arrived(self, session: Session, *, went_on: bool) -> Iterator[str]:
        """The line of a new place, or of a new way to stand."""
        head, timeline, speed = session.head, session.timeline, session.rules.speed
        match head.mode:
            case Mode.COUNT_IN:
                yield _counting_in(session, round(head.length * speed))
            case Mode.WAITING:
                press = "Press enter to go on" if self._keyboard else ""
                yield lines.sentence(f"Waiting: {timeline.segments[head.segment].label}", press)
            case Mode.OPEN:
                yield lines.sentence("Target reached, stay if you can", "Press enter to stop" if self._keyboard else "")
            case Mode.FINISHED:
                what = summary_of(session)
                yield lines.summary(what._replace(held=round(what.held * speed)), timeline)
            case Mode.LEFT:
                yield "Left. The place is kept: bandtimer run --resume goes on from here."
            case Mode.RUNNING if not went_on and head.position > timeline.segments[head.segment].start:
                # In the middle of a stretch: say where. At its start its own line comes by itself.
                segment = timeline.segments[head.segment]
                yield lines.sentence(f"{segment.kind}: {in_words(round((segment.end - head.position) * speed))} left")
            case _:
                pass


def as_planned(timeline: Timeline, speed: float) -> Timeline:
    """What a session `speed` times as fast rehearses, to the tenth of a second (what is lost by haste is rounded)."""
    if speed == 1:
        return timeline
    grain = 100 if speed <= 100 else SECOND

    def rounded(length: int) -> int:
        return max(1, round(length / grain)) * grain if length else 0

    slow = timeline.scaled(1 / speed)
    sets = tuple(
        replace(
            plan,
            target=None if plan.target is None else rounded(plan.target),
            minimum=None if plan.minimum is None else rounded(plan.minimum),
        )
        for plan in slow.sets
    )
    return replace(slow.retimed(lambda segment: rounded(segment.duration)), sets=sets)


def _counting_in(session: Session, length: int) -> str:
    head, timeline = session.head, session.timeline
    segment = timeline.segments[head.segment]
    plan = timeline.plan_of(segment)
    if plan is None:
        return lines.sentence(f"Going on in {in_words(length)}")
    where = [part for part in (lines.which(plan), lines.who(timeline, plan)) if part]
    if segment.rep is not None and segment.rep > 1:
        where.append(f"rep {segment.rep} of {plan.reps}")
    if head.setting_up:
        steps = timeline.card_of(plan).setup
        return lines.sentence(f"Set up, {in_words(length)}: {', '.join(where)}", *steps)
    return lines.sentence(f"In {in_words(length)}: {', '.join(where)}")
