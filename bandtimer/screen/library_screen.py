"""The front door: the routines there are, what the chosen one comes to, its exercises in motion; enter begins it."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from bandtimer.errors import BandtimerError, FileError
from bandtimer.motion import demonstration
from bandtimer.screen.app import leave
from bandtimer.screen.drawing.moving_figure import figure_block
from bandtimer.screen.drawing.preview import Preview, balance_of, preview_of, preview_text, ribbon_ahead
from bandtimer.screen.drawing.rows import Block, Placed, Row, Run, blank, empty, fitted, line, wrapped
from bandtimer.screen.drawing.shelf import ago, bar, entries_of, entry_at, key_in, keys_line, shelf
from bandtimer.screen.pace import FRAMES, STEP
from bandtimer.screen.thrift import thrifty
from bandtimer.screen.tones import DIM, STRONG, Ink, Tone
from bandtimer.screen.widgets.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from bandtimer.exercise import Exercise
    from bandtimer.screen.drawing.shelf import Keys
    from bandtimer.screen.house import House, LeftSession
    from bandtimer.screen.house import Run as SessionRun
    from bandtimer.summary import Summary

LOOK_EVERY = 1.0
"""Seconds between two looks at the files."""
WIDE = 84
"""Columns from which list and preview stand side by side."""
SIGNS = {"↑↓": "down", "←→": "right", "esc": "escape", "/": "slash", "?": "question_mark"}


class Problems(NamedTuple):
    """Why a routine can't be run, a line each."""

    lines: tuple[str, ...]


