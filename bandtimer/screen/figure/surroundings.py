"""Paints what is round the body: floor, anchor, barbell, pad, strap, and the dotted way of the moving joint."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bandtimer.screen.figure.blocks import ACROSS, DOWN
from bandtimer.screen.figure.canvas import Role
from bandtimer.screen.figure.skeleton import motion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.figure import Figure
    from bandtimer.screen.figure.canvas import Canvas
    from bandtimer.screen.figure.fitting import Fit

    Joints = Mapping[str, tuple[float, float]]


def paint_floor(canvas: Canvas, fit: Fit) -> None:
    """A line across the whole width; hides what would reach below it."""
    right, low = fit.width * ACROSS, fit.height * DOWN
    canvas.erase(fit.floor)
    canvas.convex(Role.FLOOR, [(0, fit.floor), (right, fit.floor), (right, low - DOWN / 2), (0, low - DOWN / 2)])


def paint_anchor(canvas: Canvas, fit: Fit, figure: Figure) -> None:
    """What the band is fixed to. Posts and trees go on beyond the picture."""
    if not figure.anchor:
        return
    x = figure.anchor[0]
    top = fit.floor / fit.scale
    outward = -1 if x < 0 else 1
    if "tree" in figure.props:
        middle = x + outward * 0.04
        _box(canvas, fit, middle, 0, 0.036, top)
        for lean in (-1, 1):
            root = fit.place((middle + lean * 0.02, 0.05)), fit.place((middle + lean * 0.07, 0.0))
            canvas.capsule(Role.ANCHOR, *root, fit.size(0.022))
            fork = fit.place((middle, top * 0.66)), fit.place((middle + lean * 0.16, top))
            canvas.capsule(Role.ANCHOR, *fork, fit.size(0.026), fit.size(0.016))
    elif "sofa" in figure.props:
        # a heavy sofa from its end: foot, seat, back
        _box(canvas, fit, x + outward * 0.025, 0, 0.02, 0.08)
        _box(canvas, fit, x + outward * 0.1, 0.07, 0.11, 0.19)
        _box(canvas, fit, x + outward * 0.19, 0, 0.04, 0.4)
    elif "post" in figure.props:
        _box(canvas, fit, x + outward * 0.024, 0, 0.024, top)
        _box(canvas, fit, x + outward * 0.024, 0, 0.06, 0.02)


def paint_knot(canvas: Canvas, fit: Fit, figure: Figure) -> None:
    """Where the band goes round the anchor."""
    if figure.anchor:
        canvas.disc(Role.BAND, fit.place(figure.anchor), fit.size(0.026, 2.0))


def paint_pad(canvas: Canvas, fit: Fit, figure: Figure, joints: Joints) -> None:
    """A pad under the knees."""
    if "pad" in figure.props:
        x = joints["near_knee"][0]
        _box(canvas, fit, x, 0, 0.1, 0.024, Role.PROP)


def paint_strap(canvas: Canvas, fit: Fit, figure: Figure, joints: Joints) -> None:
    """Holds the ankles to the floor."""
    if "ankle_strap" in figure.props:
        x, y = joints["near_ankle"]
        _box(canvas, fit, x, 0, 0.018, y + 0.045, Role.PROP)
        _box(canvas, fit, x, y + 0.03, 0.045, y + 0.05, Role.PROP)


def paint_barbell(canvas: Canvas, fit: Fit, figure: Figure, joints: Joints) -> None:
    """A barbell seen along its axis: the rim of a plate and the end of the bar, so that the legs show through."""
    if "barbell" not in figure.props:
        return
    x, y = joints["near_hand"]
    if fit.scale < 90:
        canvas.disc(Role.PROP, fit.place((x, y)), fit.size(0.05))
        return
    for step in range(48):
        start, end = (2 * math.pi * turn / 48 for turn in (step, step + 1))
        canvas.capsule(
            Role.PROP,
            fit.place((x + 0.115 * math.cos(start), y + 0.115 * math.sin(start))),
            fit.place((x + 0.115 * math.cos(end), y + 0.115 * math.sin(end))),
            fit.size(0.013, 1.2),
        )
    canvas.disc(Role.PROP, fit.place((x, y)), fit.size(0.03, 2.0))


def paint_arc(canvas: Canvas, fit: Fit, figure: Figure) -> None:
    """The way of a joint through the whole motion, as dots an even step apart."""
    if figure.arc is None or fit.scale < 40:
        return
    way = [joints[figure.arc] for joints in motion(figure)]
    gap, since = max(0.04, 7 / fit.scale), math.inf
    for before, point in zip([way[0], *way], way, strict=False):
        since += math.dist(before, point)
        if since >= gap:
            since = 0.0
            canvas.quadrant(Role.ARC, fit.place(point))
            canvas.disc(Role.ARC, fit.place(point), fit.size(0.009))


def _box(canvas: Canvas, fit: Fit, x: float, low: float, half: float, high: float, role: Role = Role.ANCHOR) -> None:
    corners = [(x - half, low), (x + half, low), (x + half, high), (x - half, high)]
    canvas.convex(role, [fit.place(corner) for corner in corners])
