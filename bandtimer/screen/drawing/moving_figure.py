"""The figure of an exercise as a block, kept for every position of a rep, so that a frame costs a look-up."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bandtimer.screen.drawing.rows import Block, empty, inked
from bandtimer.screen.figure import draw, eased
from bandtimer.screen.figure.skeleton import SAMPLES

if TYPE_CHECKING:
    from bandtimer.figure import Figure
    from bandtimer.timeline import Side

TREMBLES = (0.0, 1 / 3, 0.0, -1 / 3, 0.0, 2 / 3, -1 / 3, 0.0)
"""How far a held limb shakes from one moment to the next; small, and not quite regular."""
SHAKES = 90
"""Milliseconds between two of them."""


def figure_block(
    figure: Figure | None,
    contraction: float,
    side: Side | None,
    width: int,
    height: int,
    *,
    held_for: int | None = None,
    reduced_motion: bool = False,
) -> Block:
    """The figure where it is: `contraction` 0..1, even in time. `held_for`: milliseconds of a hold, which trembles.

    An exercise without a figure leaves the space empty.
    """
    if figure is None or width < 1 or height < 1:
        return empty(max(0, width), height)
    step = _step(contraction, reduced_motion=reduced_motion)
    shake = 0.0
    if held_for is not None and not reduced_motion:
        shake = TREMBLES[held_for // SHAKES % len(TREMBLES)]
    return _block(figure, step, side, width, height, shake)


def _step(contraction: float, *, reduced_motion: bool) -> int:
    place = eased(contraction)
    return round(place) * (SAMPLES - 1) if reduced_motion else round(place * (SAMPLES - 1))


@lru_cache(maxsize=160)
def _block(figure: Figure, step: int, side: Side | None, width: int, height: int, shake: float) -> Block:
    return inked(draw(figure, step / (SAMPLES - 1), side, width, height, shake))
