"""Which process holds a session: its id and its start, since ids are given again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Process(NamedTuple):
    """A process of this machine."""

    id: int
    started: str | None
    """A mark of when it started, never the same for two processes of one id; None where the system doesn't tell."""

    @property
    def is_running(self) -> bool:
        """Whether this very process still runs."""
        if self.started is None:
            return _exists(self.id)
        return start_of(self.id) == self.started


def this_process() -> Process:
    """The process that asks."""
    return Process(os.getpid(), start_of(os.getpid()))


def start_of(process: int) -> str | None:
    """The mark of the start of a process; None where it doesn't run or can't be asked."""
    if sys.platform == "win32":
        return _start_on_windows(process)
    if Path("/proc/self/stat").exists():
        return _start_on_linux(process)
    return _start_by_ps(process)


def _start_on_linux(process: int) -> str | None:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name in brackets may hold spaces and brackets itself; after it come the state (3) and the start time (22).
    fields = stat.rpartition(")")[2].split()
    if fields[0] in "ZXx":
        return None
    return f"{boot} {fields[19]}"


def _start_by_ps(process: int) -> str | None:
    try:
        told = subprocess.run(
            ["ps", "-o", "stat=,lstart=", "-p", str(process)],
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
            env={**os.environ, "LC_ALL": "C"},
        ).stdout.split(maxsplit=1)
    except (OSError, subprocess.SubprocessError):
        return None
    return told[1].strip() if len(told) == 2 and not told[0].startswith("Z") else None


def _exists(process: int) -> bool:
    if sys.platform == "win32":
        return _start_on_windows(process) is not None
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _start_on_windows(process: int) -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return None
    try:
        code = wintypes.DWORD()
        times = [wintypes.FILETIME() for _ in range(4)]
        if not kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code)) or code.value != 259:
            return None  # 259: STILL_ACTIVE
        if not kernel.GetProcessTimes(wintypes.HANDLE(handle), *(ctypes.byref(it) for it in times)):
            return None
        return f"{times[0].dwHighDateTime}.{times[0].dwLowDateTime}"
    finally:
        kernel.CloseHandle(wintypes.HANDLE(handle))
