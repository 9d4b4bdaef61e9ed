"""The real clocks: one that stands while the machine sleeps and one that runs on, on Linux, macOS and Windows."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class SystemClock:
    """A `Clock` (see `bandtimer.ports`) from the operating system; neither of its times follows the wall clock."""

    def __init__(self) -> None:
        self._awake, self._with_sleep = _clocks()

    def now(self) -> int:
        """Nanoseconds on a clock that stands while the machine sleeps."""
        return self._awake()

    def now_with_sleep(self) -> int:
        """Nanoseconds on a clock that runs on while the machine sleeps."""
        return self._with_sleep()


def _clocks() -> tuple[Callable[[], int], Callable[[], int]]:
    """The clock that stands in sleep and the one that runs on; the same one twice where there is only one."""
    if sys.platform == "win32":
        return _windows_clocks()
    if hasattr(time, "CLOCK_BOOTTIME"):  # Linux: CLOCK_MONOTONIC stands in sleep
        return time.monotonic_ns, lambda: time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_UPTIME_RAW"):  # macOS: CLOCK_MONOTONIC_RAW runs on in sleep
        return (
            lambda: time.clock_gettime_ns(time.CLOCK_UPTIME_RAW),
            lambda: time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW),
        )
    return time.monotonic_ns, time.monotonic_ns


def _windows_clocks() -> tuple[Callable[[], int], Callable[[], int]]:
    """Interrupt time, unbiased (stands in sleep) and biased (runs on), in steps of 100 ns; Windows 10 and later."""
    import ctypes

    try:
        library = ctypes.WinDLL("api-ms-win-core-realtime-l1-1-1.dll")  # type: ignore[attr-defined,unused-ignore]
        unbiased, biased = library.QueryUnbiasedInterruptTimePrecise, library.QueryInterruptTimePrecise
    except (OSError, AttributeError):
        return time.monotonic_ns, time.monotonic_ns

    def asking(query: Callable[[object], object]) -> Callable[[], int]:
        def ask() -> int:
            value = ctypes.c_ulonglong()
            query(ctypes.byref(value))
            return value.value * 100

        return ask

    return asking(unbiased), asking(biased)
