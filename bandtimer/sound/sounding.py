"""A stream under way, as the speaker keeps it: which order it answers, where it began, whether it is in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bandtimer.sound.stream import Stream

TOLERATED = 30
"""Milliseconds by which sound that joined in late may lie beside the session; more is mended by joining once more."""


class Sounding(NamedTuple):
    """A stream under way."""

    stream: Stream
    shifted: int
    """Frames of it that were passed over when it began."""
    serial: int
    """The order it answers."""
    settled: bool = True
    """False: it joined in late, and the session keeps its own clock until it is known how late it is heard."""

    def position(self, frames: int) -> int:
        """The position in ms when so many frames of it have been heard."""
        return self.stream.position_at(self.shifted + frames)
