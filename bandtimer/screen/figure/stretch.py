"""The band: how far it is stretched, how it hangs when it isn't, and its painting."""

from __future__ import annotations

import itertools
import math
from functools import lru_cache
from typing import TYPE_CHECKING

from bandtimer.figure import ANCHOR
from bandtimer.screen.figure.canvas import Role
from bandtimer.screen.figure.skeleton import motion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.figure import Figure
    from bandtimer.screen.figure.canvas import Canvas
    from bandtimer.screen.figure.fitting import Fit

    Point = tuple[float, float]

TAUT = 0.5
"""Stretch from which the band shows in the colour of tension."""

SAG = 0.07
"""How deep a band without stretch hangs, as a share of its length."""

SLACK_RADIUS, TAUT_RADIUS = 0.017, 0.009
"""Half its thickness in body heights: rubber gets thinner as it gets longer."""


def band_paths(figure: Figure, joints: Mapping[str, Point]) -> tuple[tuple[Point, ...], ...]:
    """The band lines as places in body heights."""
    places = dict(joints)
    if figure.anchor:
        places[ANCHOR] = figure.anchor
    return tuple(tuple(places[name] for name in line if name in places) for line in figure.band)


def stretch_of(figure: Figure, joints: Mapping[str, Point]) -> float:
    """How far the band is stretched, 0..1: between its shortest and its longest in this motion.

    A motion that hardly changes its length, such as a hold, counts as well stretched (0.7).
    """
    shortest, longest = _lengths(figure)
    if longest - shortest < 0.04 * max(longest, 1e-9):
        return 0.7
    return min(1.0, max(0.0, (_length(figure, joints) - shortest) / (longest - shortest)))


def paint_band(canvas: Canvas, fit: Fit, figure: Figure, joints: Mapping[str, Point], *, far: bool) -> None:
    """The lines of the band that run over a far joint, or the others.

    Thick and hanging when slack, thin, straight and bright when taut.
    """
    stretch = stretch_of(figure, joints)
    role = Role.BAND_TAUT if stretch >= TAUT else Role.BAND
    radius = SLACK_RADIUS + (TAUT_RADIUS - SLACK_RADIUS) * stretch
    for names, path in zip(figure.band, band_paths(figure, joints), strict=True):
        if far != any(name.startswith("far_") for name in names):
            continue
        line = [fit.place(point) for point in _hanging(path, stretch)]
        canvas.thread(role, line)
        if fit.size(radius) > 1.2:
            canvas.stroke(role, line, fit.size(radius))


@lru_cache(maxsize=64)
def _lengths(figure: Figure) -> tuple[float, float]:
    lengths = [_length(figure, joints) for joints in motion(figure)]
    return min(lengths), max(lengths)


def _length(figure: Figure, joints: Mapping[str, Point]) -> float:
    return sum(math.dist(start, end) for path in band_paths(figure, joints) for start, end in itertools.pairwise(path))


def _hanging(path: tuple[Point, ...], stretch: float) -> list[Point]:
    """The path with each piece hanging as far as its slack lets it, but never through the floor."""
    if len(path) < 2:
        return list(path)
    points = [path[0]]
    for start, end in itertools.pairwise(path):
        depth = SAG * (1 - stretch) * abs(end[0] - start[0])
        for step in range(1, 9):
            share = step / 8
            y = start[1] + (end[1] - start[1]) * share - 4 * depth * share * (1 - share)
            points.append((start[0] + (end[0] - start[0]) * share, max(y, min(start[1], end[1], 0.012))))
    return points
