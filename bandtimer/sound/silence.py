"""The speaker that makes no sound: for `--mute`, fast rehearsals, and machines without a device."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.cue import ParkedLoop
    from bandtimer.cueing import Score


class Silence:
    """A `Speaker` (see `bandtimer.ports`) that takes every order and does nothing; the clock is the session's own."""

    name = "silence"
    dropped = 0
    voice_trouble = None

    def __init__(self, trouble: str | None = None) -> None:
        """`trouble`: one line that says why there is no sound, where it wasn't wished for."""
        self.trouble = trouble

    def prepare(self) -> None:
        """Nothing to load."""

    def play(
        self,
        score: Score,
        position: int,
        *,
        count_in: ParkedLoop | None = None,
        count_in_length: int = 0,
        until: int | None = None,
        then: ParkedLoop | None = None,
        now: Callable[[], int] | None = None,
    ) -> None:
        """Nothing sounds."""

    def park(self, loop: ParkedLoop) -> None:
        """Nothing sounds."""

    def swap(self, score: Score) -> None:
        """Nothing sounds."""

    def stop(self) -> None:
        """Nothing sounded."""

    def heard(self) -> int | None:
        """Nothing is heard: time is the monotonic clock's."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""
