"""The small protocols between parts that must not import each other: clock, ledger, speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bandtimer.events import Event
    from bandtimer.timeline import Timeline


class Clock(Protocol):
    """Where time comes from; handed in, so that a test can hold it."""

    def now(self) -> int:
        """Nanoseconds on a clock that never steps and stands while the machine sleeps."""
        ...

    def now_with_sleep(self) -> int:
        """Nanoseconds on a clock that runs on while the machine sleeps; equal steps with `now` mean it was awake."""
        ...


class Ledger(Protocol):
    """The journal as a running session sees it; every call returns at once and none raises."""

    trouble: str | None
    """One line that says why nothing can be kept and what to do, or None while all is well."""

    def record(self, events: Sequence[Event]) -> None:
        """Keep what happened, in order; durable within 100 ms."""
        ...

    def keep_timeline(self, timeline: Timeline) -> None:
        """Keep the timeline that the session follows from now on, for a resume."""
        ...

    def close(self) -> None:
        """Write what is left and let go of the session; takes at most a second."""
        ...
