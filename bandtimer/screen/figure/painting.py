"""Turns a figure into cells: what is behind the body first, what is in front of it last."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bandtimer.screen.figure.body import paint_arm, paint_foot, paint_leg, paint_trunk
from bandtimer.screen.figure.canvas import Canvas
from bandtimer.screen.figure.fitting import fitted
from bandtimer.screen.figure.skeleton import SAMPLES, joints_at
from bandtimer.screen.figure.stretch import paint_band
from bandtimer.screen.figure.surroundings import (
    paint_anchor,
    paint_arc,
    paint_barbell,
    paint_floor,
    paint_knot,
    paint_pad,
    paint_strap,
)
from bandtimer.timeline import Side

if TYPE_CHECKING:
    from bandtimer.figure import Figure
    from bandtimer.screen.figure.canvas import Grid


def draw(
    figure: Figure,
    contraction: float,
    side: Side | None,
    width: int,
    height: int,
    tremble: float = 0.0,
    *,
    reduced_motion: bool = False,
) -> Grid:
    """The figure in `width` x `height` cells.

    `contraction` is 0 (stretched) .. 1 (contracted), clamped, already eased (see `skeleton.eased`). `side` says
    which leg works: the figure of a one-sided exercise looks to the other side for the left one, so that the
    working limb is always the one in front. `tremble` -1..1 shakes the working limbs a little, for holds.
    `reduced_motion` draws the nearer end of the motion and no tremble.

    Equal arguments give the same grid object; positions are rounded to `skeleton.SAMPLES` of a rep and tremble
    to thirds, so a rep costs at most that many paintings. A width or height below 1 gives an empty grid.
    """
    contraction = min(1.0, max(0.0, contraction))
    step = round(contraction) * (SAMPLES - 1) if reduced_motion else round(contraction * (SAMPLES - 1))
    shake = 0 if reduced_motion else round(3 * min(1.0, max(-1.0, tremble)))
    return _drawn(figure, step, side is Side.LEFT, max(0, width), max(0, height), shake)


@lru_cache(maxsize=8)
def _drawn(figure: Figure, step: int, mirrored: bool, width: int, height: int, shake: int) -> Grid:
    canvas = Canvas(width, height)
    if not (width and height):
        return canvas.cells()
    fit = fitted(figure, width, height, mirrored)
    joints = joints_at(figure, step / (SAMPLES - 1), shake / 3)
    paint_anchor(canvas, fit, figure)
    paint_pad(canvas, fit, figure, joints)
    paint_arc(canvas, fit, figure)
    paint_leg(canvas, fit, joints, "far", figure)
    paint_arm(canvas, fit, joints, "far", figure)
    paint_trunk(canvas, fit, joints)
    paint_band(canvas, fit, figure, joints, far=True)
    paint_leg(canvas, fit, joints, "near", figure)
    paint_strap(canvas, fit, figure, joints)
    paint_band(canvas, fit, figure, joints, far=False)
    if any("near_ankle" in line for line in figure.band):
        # the loop lies round the ankle: the foot comes out of it
        paint_foot(canvas, fit, joints, "near", figure)
    paint_knot(canvas, fit, figure)
    paint_barbell(canvas, fit, figure, joints)
    paint_arm(canvas, fit, joints, "near", figure)
    paint_floor(canvas, fit)
    return canvas.cells()
