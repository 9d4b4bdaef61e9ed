"""The panel that carries across the room: phase word and giant digits, and the phase's colour rising and falling.

The level is where the rep is: it rises as the muscle shortens and falls as it lengthens; in holds, rests and set-up
it runs out. Full and empty are two shades of the phase's colour, and the digits stand on both in one ink.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.screen.digits import large
from bandtimer.screen.drawing.rows import columns_of, cut, joined
from bandtimer.screen.tones import Fill, Ink, Tone
from bandtimer.session_state import Mode
from bandtimer.timeline import WORKING, Kind

if TYPE_CHECKING:
    from bandtimer.screen.drawing.rows import Block, Row
    from bandtimer.view import View

LAST = 3_000
"""Milliseconds: the last three seconds of a countdown fill the panel."""
LEAST_FOR_LETTERS = 5
"""Rows of a panel below which a word alone is written as it is: large letters would run into its edges."""
EIGHTHS = " ▁▂▃▄▅▆▇"
PULSE = 2_400
"""Milliseconds of a wait's slow pulse."""
_TICKING = frozenset((Kind.SETUP, Kind.READY, Kind.REST, Kind.SWITCH, Kind.WORK, Kind.HOLD, Kind.RELEASE))
_RUNNING_OUT = _TICKING - {Kind.RELEASE}


class Face(NamedTuple):
    """What the panel shows; equal faces are drawn once."""

    word: str
    digits: str
    left: str
    """At the lower edge: the set."""
    right: str
    """Opposite it: the side, or what comes."""


class _Glyph(NamedTuple):
    char: str
    swapped: bool = False
    """Whether the glyph's lit part is the ground."""


def phase_panel(view: View, tone: Tone, width: int, height: int, *, reduced_motion: bool = False) -> Block:
    """The panel at a moment."""
    face = face_of(view)
    if is_last(view):
        return _rows(face._replace(word=""), Tone.LAST, width, height, height * 8)
    level = level_of(view, reduced_motion=reduced_motion)
    return _rows(face, tone, width, height, round(level * height * 8))


def is_last(view: View) -> bool:
    """Whether the last three seconds of something counted down are running."""
    if view.kind not in _TICKING or view.mode not in (Mode.RUNNING, Mode.COUNT_IN):
        return False
    return 0 < view.remaining <= LAST < view.duration


def digits_of(view: View) -> str:
    """What the digits say: the rep of how many, or the seconds left; past an open hold's target what comes on top."""
    if view.kind is None or view.mode is Mode.WAITING:
        return ""
    if view.hold is not None and view.mode is Mode.OPEN:
        return f"+{(view.hold.held - view.hold.target) // 1000}"
    if view.rep is not None and view.reps is not None and view.kind in WORKING:
        return f"{view.rep}/{view.reps}"
    return seconds(view.remaining)


