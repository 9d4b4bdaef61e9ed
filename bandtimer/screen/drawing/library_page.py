"""The library screen at a moment: what is known and chosen in, frame out. Pure; with room, both parts show."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.motion import demonstration
from bandtimer.screen.drawing.moving_figure import figure_block
from bandtimer.screen.drawing.preview import Balance, Preview, preview_text, ribbon_ahead
from bandtimer.screen.drawing.problems_page import Problems, problems_page
from bandtimer.screen.drawing.rows import Block, Placed, Run, apart, blank, columns_of, empty, line
from bandtimer.screen.drawing.shelf import Keys, ago, bar, entries_of, entry_at, fitting, key_in, keys_line, shelf
from bandtimer.screen.pace import STEP
from bandtimer.screen.tones import DIM, Ink, Tone

if TYPE_CHECKING:
    from bandtimer.screen.drawing.rows import Frame
    from bandtimer.screen.house import LeftSession
    from bandtimer.summary import Summary

WIDE = 76
"""Columns from which list and preview stand side by side."""
TOP, LEFT = 2, 2
"""Where the list begins."""


class LibraryPage(NamedTuple):
    """All that the library screen shows."""

    routines: tuple[Summary, ...] | None
    """Those that the filter leaves; None until they have been read."""
    chosen: int
    preview: Preview | Problems | None
    """Of the chosen one."""
    balance: Balance
    step: int
    """Which step of its plan is chosen."""
    opened: bool
    """Whether the preview has the screen, where there is room for one of the two."""
    filter: str
    typing: bool
    """Whether the filter is being typed."""
    left: LeftSession | None
    said: str
    """An answer to what was asked for."""
    now: datetime


def frame_of(page: LibraryPage, elapsed: int, width: int, height: int, *, reduced_motion: bool = False) -> Frame:
    """The frame; `elapsed`: milliseconds for which the figure has moved."""
    inner, rows = width - 2 * LEFT, height - 4
    placed = [Placed(LEFT, 0, inner, _headline(page, inner))]
    listed = list_width(width)
    if width >= WIDE or not page.opened:
        placed.append(Placed(LEFT, TOP, listed, _list(page, listed, rows)))
    if width >= WIDE or page.opened:
        left = LEFT + listed + 4 if width >= WIDE else LEFT
        placed += _previewed(page, elapsed, left, width - 2 - left, rows, reduced_motion=reduced_motion)
    placed.append(Placed(LEFT, height - 1, inner, keys_line(keys_of(page, width), inner)))
    return tuple(placed)


def list_width(width: int) -> int:
    """Columns of the list."""
    inner = width - 2 * LEFT
    return inner if width < WIDE else max(28, inner * 2 // 7)


def figure_height(page: LibraryPage, width: int, height: int) -> int:
    """Rows of the figure; 0 where none is shown."""
    rows = height - 5
    if rows < 17 or not (width >= WIDE or page.opened) or not isinstance(page.preview, Preview):
        return 0
    return rows * 2 // 5


def routine_at(page: LibraryPage, width: int, height: int, x: int, y: int) -> int | None:
    """The number of the routine at a cell."""
    if (width < WIDE and page.opened) or not LEFT <= x < LEFT + list_width(width) or y < TOP:
        return None
    return entry_at(len(page.routines or ()), page.chosen, height - 4, y - TOP)


def sign_at(page: LibraryPage, width: int, height: int, x: int, y: int) -> str | None:
    """The sign of the key at a cell."""
    return key_in(keys_of(page, width), x - LEFT) if y == height - 1 else None


def keys_of(page: LibraryPage, width: int) -> Keys:
    """The keys that make sense, as many as there is room for."""
    inner = width - 2 * LEFT
    if page.typing:
        return (("enter", "keep"), ("esc", "all again"))
    if width < WIDE and page.opened:
        inside = (("enter", "start"), ("←→", "exercises"), ("e", "its page"), ("q", "quit"), ("esc", "back"))
        return fitting(inside, inner)
    offer = (("r", "go on"), ("d", "let it be")) if page.left is not None else ()
    more = (("e", "its page"), ("x", "all exercises"), ("/", "find"), ("t", "sounds"), ("?", "keys"), ("q", "quit"))
    if width < WIDE:
        return fitting((("enter", "start"), ("→", "look"), *offer, ("↑↓", "choose"), *more), inner)
    return fitting((("enter", "start"), ("↑↓", "choose"), ("←→", "exercises"), *offer, *more), inner, 2)


LIBRARY_KEYS = (
    ("enter", "Start the chosen routine."),
    ("↑ ↓", "Choose a routine; page up, page down, home and end go further."),
    ("← →", "Through the exercises of the routine, with the figure of each. On a narrow screen → opens the routine."),
    ("/", "Type part of a name, or of an exercise, to find a routine; esc shows all again."),
    ("e", "The page of the exercise: set-up, phases, dose, tips and where they come from."),
    ("x", "All exercises."),
    ("r", "Go on with the session that was left; d lets it be."),
    ("t", "Test the sound."),
    ("?", "These keys. In a session it shows the keys of a session."),
    ("q", "Quit."),
)
"""Sign and text of all keys of the library."""


def _headline(page: LibraryPage, width: int) -> Block:
    if page.typing or page.filter:
        return bar(f"/{page.filter}{'▏' if page.typing else ''}", f"{len(page.routines or ())} found", width)
    if page.said:
        return (line((Run(page.said, Ink(Tone.ALERT, bold=True)),), width),)
    if page.left is not None:
        return (line((Run(_offer(page.left, page.now, width), Ink(Tone.SETUP, bold=True)),), width),)
    return bar("bandtimer", "reading …" if page.routines is None else f"{len(page.routines)} routines", width)


def _offer(left: LeftSession, now: datetime, width: int) -> str:
    """As much of it as there is room for; the keys always."""
    long = f"{left.name} was left at {left.place}, {ago(left.seen, now)}: r goes on, d lets it be"
    short = f"{left.name} was left: r goes on, d lets it be"
    return next((it for it in (long, short) if columns_of(it) <= width), "r goes on where you left, d doesn't")


def _list(page: LibraryPage, width: int, height: int) -> Block:
    if page.routines is None:
        return empty(width, height)
    nothing = f"nothing is called {page.filter!r}" if page.filter else "no routines: `bandtimer new NAME`"
    return shelf(entries_of(page.routines, page.now), page.chosen, width, height, nothing)


def _previewed(
    page: LibraryPage, elapsed: int, left: int, width: int, height: int, *, reduced_motion: bool
) -> list[Placed]:
    preview = page.preview
    if preview is None or not page.routines:
        return [Placed(left, TOP, width, empty(width, height))]
    if isinstance(preview, Problems):
        return [Placed(left, TOP, width, problems_page(page.routines[page.chosen], preview, width, height))]
    rows = height - 1
    figure_rows = 0 if rows < 17 else rows * 2 // 5
    words = height - 2 - (figure_rows + 1 if figure_rows else 0)
    placed = [
        Placed(left, TOP, width, preview_text(preview, page.balance, page.step, width, words)),
        Placed(left, TOP + words, width, (blank(width), *ribbon_ahead(preview, width))),
    ]
    if figure_rows and preview.steps:
        top = TOP + words + 3
        figure = _figure(preview, page.step, elapsed, width, figure_rows - 1, reduced_motion=reduced_motion)
        placed.append(Placed(left, top, width, _caption(preview, page.step, width)))
        placed.append(Placed(left, top + 1, width, figure))
    return placed


@lru_cache(maxsize=8)
def _caption(preview: Preview, step: int, width: int) -> Block:
    """Whose figure it is: the exercise, the side it shows, and which of the plan it is."""
    plan = preview.timeline.sets[preview.steps[step].set]
    side = f", {plan.side}" if plan.side is not None else ""
    count = (Run(f"{step + 1} of {len(preview.steps)}", DIM),) if len(preview.steps) > 1 else ()
    return (apart((Run(f"{preview.steps[step].name}{side}", DIM),), count, width),)


def _figure(preview: Preview, step: int, elapsed: int, width: int, height: int, *, reduced_motion: bool) -> Block:
    timeline = preview.timeline
    plan = timeline.sets[preview.steps[step].set]
    turn = float(elapsed // int(STEP * 1000) % 2)
    contraction = turn if reduced_motion else demonstration(timeline, plan, elapsed)
    return figure_block(timeline.card_of(plan).figure, contraction, plan.side, width, height)
