"""The tap-along test: how long sound takes to the ear, told from when a person taps with a steady beat. Pure.

People tap a little before the beat even when nothing is late; that habit is taken off.
"""

from __future__ import annotations

import itertools
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HABIT = -20
"""Milliseconds by which people tap before a beat they hear in time; ours, between the 0 and -50 ms found in studies
of tapping to a metronome."""

LEARNING = 3
"""First taps that don't count."""

LEAST = 6
"""Taps after those without which nothing can be said."""

STEADY = 60
"""Median deviation in ms above which taps are too uneven to trust."""


class Tapped(NamedTuple):
    """What the taps say."""

    delay: int | None
    """Milliseconds for `--delay`, never negative; None when they say nothing."""
    spread: int
    """Median deviation in ms."""
    used: int
    """Taps that counted."""


def estimate(beats: Sequence[int], taps: Sequence[int]) -> Tapped:
    """The output delay from the times (ms) at which beats were due at the device and a person tapped.

    Each tap belongs to the beat for which it is least off after the common offset is taken away, so a delay may be
    longer than half the distance of two beats if taps are steady; up to one whole distance can be told.
    """
    beats = sorted(beats)
    if len(beats) < 2:
        return Tapped(None, 0, 0)
    step = median(following - beat for beat, following in itertools.pairwise(beats))
    taps = [tap for tap in sorted(taps) if beats[0] - step / 2 <= tap <= beats[-1] + step][LEARNING:]
    if len(taps) < LEAST:
        return Tapped(None, 0, len(taps))
    behind = [_behind(tap, beats) for tap in taps]
    centre = _centre(behind, step)
    wrapped = [centre + (late - centre + step / 2) % step - step / 2 for late in behind]
    late = median(wrapped)
    spread = round(median(abs(tap - late) for tap in wrapped))
    if spread > STEADY:
        return Tapped(None, spread, len(taps))
    return Tapped(max(0, round(late - HABIT)), spread, len(taps))


def _behind(tap: int, beats: Sequence[int]) -> float:
    """Milliseconds since the last beat before a tap; taps a little before the first count as early."""
    earlier = [beat for beat in beats if beat <= tap]
    return tap - (earlier[-1] if earlier else beats[0])


def _centre(behind: Sequence[float], step: float) -> float:
    """The offset, -100 ms to nearly a whole step, around which most taps lie on the circle of the beat."""
    best = min(behind, key=lambda at: sum(abs((late - at + step / 2) % step - step / 2) for late in behind))
    return best - step if best > step - 100 else best
