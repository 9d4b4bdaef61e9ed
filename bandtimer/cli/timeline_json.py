"""A timeline and its cues as JSON (docs/json.md), piece by piece, so that its length costs no memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bandtimer.cueing import Score
from bandtimer.durations import to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bandtimer.cue import Cue
    from bandtimer.settings import Settings
    from bandtimer.timeline import Segment, Timeline

FORMAT = 1


def timeline_json(timeline: Timeline, settings: Settings) -> Iterator[str]:
    """The document in pieces; times are seconds with at most three decimals."""
    head = {"format": FORMAT, "name": timeline.name, "duration": to_seconds(timeline.duration), "week": timeline.week}
    yield json.dumps(head, ensure_ascii=False)[:-1]
    yield ',\n "segments": ['
    yield from _items(_segment(timeline, segment) for segment in timeline.segments)
    yield '],\n "cues": ['
    score = Score(timeline, settings)
    yield from _items(_cue(cue) for number in range(len(timeline.segments)) for cue in score.of_segment(number))
    yield "]}\n"


def _items(values: Iterable[dict[str, object]]) -> Iterator[str]:
    separator = "\n  "
    for value in values:
        yield separator + json.dumps(value, ensure_ascii=False)
        separator = ",\n  "


def _segment(timeline: Timeline, segment: Segment) -> dict[str, object]:
    plan = timeline.plan_of(segment)
    return {
        "index": segment.number,
        "kind": segment.kind,
        "start": to_seconds(segment.start),
        "duration": to_seconds(segment.duration),
        "block": plan.block if plan else None,
        "exercise": plan.exercise if plan else None,
        "side": segment.side,
        "round": plan.round if plan else None,
        "set": plan.set if plan else None,
        "sets": plan.sets if plan else None,
        "rep": segment.rep,
        "reps": plan.reps if plan else None,
        "label": segment.label,
        "waits": segment.kind == "wait",
    }


def _cue(cue: Cue) -> dict[str, object]:
    return {
        "at": to_seconds(cue.at),
        "cue": cue.cue,
        "duration": None if cue.duration is None else to_seconds(cue.duration),
        "text": cue.text,
    }
