"""What a terminal shows as SVG: letters as text, block elements as the rectangles that terminals draw."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bandtimer.screen.figure.blocks import ACROSS, DOWN, PATTERNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.segment import Segment

WIDE, HIGH = 8, 16
"""Pixels of a cell."""
FONT = "'DejaVu Sans Mono','Menlo','Consolas',monospace"


def svg(lines: Iterable[Iterable[Segment]], width: int, height: int) -> str:
    """The picture of what a terminal shows."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width * WIDE} {height * HIGH}" '
        f'width="{width * WIDE}" height="{height * HIGH}" font-family="{FONT}" font-size="13" xml:space="preserve">'
    ]
    grounds: dict[str, list[Rectangle]] = {}
    marks: list[str] = []
    for y, line in enumerate(lines):
        x = 0
        for segment in line:
            style = segment.style
            fore = style.color.triplet.hex if style and style.color and style.color.triplet else "#ffffff"
            back = style.bgcolor.triplet.hex if style and style.bgcolor and style.bgcolor.triplet else "#000000"
            if style and style.reverse:
                fore, back = back, fore
            wide = segment.cell_length
            grounds.setdefault(back, []).append((x * WIDE, y * HIGH, wide * WIDE, HIGH))
            marks += _marks(segment.text, x, y, fore, bold=bool(style and style.bold))
            x += wide
    paths = []
    for colour, rectangles in grounds.items():
        drawn = "".join(f"M{left} {top}h{width}v{high}h-{width}z" for left, top, width, high in _joined(rectangles))
        paths.append(f'<path fill="{colour}" d="{drawn}"/>')
    return "\n".join([*parts, '<g shape-rendering="crispEdges">', *paths, "</g>", *marks, "</svg>"])


LEFT_EIGHTHS = "▏▎▍▌▋▊▉"
Rectangle = tuple[int, int, int, int]
"""Left, top, width, height in pixels."""


def _marks(text: str, x: int, y: int, fore: str, *, bold: bool) -> Iterator[str]:
    """Block elements as one path of rectangles, the rest as text at its place."""
    rectangles: list[Rectangle] = []
    for at, char in enumerate(text, x):
        for left, top, width, height in _rectangles(char):
            rectangles.append((at * WIDE + left, y * HIGH + top, width, height))
    if rectangles:
        path = "".join(f"M{left} {top}h{width}v{height}h-{width}z" for left, top, width, height in _joined(rectangles))
        yield f'<path shape-rendering="crispEdges" fill="{fore}" d="{path}"/>'
    plain = "".join(" " if _rectangles(char) else char for char in text)
    if plain.strip():
        start = len(plain) - len(plain.lstrip())
        plain = plain.strip()
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{(x + start) * WIDE}" y="{y * HIGH + 12}" textLength="{len(plain) * WIDE}"'
        yield f'<text {place} fill="{fore}"{weight}>{escape(plain)}</text>'


@cache
def _rectangles(char: str) -> tuple[Rectangle, ...]:
    """What of its cell a block element fills; nothing for letters."""
    if char in LEFT_EIGHTHS:
        return ((0, 0, LEFT_EIGHTHS.index(char) + 1, HIGH),)
    pattern = PATTERNS.get(char, 0)
    across, down = WIDE // ACROSS, HIGH // DOWN
    found: list[Rectangle] = []
    for row in range(DOWN):
        bits = pattern >> row * ACROSS & 15
        column = 0
        while column < ACROSS:
            start = column
            while column < ACROSS and bits >> column & 1:
                column += 1
            if column > start:
                found.append((start * across, row * down, (column - start) * across, down))
            column += 1
    merged: list[Rectangle] = []
    for left, top, width, height in sorted(found):
        if merged and merged[-1][0] == left and merged[-1][2] == width and merged[-1][1] + merged[-1][3] == top:
            merged[-1] = (left, merged[-1][1], width, merged[-1][3] + height)
        else:
            merged.append((left, top, width, height))
    return tuple(merged)


def _joined(rectangles: list[Rectangle]) -> list[Rectangle]:
    """Neighbours of the same height as one."""
    joined: list[Rectangle] = []
    for left, top, width, height in sorted(rectangles, key=lambda it: (it[1], it[3], it[0])):
        if joined and joined[-1][1::2] == (top, height) and joined[-1][0] + joined[-1][2] == left:
            joined[-1] = (joined[-1][0], top, joined[-1][2] + width, height)
        else:
            joined.append((left, top, width, height))
    return joined
