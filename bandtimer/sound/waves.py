"""The few shapes that all our sounds are made of: sine, harmonics, and envelopes.

Built from additions and multiplications alone, which are the same to the last bit on every machine and for every slice;
a library's sine is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bandtimer.sound.frames import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


_TAYLOR = tuple(
    sign * (2 * np.pi) ** power / factorial
    for sign, power, factorial in (
        (1, 1, 1), (-1, 3, 6), (1, 5, 120), (-1, 7, 5_040), (1, 9, 362_880), (-1, 11, 39_916_800),
        (1, 13, 6_227_020_800), (-1, 15, 1_307_674_368_000),
    )
)  # fmt: skip


def sine(turns: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sine of angles given in whole turns; within 1e-9."""
    x = turns - np.rint(turns)
    x = np.where(x > 0.25, 0.5 - x, np.where(x < -0.25, -0.5 - x, x))
    squared = x * x
    total = np.full_like(x, _TAYLOR[-1])
    for term in reversed(_TAYLOR[:-1]):
        total = total * squared + term
    return total * x


def swell(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """A smooth step from 0 at x ≤ 0 to 1 at x ≥ 1, without a corner that would click."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def gliding_turns(frames: NDArray[np.float64], low: float, high: float, length: int) -> NDArray[np.float64]:
    """Turns made by each of `frames` of a tone that moves from `low` to `high` Hz over `length` frames, evenly."""
    return (low * frames + (high - low) * frames * frames / (2.0 * length)) / RATE


def harmonics(turns: NDArray[np.float64], strengths: Sequence[float]) -> NDArray[np.float64]:
    """A tone and its harmonics at the given strengths, the fundamental first.

    Each starts a little further on than the one before: their peaks then never meet, which leaves room for loudness.
    """
    count = len(strengths)
    total = np.zeros_like(turns)
    for order, strength in enumerate(strengths, start=1):
        total = total + strength * sine(order * turns - order * (order - 1) / (2.0 * count))
    return total