def seconds(milliseconds: int) -> str:
    """A countdown: `42`, from a minute and a half on `1:42`; the second under way counts whole."""
    left = -(-milliseconds // 1000)
    return str(left) if left < 90 else f"{left // 60}:{left % 60:02}"


def face_of(view: View) -> Face:
    """The words and digits of a moment."""
    if view.mode is Mode.WAITING:
        return Face("READY?", "", view.waiting_for or view.phrase, "press any key")
    if view.kind is None:
        return Face(view.word, "", view.phrase, "")
    left = f"set {view.set} of {view.sets}" if view.sets > 1 else ""
    if view.kind in WORKING and view.hold is not None and view.hold.bouts > 1:
        left = f"hold {view.hold.bout} of {view.hold.bouts}" + (f", {left}" if left else "")
    if view.mode is Mode.PAUSED:
        return Face(view.word, digits_of(view), view.phrase, "")
    return Face(view.word, digits_of(view), left, view.limb)


def level_of(view: View, *, reduced_motion: bool = False) -> float:
    """How much of the panel is filled, 0 to 1."""
    if view.kind is None:
        level = 1.0
    elif view.mode is Mode.WAITING:
        level = 1.0 if reduced_motion else 0.85 + 0.15 * math.cos(math.tau * view.parked / PULSE)
    elif view.mode is Mode.OPEN:
        level = 1.0
    elif view.kind in _RUNNING_OUT:
        level = view.remaining / view.duration if view.duration else 0.0
    else:
        level = view.contraction
    return round(level * 4) / 4 if reduced_motion else level


def _rows(face: Face, tone: Tone, width: int, height: int, level: int) -> Block:
    """`level`: eighths of a row, from the bottom."""
    glyphs = _composed(face, width, height)
    block = []
    for number, row in enumerate(glyphs):
        eighths = min(8, max(0, level - (height - 1 - number) * 8))
        block.append(_inked(row, tone, eighths))
    return tuple(block)


@lru_cache(maxsize=512)
def _inked(row: tuple[_Glyph, ...], tone: Tone, eighths: int) -> Row:
    """A row whose lower `eighths` are full. The digits stay in one ink, so that no level can hide them."""
    fill = Fill.FULL if eighths >= 4 else Fill.EMPTY
    plain, swapped = Ink(Tone.PAPER, tone, bold=True, fill=fill), Ink(tone, Tone.PAPER, fill=fill)
    if eighths in (0, 8):
        return joined((glyph.char, swapped if glyph.swapped else plain) for glyph in row)
    # the edge of the level runs between the letters; a cell has but two colours, so within a letter it is left out
    edge = (EIGHTHS[eighths], Ink(tone, tone, fill=Fill.EDGE))
    return joined(
        edge if glyph.char == " " and not glyph.swapped else (glyph.char, swapped if glyph.swapped else plain)
        for glyph in row
    )


@lru_cache(maxsize=64)
def _composed(face: Face, width: int, height: int) -> tuple[tuple[_Glyph, ...], ...]:
    """Word above, digits below, a line of text at the lower edge."""
    blank = (_Glyph(" "),) * width
    if width < 1:
        return ((),) * height
    across = 2 if width >= 40 else 1 if width >= 4 else 0
    line_rows = 1 if (face.left or face.right) and height >= 7 else 0
    above = 1 if height >= 6 else 0
    below = 1 if height >= 16 or (height >= 6 and not line_rows) else 0
    room = height - line_rows - above - below
    word_rows, between = _shares(face, room)
    if height < LEAST_FOR_LETTERS and not face.digits:
        above, word_rows = (height - 1) // 2, 1
    digit_rows = room - word_rows - between
    rows: list[tuple[_Glyph, ...]] = [blank] * above
    rows += _glyphs(face.word, width, word_rows, across)
    rows += [blank] * between
    rows += _glyphs(face.digits, width, digit_rows, across)
    if line_rows:
        rows.append(_text_line(face, width, across))
    rows += [blank] * (height - len(rows))
    return tuple(rows[:height])


def _shares(face: Face, room: int) -> tuple[int, int]:
    """Rows for the word, and between it and the digits."""
    if not face.word:
        return 0, 0
    if not face.digits:
        return room, 0
    if room < 7:
        return 1, 0
    return max(3, room * 3 // 10), 1 if room >= 9 else 0


def _glyphs(text: str, width: int, height: int, across: int) -> list[tuple[_Glyph, ...]]:
    side = (_Glyph(" "),) * across
    grid = large(text, width - 2 * across, height)
    return [
        (*side, *(_Glyph(cell.char, cell.fore is None and cell.back is not None) for cell in row), *side)
        for row in grid
    ]


def _text_line(face: Face, width: int, across: int) -> tuple[_Glyph, ...]:
    room = width - 2 * across
    right = cut(face.right.upper(), room)
    left = cut(face.left.upper(), max(0, room - columns_of(right) - 2))
    # a wide letter takes two cells, so cells and letters can differ
    text = left + " " * (room - columns_of(left) - columns_of(right)) + right
    return tuple(_Glyph(char) for char in " " * across + text + " " * across)
