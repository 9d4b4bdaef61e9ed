"""The Textual application: themes, and which screen comes first. What happens on a screen is the screen's."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual.app import App

from bandtimer.screen.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

Result = TypeVar("Result")
FIRST_THEME = THEMES[0].name
ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class BandtimerApp(App[int]):
    """Shows one screen first; the exit code is what that screen comes to."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "bandtimer"
    CSS = "Screen { background: $background; }"

    def __init__(self, first: Callable[[], Screen[int]], theme: str = FIRST_THEME) -> None:
        """`first` makes the first screen. A theme that nobody knows falls back to ours."""
        super().__init__()
        for ours in THEMES:
            self.register_theme(ours)
        self.theme = theme if theme in self.available_themes else FIRST_THEME
        self._first = first

    def get_default_screen(self) -> Screen[int]:
        """The first screen lies at the bottom of the stack: nothing else is laid out before it."""
        return self._first()

    def on_mount(self) -> None:
        """Be ready for signals."""
        self._end_by_signals()

    def _end_by_signals(self) -> None:
        """A signal that asks for the end leaves the terminal as it was, and the session in the journal."""
        loop = asyncio.get_running_loop()
        for number in ENDING:
            # Who starts us with a signal ignored (nohup) wants it ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.exit, 128 + number)

    def _fatal_error(self) -> None:
        """An unexpected error: the boundary of the command line tells it in one line, once the terminal is back."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app."""
        return self._exception


def leave(screen: Screen[int], code: int) -> None:
    """A screen is over: back to the one below it, or to the shell."""
    if screen is screen.app.screen_stack[0]:
        screen.app.exit(code)
    else:
        put_away(screen, code)


def put_away(screen: Screen[Result], result: Result) -> None:
    """Back to the screen below, once: a key that was pressed twice finds the screen gone already."""
    stack = screen.app.screen_stack
    if len(stack) > 1 and stack[-1] is screen:
        screen.dismiss(result)


def show(first: Callable[[], Screen[int]], theme: str) -> int:
    """Show a screen, and what follows from it, until the person has enough. Returns the exit code.

    Raises what went wrong unexpectedly, with the terminal as it was before.
    """
    app = BandtimerApp(first, theme)
    code = app.run()
    if app.failure is not None:
        raise app.failure
    return code or 0
