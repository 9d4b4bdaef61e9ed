"""What a person sees the first time: what this is, the keys that matter, a sound test, and that it is no doctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from bandtimer.screen.digits import large
from bandtimer.screen.drawing.rows import Placed, Row, Run, blank, fitted, inked, line, wrapped
from bandtimer.screen.drawing.shelf import key_in, keys_line
from bandtimer.screen.sound_test import play_sound_test
from bandtimer.screen.thrift import thrifty
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone
from bandtimer.screen.widgets.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

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
FOOTER = (("t", "sound test"), ("enter", "to the routines"), ("q", "quit"))


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
        rows: list[Row] = []
        if height >= 22 and column >= 50:
            rows += [*inked(large("bandtimer", column, 5 if height >= 30 else 4)), blank(column)]
        else:
            rows += [line((Run("bandtimer", STRONG),), column), blank(column)]
        airy = height >= 24
        rows += [line((Run(part),), column) for part in wrapped(ABOUT, column, 6)]
        rows.append(blank(column))
        for sign, text in KEYS_THAT_MATTER:
            rows.append(line((Run(f"{sign:<7}", Ink(Tone.SETUP, bold=True)), Run(text, TEXT)), column))
        rows.append(blank(column))
        rows += [line((Run(part, DIM),), column) for part in wrapped(CARE, column, 6)]
        if self._told:
            rows += [blank(column)] if airy else []
            rows += [line((Run(part, Ink(Tone.SETUP, bold=True)),), column) for part in wrapped(self._told, column, 2)]
        left = max(2, (width - column) // 2)
        block = fitted(rows, column, height - 2, middle=airy)
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
            self.dismiss(1)
        elif key in ("enter", "space", "escape"):
            self.dismiss(0)

    def on_click(self, event: events.Click) -> None:
        """A click on a key."""
        width, height = self.size
        if event.screen_y == height - 1:
            column = min(72, width - 4)
            self._pressed(key_in(FOOTER, event.screen_x - max(2, (width - column) // 2)) or "")

    def _tell(self, text: str) -> None:
        self._told = text
        self._paint()
