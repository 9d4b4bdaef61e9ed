"""The whole session as a ribbon: sets stand high, rests low; what is done is bright, what was left out is hollow."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bandtimer.events import Outcome
from bandtimer.screen.drawing.rows import Block, Row, joined
from bandtimer.screen.tones import Ink, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.ribbon import Group, Stretch
    from bandtimer.session_state import Record

_TONES: Mapping[Group, Tone] = {
    "setup": Tone.SETUP,
    "reps": Tone.CONCENTRIC,
    "hold": Tone.HOLD,
    "work": Tone.WORK,
    "rest": Tone.REST,
    "switch": Tone.SWITCH,
}
_HIGH = frozenset(("reps", "hold", "work"))
SET, BETWEEN, LEFT_OUT = "▆", "▂", "░"


def ribbon_lines(
    ribbon: tuple[Stretch, ...],
    duration: int,
    position: int | None,
    records: Mapping[int, Record],
    width: int,
    rows: int,
) -> Block:
    """One or two rows; with two the upper one points at where we are. `position` None: a plan, all of it in
    its colours."""
    if width < 1 or rows < 1:
        return ((),) * rows
    at = width if position is None else min(width - 1, width * position // duration) if duration else 0
    out = frozenset(number for number, record in records.items() if record.outcome in (Outcome.SKIPPED, Outcome.HURT))
    bar = _bar(ribbon, duration, at, out, width)
    return (bar,) if rows == 1 else (_pointer(at, width), bar)


@lru_cache(maxsize=256)
def _pointer(at: int, width: int) -> Row:
    return joined(("▼" if column == at else " ", Ink(Tone.TEXT)) for column in range(width))


@lru_cache(maxsize=256)
def _bar(ribbon: tuple[Stretch, ...], duration: int, at: int, out: frozenset[int], width: int) -> Row:
    cells = []
    for column, stretch in enumerate(_columns(ribbon, duration, width)):
        if stretch is None:
            cells.append((" ", Ink()))
            continue
        high = stretch.group in _HIGH
        char = LEFT_OUT if high and stretch.set in out else SET if high else BETWEEN
        if column == at:
            cells.append(("█", Ink(Tone.TEXT)))
        else:
            cells.append((char, Ink(_TONES[stretch.group] if column < at else Tone.FAINT)))
    return joined(cells)


@lru_cache(maxsize=16)
def _columns(ribbon: tuple[Stretch, ...], duration: int, width: int) -> tuple[Stretch | None, ...]:
    """What each column shows: of what lies in it the set, if there is one, else what takes most of it.

    Every set keeps a column of its own as long as there are enough, and a gap to its neighbour.
    """
    columns: list[Stretch | None] = [None] * width
    if not duration:
        return tuple(columns)
    index = 0
    for column in range(width):
        start, end = duration * column / width, duration * (column + 1) / width
        while index < len(ribbon) and ribbon[index].end <= start:
            index += 1
        best: Stretch | None = None
        most = 0.0
        number = index
        while number < len(ribbon) and ribbon[number].start < end:
            stretch = ribbon[number]
            shared = min(end, stretch.end) - max(start, stretch.start)
            if shared > most:
                best, most = stretch, shared
            number += 1
        columns[column] = best
    return tuple(columns)
