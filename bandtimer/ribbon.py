"""The whole session as a ribbon: one stretch for each set and for what lies between, worked out once per timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from bandtimer.timeline import WORKING, Kind

if TYPE_CHECKING:
    from bandtimer.timeline import Timeline

Group = Literal["setup", "reps", "hold", "work", "rest", "switch"]


class Stretch(NamedTuple):
    """A part of the session that is drawn as one."""

    group: Group
    start: int
    """Milliseconds on the timeline."""
    end: int
    set: int | None
    """Index of the set it is, or leads to."""
    block: int
    """Index of its block."""


_LEADING: dict[Kind, Group] = {Kind.REST: "rest", Kind.SWITCH: "switch", Kind.SETUP: "setup", Kind.READY: "setup"}


def ribbon_of(timeline: Timeline) -> tuple[Stretch, ...]:
    """The stretches of a session, gapless, ascending; waits have none. Whether one is done, the position says."""
    stretches: list[Stretch] = []
    for plan in timeline.sets:
        for segment in timeline.segments[plan.approach : plan.first]:
            group = _LEADING.get(segment.kind)
            if group is None or segment.kind in WORKING:
                continue
            if stretches and (stretches[-1].group, stretches[-1].set) == (group, plan.index):
                stretches[-1] = stretches[-1]._replace(end=segment.end)
            else:
                stretches.append(Stretch(group, segment.start, segment.end, plan.index, plan.block_index))
        first, last = timeline.segments[plan.first], timeline.segments[plan.last - 1]
        work: Group = "reps" if plan.timed is None else "hold" if plan.timed is Kind.HOLD else "work"
        stretches.append(Stretch(work, first.start, last.end, plan.index, plan.block_index))
    return tuple(stretches)
