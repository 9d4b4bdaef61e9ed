"""Where body heights fall on the canvas: one scale and one place for the whole motion of a figure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.screen.figure.blocks import ACROSS, DOWN
from bandtimer.screen.figure.skeleton import motion

if TYPE_CHECKING:
    from bandtimer.figure import Figure

Point = tuple[float, float]

_ROOM = {"head": 0.075, "hip": 0.065, "neck": 0.05, "near_knee": 0.045, "far_knee": 0.045}
"""How far flesh reaches from a joint."""


class Fit(NamedTuple):
    """Turns body heights into samples."""

    scale: float
    """Samples in a body height."""
    left: float
    """Sample at x = 0."""
    floor: float
    """Sample at y = 0."""
    mirrored: bool
    width: int
    """Cells."""
    height: int
    """Cells."""

    def place(self, point: Point) -> Point:
        """Samples from the top left."""
        across = -point[0] if self.mirrored else point[0]
        return self.left + across * self.scale, self.floor - point[1] * self.scale

    def size(self, length: float, least: float = 0.0) -> float:
        """Samples of a length, at least `least` of them."""
        return max(least, length * self.scale)


@lru_cache(maxsize=64)
def bounds(figure: Figure) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all that is ever drawn, in body heights."""
    across: list[float] = []
    up: list[float] = [0.0]
    for joints in motion(figure):
        for name, (x, y) in joints.items():
            room = _ROOM.get(name, 0.025)
            across += [x - room, x + room]
            up.append(y + room)
    if figure.anchor:
        x, y = figure.anchor
        reach = 0.24 if "sofa" in figure.props else 0.06
        across += [x - reach, x + 0.03] if x < 0 else [x - 0.03, x + reach]
        up.append(y + 0.05)
    if "barbell" in figure.props:
        for joints in motion(figure):
            x, y = joints["near_hand"]
            across += [x - 0.13, x + 0.13]
    return min(across), min(up), max(across), max(up)


@lru_cache(maxsize=256)
def fitted(figure: Figure, width: int, height: int, mirrored: bool) -> Fit:
    """The largest picture that fits into `width` x `height` cells: on the floor, in the middle."""
    left, bottom, right, top = bounds(figure)
    across, down = width * ACROSS, height * DOWN
    scale = min(across / (right - left), max(down - DOWN, DOWN / 4) / (top - bottom))
    middle = (left + right) / 2 * scale
    # the floor has the lowest row of cells for itself: what touches it keeps a clean edge
    return Fit(scale, across / 2 + (middle if mirrored else -middle), down - DOWN, mirrored, width, height)
