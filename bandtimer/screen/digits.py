"""Large digits and words: strokes scaled to fill a box of cells, seen from across the room.

Owns the scaling: width and weight of the strokes, spacing, and where they fall in the cells so that all uprights
are equally dark. The shapes are in `letterforms`. Pure and cached; imports neither textual nor rich.
"""

from __future__ import annotations

import itertools
import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.screen.figure.blocks import ACROSS, DOWN
from bandtimer.screen.figure.canvas import BLANK, Canvas, Role
from bandtimer.screen.letterforms import FORMS, Form
from bandtimer.screen.pixel_digits import TALLEST, pixelled

if TYPE_CHECKING:
    from bandtimer.screen.figure.canvas import Grid
    from bandtimer.screen.letterforms import Corner

    Point = tuple[float, float]

SLENDER, BROAD = 0.34, 0.62
"""Narrowest and widest a digit may be, as a share of its height."""

STEP = 2
"""Samples in a quadrant across: uprights begin and end on quadrants, so that all look the same."""


class _Setting(NamedTuple):
    """How a text falls into a box, in samples."""

    height: int
    digit: int
    """Width of a digit."""
    stroke: int
    """Thickness of an upright."""
    gap: int


def large(text: str, width: int, height: int) -> Grid:
    """`text` as large as `width` x `height` cells allow, in the middle of them, in `Role.INK`.

    Draws digits, A to Z (small letters as capitals) and `: . / + - – × !` and spaces; other characters are left out.
    Digits have equal widths, so a countdown doesn't jump. Text that can't be drawn legibly (less than 2 x 3 cells
    for a character) is written in plain characters, cut to the box. A width or height below 1 gives an empty grid.
    """
    return _large(text.upper(), max(0, width), max(0, height))


