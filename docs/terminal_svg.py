"""What a terminal shows as SVG: letters as text, block elements as the rectangles that terminals draw."""

from __future__ import annotations

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
    grounds: list[str] = []
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
            grounds.append(f'<rect x="{x * WIDE}" y="{y * HIGH}" width="{wide * WIDE}" height="{HIGH}" fill="{back}"/>')
            marks += _marks(segment.text, x, y, fore, bold=bool(style and style.bold))
            x += wide
    return "\n".join([*parts, '<g shape-rendering="crispEdges">', *grounds, "</g>", *marks, "</svg>"])


def _marks(text: str, x: int, y: int, fore: str, *, bold: bool) -> Iterator[str]:
    """Block elements as one path of rectangles, the rest as text at its place."""
    path = []
    for at, char in enumerate(text):
        if char != " " and char in PATTERNS:
            path += _rectangles(PATTERNS[char], (x + at) * WIDE, y * HIGH)
        elif char in "▏▎▍▌▋▊▉":
            path.append(
                f"M{(x + at) * WIDE} {y * HIGH}h{'▏▎▍▌▋▊▉'.index(char) + 1}v{HIGH}h-{'▏▎▍▌▋▊▉'.index(char) + 1}z"
            )
    if path:
        yield f'<path shape-rendering="crispEdges" fill="{fore}" d="{"".join(path)}"/>'
    plain = "".join(" " if char in PATTERNS or char in "▏▎▍▌▋▊▉" else char for char in text)
    if plain.strip():
        start = len(plain) - len(plain.lstrip())
        plain = plain.strip()
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{(x + start) * WIDE}" y="{y * HIGH + 12}" textLength="{len(plain) * WIDE}"'
        yield f'<text {place} fill="{fore}"{weight}>{escape(plain)}</text>'


def _rectangles(pattern: int, left: int, top: int) -> Iterator[str]:
    across, down = WIDE // ACROSS, HIGH // DOWN
    for row in range(DOWN):
        bits = pattern >> row * ACROSS & 15
        column = 0
        while column < ACROSS:
            start = column
            while column < ACROSS and bits >> column & 1:
                column += 1
            if column > start:
                width = (column - start) * across
                yield f"M{left + start * across} {top + row * down}h{width}v{down}h-{width}z"
            column += 1
