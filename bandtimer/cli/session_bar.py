"""The whole session in one line of signs: each column is the part that fills most of its time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from bandtimer.cli.terminal import Terminal
    from bandtimer.timeline import Timeline

PARTS = {
    "reps": ("█", "#", frozenset((Kind.CONCENTRIC, Kind.ECCENTRIC, Kind.PAUSE))),
    "hold": ("▓", "=", frozenset((Kind.HOLD, Kind.RELEASE))),
    "work": ("▒", "%", frozenset((Kind.WORK,))),
    "rest": ("░", "-", frozenset((Kind.REST,))),
    "setup": ("·", ".", frozenset((Kind.SETUP, Kind.READY))),
    "switch": ("╱", "/", frozenset((Kind.SWITCH,))),
}
"""What the bar tells apart: its sign, its sign where blocks can't be printed, and its kinds."""

_PART_OF = {kind: part for part, (_, _, kinds) in PARTS.items() for kind in kinds}
_LEGEND = {"setup": "set-up", "switch": "change sides"}


def bar(timeline: Timeline, terminal: Terminal) -> str:
    """The whole session in one line: each column the part that fills most of its time."""
    duration = timeline.duration
    if duration == 0:
        return ""
    parts = _dominant(timeline, terminal.columns)
    text = ""
    for part, run in groupby(parts):
        block, plain, _ = PARTS[part]
        text += terminal.paint(part, (block if terminal.blocks else plain) * len(list(run)))
    return text


def _dominant(timeline: Timeline, columns: int) -> list[str]:
    """The part that takes most of each of so many equal stretches of the session."""
    duration = timeline.duration
    shares: list[dict[str, int]] = [{} for _ in range(columns)]
    for segment in timeline.segments:
        part = _PART_OF.get(segment.kind)
        if part is None or not segment.duration:
            continue
        first, last = segment.start * columns // duration, (segment.end * columns - 1) // duration
        for column in range(first, last + 1):
            start, end = column * duration, (column + 1) * duration
            share = min(segment.end * columns, end) - max(segment.start * columns, start)
            shares[column][part] = shares[column].get(part, 0) + share
    return [max(share, key=lambda part: share[part]) if share else "rest" for share in shares]


def legend(timeline: Timeline, terminal: Terminal) -> str:
    """What the signs of the bar mean; only those that occur."""
    there = {_PART_OF[segment.kind] for segment in timeline.segments if segment.kind in _PART_OF}
    words, taken = [], 0
    for part, (block, plain, _) in PARTS.items():
        word = _LEGEND.get(part, part)
        if part in there and taken + len(word) + 2 <= terminal.columns:
            taken += len(word) + 5
            words.append(f"{terminal.paint(part, block if terminal.blocks else plain)} {terminal.paint('dim', word)}")
    return "   ".join(words)
