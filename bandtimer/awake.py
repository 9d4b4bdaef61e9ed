"""Keeps the screen on and the machine awake while a session plays, through the desktop of each system (wakepy).

Where there is no desktop to ask (no session bus, a bare console, ssh) nothing happens and nothing is printed; `doctor`
says so. All calls to the desktop are made in a thread of their own: none of them holds the session up.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

LEAVING = 0.7
"""Seconds that a desktop that doesn't answer is waited for on leaving."""


class Answer(NamedTuple):
    """What the desktop said."""

    works: bool
    text: str
    """One line for `doctor`, with the mend where it doesn't work."""


class Awake:
    """A `Wakefulness` (see `bandtimer.ports`) from the desktop."""

    def __init__(self, mode: Callable[[], Any] | None = None) -> None:
        """`mode` makes the thing that keeps awake; it is wakepy's unless given."""
        self._mode = mode or _presenting
        self._orders: SimpleQueue[bool | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._wanted = False
        self._closed = False

    def keep(self) -> None:
        """Ask the desktop to keep the screen on."""
        self._order(True)

    def let_go(self) -> None:
        """Tell the desktop that it may blank the screen again."""
        self._order(False)

    def close(self) -> None:
        """Let go and end the thread."""
        if self._closed:
            return
        self._closed = True
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join(LEAVING)

    def _order(self, wanted: bool) -> None:
        if self._closed or wanted == self._wanted:
            return
        self._wanted = wanted
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="awake", daemon=True)
            self._thread.start()
        self._orders.put(wanted)

    def _serve(self) -> None:
        kept: Any = None
        while True:
            order = self._orders.get()
            while not self._orders.empty():
                order = self._orders.get()
            # Whatever a desktop library does is no reason for a session to end.
            with suppress(Exception):
                if order and kept is None:
                    kept = self._mode()
                    kept.__enter__()
                elif not order and kept is not None:
                    let_go, kept = kept, None
                    let_go.__exit__(None, None, None)
            if order is None:
                return


def ask_desktop(mode: Callable[[], Any] | None = None) -> Answer:
    """Try it for a moment and say what came of it, for `doctor`."""
    try:
        with (mode or _presenting)() as kept:
            if kept.active:
                return Answer(True, f"the screen stays on while a session plays ({kept.method.name})")
    except Exception as error:
        return Answer(False, f"the screen can't be kept on ({type(error).__name__}: {error}); {MEND}")
    return Answer(False, f"the screen may blank during a session: no desktop answers here; {MEND}")


MEND = "run it inside a desktop session, or turn the screen saver off"


def _presenting() -> Any:  # noqa: ANN401 -- wakepy's Mode, a library that only this file knows
    from wakepy import keep

    logging.getLogger("wakepy").addHandler(logging.NullHandler())
    return keep.presenting(on_fail="pass")
