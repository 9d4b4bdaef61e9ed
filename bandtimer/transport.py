"""Session time: one line of nanoseconds that the session follows, whichever clock tells it at the moment.

While a speaker plays, time is what has been heard; otherwise it is the monotonic clock. A change of clock goes on
from the time it was: never back, never forward. Time that nobody saw pass (the machine slept, the process stood
still) is left out. Nothing here counts ticks: every answer is an anchor plus what elapsed since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.ports import Clock

MILLISECOND = 1_000_000
"""In nanoseconds."""

UNSEEN = 2_000 * MILLISECOND
"""The session pauses when nobody looked for longer than this, or when the machine slept for longer than this."""

Absence = Literal["sleep", "stall"]
"""Why time passed that nobody saw: the machine slept, or nobody looked."""


class Transport:
    """The time of one session, from 0, in nanoseconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard: Callable[[], int | None] | None = None
        self._until: int | None = None
        self._time = 0
        """The last time told."""
        self._anchor = 0
        """The time at which the clock in use stood at `_origin`."""
        self._origin = clock.now()
        """In nanoseconds of the monotonic clock, or in milliseconds heard."""
        self._by_ear = False
        self._asking = False
        self.rejoined = False
        """A device that had been lost takes the sound again; whoever has seen to it sets this back."""
        self._looked = self._origin
        self._looked_with_sleep = clock.now_with_sleep()

    def now(self) -> int:
        """The time now; equal to or later than the last answer."""
        heard = self._heard() if self._heard is not None else None
        if heard is None:
            return self._by_clock()
        if not self._by_ear:
            self._by_ear, self._anchor, self._origin = True, self._by_clock(), heard
            self.rejoined = not self._asking
        elapsed = heard if self._until is None else min(heard, self._until)
        self._tell(self._anchor + (elapsed - self._origin) * MILLISECOND)
        if self._until is not None and heard >= self._until:
            # What sounds now is a loop in parked time, which the speaker does not tell.
            self.unfollow()
        return self._time

    def follow(self, heard: Callable[[], int | None], until: int | None = None) -> None:
        """From now on time is what is heard: `heard` tells the position in milliseconds, or None for as long as no
        device takes the sound; from position `until` on the monotonic clock goes on.
        """
        self.unfollow()
        self._heard, self._until = heard, until
        self._asking, self.rejoined = True, False
        self.now()  # what is heard now stands for this very time
        self._asking = False

    def unfollow(self) -> None:
        """From now on time is the monotonic clock's."""
        self._by_clock()
        self._heard = self._until = None
        self.rejoined = False

    def look(self) -> Absence | None:
        """Say that somebody looks; answers why, when time has passed unseen. That time is left out."""
        now, with_sleep = self._clock.now(), self._clock.now_with_sleep()
        awake, passed = now - self._looked, with_sleep - self._looked_with_sleep
        self._looked, self._looked_with_sleep = now, with_sleep
        slept, stalled = passed - awake > UNSEEN, awake > UNSEEN
        if not slept and not stalled:
            return None
        self._by_ear, self._anchor, self._origin = False, self._time, now
        return "sleep" if slept else "stall"

    def _by_clock(self) -> int:
        now = self._clock.now()
        if self._by_ear:
            # No device takes the sound any more: time goes on from what was heard last.
            self._by_ear, self._anchor, self._origin = False, self._time, now
        return self._tell(self._anchor + now - self._origin)

    def _tell(self, time: int) -> int:
        self._time = max(self._time, time)
        return self._time
