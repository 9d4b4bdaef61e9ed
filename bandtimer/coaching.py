"""The words that go with a moment: what to do, how to breathe, and one form tip at a time, with its source."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bandtimer.timeline import WORKING, End, Kind
from bandtimer.view_parts import TempoField

if TYPE_CHECKING:
    from bandtimer.timeline import Card, Segment, SetPlan, Timeline, Tip

LONGEST_WORD = 12
"""A verb of more letters gives way to its short form where it is written large, and that to its first word."""
TIP_FOR = 12_000
"""Milliseconds for which a tip stands before another may take its place."""

LEADS = {
    Kind.SETUP: "SET UP",
    Kind.READY: "GET READY",
    Kind.REST: "REST",
    Kind.SWITCH: "SWITCH",
    Kind.WAIT: "WAITING",
}
"""What stands large outside of the sets."""


def word(timeline: Timeline, segment: Segment) -> str:
    """What stands large: `CURL`, `SLOWLY OUT`, `SQUEEZE`, `HOLD`, `REST`, `SET UP`."""
    plan = timeline.plan_of(segment)
    if segment.kind in LEADS or plan is None:
        return LEADS.get(segment.kind, "")
    key = segment.end_of_motion if segment.kind is Kind.PAUSE else segment.kind
    long, short = timeline.card_of(plan).verbs[str(key)]
    return _large(long, short)


@lru_cache(maxsize=512)
def _large(long: str, short: str) -> str:
    fitting = next((form for form in (long, short) if len(form) <= LONGEST_WORD), None)
    return (fitting or (short or long).split()[0][:LONGEST_WORD]).upper()


def rep_from(timeline: Timeline, first: int) -> tuple[TempoField, ...]:
    """The phases of the rep that begins with segment `first`, in order."""
    segments, fields = timeline.segments, []
    number = first
    while number < len(segments) and (segments[number].set, segments[number].rep) == (
        segments[first].set,
        segments[first].rep,
    ):
        phase = segments[number]
        contracted = phase.end_of_motion is End.CONTRACTED
        fields.append(TempoField(phase.kind, contracted, phase.duration, word(timeline, phase)))
        number += 1
    return tuple(fields)


def breathing(timeline: Timeline, segment: Segment) -> str:
    """How to breathe now; empty outside of the sets."""
    plan = timeline.plan_of(segment)
    if plan is None or segment.kind not in WORKING:
        return ""
    return timeline.card_of(plan).breathing.get(segment.kind, "")


def tip(timeline: Timeline, segment: Segment, within: int) -> Tip | None:
    """The form tip at `within` ms of the stretch: of the set, or of the rest or set-up that leads to it.

    In a set the tips of all its phases take turns, so that none flits by with a phase. The first tip of a rest is the
    one that the voice says in it.
    """
    plan = timeline.plan_of(segment)
    if plan is None:
        return None
    card = timeline.card_of(plan)
    if segment.kind in WORKING:
        tips = _of_set(card.tips, plan)
        turn = plan.set - 1
    else:
        moment = "setup" if segment.kind in (Kind.SETUP, Kind.READY) else "rest"
        tips = _of_moments(card.tips, (moment,)) or _of_moments(card.tips, ("concentric", "eccentric", "hold"))
        turn = segment.number if moment == "rest" else 0
        before = timeline.segments[segment.number - 1] if segment.number else segment
        if segment.kind is Kind.READY and before.kind is Kind.SETUP:
            within += before.duration  # the count-in goes on with the tip of the set-up
    return tips[(turn + within // TIP_FOR) % len(tips)] if tips else None


def _of_set(tips: tuple[Tip, ...], plan: SetPlan) -> tuple[Tip, ...]:
    return _of_moments(tips, (plan.timed,) if plan.timed is not None else ("concentric", "eccentric", "pause"))


@lru_cache(maxsize=256)
def _of_moments(tips: tuple[Tip, ...], moments: tuple[str, ...]) -> tuple[Tip, ...]:
    return tuple(tip for tip in tips if not set(tip.moments).isdisjoint(moments))


def steps_of(card: Card) -> tuple[str, ...]:
    """What to do with the band and the anchor, in order."""
    return card.setup or ((card.place.long,) if card.place.long else ())
