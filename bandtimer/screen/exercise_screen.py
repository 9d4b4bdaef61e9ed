"""The exercises: a list, the page of the chosen one, and its figure in motion."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from bandtimer.cards import card_of
from bandtimer.screen.app import put_away
from bandtimer.screen.drawing.exercise_page import dose_of, exercise_page
from bandtimer.screen.drawing.moving_figure import figure_block
from bandtimer.screen.drawing.rows import Placed, fitted
from bandtimer.screen.drawing.shelf import Entry, bar, entry_at, fitting, key_in, keys_line, shelf
from bandtimer.screen.pace import shown_motion
from bandtimer.screen.thrift import thrifty
from bandtimer.screen.ticking import Ticking
from bandtimer.screen.widgets.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual import events
    from textual.app import ComposeResult

    from bandtimer.exercise import Exercise
    from bandtimer.screen.drawing.rows import Block
    from bandtimer.screen.drawing.shelf import Keys
    from bandtimer.timeline import Card


class _Layout(NamedTuple):
    list_width: int
    """0 where there is no room for the list."""
    page_width: int
    figure_height: int
    height: int
    """Rows between header and footer."""


def _layout(width: int, height: int) -> _Layout:
    rows = max(0, height - 4)
    listed = 32 if width >= 100 else 0
    page = width - 4 - (listed + 3 if listed else 0)
    return _Layout(listed, page, 0 if rows < 14 else rows * 2 // 5, rows)


def _known(ids: Iterable[str], exercises: Mapping[str, Exercise]) -> list[str]:
    return [it for it in ids if it in exercises]


class ExerciseScreen(Screen[int]):
    """Shows exercises, one at a time."""

    AUTO_FOCUS = None

    def __init__(self, exercises: Mapping[str, Exercise], chosen: str, *, reduced_motion: bool) -> None:
        """`chosen`: the id of the one shown first."""
        super().__init__()
        thrifty(self)
        self._exercises = dict(sorted(exercises.items(), key=lambda item: item[1].name))
        self._cards: dict[str, Card] = {}
        self._ids = list(self._exercises)
        self._chosen = self._ids.index(chosen) if chosen in self._ids else 0
        self._scrolled = 0
        self._began = time.monotonic()
        self._reduced_motion = reduced_motion
        self._ticking = Ticking(self, self._paint)

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Canvas()

    def on_mount(self) -> None:
        """The first page."""
        self._paint()

    def on_resize(self) -> None:
        """The same page in another size."""
        self._paint()

    def _paint(self) -> None:
        width, height = self.size
        if width < 8 or height < 6 or not self._ids:
            return
        layout = _layout(width, height)
        exercise_id = self._ids[self._chosen]
        exercise = self._exercises[exercise_id]
        card = self._cards.setdefault(exercise_id, card_of(exercise_id, exercise))
        left = 2 + (layout.list_width + 3 if layout.list_width else 0)
        placed = [Placed(2, 0, width - 4, bar("Exercises", f"{self._chosen + 1} of {len(self._ids)}", width - 4))]
        if layout.list_width:
            listed = shelf(self._entries(), self._chosen, layout.list_width, layout.height)
            placed.append(Placed(2, 2, layout.list_width, listed))
        figure_rows = layout.figure_height if card.figure is not None else 0
        if figure_rows:
            motion = shown_motion(card, time.monotonic() - self._began, reduced_motion=self._reduced_motion)
            side = None if not card.sided else motion.side
            figure = figure_block(
                card.figure, motion.contraction, side, layout.page_width, figure_rows, reduced_motion=False
            )
            placed.append(Placed(left, 2, layout.page_width, figure))
        top = 2 + figure_rows + (1 if figure_rows else 0)
        page = self._page(exercise_id, min(layout.page_width, 96))
        room = max(0, height - 2 - top)
        self._scrolled = max(0, min(self._scrolled, len(page) - room))
        text = fitted(page[self._scrolled :], min(layout.page_width, 96), room)
        placed.append(Placed(left, top, min(layout.page_width, 96), text))
        placed.append(Placed(2, height - 1, width - 4, keys_line(self._keys(), width - 4)))
        self.query_one(Canvas).show(tuple(placed))
        self._ticking.go_on(moving=figure_rows > 0, reduced_motion=self._reduced_motion)

    def _keys(self) -> Keys:
        """The keys that make sense."""
        exercise = self._exercises[self._ids[self._chosen]]
        keys = [("↑↓", "choose"), ("space", "scroll")]
        keys += [("e", "easier")] if _known(exercise.easier, self._exercises) else []
        keys += [("h", "harder")] if _known(exercise.harder, self._exercises) else []
        return fitting((*keys, ("esc", "back")), self.size.width - 4)

    def _page(self, exercise_id: str, width: int) -> Block:
        names = {other: self._exercises[other].name for other in self._ids}
        return exercise_page(self._exercises[exercise_id], self._cards[exercise_id], names, width)

    def _entries(self) -> tuple[Entry, ...]:
        return tuple(Entry(it.name, dose_of(it), "", broken=False) for it in self._exercises.values())

    def _choose(self, number: int) -> None:
        number = max(0, min(number, len(self._ids) - 1))
        if number != self._chosen:
            self._chosen, self._scrolled, self._began = number, 0, time.monotonic()
        self._paint()

    def on_key(self, event: events.Key) -> None:
        """Up and down choose, the page keys and space scroll, e and h go to the neighbours, escape goes back."""
        event.stop()
        self._pressed(event.key)

    def _pressed(self, key: str) -> None:
        page = max(1, self.size.height // 3)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "left": -1, "right": 1}
        scrolls = {"space": page, "pagedown": page, "pageup": -page, "backspace": -page}
        if key in steps:
            self._choose(self._chosen + steps[key])
        elif key in ("home", "end"):
            self._choose(0 if key == "home" else len(self._ids))
        elif key in scrolls:
            self._scrolled = max(0, self._scrolled + scrolls[key])
            self._paint()
        elif key in ("e", "h"):
            exercise = self._exercises[self._ids[self._chosen]]
            near = _known(exercise.easier if key == "e" else exercise.harder, self._exercises)
            if near:
                self._choose(self._ids.index(near[0]))
        elif key in ("escape", "q", "x", "enter", "ctrl+c"):
            put_away(self, 0)

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        width, height = self.size
        layout = _layout(width, height)
        if event.screen_y == height - 1:
            sign = key_in(self._keys(), event.screen_x - 2)
            self._pressed({"esc": "escape", "↑↓": "down"}.get(sign or "", sign or ""))
        elif layout.list_width and 2 <= event.screen_x < 2 + layout.list_width:
            number = entry_at(len(self._ids), self._chosen, layout.height, event.screen_y - 2)
            if number is not None:
                self._choose(number)

    def on_mouse_scroll_down(self) -> None:
        """The wheel scrolls."""
        self._scrolled += 2
        self._paint()

    def on_mouse_scroll_up(self) -> None:
        """The wheel scrolls."""
        self._scrolled = max(0, self._scrolled - 2)
        self._paint()
