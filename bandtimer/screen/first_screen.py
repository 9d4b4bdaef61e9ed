"""What a person sees the first time: what this is, the keys that matter, a sound test, and that it is no doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from bandtimer.screen.app import put_away
from bandtimer.screen.digits import large
from bandtimer.screen.drawing.rows import Placed, Run, blank, fitted, inked, line, wrapped
from bandtimer.screen.drawing.shelf import key_in, keys_line
from bandtimer.screen.sound_test import play_sound_test
from bandtimer.screen.thrift import thrifty
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone
from bandtimer.screen.widgets.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from bandtimer.screen.drawing.rows import Block, Row

ABOUT = (
    "Put the computer on the floor two or three metres away, start a routine, and follow it without touching a key: "
    "the screen shows every rep, and you hear it too. A rising tone is work, a falling one is letting go slowly."
)
KEYS_THAT_MATTER = (
    ("space", "pause, and go on"),
    ("enter", "ready; or stop this hold, this set"),
    ("x", "it hurts: the exercise ends on this side"),
    ("u", "take the last key back"),
    ("q", "leave; the place is kept"),
)
CARE = (
    "This is a timer, not medical advice. Ask a doctor or physiotherapist first if you are injured, pregnant or "
    "unsure; stop when anything feels sharp or wrong. Look over band and anchor before every session."
)
IN_SHORT = "Start a routine, then hands off: every rep is shown and heard."
KEYS_IN_SHORT = (
    ("space", "pause, and go on"),
    ("enter", "ready; end a hold or set"),
    ("x", "it hurts: ends this exercise"),
    ("u", "take the last key back"),
    ("q", "leave; the place is kept"),
)
CARE_IN_SHORT = "A timer, not medical advice: ask a doctor if unsure, stop if it feels wrong."
FOOTER = (("t", "sound test"), ("enter", "go on"), ("q", "quit"))


class FirstScreen(Screen[int]):
    """Shown once. Its result is 0 to go on, 1 to quit."""

    AUTO_FOCUS = None

    def __init__(self, test_sound: Callable[[], Callable[[], str | None]]) -> None:
        """`test_sound`: see `House`."""
        super().__init__()
        thrifty(self)
        self._test_sound = test_sound
        self._told = ""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Canvas()

    def on_resize(self) -> None:
        """The same text in another size."""
        self._paint()

    def _paint(self) -> None:
        width, height = self.size
        if width < 8 or height < 4:
            return
        column = min(72, width - 4)
        block = first_page(self._told, column, height - 2)
        left = max(2, (width - column) // 2)
        keys = keys_line(FOOTER, column)
        self.query_one(Canvas).show((Placed(left, 0, column, block), Placed(left, height - 1, column, keys)))

    def on_key(self, event: events.Key) -> None:
        """`t` tests the sound; enter goes on; q quits."""
        event.stop()
        self._pressed(event.key)

    def _pressed(self, key: str) -> None:
        if key == "t":
            play_sound_test(self, self._test_sound, self._tell)
        elif key in ("q", "ctrl+c", "ctrl+q"):
            put_away(self, 1)
        elif key in ("enter", "space", "escape"):
            put_away(self, 0)

    def on_click(self, event: events.Click) -> None:
        """A click on a key."""
        width, height = self.size
        if event.screen_y == height - 1:
            column = min(72, width - 4)
            self._pressed(key_in(FOOTER, event.screen_x - max(2, (width - column) // 2)) or "")

    def _tell(self, text: str) -> None:
        self._told = text
        self._paint()


def first_page(told: str, width: int, height: int) -> Block:
    """All there is to say, in a box: in full, in short, or only what must be said. Pure. `told`: of the sound test."""
    if height >= 20 and width >= 46:
        title = inked(large("bandtimer", width, 5 if height >= 28 else 4))
    else:
        title = (line((Run("bandtimer", STRONG),), width),)
    air = [blank(width)]
    about, keys, care = _text(ABOUT, width, TEXT), _signs(KEYS_THAT_MATTER, width), _text(CARE, width, DIM)
    heard = _text(told, width, Ink(Tone.SETUP, bold=True))
    short = _text(IN_SHORT, width, TEXT), _signs(KEYS_IN_SHORT, width), _text(CARE_IN_SHORT, width, DIM)
    pages = (
        [*title, *air, *about, *air, *keys, *air, *care, *(air if heard else []), *heard],
        [*title, *short[0], *air, *short[1], *air, *short[2], *heard],
        [*(heard or short[0]), *air, *short[1], *air, *short[2]],
        [*short[2], *heard, *short[1]],
    )
    rows = next((page for page in pages if len(page) <= height), pages[-1])
    return fitted(rows, width, height, middle=height >= 22)


def _text(text: str, width: int, ink: Ink) -> list[Row]:
    return [line((Run(part, ink),), width) for part in wrapped(text, width, 9)] if text else []


def _signs(keys: tuple[tuple[str, str], ...], width: int) -> list[Row]:
    return [line((Run(f"{sign:<7}", Ink(Tone.SETUP, bold=True)), Run(text, TEXT)), width) for sign, text in keys]