class LibraryScreen(Screen[int]):
    """Shows the routines until the person quits; its result is an exit code."""

    AUTO_FOCUS = None

    def __init__(self, house: House) -> None:
        super().__init__()
        thrifty(self)
        self._house = house
        self._all: tuple[Summary, ...] | None = None
        self._filter = ""
        self._typing = False
        self._chosen = 0
        self._step = 0
        self._open = False
        """Whether the preview has the screen, where there is room for one of the two."""
        self._known: dict[str, Preview | Problems] = {}
        self._exercises: Mapping[str, Exercise] = {}
        self._left: LeftSession | None = None
        self._stamp: object = None
        self._began = time.monotonic()
        self._said = ""

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Canvas()

    def on_mount(self) -> None:
        """Read what there is, then look after it."""
        self._read()
        self.set_interval(LOOK_EVERY, self._look_again)
        self.set_interval(FRAMES, self._move)
        if not self._house.is_known():
            self.call_after_refresh(self._welcome)

    def on_resize(self) -> None:
        """The same in another size."""
        self._paint()

    def on_screen_resume(self) -> None:
        """Back from a session: what was done has changed."""
        if self._all is not None:
            self._read()

    def _welcome(self) -> None:
        from bandtimer.screen.first_screen import FirstScreen

        def seen(code: int | None) -> None:
            if code:
                leave(self, 0)
                return
            self._house.make_known()

        self.app.push_screen(FirstScreen(self._house.test_sound), seen)

    # What there is

    def _read(self) -> None:
        self._stamp = self._house.stamp()
        self.run_worker(self._read_all, thread=True, exclusive=True)

    def _read_all(self) -> None:
        """In a thread: reading routines that were never read takes a while."""
        try:
            summaries = tuple(self._house.summaries())
            left = self._house.left()
        except BandtimerError as error:
            self.app.call_from_thread(self._tell, str(error))
            return
        self.app.call_from_thread(self._take, summaries, left)
        try:
            exercises = self._house.exercises()
            len(exercises)
        except BandtimerError:
            return  # the routines that use them say what is wrong
        self.app.call_from_thread(self._take_exercises, exercises)

    def _take(self, summaries: tuple[Summary, ...], left: LeftSession | None) -> None:
        chosen = self._summary
        self._all, self._left = summaries, left
        self._known.clear()
        shown = self._shown
        if chosen is not None:
            self._chosen = next((number for number, it in enumerate(shown) if it.id == chosen.id), self._chosen)
        self._chosen = max(0, min(self._chosen, len(shown) - 1))
        self._paint()

    def _take_exercises(self, exercises: Mapping[str, Exercise]) -> None:
        self._exercises = exercises
        self._paint()

    def _look_again(self) -> None:
        if self.is_current and self._house.stamp() != self._stamp:
            self._read()

    @property
    def _shown(self) -> tuple[Summary, ...]:
        """The routines that the filter leaves."""
        wanted = self._filter.casefold()
        return tuple(
            it for it in self._all or () if wanted in f"{it.id} {it.name or ''} {' '.join(it.exercises)}".casefold()
        )

    @property
    def _summary(self) -> Summary | None:
        shown = self._shown
        return shown[self._chosen] if self._chosen < len(shown) else None

    def _preview(self) -> Preview | Problems | None:
        summary = self._summary
        if summary is None:
            return None
        if summary.id not in self._known:
            try:
                self._known[summary.id] = preview_of(self._house.timeline(summary.id))
            except FileError as error:
                self._known[summary.id] = Problems(tuple(str(problem) for problem in error.problems))
            except BandtimerError as error:
                self._known[summary.id] = Problems((str(error),))
        return self._known[summary.id]

    # How it looks

    def _move(self) -> None:
        """Where a figure is shown, it moves."""
        if self.is_current and self._figure_height() and isinstance(self._preview(), Preview):
            self._paint()

    def _figure_height(self) -> int:
        height = self.size.height - 5
        if not (self.size.width >= WIDE or self._open) or height < 17:
            return 0
        return height * 2 // 5

    def _paint(self) -> None:
        width, height = self.size
        if width < 8 or height < 6:
            return
        inner = width - 4
        rows = height - 4
        listed = inner if width < WIDE else max(34, inner * 2 // 7)
        placed = [Placed(2, 0, inner, self._headline(inner))]
        if width >= WIDE or not self._open:
            placed.append(Placed(2, 2, listed, self._list(listed, rows)))
        if width >= WIDE or self._open:
            left = 2 + listed + 4 if width >= WIDE else 2
            placed += self._previewed(left, width - 2 - left, rows)
        placed.append(Placed(2, height - 1, inner, keys_line(self._keys(), inner)))
        self.query_one(Canvas).show(tuple(placed))

    def _headline(self, width: int) -> Block:
        if self._typing or self._filter:
            return bar(f"/{self._filter}{'▏' if self._typing else ''}", f"{len(self._shown)} found", width)
        if self._said:
            return (line((Run(self._said, Ink(Tone.ALERT, bold=True)),), width),)
        if self._left is not None:
            left = self._left
            when = ago(left.seen, datetime.now().astimezone())
            text = f"{left.name} was left at {left.place}, {when}: r goes on, d lets it be"
            return (line((Run(text, Ink(Tone.SETUP, bold=True)),), width),)
        count = f"{len(self._all)} routines" if self._all is not None else "reading …"
        return bar("bandtimer", count, width)

    def _list(self, width: int, height: int) -> Block:
        if self._all is None:
            return empty(width, height)
        entries = entries_of(self._shown, datetime.now().astimezone().replace(second=0, microsecond=0))
        nothing = f"nothing is called {self._filter!r}" if self._filter else "no routines: `bandtimer new NAME`"
        return shelf(entries, self._chosen, width, height, nothing)

    def _previewed(self, left: int, width: int, height: int) -> list[Placed]:
        preview = self._preview()
        if preview is None:
            return [Placed(left, 2, width, empty(width, height))]
        if isinstance(preview, Problems):
            return [Placed(left, 2, width, _problems(self._summary, preview, width, height))]
        step = min(self._step, len(preview.steps) - 1)
        patterns = {name: exercise.pattern for name, exercise in self._exercises.items()}
        balance = balance_of(preview.timeline, patterns)
        figure_height = self._figure_height()
        words = height - 2 - (figure_height + 1 if figure_height else 0)
        placed = [
            Placed(left, 2, width, preview_text(preview, balance, step, width, words)),
            Placed(left, 2 + words, width, (blank(width), *ribbon_ahead(preview.timeline, width))),
        ]
        if figure_height and preview.steps:
            placed.append(Placed(left, 5 + words, width, self._figure(preview, step, width, figure_height)))
        return placed

    def _figure(self, preview: Preview, step: int, width: int, height: int) -> Block:
        timeline = preview.timeline
        plan = timeline.sets[preview.steps[step].set]
        elapsed = int((time.monotonic() - self._began) * 1000)
        calm = self._house.settings.reduced_motion
        contraction = float(elapsed // int(STEP * 1000) % 2) if calm else demonstration(timeline, plan, elapsed)
        return figure_block(timeline.card_of(plan).figure, contraction, plan.side, width, height)

    def _keys(self) -> Keys:
        if self._typing:
            return (("enter", "keep"), ("esc", "all again"))
        if self.size.width < WIDE and self._open:
            return (("enter", "start"), ("←→", "exercises"), ("e", "its page"), ("esc", "back"), ("q", "quit"))
        keys = [("enter", "start"), ("↑↓", "choose")]
        keys.append(("←→", "exercises") if self.size.width >= WIDE else ("→", "look"))
        if self._left is not None:
            keys += [("r", "go on"), ("d", "let it be")]
        return (*keys, ("e", "its page"), ("x", "all exercises"), ("/", "find"), ("t", "sounds"), ("q", "quit"))

    # What is asked for

    def on_key(self, event: events.Key) -> None:
        """All keys; while a name is typed they are letters."""
        event.stop()
        event.prevent_default()
        if self._typing and self._typed(event):
            return
        self._pressed(event.key)

    def _typed(self, event: events.Key) -> bool:
        if event.key == "enter":
            self._typing = False
        elif event.key in ("escape", "ctrl+c"):
            self._typing, self._filter = False, ""
        elif event.key == "backspace":
            self._filter = self._filter[:-1]
        elif event.is_printable and event.character:
            self._filter += event.character
        else:
            return False
        self._chosen = max(0, min(self._chosen, len(self._shown) - 1))
        self._paint()
        return True

    def _pressed(self, key: str) -> None:
        self._said = ""
        page = max(1, (self.size.height - 4) // 3)
        moves = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page, "home": -9999, "end": 9999}
        if key in moves:
            self._choose(self._chosen + moves[key])
        elif key == "enter":
            self._start()
        elif key in ("right", "tab", "left", "shift+tab"):
            self._turn(-1 if key in ("left", "shift+tab") else 1)
        elif key == "escape":
            self._open, self._filter = False, "" if not self._open else self._filter
        elif key == "slash":
            self._typing, self._open = True, False
        elif key in ("e", "x"):
            self._show_exercises(of_step=key == "e")
        elif key == "r" and self._left is not None:
            self._go_on(self._left)
        elif key == "d" and self._left is not None:
            self._let_be(self._left)
        elif key == "t":
            self._test_sound()
        elif key == "question_mark":
            from bandtimer.screen.dialogs import KeysDialog

            self.app.push_screen(KeysDialog())
        elif key in ("q", "ctrl+c", "ctrl+q"):
            leave(self, 0)
            return
        self._paint()

    def _choose(self, number: int) -> None:
        number = max(0, min(number, len(self._shown) - 1))
        if number != self._chosen:
            self._chosen, self._step, self._began = number, 0, time.monotonic()

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
        summary, preview = self._summary, self._preview()
        if summary is None or preview is None:
            return
        if isinstance(preview, Problems):
            self._said = "That one can't be run yet: mend what stands beside it"
            self._open = True
            return
        try:
            run = self._house.begin(summary.id)
        except BandtimerError as error:
            self._tell(str(error))
            return
        self._show(run)

    def _go_on(self, left: LeftSession) -> None:
        try:
            run = self._house.take_up(left.id)
        except BandtimerError as error:
            self._tell(str(error))
            return
        self._show(run)

    def _let_be(self, left: LeftSession) -> None:
        try:
            self._house.decline(left.id)
        except BandtimerError as error:
            self._tell(str(error))
            return
        self._left = None

    def _show(self, run: SessionRun) -> None:
        from bandtimer.screen.session_screen import SessionScreen

        self.app.push_screen(SessionScreen(run, self._house.settings))

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

    def _test_sound(self) -> None:
        try:
            outcome = self._house.test_sound()
        except BandtimerError as error:
            self._tell(str(error))
            return
        self._said = "A short figure sounds now"
        self.set_timer(2.5, lambda: self._tell(outcome() or ""))

    def _tell(self, text: str) -> None:
        self._said = text
        self._paint()

    def on_click(self, event: events.Click) -> None:
        """A click chooses, a second one starts; the keys in the last line can be clicked too."""
        width, height = self.size
        x, y = event.screen_x, event.screen_y
        if y == height - 1:
            sign = key_in(self._keys(), x - 2)
            if sign is not None:
                self._pressed({"→": "right", **SIGNS}.get(sign, sign))
            return
        listed = width - 4 if width < WIDE else max(34, (width - 4) * 2 // 7)
        if (width >= WIDE or not self._open) and 2 <= x < 2 + listed and y >= 2:
            number = entry_at(len(self._shown), self._chosen, height - 4, y - 2)
            if number is None:
                return
            if number == self._chosen and event.chain > 1:
                self._start()
            self._choose(number)
            self._paint()

    def on_mouse_scroll_down(self) -> None:
        """The wheel chooses."""
        self._pressed("down")

    def on_mouse_scroll_up(self) -> None:
        """The wheel chooses."""
        self._pressed("up")


def _problems(summary: Summary | None, problems: Problems, width: int, height: int) -> Block:
    """What is wrong with a file, and how to see it again."""
    rows: list[Row] = []
    if summary is not None:
        rows += [line((Run(summary.id, STRONG),), width), *_wrapped(str(summary.path), width, DIM), blank(width)]
    count = len(problems.lines)
    rows.append(line((Run(f"{count} {'problem' if count == 1 else 'problems'}", Ink(Tone.ALERT, bold=True)),), width))
    for problem in problems.lines:
        rows += [blank(width), *_wrapped(problem, width, Ink())]
    rows += [blank(width), *_wrapped("Save the file when it is mended; this page follows by itself.", width, DIM)]
    return fitted(rows, width, height)


def _wrapped(text: str, width: int, ink: Ink) -> list[Row]:
    return [line((Run(part, ink),), width) for part in wrapped(text, width, 8)]
