"""Cells as a PNG picture, drawn as a terminal draws block elements, with nothing but the standard library."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from bandtimer.screen.figure.blocks import ACROSS, DOWN, PATTERNS
from bandtimer.screen.figure.canvas import BLANK, Cell, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bandtimer.screen.figure.canvas import Grid

    Colour = tuple[int, int, int]

PAPER: Colour = (16, 20, 24)

COLOURS: Mapping[Role, Colour] = {
    Role.BODY: (176, 186, 196),
    Role.NEAR: (226, 232, 238),
    Role.FAR: (104, 114, 126),
    Role.WORKING: (255, 158, 61),
    Role.WORKING_FAR: (172, 100, 38),
    Role.BAND: (46, 160, 120),
    Role.BAND_TAUT: (90, 240, 180),
    Role.FLOOR: (62, 70, 80),
    Role.ANCHOR: (128, 104, 80),
    Role.ARC: (110, 120, 140),
    Role.PROP: (150, 140, 190),
    Role.INK: (240, 240, 240),
}
"""The colours of the sheet; the screen takes its own from the theme."""


def png(grid: Grid, magnified: int = 2, colours: Mapping[Role, Colour] = COLOURS, paper: Colour = PAPER) -> bytes:
    """The picture of a grid: `magnified` pixels to a sample, 4 x 8 samples to a cell."""
    lines: list[bytes] = []
    for row in grid:
        for y in range(DOWN):
            line = bytearray()
            for char, fore, back in row:
                lit, rest = (colours[role] if role else paper for role in (fore, back))
                bits = PATTERNS[char] >> y * ACROSS
                for x in range(ACROSS):
                    line += bytes(lit if bits >> x & 1 else rest) * magnified
            lines += [b"\0" + bytes(line)] * magnified
    across = len(grid[0]) * ACROSS * magnified if grid else 0
    header = struct.pack(">IIBBBBB", across, len(lines), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def beside(grids: Sequence[Grid], gap: int = 2) -> Grid:
    """Grids of equal height side by side."""
    return tuple(
        tuple(cell for number, row in enumerate(rows) for cell in ((BLANK,) * (gap if number else 0) + row))
        for rows in zip(*grids, strict=True)
    )


def stacked(grids: Sequence[Grid], gap: int = 1) -> Grid:
    """Grids one above another, padded to the widest."""
    width = max(len(grid[0]) for grid in grids)
    empty = ((BLANK,) * width,) * gap
    rows: list[tuple[Cell, ...]] = []
    for number, grid in enumerate(grids):
        rows += [*(empty if number else ()), *(row + (BLANK,) * (width - len(row)) for row in grid)]
    return tuple(rows)
