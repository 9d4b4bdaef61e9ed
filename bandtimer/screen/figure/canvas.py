"""A canvas of samples: convex shapes and lines, painted one over another in roles, read back as cells.

Knows nothing of bodies or digits. Sample rows are whole numbers used as bit sets, so that a span is one
operation however wide it is.
"""

from __future__ import annotations

import itertools
import math
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.screen.figure.blocks import ACROSS, DOWN, FULL, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]


class Role(StrEnum):
    """What a dot shows; the screen chooses its colour."""

    BODY = "body"
    """Trunk and head."""
    NEAR = "near"
    """Resting limbs towards the viewer."""
    FAR = "far"
    """Resting limbs on the far side: dimmer."""
    WORKING = "working"
    """Limbs that do the work."""
    WORKING_FAR = "working-far"
    """The same on the far side: dimmer."""
    BAND = "band"
    """The band with little stretch."""
    BAND_TAUT = "band-taut"
    """The band stretched: brighter."""
    FLOOR = "floor"
    ANCHOR = "anchor"
    """Post, tree or furniture that holds the band."""
    ARC = "arc"
    """The dotted way of the moving joint."""
    PROP = "prop"
    """Barbell, pad, strap."""
    INK = "ink"
    """Digits and letters."""


_WEIGHT = {Role.BAND: 2.5, Role.BAND_TAUT: 2.5, Role.WORKING: 1.4, Role.FLOOR: 0.6, Role.ARC: 0.8}
"""Where three colours meet in a cell, which only has two, the heaviest two stay."""


class Cell(NamedTuple):
    """One character cell."""

    char: str
    """A block element, or a space."""
    fore: Role | None = None
    """Colour of the lit part; None: the paper, i.e. the background of the screen (show the cell reversed)."""
    back: Role | None = None
    """Colour of the rest; None: the paper."""


Grid = tuple[tuple[Cell, ...], ...]
"""Rows of cells from the top, all equally long."""

BLANK = Cell(" ")


