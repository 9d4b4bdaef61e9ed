"""(session, time) → view: works out what a reader shows. Called for every frame, so it looks only at what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bandtimer import coaching
from bandtimer.events import Outcome
from bandtimer.keys import footer, situation_of
from bandtimer.motion import contraction, demonstration
from bandtimer.session_state import Mode
from bandtimer.spoken import dose, side_of
from bandtimer.timeline import WORKING, Kind, Segment
from bandtimer.view import View
from bandtimer.view_parts import Coming, Hold, Summary

if TYPE_CHECKING:
    from bandtimer.session_state import Session
    from bandtimer.timeline import SetPlan, Side, Timeline
    from bandtimer.view_parts import TempoField

PAUSE_REASONS = {
    "asked": "press space to go on",
    "sleep": "the machine slept; press space to go on",
    "stall": "the program stood still; press space to go on",
}


class _Phase(NamedTuple):
    """What the countdown is about."""

    kind: Kind | None
    remaining: int
    duration: int


def view(session: Session, now: int, caption: str = "") -> View:
    """What to show of a session at session time `now` (ns); it must have been brought up to about then.

    `caption`: the words of the last cue.
    """
    position = session.position(now)
    number = session.segment_at(position)
    if number >= session.course.end:
        return _end(session, position, caption)
    timeline, head = session.timeline, session.head
    segment = timeline.segments[number]
    plan = timeline.plan_of(segment) or timeline.sets[-1]
    card = timeline.card_of(plan)
    working = segment.kind in WORKING
    within = position - segment.start
    phase = _phase(session, segment, within, now)
    waiting = head.mode is Mode.WAITING
    shown_for = session.elapsed(now) if waiting else within
    first, last = timeline.segments[plan.first], timeline.segments[plan.last - 1]
    attempt = session.attempt if session.attempt is not None and session.attempt.set == plan.index else None
    tempo, active = _tempo(session, segment)
    tip = coaching.tip(timeline, segment, position - first.start if working else shown_for)
    side = segment.side if working and segment.side is not None else plan.side
    setting_up = phase.kind in (Kind.SETUP, Kind.REST, Kind.WAIT) and _changes(timeline, plan)
    word, phrase = _words(session, segment, phase)
    return View(
        timeline=timeline,
        mode=head.mode,
        kind=phase.kind,
        segment=number,
        segment_kind=segment.kind,
        word=word,
        phrase=phrase,
        remaining=phase.remaining,
        duration=phase.duration,
        progress=1.0 - phase.remaining / phase.duration if phase.duration else 0.0,
        contraction=contraction(timeline, segment, within) if working else demonstration(timeline, plan, shown_for),
        demonstrating=not working,
        plan=plan,
        card=card,
        exercise=card.name,
        block=plan.block,
        side=side,
        limb=f"{side} {card.limb}" if side is not None else "",
        rep=segment.rep,
        reps=plan.reps,
        reps_done=attempt.reps if attempt is not None else 0,
        set=plan.set,
        sets=plan.sets,
        attempt=attempt.number if attempt is not None else session.attempts.get(plan.index, 0) + 1,
        round=plan.round,
        rounds=plan.rounds,
        tempo=tempo,
        active=active,
        pace=session.tempo.get(plan.exercise, 0),
        hold=_hold(plan, segment, within + session.over(now)),
        tip=tip,
        tip_is_now=tip is not None and segment.kind in tip.moments,
        breathing=coaching.breathing(timeline, segment),
        to_do=coaching.steps_of(card) if setting_up or phase.kind is Kind.SETUP else (),
        note=plan.note or "",
        say=plan.say or "",
        band=plan.band or "",
        next=_coming(session, plan.index + 1 if working else plan.index),
        set_progress=_share(position - first.start, last.end - first.start) if working else 0.0,
        session_progress=_share(position, timeline.duration),
        position=position,
        session_remaining=_session_remaining(session, number, position, now),
        ribbon=session.course.ribbon,
        records=session.records,
        count_in=session.count_in(now),
        parked=0 if head.mode is Mode.RUNNING else session.elapsed(now),
        paused_for=head.why if head.mode is Mode.PAUSED else "",  # type: ignore[arg-type]
        waiting_for=segment.label if waiting else "",
        situation=(situation := situation_of(session)),
        keys=footer(situation, undoable=bool(session.history)),
        caption=caption,
    )


def _phase(session: Session, segment: Segment, within: int, now: int) -> _Phase:
    head = session.head
    if head.mode is Mode.COUNT_IN:
        elapsed = session.elapsed(now)
        if elapsed < head.setting_up:
            return _Phase(Kind.SETUP, head.setting_up - elapsed, head.setting_up)
        return _Phase(Kind.READY, session.count_in(now), head.length - head.setting_up)
    return _Phase(segment.kind, max(0, segment.duration - within), segment.duration)


def _words(session: Session, segment: Segment, phase: _Phase) -> tuple[str, str]:
    """What stands large, and the same in full."""
    mode = session.head.mode
    if mode is Mode.PAUSED:
        return "PAUSED", PAUSE_REASONS[session.head.why]
    if mode is Mode.LEFT:
        return "LEFT", "the place is kept"
    if mode is Mode.COUNT_IN and phase.kind is not None:
        return coaching.LEADS[phase.kind], "from where you were" if session.head.length != session.rules.ready else ""
    return coaching.word(session.timeline, segment), segment.label


def _tempo(session: Session, segment: Segment) -> tuple[tuple[TempoField, ...], int | None]:
    """The phases of the rep under way, or about to begin, and which of them is under way."""
    if segment.rep is None:
        return (), None
    first = session.course.turn_of(segment.number)
    return coaching.rep_from(session.timeline, first), segment.number - first


def _hold(plan: SetPlan, segment: Segment, held: int) -> Hold | None:
    if segment.kind not in (Kind.HOLD, Kind.WORK):
        return None
    open_ended = plan.open and segment.number == plan.last - 1
    return Hold(held, segment.duration, plan.minimum, plan.maximum, open_ended, segment.bout or 1, plan.holds or 1)


def _changes(timeline: Timeline, plan: SetPlan) -> bool:
    """Whether a set is of another exercise, or another block, than the one before it."""
    if plan.index == 0:
        return True
    before = timeline.sets[plan.index - 1]
    return (before.exercise, before.block_index) != (plan.exercise, plan.block_index)


def _coming(session: Session, index: int) -> Coming | None:
    """The first set from `index` on that is not passed over."""
    timeline = session.timeline
    while index < len(timeline.sets) and timeline.sets[index].first in session.passed:
        index += 1
    if index >= len(timeline.sets):
        return None
    plan = timeline.sets[index]
    card = timeline.card_of(plan)
    side: Side | None = plan.side
    return Coming(
        index,
        card.name,
        card.id,
        side,
        side_of(timeline, plan),
        plan.set,
        plan.sets,
        dose(plan),
        _changes(timeline, plan),
    )


def _share(part: int, whole: int) -> float:
    return min(1.0, max(0.0, part / whole)) if whole > 0 else 0.0


def _session_remaining(session: Session, number: int, position: int, now: int) -> int:
    left = session.timeline.duration - position + session.count_in(now)
    if session.passed:
        segments = session.timeline.segments
        left -= sum(segments[passed].duration for passed in session.passed if passed > number)
    return max(0, left)


def _end(session: Session, position: int, caption: str) -> View:
    situation = situation_of(session)
    left = session.head.mode is Mode.LEFT
    return View(
        timeline=session.timeline, mode=session.head.mode, kind=None, segment=session.course.end, segment_kind=None,
        word="LEFT" if left else "DONE", phrase="", remaining=0, duration=0, progress=1.0, contraction=0.0,
        demonstrating=False, plan=None, card=None, exercise="", block="", side=None, limb="", rep=None, reps=None,
        reps_done=0, set=0, sets=0, attempt=1, round=None, rounds=None, tempo=(), active=None, pace=0, hold=None,
        tip=None, tip_is_now=False, breathing="", to_do=(), note="", say="", band="", next=None, set_progress=1.0,
        session_progress=_share(position, session.timeline.duration) if left else 1.0, position=position,
        session_remaining=0, ribbon=session.course.ribbon, records=session.records, count_in=0, parked=0, paused_for="",
        waiting_for="", situation=situation, keys=footer(situation, undoable=bool(session.history)),
        caption=caption,
        summary=summary_of(session),
    )  # fmt: skip


def summary_of(session: Session) -> Summary:
    """What was done so far; a set under way counts with what was done of it."""
    records = session.records.values()
    outcomes = [record.outcome for record in records]
    under_way = session.attempt
    return Summary(
        planned=len(session.timeline.sets),
        done=outcomes.count(Outcome.DONE),
        short=outcomes.count(Outcome.SHORT),
        skipped=outcomes.count(Outcome.SKIPPED),
        hurt=outcomes.count(Outcome.HURT),
        reps=sum(record.reps for record in records) + (under_way.reps if under_way else 0),
        held=sum(record.held for record in records) + (under_way.held if under_way else 0),
    )
