"""The grid that all sound lies on: 48,000 frames a second, one channel, so that every millisecond is a whole frame."""

from __future__ import annotations

RATE = 48_000
"""Frames a second."""

PER_MS = RATE // 1_000
"""Frames in a millisecond, exactly."""


def to_frames(milliseconds: int) -> int:
    """The frame that stands at a time."""
    return milliseconds * PER_MS


def to_milliseconds(frames: int) -> int:
    """The millisecond that holds a frame."""
    return frames // PER_MS