@lru_cache(maxsize=64)
def _large(text: str, width: int, height: int) -> Grid:
    forms = [FORMS[character] for character in text if character in FORMS]
    setting = _set(forms, width * ACROSS, height * DOWN)
    if height <= TALLEST or setting is None or setting.height <= TALLEST * DOWN:
        small = pixelled(text, width, height if height <= TALLEST else TALLEST)
        if small is not None:
            return _centred(small, width, height)
    if setting is None:
        return _plain(text, width, height)
    canvas = Canvas(width, height)
    left = _snapped((width * ACROSS - _length(forms, setting)) / 2)
    top = (height * DOWN - setting.height) // 2
    # a box that doesn't fill the height starts at a cell's edge or middle, so that its bars are sharp
    top -= top % (DOWN // 2)
    for form in forms:
        _paint(canvas, form, setting, left, top)
        left += _width(form, setting) + setting.gap
    return canvas.cells()


def _set(forms: list[Form], across: int, down: int) -> _Setting | None:
    """The largest setting that fits: first narrower digits, then lower ones; None when none is legible."""
    if not forms:
        return None
    for height in range(down, 2 * DOWN + DOWN // 2 - 1, -DOWN // 2):
        widest = max(3 * STEP, _snapped(height * BROAD))
        narrowest = max(3 * STEP, _snapped(height * SLENDER))
        for digit in range(widest, narrowest - 1, -STEP):
            setting = _setting(height, digit)
            if _length(forms, setting) <= across:
                return setting
    return None


def _setting(height: int, digit: int) -> _Setting:
    stroke = max(STEP, _snapped(min(height * 0.17, digit * 0.3)))
    gap = max(STEP, _snapped(min(digit * 0.24, stroke * 1.1)))
    return _Setting(height, digit, stroke, gap)


def _snapped(samples: float) -> int:
    return math.floor(samples / STEP) * STEP


def _width(form: Form, setting: _Setting) -> int:
    """Samples that a character takes; a dot or an upright alone is as wide as its stroke."""
    return max(setting.stroke, _snapped(setting.digit * form.width))


def _length(forms: list[Form], setting: _Setting) -> int:
    return sum(_width(form, setting) for form in forms) + setting.gap * (len(forms) - 1)


def _paint(canvas: Canvas, form: Form, setting: _Setting, left: int, top: int) -> None:
    """One character: strokes run along the middle of their thickness, inset so that they fill the box exactly."""
    half = setting.stroke / 2
    across, down = _width(form, setting) - setting.stroke, setting.height - setting.stroke

    def place(x: float, y: float) -> Point:
        return left + half + x * across, top + half + y * down

    widest = setting.digit / 2 - half
    for stroke in form.strokes:
        path = _rounded([(place(corner.x, corner.y), corner) for corner in stroke], widest)
        _sweep(canvas, path, half)
    for x, y in form.dots:
        middle = place(x, y)
        if setting.stroke < 3 * STEP:
            # whole quadrants: a smaller dot would fall between them
            for column in range(setting.stroke // STEP):
                canvas.quadrant(Role.INK, (middle[0] - half + column * STEP + 1, middle[1]))
        else:
            canvas.disc(Role.INK, middle, half * 1.12)


def _sweep(canvas: Canvas, path: list[Point], half: float) -> None:
    """A stroke with flat ends: a bar for each piece, and a round joint between two."""
    for number, (start, end) in enumerate(itertools.pairwise(path)):
        length = math.dist(start, end)
        if length == 0:
            continue
        along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        first = half if number == 0 else 0.0
        last = half if number == len(path) - 2 else 0.0
        x0, y0 = start[0] - along[0] * first, start[1] - along[1] * first
        x1, y1 = end[0] + along[0] * last, end[1] + along[1] * last
        dx, dy = -along[1] * half, along[0] * half
        canvas.convex(Role.INK, [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)])
        if number:
            canvas.disc(Role.INK, start, half)


def _rounded(stroke: list[tuple[Point, Corner]], widest: float) -> list[Point]:
    """The path with its corners as arcs: at most `widest`, at most half the way to the next corner."""
    points = [stroke[0][0]]
    for before, (corner, shape), after in zip(stroke, stroke[1:], stroke[2:], strict=False):
        ends = (before[0], after[0])
        room = min(
            math.dist(corner, end) / (1 if neighbour in (stroke[0], stroke[-1]) else 2)
            for end, neighbour in zip(ends, (before, after), strict=True)
        )
        radius = min(widest, room) * shape.round
        if radius < 1:
            points.append(corner)
            continue
        start, stop = (_towards(corner, end, radius) for end in ends)
        for step in range(9):
            turn = math.pi / 2 * step / 8
            # a quarter of an ellipse that touches both legs; a circle where they meet at a right angle
            to_start, to_stop = 1 - math.sin(turn), 1 - math.cos(turn)
            points.append(
                (
                    corner[0] + (start[0] - corner[0]) * to_start + (stop[0] - corner[0]) * to_stop,
                    corner[1] + (start[1] - corner[1]) * to_start + (stop[1] - corner[1]) * to_stop,
                )
            )
    return [*points, stroke[-1][0]]


def _towards(start: Point, end: Point, length: float) -> Point:
    share = length / (math.dist(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _centred(grid: Grid, width: int, height: int) -> Grid:
    above = (height - len(grid)) // 2
    empty = ((BLANK,) * width,)
    return empty * above + grid + empty * (height - len(grid) - above)


def _plain(text: str, width: int, height: int) -> Grid:
    """The text as ordinary characters in the middle of the box."""
    if not (width and height):
        return tuple(() for _ in range(height))
    shown = text[:width]
    before = (width - len(shown)) // 2
    line = tuple(
        BLANK._replace(char=shown[column - before], fore=Role.INK)
        if before <= column < before + len(shown) and shown[column - before] != " "
        else BLANK
        for column in range(width)
    )
    return tuple(line if row == (height - 1) // 2 else (BLANK,) * width for row in range(height))
