"""A program in a terminal of its own, watched from outside: what it prints and when, its processor time and memory."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TICK = os.sysconf("SC_CLK_TCK")


class Terminal:
    """Runs a command in a pseudo-terminal; everything it prints is read and counted."""

    def __init__(
        self, command: Sequence[str], columns: int = 120, rows: int = 40, environment: Mapping[str, str] | None = None
    ) -> None:
        self.begun = time.perf_counter()
        self.printed = bytearray()
        self.process, self._end = pty.fork()
        if self.process == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a person's machine, nothing is compiled twice
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})})
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], list(command))
        self._news = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for number, patience in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 1.0)):
            try:
                os.kill(self.process, number)
            except ProcessLookupError:
                return  # it ended by itself
            until = time.perf_counter() + patience
            while time.perf_counter() < until:
                try:
                    if os.waitpid(self.process, os.WNOHANG)[0]:
                        return
                except ChildProcessError:
                    return
                time.sleep(0.02)

    def wait_for(self, text: bytes, patience: float = 20.0) -> float:
        """Seconds from the start until a text was printed. Raises TimeoutError."""
        with self._news:
            if self._news.wait_for(lambda: text in self.printed, patience):
                return self._at - self.begun
        raise TimeoutError(f"{text!r} was not printed within {patience} s")

    def resize(self, columns: int, rows: int) -> None:
        """Another size, as when a window is dragged."""
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def ended(self, patience: float = 10.0) -> int:
        """Wait for the end; returns the exit code, of a signal as shells have it. Raises TimeoutError."""
        until = time.perf_counter() + patience
        while time.perf_counter() < until:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                time.sleep(0.1)  # the last bytes
                code = os.waitstatus_to_exitcode(status)
                return code if code >= 0 else 128 - code
            time.sleep(0.02)
        raise TimeoutError(f"it still runs after {patience} s")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._end, keys.encode())

    @property
    def bytes(self) -> int:
        """Printed so far."""
        return len(self.printed)

    def processor_time(self) -> float:
        """Seconds so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self) -> float:
        """MiB that are its own or its share (PSS would need more rights): resident, in MiB."""
        for line in Path(f"/proc/{self.process}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def _read(self) -> None:
        while True:
            try:
                if not select.select([self._end], [], [], 1.0)[0]:
                    continue
                data = os.read(self._end, 1 << 16)
            except OSError:
                return
            if not data:
                return
            with self._news:
                self._at = time.perf_counter()
                self.printed += data
                self._news.notify_all()
