"""How loud something sounds: K-weighted loudness of the loudest 400 ms, and the true peak.

After ITU-R BS.1770 (weighting) and EBU Tech 3341 (momentary window); a sound shorter than the window counts with the
silence around it, which is how short beats compare by ear.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from bandtimer.sound.frames import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOW = RATE * 400 // 1_000
"""Frames of the momentary window."""

SILENT = -120.0
"""LUFS (or dBFS) given for silence."""

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two stages of K-weighting at 48 kHz: coefficients of numerator and denominator, from the tables of BS.1770."""


_BLOCK = 16_384
"""Frequencies that are weighted at once: a long line all at once would take 30 MB for a moment, and keep them."""


def weighted(samples: NDArray[np.floating]) -> NDArray[np.float64]:
    """The samples as the ear weighs them; longer than what came in by the filter's tail."""
    size = _good_size(len(samples) + 2 * WINDOW)
    spectrum = np.fft.rfft(np.asarray(samples, dtype=np.float64), size)
    for start in range(0, len(spectrum), _BLOCK):
        part = spectrum[start : start + _BLOCK]
        z = np.exp(-2j * np.pi * np.arange(start, start + len(part)) / size)
        for above, below in (_SHELF, _HIGH_PASS):
            part *= (above[0] + above[1] * z + above[2] * z * z) / (below[0] + below[1] * z + below[2] * z * z)
    return np.fft.irfft(spectrum, size)[: len(samples) + WINDOW]


def loudness(samples: NDArray[np.floating]) -> float:
    """LUFS of the loudest 400 ms; `SILENT` for silence."""
    if not len(samples):
        return SILENT
    power = np.concatenate(([0.0], np.cumsum(weighted(samples) ** 2)))
    loudest = float(np.max(power[WINDOW:] - power[:-WINDOW])) / WINDOW
    return -0.691 + 10 * math.log10(loudest) if loudest > 1e-12 else SILENT


def true_peak(samples: NDArray[np.floating]) -> float:
    """dBFS of the highest point of the wave between the samples too, found by fourfold oversampling."""
    if not len(samples):
        return SILENT
    size = _good_size(len(samples) + 256)
    spectrum = np.fft.rfft(np.asarray(samples, dtype=np.float64), size)
    highest = 4 * float(np.max(np.abs(np.fft.irfft(spectrum, 4 * size))))
    return 20 * math.log10(highest) if highest > 1e-6 else SILENT


def gain_to(target: float, measured: float) -> float:
    """The factor that brings something measured at so many decibels to the target."""
    return float(10 ** ((target - measured) / 20))


def _good_size(least: int) -> int:
    """The next power of two: quick to transform, always the same."""
    return 1 << (least - 1).bit_length()
