"""The small protocols between parts that must not import each other: clock, speaker, ledger."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """Where time comes from; handed in, so that a test can hold it."""

    def now(self) -> int:
        """Nanoseconds on a clock that never steps and stands while the machine sleeps."""
        ...

    def now_with_sleep(self) -> int:
        """Nanoseconds on a clock that runs on while the machine sleeps; equal steps with `now` mean it was awake."""
        ...
