"""The figure of an exercise as lines for the terminal: its two ends side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.screen.figure import Role, draw
from bandtimer.timeline import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bandtimer.cli.terminal import Terminal
    from bandtimer.screen.figure import Cell
    from bandtimer.timeline import Card

ROWS = 12
WIDEST = 44
"""Columns of one picture."""
GAP = 4

CODES = {
    Role.BODY: 7,
    Role.NEAR: 15,
    Role.FAR: 8,
    Role.WORKING: 11,
    Role.WORKING_FAR: 3,
    Role.BAND: 2,
    Role.BAND_TAUT: 10,
    Role.FLOOR: 8,
    Role.ANCHOR: 3,
    Role.ARC: 8,
    Role.PROP: 5,
    Role.INK: 15,
}
"""Of the sixteen colours, which follow the person's own theme."""


def figure_lines(card: Card, terminal: Terminal) -> Iterator[str]:
    """Stretched on the left, contracted on the right; nothing where it can't be drawn."""
    if card.figure is None or not terminal.blocks:
        return
    width = min(WIDEST, (terminal.columns - GAP) // 2)
    side = Side.RIGHT if card.sided else None
    ends = [draw(card.figure, end, side, width, ROWS) for end in (0.0, 1.0)]
    for left, right in zip(*ends, strict=True):
        yield f"{_line(left, terminal)}{' ' * GAP}{_line(right, terminal)}".rstrip()
    yield terminal.paint("dim", f"{'stretched':<{width + GAP}}contracted")


def _line(cells: Sequence[Cell], terminal: Terminal) -> str:
    if not terminal.colours:
        return "".join("█" if cell.back is not None else cell.char for cell in cells)
    return "".join(map(_coloured, cells))


def _coloured(cell: Cell) -> str:
    codes = []
    if cell.fore is None and cell.back is not None:
        codes.append(f"7;{_fore(CODES[cell.back])}")  # the lit part is the ground: the other way round
    else:
        codes += [_fore(CODES[cell.fore])] if cell.fore is not None else []
        codes += [_back(CODES[cell.back])] if cell.back is not None else []
    return f"\x1b[{';'.join(codes)}m{cell.char}\x1b[0m" if codes else cell.char


def _fore(number: int) -> str:
    return str(30 + number if number < 8 else 82 + number)


def _back(number: int) -> str:
    return str(40 + number if number < 8 else 92 + number)
