"""Single keys from a terminal without a screen, and the terminal as it was on every way out."""

from __future__ import annotations

import atexit
import os
import sys
import time
from contextlib import suppress
from typing import Protocol

from bandtimer.keys import SIGNS

ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
WINDOWS_ARROWS = {"H": "up", "P": "down", "M": "right", "K": "left"}


class Keyboard(Protocol):
    """Where keys come from."""

    present: bool
    """Whether there are keys to press."""

    def wait(self, seconds: float) -> list[str]:
        """Wait so long, or until a key is pressed; the names of the keys pressed, in order."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was; may be called twice."""
        ...


class NoKeyboard:
    """Standard input is no terminal: nothing is ever pressed."""

    present = False

    def wait(self, seconds: float) -> list[str]:
        """Only wait."""
        time.sleep(seconds)
        return []

    def close(self) -> None:
        """Nothing was changed."""


def open_keyboard() -> Keyboard:
    """The keyboard of standard input, if it is a terminal that listens to this process."""
    with suppress(OSError, ValueError, AttributeError, ImportError):
        if sys.stdin.isatty():
            if sys.platform == "win32":
                return WindowsKeyboard()
            descriptor = sys.stdin.fileno()
            if os.tcgetpgrp(descriptor) == os.getpgrp():  # else a look at the terminal would stop the process
                return TerminalKeyboard(descriptor)
    return NoKeyboard()


def names(text: str) -> list[str]:
    """The names of the keys in what a terminal sent."""
    keys: list[str] = []
    at = 0
    while at < len(text):
        sign = text[at]
        at += 1
        if sign == "\x1b" and text[at : at + 1] in ("[", "O"):
            at += 1
            while at < len(text) and text[at] in "0123456789;":
                at += 1
            if text[at : at + 1] in ARROWS:
                keys.append(ARROWS[text[at]])
            at += 1
        elif sign in "\r\n":
            keys.append("enter")
        elif sign.isprintable():
            keys.append(SIGNS.get(sign, sign.lower()))
    return keys


class TerminalKeyboard:
    """A terminal that hands over each key at once and does not show it. Ctrl-C stays a signal."""

    present = True

    def __init__(self, descriptor: int) -> None:
        import termios

        self._descriptor = descriptor
        self._before = termios.tcgetattr(descriptor)
        self._closed = False
        self.take()
        atexit.register(self.close)

    def take(self) -> None:
        """Ask for single keys; again after the process was stopped, since the shell has its own way meanwhile."""
        import termios

        if self._closed:
            return
        with suppress(OSError, termios.error):  # a terminal that is gone has no keys
            mode = termios.tcgetattr(self._descriptor)
            mode[3] &= ~(termios.ICANON | termios.ECHO)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._descriptor, termios.TCSANOW, mode)

    def wait(self, seconds: float) -> list[str]:
        """Wait for keys; a terminal that is gone has none."""
        import select

        try:
            if select.select([self._descriptor], [], [], seconds)[0]:
                sent = os.read(self._descriptor, 1_024)
                if not sent:  # the end of the input: never ask again, but keep the time
                    time.sleep(seconds)
                return names(sent.decode("utf-8", "ignore"))
        except OSError:
            time.sleep(seconds)
        return []

    def close(self) -> None:
        """The terminal as it was."""
        import termios

        if self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)


class WindowsKeyboard:
    """The console of Windows."""

    present = True

    def wait(self, seconds: float) -> list[str]:
        """Wait for keys, looking every 20 ms: the console tells nobody."""
        import msvcrt

        until = time.monotonic() + seconds
        while not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            left = until - time.monotonic()
            if left <= 0:
                return []
            time.sleep(min(left, 0.02))
        keys: list[str] = []
        while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
            sign = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
            if sign in "\x00\xe0":
                keys += [WINDOWS_ARROWS[code] for code in msvcrt.getwch() if code in WINDOWS_ARROWS]  # type: ignore[attr-defined,unused-ignore]
            else:
                keys += names(sign)
        return keys

    def close(self) -> None:
        """Nothing was changed."""
