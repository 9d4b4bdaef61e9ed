"""Signals that end a session, or stop it for a while, as values that the loop looks at."""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


class Signals:
    """Within the block a signal only leaves its number here; outside, everything is as it was."""

    def __init__(self, woken: Callable[[], None] | None = None) -> None:
        """`woken` is called when the process goes on after having been stopped."""
        self.received: int | None = None
        """The first that asked for the end; 128 plus its number is the exit code that shells expect."""
        self._woken = woken
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is not threading.main_thread():
            return self
        for number in ENDING:
            # Who starts us with a signal ignored (nohup) wants it ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._end)
        if hasattr(signal, "SIGCONT") and self._woken is not None:
            self._before[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._wake)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            with suppress(OSError, ValueError):
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)

    def _end(self, number: int, _frame: object) -> None:
        if self.received is None:
            self.received = number

    def _wake(self, _number: int, _frame: object) -> None:
        if self._woken is not None:
            with suppress(OSError):
                self._woken()
