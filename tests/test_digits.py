"""Large digits and words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandtimer.screen.digits import large
from bandtimer.screen.figure.blocks import ACROSS, DOWN, PATTERNS
from bandtimer.screen.figure.canvas import BLANK, Grid, Role
from bandtimer.screen.letterforms import FORMS

SIZES = [(9, 3), (14, 3), (16, 4), (20, 5), (24, 6), (40, 10), (60, 16), (120, 30)]


def samples(grid: Grid) -> list[list[bool]]:
    """The samples that are lit, row by row."""
    return [
        [
            bool(PATTERNS[cell.char] >> (y * ACROSS + x) & 1) == (cell.fore is Role.INK) and cell != BLANK
            for cell in row
            for x in range(ACROSS)
        ]
        for row in grid
        for y in range(DOWN)
    ]


def extent(grid: Grid) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is lit, in samples."""
    lines = samples(grid)
    rows = [number for number, line in enumerate(lines) if any(line)]
    columns = [column for column in range(len(lines[0])) if any(line[column] for line in lines)]
    return columns[0], rows[0], columns[-1] + 1, rows[-1] + 1


@given(st.text("0123456789:/ ABCXYZabc+-", max_size=9), st.integers(0, 60), st.integers(0, 20))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_a_grid_of_the_box(text, width, height):
    grid = large(text, width, height)
    assert [len(row) for row in grid] == [width] * height


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_all_ten_digits_differ(width, height):
    assert len({large(f"0:4{digit}", width, height) for digit in range(10)}) == 10


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_countdown_keeps_its_place(width, height):
    assert {extent(large(f"0:{number:02}", width, height))[0] for number in (10, 20, 30, 45)} == {
        extent(large("0:00", width, height))[0]
    }


@pytest.mark.parametrize(("text", "width", "height"), [("42", 60, 16), ("0:42", 60, 16), ("7/12", 40, 8)])
def test_the_text_fills_the_box_one_way_at_least(text, width, height):
    left, top, right, bottom = extent(large(text, width, height))
    assert bottom - top > DOWN * height * 0.95 or right - left > ACROSS * width * 0.9


def test_a_bigger_box_gives_bigger_digits():
    heights = [bottom - top for _, top, _, bottom in (extent(large("0:42", *size)) for size in SIZES)]
    assert heights == sorted(heights) and heights[-1] > 200


@pytest.mark.parametrize(("width", "height"), [(20, 10), (30, 16), (60, 30)])
def test_a_nought_is_the_same_from_both_sides(width, height):
    left, top, right, bottom = extent(large("0", width, height))
    inside = [line[left:right] for line in samples(large("0", width, height))[top:bottom]]
    differing = sum(one != other for line in inside for one, other in zip(line, reversed(line), strict=True))
    assert differing <= 0.02 * (right - left) * (bottom - top)


def test_uprights_are_equally_dark():
    line = samples(large("11:11", 60, 10))[40]
    runs = "".join("#" if here else " " for here in line).split()
    assert len(runs) == 5 - 1 and len(set(runs)) == 1


def test_small_letters_are_drawn_as_capitals():
    assert large("hold", 30, 6) == large("HOLD", 30, 6)


@pytest.mark.parametrize("word", ["CURL", "HOLD", "REST", "SWITCH", "PUSH", "LOWER", "READY", "SQUEEZE"])
def test_phase_words_are_drawn_with_strokes(word):
    assert all(letter in FORMS for letter in word)
    assert all(cell.char in PATTERNS for row in large(word, 70, 7) for cell in row)


def test_a_text_too_long_for_strokes_is_written_plainly():
    grid = large("SQUEEZE HARDER", 20, 3)
    assert "".join(cell.char for cell in grid[1]).strip() == "SQUEEZE HARDER"


def test_a_text_too_long_for_the_box_is_cut():
    assert "".join(cell.char for cell in large("SQUEEZE", 4, 1)[0]) == "SQUE"


def test_the_same_text_is_drawn_once():
    assert large("0:42", 40, 10) is large("0:42", 40, 10)
