"""The front door: the routines there are, what the chosen one comes to, its exercises in motion; enter begins it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from textual.screen import Screen

from bandtimer.errors import BandtimerError
from bandtimer.screen.app import leave
from bandtimer.screen.choice import Choice
from bandtimer.screen.drawing.library_page import (
    LIBRARY_KEYS,
    WIDE,
    LibraryPage,
    figure_height,
    frame_of,
    routine_at,
    sign_at,
)
from bandtimer.screen.drawing.preview import Preview
from bandtimer.screen.drawing.problems_page import Problems
from bandtimer.screen.previews import Previews
from bandtimer.screen.reading import Reading
from bandtimer.screen.sound_test import play_sound_test
from bandtimer.screen.thrift import thrifty
from bandtimer.screen.ticking import Ticking
from bandtimer.screen.widgets.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from textual import events
    from textual.app import ComposeResult

    from bandtimer.exercise import Exercise
    from bandtimer.screen.house import House, LeftSession
    from bandtimer.screen.house import Run as SessionRun
    from bandtimer.summary import Summary

LOOK_EVERY = 1.0
"""Seconds between two looks at the files."""
SIGNS = {"?": "question_mark", "↑↓": "down", "←→": "right", "→": "right", "esc": "escape", "/": "slash"}
"""What a click on a sign presses, where it isn't a key's name."""


class LibraryScreen(Screen[int]):
    """Shows the routines until the person quits; its result is an exit code."""

    AUTO_FOCUS = None

    def __init__(self, house: House) -> None:
        super().__init__()
        thrifty(self)
        self._house = house
        self._choice = Choice()
        self._step = 0
        self._open = False
        """Whether the preview has the screen, where there is room for one of the two."""
        self._previews = Previews(house)
        self._exercises: Mapping[str, Exercise] = {}
        self._left: LeftSession | None = None
        self._reading = Reading(self, house, self)
        self._ticking = Ticking(self, self._move)
        self._began = time.monotonic()
        self._said = ""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Canvas()

    def on_mount(self) -> None:
        """Read what there is, then look after it."""
        self._reading.begin()
        self.set_interval(LOOK_EVERY, self._look_again)
        if not self._house.is_known():
            self.call_after_refresh(self._welcome)

    def on_resize(self) -> None:
        """The same in another size."""
        self._paint()

    def on_screen_suspend(self) -> None:
        """Nothing moves under another screen."""
        self._ticking.stop()

    def on_screen_resume(self) -> None:
        """Back from a session: what was done has changed."""
        self._paint()
        if self._choice.everything is not None:
            self._reading.begin()

    def _welcome(self) -> None:
        from bandtimer.screen.first_screen import FirstScreen

        def seen(code: int | None) -> None:
            if code:
                leave(self, 0)
                return
            self._house.make_known()

        self.app.push_screen(FirstScreen(self._house.test_sound), seen)

    # What there is

    def take(self, summaries: tuple[Summary, ...], left: LeftSession | None) -> None:
        """These are the routines now."""
        self._choice.take(summaries)
        self._left = left
        self._previews.forget()
        self._paint()

    def take_exercises(self, exercises: Mapping[str, Exercise]) -> None:
        """These are the exercises now."""
        self._exercises = exercises
        self._previews.know({name: exercise.pattern for name, exercise in exercises.items()})
        self._paint()

    def _look_again(self) -> None:
        if self.is_active:
            self._reading.look_again()

    def _preview(self) -> Preview | Problems | None:
        return self._previews.of(self._choice.summary)

    # How it looks

    def _page(self) -> LibraryPage:
        choice, preview = self._choice, self._preview()
        step = max(0, min(self._step, len(preview.steps) - 1)) if isinstance(preview, Preview) else 0
        return LibraryPage(
            routines=None if choice.everything is None else choice.shown,
            chosen=choice.number,
            preview=preview,
            balance=self._previews.balance(choice.summary),
            step=step,
            opened=self._open,
            filter=choice.filter,
            typing=choice.typing,
            left=self._left,
            said=self._said,
            now=datetime.now().astimezone().replace(second=0, microsecond=0),
        )

    def _paint(self) -> None:
        width, height = self.size
        if width >= 8 and height >= 6:
            elapsed = int((time.monotonic() - self._began) * 1000)
            calm = self._house.settings.reduced_motion
            page = self._page()
            self.query_one(Canvas).show(frame_of(page, elapsed, width, height, reduced_motion=calm))
            self._ticking.go_on(moving=figure_height(page, width, height) > 0, reduced_motion=calm)

    def _move(self) -> None:
        """The figure moves; not under another screen, which would be painted whole each time."""
        if self.is_active:
            self._paint()

    # What is asked for

    def on_key(self, event: events.Key) -> None:
        """All keys; while a name is typed they are letters."""
        event.stop()
        event.prevent_default()
        letter = event.character if event.is_printable else None
        if self._choice.typing and self._choice.type(event.key, letter):
            self._paint()
        else:
            self._pressed(event.key)

    def _pressed(self, key: str) -> None:
        self._said = ""
        page = max(1, (self.size.height - 4) // 3)
        moves = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page, "home": -9999, "end": 9999}
        if key in moves:
            self._choose(self._choice.number + moves[key])
        elif key == "enter":
            self._start()
        elif key in ("right", "tab", "left", "shift+tab"):
            self._turn(-1 if key in ("left", "shift+tab") else 1)
        elif key == "escape":
            if not self._open:
                self._choice.narrow("")
            self._open = False
        elif key == "slash":
            self._choice.typing, self._open = True, False
        elif key in ("e", "x"):
            self._show_exercises(of_step=key == "e")
        elif key == "r" and self._left is not None:
            left = self._left.id
            self._show(lambda: self._house.take_up(left))
        elif key == "d" and self._left is not None:
            with self._telling():
                self._house.decline(self._left.id)
                self._left = None
        elif key == "t":
            play_sound_test(self, self._house.test_sound, self.tell)
        elif key == "question_mark":
            from bandtimer.screen.dialogs import KeysDialog

            self.app.push_screen(KeysDialog("The keys of the library", LIBRARY_KEYS))
        elif key in ("q", "ctrl+c", "ctrl+q"):
            leave(self, 0)
            return
        self._paint()

    def _choose(self, number: int) -> None:
        if self._choice.choose(number):
            self._step, self._began = 0, time.monotonic()

    def _turn(self, by: int) -> None:
        """To the next exercise of the plan; on a narrow screen first from the list to the preview and back."""
        if self.size.width < WIDE and not self._open:
            self._open = by > 0
            return
        preview = self._preview()
        if isinstance(preview, Preview) and preview.steps:
            if self.size.width < WIDE and by < 0 and self._step == 0:
                self._open = False
                return
            self._step = (min(self._step, len(preview.steps) - 1) + by) % len(preview.steps)
            self._began = time.monotonic()

    def _start(self) -> None:
        summary, preview = self._choice.summary, self._preview()
        if summary is None or preview is None:
            return
        if isinstance(preview, Problems):
            self._said = "That one can't be run yet: mend what stands beside it"
            self._open = True
            return
        self._show(lambda: self._house.begin(summary.id))

    def _show(self, begin: Callable[[], SessionRun]) -> None:
        from bandtimer.screen.session_screen import SessionScreen

        with self._telling():
            self.app.push_screen(SessionScreen(begin(), self._house.settings))

    def _show_exercises(self, *, of_step: bool) -> None:
        if not self._exercises:
            return
        from bandtimer.screen.exercise_screen import ExerciseScreen

        preview = self._preview()
        chosen = next(iter(self._exercises))
        if of_step and isinstance(preview, Preview) and preview.steps:
            step = preview.steps[min(self._step, len(preview.steps) - 1)]
            chosen = preview.timeline.card_of(preview.timeline.sets[step.set]).id
        calm = self._house.settings.reduced_motion
        self.app.push_screen(ExerciseScreen(self._exercises, chosen, reduced_motion=calm))

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What can't be done is told in the headline."""
        try:
            yield
        except BandtimerError as error:
            self.tell(str(error))

    def tell(self, text: str) -> None:
        """Say something in the headline."""
        self._said = text
        self._paint()

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a second one starts; the keys in the last line can be clicked too."""
        page, (width, height) = self._page(), self.size
        x, y = event.screen_x, event.screen_y
        if (sign := sign_at(page, width, height, x, y)) is not None:
            self._pressed(SIGNS.get(sign, sign))
        elif (number := routine_at(page, width, height, x, y)) is not None:
            if number == self._choice.number and event.chain > 1:
                self._start()
            self._choose(number)
            self._paint()

    def on_mouse_scroll_down(self) -> None:
        """The wheel chooses."""
        self._pressed("down")

    def on_mouse_scroll_up(self) -> None:
        """The wheel chooses."""
        self._pressed("up")