class Canvas:
    """Paint in samples (4 a cell across, 8 down, origin at the top left, y down), read in cells."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._across = width * ACROSS
        self._layers: dict[Role, list[int]] = {}

    def convex(self, role: Role | None, outline: Sequence[Point]) -> None:
        """Fill a convex polygon; a sample is lit when its middle lies inside. Role None gives the paper back."""
        down = self.height * DOWN
        sides: dict[int, tuple[float, float]] = {}
        x0, y0 = outline[-1]
        for x1, y1 in outline:
            high, low = (y0, y1) if y0 < y1 else (y1, y0)
            first, past = max(0, math.ceil(high - 0.5)), min(down, math.ceil(low - 0.5))
            if past > first:
                slope = (x1 - x0) / (y1 - y0)
                x = x0 + (first + 0.5 - y0) * slope
                for row in range(first, past):
                    left, right = sides.get(row, (x, x))
                    sides[row] = (x if x < left else left, x if x > right else right)
                    x += slope
            x0, y0 = x1, y1
        for row, (left, right) in sides.items():
            self._span(role, row, math.ceil(left - 0.5), math.floor(right - 0.5) + 1)

    def erase(self, below: float) -> None:
        """Clear every sample row from `below` down."""
        for layer in self._layers.values():
            for row in range(max(0, math.floor(below)), self.height * DOWN):
                layer[row] = 0

    def disc(self, role: Role | None, middle: Point, radius: float) -> None:
        """Fill a disc."""
        self.convex(role, _circle(middle, radius))

    def capsule(
        self, role: Role | None, start: Point, end: Point, start_radius: float, end_radius: float | None = None
    ) -> None:
        """Fill a limb: the hull of a disc at each end."""
        end_radius = start_radius if end_radius is None else end_radius
        self.convex(role, _hull((*_circle(start, start_radius), *_circle(end, end_radius))))

    def stroke(self, role: Role, path: Sequence[Point], radius: float) -> None:
        """Draw a line of even thickness along a path."""
        for start, end in itertools.pairwise(path):
            self.capsule(role, start, end, radius)

    def thread(self, role: Role, path: Sequence[Point]) -> None:
        """Draw a line one quadrant thick that never breaks, however thin."""
        for start, end in itertools.pairwise(path):
            steps = max(1, math.ceil(math.dist(start, end)))
            for step in range(steps + 1):
                x = start[0] + (end[0] - start[0]) * step / steps
                y = start[1] + (end[1] - start[1]) * step / steps
                self.quadrant(role, (x, y))

    def quadrant(self, role: Role, place: Point) -> None:
        """Light the quarter of a cell that holds a place."""
        left = math.floor(place[0] / 2) * 2
        top = math.floor(place[1] / 4) * 4
        for row in range(max(0, top), min(self.height * DOWN, top + 4)):
            self._span(role, row, left, left + 2)

    def _span(self, role: Role | None, row: int, start: int, end: int) -> None:
        start, end = max(0, start), min(self._across, end)
        if end <= start:
            return
        bits = ((1 << end - start) - 1) << start
        keep = ~bits
        for other, layer in self._layers.items():
            if other is not role and layer[row]:
                layer[row] &= keep
        if role is None:
            return
        if role not in self._layers:
            self._layers[role] = [0] * (self.height * DOWN)
        self._layers[role][row] |= bits

    def cells(self) -> Grid:
        """What was painted, as cells."""
        return tuple(self._row(row) for row in range(self.height))

    def _row(self, row: int) -> tuple[Cell, ...]:
        found: list[tuple[tuple[Role, int], ...]] = [()] * (self.width + 1)
        size = (self.width + 1) // 2
        for role, layer in self._layers.items():
            lines = layer[row * DOWN : (row + 1) * DOWN]
            if not any(lines):
                continue
            # a byte holds the samples of two cells
            for pair, octets in enumerate(zip(*(line.to_bytes(size, "little") for line in lines), strict=True)):
                if any(octets):
                    for column, samples in enumerate(_halves(octets), 2 * pair):
                        if samples:
                            found[column] = (*found[column], (role, samples))
        return tuple(_cell(parts) if parts else BLANK for parts in found[: self.width])


@lru_cache(maxsize=4096)
def _halves(octets: tuple[int, ...]) -> tuple[int, int]:
    """The samples of two neighbouring cells, from the bytes of their eight rows."""
    left = sum((octet & 15) << number * ACROSS for number, octet in enumerate(octets))
    right = sum((octet >> 4) << number * ACROSS for number, octet in enumerate(octets))
    return left, right


@lru_cache(maxsize=4096)
def _cell(parts: tuple[tuple[Role, int], ...]) -> Cell:
    """The cell for the samples of each role: at most two of the roles and the paper survive."""
    if len(parts) == 1:
        role, samples = parts[0]
        return _inked(role, samples, None)
    covered = 0
    for _, samples in parts:
        covered |= samples
    shares: list[tuple[float, Role | None, int]] = [
        (samples.bit_count() * _WEIGHT.get(role, 1.0), role, samples) for role, samples in parts
    ]
    shares.append(((FULL ^ covered).bit_count(), None, FULL ^ covered))
    shares.sort(key=lambda share: -share[0])
    (_, first, first_samples), (_, second, second_samples) = shares[:2]
    if first is None:
        return _inked(second, second_samples, None) if second else BLANK
    # what is left over joins the second, so that the leading shape keeps its edge
    return _inked(first, first_samples, second)


def _inked(role: Role, samples: int, other: Role | None) -> Cell:
    glyph, swapped = nearest(samples)
    if glyph == " ":
        return Cell("█", other) if other else BLANK
    if glyph == "█":
        return Cell("█", role)
    return Cell(glyph, other, role) if swapped else Cell(glyph, role, other)


def _circle(middle: Point, radius: float) -> list[Point]:
    count = 12 if radius < 6 else 24
    return [
        (middle[0] + radius * math.cos(2 * math.pi * n / count), middle[1] + radius * math.sin(2 * math.pi * n / count))
        for n in range(count)
    ]


def _hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    chains: list[Point] = []
    for sequence in (ordered, ordered[::-1]):
        chain: list[Point] = []
        for point in sequence:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        chains += chain[:-1]
    return chains


def _turn(first: Point, second: Point, third: Point) -> float:
    return (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])
