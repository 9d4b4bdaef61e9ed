"""How much of a stream has been heard, told from when the device asked for more. Pure: every time is handed in.

A device asks for its next frames when a queue of steady length has run down to a steady rest. So the frames handed out
before an ask, less that rest, are what has been heard then; and when asks come lastingly later than the clock says,
the device slipped (or its own clock runs slower), and what is heard with it.
"""

from __future__ import annotations

from collections import deque

from bandtimer.sound.frames import RATE

WATCHED = 8
"""Asks over which lateness must last to count: a single late one is only a busy machine."""

STEP = RATE // 25
"""Frames of lateness (40 ms) that count at once when two asks in a row show them and asks were steadier before."""

SETTLED = 3
"""Asks after which it is known how the device began."""


class Heard:
    """Frames heard since the start of a stream. Called by the device's thread; any thread may ask `at`."""

    def __init__(self, started: int, least_rest: int = 0) -> None:
        """`started`: when the device is asked to begin, in ns. `least_rest`: frames known to be queued at each ask."""
        self._started = started
        self._least_rest = least_rest
        self._handed_out = 0
        self._rests: deque[int] = deque(maxlen=WATCHED)
        """Frames queued at each ask, were the device exactly on the clock."""
        self._usual: int | None = None
        self._asks = 0
        self._slip = 0
        self._latest = 0
        self.asked = started
        """When the device asked last, in ns."""

    def begun(self, now: int) -> None:
        """The device is under way since `now` (ns): what is heard counts from here."""
        self._started = now

    def ask(self, now: int, frames: int) -> None:
        """The device takes `frames` more."""
        self.asked = now
        handed_out = self._handed_out
        self._handed_out += frames
        if handed_out == 0:
            return  # the queue is being filled for the first time
        self._rests.append(handed_out - self._elapsed(now))
        self._asks += 1
        if self._asks <= WATCHED:
            self._usual = max(self._least_rest, *self._rests)
        latest = list(self._rests)[-2:]
        before = list(self._rests)[:-2]
        if before and max(before) - max(latest) > STEP > max(before) - min(before):
            self._rests = deque(latest, maxlen=WATCHED)
        if self._usual is not None:
            self._slip = self._usual - max(self._rests)

    def at(self, now: int) -> int:
        """Frames heard by `now` (ns): never more than were handed out, never fewer than said before."""
        self._latest = max(self._latest, min(self._elapsed(now) - self._slip, self._handed_out), 0)
        return self._latest

    @property
    def settled(self) -> bool:
        """Whether enough was asked to tell how late the device began."""
        return self._asks >= SETTLED

    @property
    def slip(self) -> int:
        """Frames by which what is heard lies behind the clock (ahead of it: negative)."""
        return self._slip

    def _elapsed(self, now: int) -> int:
        return (now - self._started) * RATE // 1_000_000_000
