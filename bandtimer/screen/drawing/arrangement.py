"""Where the parts of the session screen lie, for any size of terminal. Pure: sizes in, boxes out."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int


class Arrangement(NamedTuple):
    """The boxes of a session screen; what there is no room for is None."""

    panel: Box
    """Phase word and digits, filled by the phase."""
    header: Box | None = None
    figure: Box | None = None
    title: Box | None = None
    """Above the figure: the exercise, and the side in large letters where there is room."""
    course: Box | None = None
    """The course of the rep or of the hold; in a rest, together with `advice`, what to do."""
    advice: Box | None = None
    coming: Box | None = None
    ribbon: Box | None = None
    notice: Box | None = None
    """Captions and trouble."""
    footer: Box | None = None


MARGIN = 2
"""Columns left free at both edges, where the terminal is wide enough."""
GAP = 3
"""Columns between panel and figure."""


@lru_cache(maxsize=32)
def arranged(width: int, height: int) -> Arrangement:
    """The boxes for a terminal of this size, down to 1 x 1."""
    if width < 50 or height < 17:
        return _bare(width, height)
    margin = MARGIN if width >= 76 else 1
    inner = width - 2 * margin
    airy = 1 if height >= 30 else 0

    def box(y: int, rows: int) -> Box:
        return Box(margin, y, inner, rows)

    bottom = height
    footer = box(bottom := bottom - 1, 1)
    ribbon = box(bottom := bottom - (2 if height >= 28 else 1) - airy, 2 if height >= 28 else 1)
    notice = box(bottom := bottom - 1, 1)
    coming = box(bottom := bottom - 1, 1)
    advice_rows = 3 if height >= 54 else 2 if height >= 22 else 1
    advice = box(bottom := bottom - advice_rows - airy, advice_rows)
    course_rows = 2 if height < 22 else 4 if height < 30 else min(9, 5 + (height - 30) // 6)
    course = box(bottom := bottom - course_rows - airy, course_rows)
    top = 1 + airy
    header = box(0, 1)
    rows = bottom - airy - top
    if inner >= 68 and rows >= 9:
        return _beside(box(top, rows), header, course, advice, coming, ribbon, notice, footer)
    if rows >= 26:
        shown = rows * 2 // 5
        panel = box(top, rows - shown - 1)
        title = box(top + panel.height + 1, 1)
        figure = box(title.y + 1, shown - 1)
        return Arrangement(panel, header, figure, title, course, advice, coming, ribbon, notice, footer)
    return Arrangement(box(top, rows), header, None, None, course, advice, coming, ribbon, notice, footer)


@lru_cache(maxsize=32)
def arranged_at_end(width: int, height: int) -> Arrangement:
    """The boxes when the session is over: a low panel, and in the place of the figure the page of what was done."""
    boxes = arranged(width, height)
    margin = MARGIN if width >= 76 else 1 if boxes.footer else 0
    top = boxes.panel.y
    below = boxes.ribbon.y - (1 if height >= 30 else 0) if boxes.ribbon else height
    rows = min(max(0, below - top), max(3 if height < 20 else 6, (below - top) // 4))
    panel = Box(margin, top, width - 2 * margin, rows)
    start = panel.y + panel.height + (1 if height >= 22 else 0)
    page = Box(margin, start, panel.width, max(0, below - start))
    return Arrangement(panel, boxes.header, figure=page, ribbon=boxes.ribbon, footer=boxes.footer)


def _beside(main: Box, *rest: Box) -> Arrangement:
    """Panel and figure side by side."""
    header, course, advice, coming, ribbon, notice, footer = rest
    share = max(34, main.width * 9 // 20)
    panel = main._replace(width=main.width - share - GAP)
    left = panel.x + panel.width + GAP
    title_rows = 1 if main.height < 14 else 2 if main.height < 20 else 7 if main.height >= 26 else 6
    title = Box(left, main.y, share, title_rows)
    figure = Box(left, main.y + title_rows, share, main.height - title_rows)
    return Arrangement(panel, header, figure, title, course, advice, coming, ribbon, notice, footer)


def _bare(width: int, height: int) -> Arrangement:
    """Digits and phase word, with a line above and the ribbon below where there is room."""
    header = Box(0, 0, width, 1) if height >= 8 else None
    ribbon = Box(0, height - 1, width, 1) if height >= 10 else None
    top = 1 if header else 0
    rows = height - top - (1 if ribbon else 0)
    return Arrangement(Box(0, top, width, rows), header, ribbon=ribbon)
