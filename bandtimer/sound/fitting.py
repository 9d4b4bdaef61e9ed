"""Fits spoken lines into the time there is: which are said, in which form, and when. Pure.

Lines never overlap, keep a breath between them, end in time, and are never cut: what doesn't fit takes its short form,
else it is dropped.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.sound.frames import PER_MS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP = 150 * PER_MS
"""Frames of quiet between two lines."""


class Line(NamedTuple):
    """A line that wants to be said; times in frames."""

    at: int
    """Not before."""
    until: int | None
    """It must have ended by then; None: whenever."""
    priority: int
    long: int | None
    """Frames that the whole line takes; None when it is not rendered in time."""
    short: int | None = None
    """Frames of the short form; None when there is none, or not in time."""


class Placement(NamedTuple):
    """A line that is said."""

    line: int
    """Its place in the lines given."""
    start: int
    end: int
    short: bool
    """Whether its short form is said."""


class Fitted(NamedTuple):
    """What came of the lines."""

    placed: tuple[Placement, ...]
    """In order of time."""
    dropped: tuple[int, ...]
    """The lines for which there was no room, in their own order."""


def fit(lines: Sequence[Line], beats: Sequence[tuple[int, int]] = (), taken: Sequence[tuple[int, int]] = ()) -> Fitted:
    """Place the lines: those of higher priority first, then the earlier ones.

    `beats` are the spans in which beats sound, ascending by start: a line prefers to begin after the beat it would
    begin under, when there is still time for all of it then. `taken` are spans in which other lines are already said.
    """
    placed: list[Placement] = []
    busy = sorted(taken)
    for number in sorted(range(len(lines)), key=lambda number: (-lines[number].priority, lines[number].at, number)):
        line = lines[number]
        for length, short in ((line.long, False), (line.short, True)):
            start = None if length is None else _start(line, length, busy, beats)
            if start is not None and length is not None:
                placed.append(Placement(number, start, start + length, short))
                insort(busy, (start, start + length))
                break
    said = {placement.line for placement in placed}
    dropped = tuple(number for number in range(len(lines)) if number not in said)
    return Fitted(tuple(sorted(placed, key=lambda placement: placement.start)), dropped)


def _start(line: Line, length: int, busy: Sequence[tuple[int, int]], beats: Sequence[tuple[int, int]]) -> int | None:
    for begin, end in _openings(line.at, busy):
        latest = min(limit for limit in (end, line.until, _FOREVER) if limit is not None) - length
        if begin <= latest:
            after = _after_beats(begin, beats)
            return after if after <= latest else begin
    return None


_FOREVER = 1 << 62


def _openings(at: int, busy: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int | None]]:
    """The free stretches from `at` on, breaths taken off."""
    begin = at
    for start, end in busy:
        if start - GAP > begin:
            yield begin, start - GAP
        begin = max(begin, end + GAP)
    yield begin, None


def _after_beats(start: int, beats: Sequence[tuple[int, int]]) -> int:
    """The first frame from `start` on that lies under no beat."""
    for at, end in beats:
        if at > start:
            break
        start = max(start, end)
    return start
