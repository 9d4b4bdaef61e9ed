"""How often a screen looks, and how fast a figure moves that nobody exercises with: on a page, in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bandtimer.session_state import Mode
from bandtimer.timeline import Kind, Side

if TYPE_CHECKING:
    from bandtimer.timeline import Card

FRAMES = 1 / 15
"""Seconds between two looks while something moves."""
STANDING = 0.5
"""Seconds between two looks at a session in which nothing does; a player wants two looks a second."""
STILL = frozenset((Mode.PAUSED, Mode.FINISHED, Mode.LEFT))
SHORTENING, STAYING, LENGTHENING, RESTING = 1.6, 1.0, 2.4, 0.8
"""Seconds of a shown rep."""
REP = SHORTENING + STAYING + LENGTHENING + RESTING
STEP = 2.0
"""Seconds at each end, with reduced motion."""


def look_every(mode: Mode) -> float:
    """Seconds between two looks at a session."""
    return STANDING if mode in STILL else FRAMES


class Motion(NamedTuple):
    """Where a shown figure is."""

    contraction: float
    """0 to 1, even in time."""
    side: Side


def shown_motion(card: Card, seconds: float, *, reduced_motion: bool = False) -> Motion:
    """The motion of an exercise on its page, `seconds` after it was opened; the sides take turns, two reps each."""
    if reduced_motion:
        turn, within = divmod(seconds, 2 * STEP)
        return Motion(float(within >= STEP), _side(int(turn)))
    if card.first is Kind.ECCENTRIC:
        seconds += SHORTENING + STAYING  # its rep begins where the other's has its middle
    turn, within = divmod(seconds, REP)
    if within < SHORTENING:
        contraction = within / SHORTENING
    elif within < SHORTENING + STAYING:
        contraction = 1.0
    elif within < SHORTENING + STAYING + LENGTHENING:
        contraction = 1 - (within - SHORTENING - STAYING) / LENGTHENING
    else:
        contraction = 0.0
    return Motion(contraction, _side(int(turn)))


def _side(turn: int) -> Side:
    return Side.LEFT if turn // 2 % 2 == 0 else Side.RIGHT
