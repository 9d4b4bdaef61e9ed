"""What the voice says and when: the lines of each segment, with long and short text, priority and latest end.

The words come from the exercise (verbs, place, tips) and the routine (say); numbers and frames are here.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from bandtimer.cue import Cue, Sound
from bandtimer.durations import in_words
from bandtimer.timeline import WORKING, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bandtimer.settings import Settings
    from bandtimer.timeline import Segment, SetPlan, Timeline

NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER_LATEST = 1_400
"""A count must be over this many milliseconds after its rep, or it counts the wrong one."""
CALL_LATEST = 3_000
"""A call within a hold must be over by then."""
HALF_WAY_FROM = 20_000
"""Shorter holds get no half-way call; "ten seconds" is for longer ones."""
TIP_FROM = 20_000
"""Rests of this length have time for a form tip."""


class Priority(IntEnum):
    """Among lines that want the same time the higher one is spoken."""

    TIP = 1
    SAY = 2
    HALF_WAY = 3
    VERB = 4
    COUNT = 5
    PLACE = 6
    """Where we are and what comes: set-up, rest, switch."""
    CALL = 7
    """Calls that change what the person does now: ten seconds, minimum."""


def number(count: int) -> str:
    """A count as a word up to twenty, then as digits, which every voice reads."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def dose(plan: SetPlan) -> str:
    """What a set asks for, for the eye: `12 reps`, `45 s hold`, `5 × 10 s hold`."""
    if plan.reps is not None:
        return f"{plan.reps} reps" if plan.reps > 1 else "1 rep"
    seconds = f"{(plan.target or 0) / 1000:g} s"
    several = f"{plan.holds} × " if plan.holds and plan.holds > 1 else ""
    return f"{several}{seconds} {plan.timed}{' or more' if plan.open else ''}"


def side_of(timeline: Timeline, plan: SetPlan) -> str:
    """`left leg`, or nothing where both sides work."""
    return f"{plan.side} {timeline.card_of(plan).limb}" if plan.side else ""


def lines(
    timeline: Timeline, segment: Segment, before: Segment | None, settings: Settings, *, session_half: bool
) -> Iterator[Cue]:
    """The spoken lines of one segment."""
    plan = timeline.plan_of(segment)
    if plan is None:
        return
    match segment.kind:
        case Kind.SETUP:
            yield _set_up(timeline, segment, plan)
        case Kind.READY:
            yield _line(segment.start + 200, "ready", None, Priority.PLACE, segment.end)
        case Kind.REST:
            yield from _rest(timeline, segment, plan, settings, session_half)
        case Kind.SWITCH:
            side = side_of(timeline, plan)
            yield _line(segment.start + 700, f"switch: {side}", "switch", Priority.PLACE, segment.end)
        case Kind.RELEASE:
            verb = timeline.card_of(plan).verbs["release"]
            yield _line(segment.start + 150, verb.long, verb.short, Priority.PLACE, segment.end)
        case kind if kind in WORKING:
            yield from _work(timeline, segment, before, plan, settings)


def summary(timeline: Timeline) -> str:
    """The last line of a session."""
    sets = len(timeline.sets)
    return f"Done. {sets} {'set' if sets == 1 else 'sets'} in {in_words(timeline.duration)}."


def _line(at: int, text: str, short: str | None, priority: Priority, until: int) -> Cue:
    return Cue(at, Sound.VOICE, None, text, None if short == text else short, priority, until)


def _set_up(timeline: Timeline, segment: Segment, plan: SetPlan) -> Cue:
    card = timeline.card_of(plan)
    parts = [card.name, side_of(timeline, plan), card.place.long]
    return _line(
        segment.start + 900,
        ". ".join(part[0].upper() + part[1:] for part in parts if part) + ".",
        ", ".join(part for part in (card.name, parts[1]) if part),
        Priority.PLACE,
        segment.end,
    )


def _rest(timeline: Timeline, segment: Segment, plan: SetPlan, settings: Settings, session_half: bool) -> Iterator[Cue]:
    card = timeline.card_of(plan)
    length = f"Rest {in_words(segment.duration)}."
    coming = ", ".join(part for part in (card.name, side_of(timeline, plan)) if part)
    which = f", set {plan.set} of {plan.sets}" if plan.sets > 1 else ""
    half = "Half of the session is done. " if session_half else ""
    yield _line(segment.start + 1_300, f"{half}{length} Next: {coming}{which}.", length, Priority.PLACE, segment.end)
    if settings.tips_aloud and segment.duration >= TIP_FROM:
        tips = [tip for tip in card.tips if "rest" in tip.moments] or [
            tip for tip in card.tips if {"concentric", "eccentric", "hold"} & set(tip.moments)
        ]
        if tips:
            tip = tips[segment.number % len(tips)]
            middle = segment.start + segment.duration * 2 // 5
            yield _line(middle, tip.text, None, Priority.TIP, segment.end - 3_500)


def _work(
    timeline: Timeline, segment: Segment, before: Segment | None, plan: SetPlan, settings: Settings
) -> Iterator[Cue]:
    start, end = segment.start, segment.end
    begins = segment.number == plan.first
    if not begins and before is not None and segment.rep is not None and segment.rep != before.rep:
        text = _count(segment.rep - 1, plan.reps or 0, settings)
        if text is not None:
            yield _line(start, text, None, Priority.COUNT, start + NUMBER_LATEST)
    if segment.rep is None or segment.rep <= settings.verb_reps:
        verbs = timeline.card_of(plan).verbs
        verb = verbs[segment.end_of_motion or segment.kind] if segment.kind is Kind.PAUSE else verbs[segment.kind]
        yield _line(start + (250 if begins else 0), verb.long, verb.short, Priority.VERB, min(end, start + CALL_LATEST))
    if begins and plan.say:
        last = timeline.segments[plan.last - 1].end
        yield _line(start + 1_200, plan.say, None, Priority.SAY, min(last, start + 12_000))
    if segment.kind in (Kind.HOLD, Kind.WORK):
        yield from _calls(segment, plan, settings)


def _count(done: int, reps: int, settings: Settings) -> str | None:
    """What is said when `done` of `reps` are done and another follows."""
    left = reps - done
    if settings.counting == "off":
        return None
    if left == 1 and settings.last_reps != "same":
        return "last one"
    if left <= 3 and settings.last_reps == "down":
        return f"{number(left)} more"
    return number(done if settings.counting == "up" else left)


def _calls(segment: Segment, plan: SetPlan, settings: Settings) -> Iterator[Cue]:
    start, length = segment.start, segment.duration
    if plan.minimum is not None and 0 < plan.minimum < length:
        at = start + plan.minimum
        yield _line(at + 500, "minimum, keep going", "keep going", Priority.CALL, at + CALL_LATEST)
    if length < HALF_WAY_FROM:
        return
    if settings.half_way and length // 2 != plan.minimum:
        at = start + length // 2
        yield _line(at, "half-way", None, Priority.HALF_WAY, at + CALL_LATEST)
    if length > HALF_WAY_FROM and not (plan.open and segment.number == plan.last - 1):
        at = start + length - 10_000
        yield _line(at, "ten seconds", "ten", Priority.CALL, at + CALL_LATEST)
