"""The course of a hold: how long it has been held, with the minimum, the target and the top of the range marked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.durations import SECOND
from bandtimer.screen.drawing.rows import Block, Row, Run, columns_of, empty, joined, line
from bandtimer.screen.tones import TEXT, Ink, Tone

if TYPE_CHECKING:
    from bandtimer.view_parts import Hold

EDGES = " ▏▎▍▌▋▊▉"


class _Mark(NamedTuple):
    at: int
    """Milliseconds."""
    text: str
    strong: bool


def hold_course(hold: Hold, tone: Tone, width: int, height: int) -> Block:
    """The names of the marks, and below them the bar with their lines in it."""
    if width < 1 or height < 1:
        return ((),) * height
    axis = max(hold.target, hold.maximum or 0, hold.held if hold.open else 0)
    marks = _marks(hold)
    bar_rows = max(1, min(3, height - 1))
    eighths = min(width * 8, round(width * 8 * hold.held / axis)) if axis else 0
    bar = _bar(eighths, tuple(min(width - 1, width * mark.at // axis) for mark in marks), tone, width)
    rows = [bar] * bar_rows
    if height > bar_rows:
        rows.insert(0, _legend(marks, axis, hold.held, tone, width))
    return (*rows, *empty(width, height - len(rows)))


def _marks(hold: Hold) -> tuple[_Mark, ...]:
    marks = []
    if hold.minimum is not None:
        marks.append(_Mark(hold.minimum, f"minimum {hold.minimum / SECOND:g} s", strong=False))
    marks.append(_Mark(hold.target, f"target {hold.target / SECOND:g} s", strong=True))
    if hold.maximum is not None and hold.maximum > hold.target:
        marks.append(_Mark(hold.maximum, f"range ends at {hold.maximum / SECOND:g} s", strong=False))
    return tuple(marks)


@lru_cache(maxsize=256)
def _bar(eighths: int, marks: tuple[int, ...], tone: Tone, width: int) -> Row:
    cells: list[tuple[str, Ink]] = []
    for column in range(width):
        filled = min(8, max(0, eighths - column * 8))
        marked = column in marks and column < width - 1
        if marked:
            cells.append(("│", Ink(Tone.PAPER, tone, bold=True) if filled >= 4 else Ink(Tone.TEXT, Tone.PANEL)))
        elif filled == 8:
            cells.append(("█", Ink(tone)))
        else:
            cells.append((EDGES[filled], Ink(tone, Tone.PANEL)))
    return joined(cells)


def _legend(marks: tuple[_Mark, ...], axis: int, held: int, tone: Tone, width: int) -> Row:
    """The names of the marks, each ending at its mark; those that would cover another are left out."""
    passed = tuple(held >= mark.at for mark in marks)
    return _legend_row(marks, passed, axis, tone, width)


@lru_cache(maxsize=128)
def _legend_row(marks: tuple[_Mark, ...], passed: tuple[bool, ...], axis: int, tone: Tone, width: int) -> Row:
    placed: list[tuple[int, str, Ink]] = []
    taken: list[tuple[int, int]] = []
    for mark, done in sorted(zip(marks, passed, strict=True), key=lambda pair: not pair[0].strong):
        text = f"{mark.text} {'✓' if done else '▼'}"
        end = min(width, width * mark.at // axis + 1) if axis else width
        start = max(0, end - columns_of(text))
        if any(start <= right and left <= start + columns_of(text) for left, right in taken):
            continue
        taken.append((start, start + columns_of(text)))
        placed.append((start, text, Ink(tone, bold=True) if done or mark.strong else Ink(Tone.DIM)))
    runs: list[Run] = []
    at = 0
    for start, text, ink in sorted(placed):
        runs += [Run(" " * (start - at), TEXT), Run(text, ink)]
        at = start + columns_of(text)
    return line(runs, width)
