"""Where in its motion an exercise is: 0 at the stretched end, 1 at the contracted end, from the position in the rep.

The motion is even in time; readers ease it. Timed sets and demonstrations move as the exercise would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.timeline import End, Kind

if TYPE_CHECKING:
    from bandtimer.timeline import Segment, SetPlan, Timeline

INTO_HOLD = 1_500
"""Milliseconds in which a demonstration goes into a hold, and out of it again."""
SHOWN_HOLD = 3_000
"""Milliseconds for which a demonstration stays in the hold."""
FREE = 1_500
"""Milliseconds one way, where work has no tempo."""
LETTING_GO = 800
"""Milliseconds in which a hold is released."""

PARTS = {"top": (0.5, 1.0), "bottom": (0.0, 0.5), "middle": (0.25, 0.75)}
"""The part of the motion that partial reps use."""


def contraction(timeline: Timeline, segment: Segment, within: int) -> float:
    """0 to 1 at `within` ms of a working segment."""
    plan = timeline.plan_of(segment)
    low, high = PARTS.get(plan.partial or "", (0.0, 1.0)) if plan is not None else (0.0, 1.0)
    return low + (high - low) * _whole_motion(timeline, segment, within, plan)


def demonstration(timeline: Timeline, plan: SetPlan, elapsed: int) -> float:
    """0 to 1 at `elapsed` ms of a demonstration of a set: its first rep, or going into its hold, again and again."""
    if plan.timed is Kind.HOLD:
        return _shown_hold(timeline, plan, elapsed)
    if plan.timed is Kind.WORK:
        return _there_and_back(elapsed)
    segments, number = timeline.segments, plan.first
    while number < plan.last and segments[number].rep == segments[plan.first].rep:
        number += 1
    start = segments[plan.first].start
    within = elapsed % max(1, segments[number - 1].end - start)
    for segment in segments[plan.first : number]:
        if within < segment.end - start:
            return contraction(timeline, segment, within - (segment.start - start))
    return 0.0


def _whole_motion(timeline: Timeline, segment: Segment, within: int, plan: SetPlan | None) -> float:
    share = min(1.0, within / segment.duration) if segment.duration else 0.0
    contracted = 0.0 if segment.end_of_motion is End.STRETCHED else 1.0
    match segment.kind:
        case Kind.CONCENTRIC:
            return share
        case Kind.ECCENTRIC:
            return 1.0 - share
        case Kind.PAUSE | Kind.HOLD:
            return contracted
        case Kind.WORK:
            return _there_and_back(within)
        case Kind.RELEASE if plan is not None:
            held = 0.0 if timeline.card_of(plan).hold_at is End.STRETCHED else 1.0
            left = 1.0 - min(1.0, within / LETTING_GO)
            return held * left + (1.0 - held) * (1.0 - left)
    return 0.0


def _shown_hold(timeline: Timeline, plan: SetPlan, elapsed: int) -> float:
    within = elapsed % (2 * INTO_HOLD + SHOWN_HOLD)
    into = min(1.0, within / INTO_HOLD, max(0.0, (2 * INTO_HOLD + SHOWN_HOLD - within) / INTO_HOLD))
    return into if timeline.card_of(plan).hold_at is End.CONTRACTED else 1.0 - into


def _there_and_back(elapsed: int) -> float:
    within = elapsed % (2 * FREE)
    return within / FREE if within < FREE else 2.0 - within / FREE
