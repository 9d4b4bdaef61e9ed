"""The library screen at a moment: what is known and chosen in, frame out. Pure; with room, both parts show."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.motion import demonstration
from bandtimer.screen.drawing.moving_figure import figure_block
from bandtimer.screen.drawing.preview import Balance, Preview, preview_text, ribbon_ahead
from bandtimer.screen.drawing.problems_page import Problems, problems_page
from bandtimer.screen.drawing.rows import Block, Placed, Run, blank, empty, line
from bandtimer.screen.drawing.shelf import Keys, ago, bar, entries_of, entry_at, key_in, keys_line, shelf
from bandtimer.screen.pace import STEP
from bandtimer.screen.tones import Ink, Tone

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
    """The keys that make sense."""
    if page.typing:
        return (("enter", "keep"), ("esc", "all again"))
    if width < WIDE and page.opened:
        return (("enter", "start"), ("←→", "exercises"), ("e", "its page"), ("esc", "back"), ("q", "quit"))
    keys = [("enter", "start"), ("↑↓", "choose")]
    keys.append(("←→", "exercises") if width >= WIDE else ("→", "look"))
    if page.left is not None:
        keys += [("r", "go on"), ("d", "let it be")]
    return (*keys, ("e", "its page"), ("x", "all exercises"), ("/", "find"), ("t", "sounds"), ("q", "quit"))


def _headline(page: LibraryPage, width: int) -> Block:
    if page.typing or page.filter:
        return bar(f"/{page.filter}{'▏' if page.typing else ''}", f"{len(page.routines or ())} found", width)
    if page.said:
        return (line((Run(page.said, Ink(Tone.ALERT, bold=True)),), width),)
    if page.left is not None:
        when = ago(page.left.seen, page.now)
        text = f"{page.left.name} was left at {page.left.place}, {when}: r goes on, d lets it be"
        return (line((Run(text, Ink(Tone.SETUP, bold=True)),), width),)
    return bar("bandtimer", "reading …" if page.routines is None else f"{len(page.routines)} routines", width)


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
        figure = _figure(preview, page.step, elapsed, width, figure_rows, reduced_motion=reduced_motion)
        placed.append(Placed(left, TOP + words + 3, width, figure))
    return placed


def _figure(preview: Preview, step: int, elapsed: int, width: int, height: int, *, reduced_motion: bool) -> Block:
    timeline = preview.timeline
    plan = timeline.sets[preview.steps[step].set]
    turn = float(elapsed // int(STEP * 1000) % 2)
    contraction = turn if reduced_motion else demonstration(timeline, plan, elapsed)
    return figure_block(timeline.card_of(plan).figure, contraction, plan.side, width, height)
