"""Rows of inked text: the stuff that every part of a screen is drawn in. Pure; only the width of letters is rich's."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

from bandtimer.screen.figure import Role
from bandtimer.screen.tones import TEXT, Ink, Tone, tone_of_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bandtimer.screen.figure import Grid

Align = Literal["left", "centre", "right"]


class Run(NamedTuple):
    """A piece of text in one ink."""

    text: str
    ink: Ink = TEXT


Row = tuple[Run, ...]
"""A line of a block."""

Block = tuple[Row, ...]
"""Rows from the top, all of the same width in cells."""


class Placed(NamedTuple):
    """A block and where it lies, in cells from the top left."""

    x: int
    y: int
    width: int
    block: Block


Frame = tuple[Placed, ...]
"""All that is shown. Blocks don't overlap; what none covers is paper."""


def width_of(row: Iterable[Run]) -> int:
    """Cells."""
    return sum(columns_of(run.text) for run in row)


def columns_of(text: str) -> int:
    """Cells that a text takes; wide letters count twice."""
    return len(text) if text.isascii() else cell_len(text)


def blank(width: int, ink: Ink = TEXT) -> Row:
    """An empty row."""
    return (Run(" " * width, ink),) if width > 0 else ()


def empty(width: int, height: int, ink: Ink = TEXT) -> Block:
    """An empty block."""
    return (blank(width, ink),) * max(0, height)


def cut(text: str, width: int) -> str:
    """At most `width` cells of a text, with an ellipsis where something is missing."""
    if columns_of(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def line(runs: Iterable[Run], width: int, align: Align = "left", ground: Ink = TEXT) -> Row:
    """One row of exactly `width` cells: what is too long is cut, what is left is filled with the ground."""
    kept: list[Run] = []
    room = width
    for run in runs:
        if room <= 0:
            break
        text = cut(run.text, room)
        if text:
            kept.append(Run(text, run.ink))
            room -= columns_of(text)
        if text != run.text:
            break
    before = {"left": 0, "centre": room // 2, "right": room}[align]
    after = room - before
    return (*blank(before, ground), *kept, *blank(after, ground))


def apart(left: Iterable[Run], right: Iterable[Run], width: int, ground: Ink = TEXT) -> Row:
    """Something at the left edge and something at the right one; the left gives way."""
    right = tuple(right)
    taken = min(width, width_of(right))
    gap = min(2, width - taken) if taken else 0
    return (
        *line(left, max(0, width - taken - gap), ground=ground),
        *blank(gap, ground),
        *line(right, taken, ground=ground),
    )


@lru_cache(maxsize=1024)
def wrapped(text: str, width: int, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines of at most `width` cells, broken between words; what is missing is marked."""
    if width <= 0 or most <= 0:
        return ()
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        joined = f"{current} {word}" if current else word
        if current and columns_of(joined) > width:
            lines.append(current)
            current = word
        else:
            current = joined
    if current:
        lines.append(current)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(cut(part, width) for part in lines)


def fitted(rows: Iterable[Row], width: int, height: int, ground: Ink = TEXT, *, middle: bool = False) -> Block:
    """Rows, each already `width` wide, as a block of exactly `height`."""
    kept = tuple(rows)[:height]
    above = (height - len(kept)) // 2 if middle else 0
    return (*empty(width, above, ground), *kept, *empty(width, height - above - len(kept), ground))


def joined(cells: Iterable[tuple[str, Ink]]) -> Row:
    """Cells as runs: neighbours of one ink become one."""
    runs: list[Run] = []
    text: list[str] = []
    ink: Ink | None = None
    for char, look in cells:
        if look != ink:
            if ink is not None:
                runs.append(Run("".join(text), ink))
            text, ink = [], look
        text.append(char)
    if ink is not None:
        runs.append(Run("".join(text), ink))
    return tuple(runs)


def inked(grid: Grid, ground: Tone = Tone.PAPER, tone_of: Callable[[Role], Tone] = tone_of_role) -> Block:
    """A grid of cells as a block; the paper of the grid is `ground`."""

    def look(fore: Role | None, back: Role | None) -> Ink:
        return Ink(tone_of(fore) if fore else ground, tone_of(back) if back else ground)

    return tuple(joined((cell.char, look(cell.fore, cell.back)) for cell in row) for row in grid)
