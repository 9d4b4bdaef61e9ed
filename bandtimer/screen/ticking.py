"""The timer of a screen on which something moves now and then: it runs only as long as something does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.screen.pace import FRAMES, STANDING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.timer import Timer


class Ticking:
    """At most one timer."""

    def __init__(self, screen: Screen[int], tick: Callable[[], object]) -> None:
        """`tick` is called while something moves."""
        self._screen = screen
        self._tick = tick
        self._timer: Timer | None = None
        self.pace = 0.0
        """Seconds between two ticks; 0 while none come."""

    def go_on(self, *, moving: bool, reduced_motion: bool) -> None:
        """Tick as often as this wants it; never where nothing moves or another screen lies above."""
        pace = 0.0 if not moving or not self._screen.is_active else STANDING if reduced_motion else FRAMES
        if pace != self.pace:
            self.stop()
            self.pace = pace
            self._timer = self._screen.set_interval(pace, self._tick) if pace else None

    def stop(self) -> None:
        """No more ticks until something moves."""
        if self._timer is not None:
            self._timer.stop()
        self.pace, self._timer = 0.0, None
