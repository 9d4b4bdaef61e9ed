"""The canvas: samples in, cells out."""

import math
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandtimer.screen.figure.blocks import ACROSS, DOWN, FULL, PATTERNS, nearest
from bandtimer.screen.figure.canvas import BLANK, Canvas, Cell, Grid, Role
from bandtimer.screen.figure.picture import png

coordinates = st.floats(-60, 60, allow_nan=False)
points = st.tuples(coordinates, coordinates)


def lit(grid: Grid, role: Role) -> int:
    """Samples that the cells show in a role."""
    total = 0
    for row in grid:
        for char, fore, back in row:
            ink = PATTERNS[char].bit_count()
            total += ink * (fore is role) + (ACROSS * DOWN - ink) * (back is role)
    return total


@pytest.mark.parametrize("glyph", sorted(PATTERNS))
def test_each_glyph_is_the_nearest_to_its_own_pattern(glyph):
    assert nearest(PATTERNS[glyph]) == (glyph, False)


def test_all_glyphs_are_block_elements():
    assert all(glyph == " " or 0x2580 <= ord(glyph) <= 0x259F for glyph in PATTERNS)


def test_an_upper_three_eighths_is_a_lower_five_eighths_with_swapped_colours():
    assert nearest(FULL ^ PATTERNS["▅"]) == ("▅", True)


@given(st.integers(0, FULL))
@settings(max_examples=150)
def test_eighths_are_only_taken_where_they_show_more_than_quadrants(samples):
    glyph, swapped = nearest(samples)
    shown = FULL ^ PATTERNS[glyph] if swapped else PATTERNS[glyph]
    quarters = [(samples & PATTERNS[quarter]).bit_count() for quarter in "▘▝▖▗"]
    assert (shown ^ samples).bit_count() <= sum(min(lit, 8 - lit) for lit in quarters)


def test_an_empty_canvas_is_blank():
    assert Canvas(3, 2).cells() == ((BLANK,) * 3,) * 2


@pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 3), (3, 0)])
def test_a_canvas_without_room_gives_rows_without_cells(width, height):
    canvas = Canvas(width, height)
    canvas.disc(Role.BODY, (2, 2), 5)
    assert canvas.cells() == ((BLANK,) * width,) * height


def test_a_disc_covers_its_area():
    canvas = Canvas(40, 20)
    canvas.disc(Role.BODY, (80, 80), 50)
    assert lit(canvas.cells(), Role.BODY) == pytest.approx(math.pi * 50 * 50, rel=0.03)


def test_a_capsule_covers_its_area():
    canvas = Canvas(40, 20)
    canvas.capsule(Role.BODY, (40, 80), (120, 80), 16)
    assert lit(canvas.cells(), Role.BODY) == pytest.approx(80 * 32 + math.pi * 16 * 16, rel=0.03)


def test_what_is_painted_later_covers_what_was_there():
    canvas = Canvas(4, 2)
    box = [(0, 0), (16, 0), (16, 16), (0, 16)]
    canvas.convex(Role.BODY, box)
    canvas.convex(Role.BAND, box)
    assert canvas.cells() == ((Cell("█", Role.BAND),) * 4,) * 2


def test_two_roles_share_a_cell_as_its_two_colours():
    canvas = Canvas(1, 1)
    canvas.convex(Role.BODY, [(0, 0), (2, 0), (2, 8), (0, 8)])
    canvas.convex(Role.BAND, [(2, 0), (4, 0), (4, 8), (2, 8)])
    ((cell,),) = canvas.cells()
    assert cell in (Cell("▌", Role.BODY, Role.BAND), Cell("▐", Role.BAND, Role.BODY))


def test_a_bar_in_the_upper_part_of_a_cell_is_drawn_in_the_colour_of_the_paper():
    canvas = Canvas(1, 1)
    canvas.convex(Role.INK, [(0, 0), (4, 0), (4, 3), (0, 3)])
    assert canvas.cells() == ((Cell("▅", None, Role.INK),),)


@given(points, points)
@settings(max_examples=80)
def test_a_thread_never_breaks(start, end):
    canvas = Canvas(30, 15)
    canvas.thread(Role.BAND, [(start[0] + 60, start[1] + 60), (end[0] + 60, end[1] + 60)])
    seen = {
        (2 * column + x, 2 * row + y)
        for row, cells in enumerate(canvas.cells())
        for column, cell in enumerate(cells)
        for x in (0, 1)
        for y in (0, 1)
        if cell.fore and PATTERNS[cell.char] >> (y * 4 * ACROSS + x * 2) & 1
    }
    if not seen:
        return
    reached, edge = set(), [min(seen)]
    while edge:
        x, y = edge.pop()
        if (x, y) in seen and (x, y) not in reached:
            reached.add((x, y))
            edge += [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    assert reached == seen


@given(points, points, st.floats(0.5, 40), st.floats(0.5, 40))
@settings(max_examples=80)
def test_whatever_is_painted_the_grid_keeps_its_size(start, end, first, last):
    canvas = Canvas(7, 5)
    canvas.capsule(Role.BODY, start, end, first, last)
    canvas.stroke(Role.BAND, [end, start], 1)
    grid = canvas.cells()
    assert [len(row) for row in grid] == [7] * 5


def test_erasing_clears_from_a_row_down():
    canvas = Canvas(2, 2)
    canvas.convex(Role.BODY, [(0, 0), (8, 0), (8, 16), (0, 16)])
    canvas.erase(8)
    assert canvas.cells() == ((Cell("█", Role.BODY),) * 2, (BLANK,) * 2)


def test_a_picture_has_the_size_of_its_cells():
    data = png(Canvas(5, 3).cells(), magnified=2)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (5 * 4 * 2, 3 * 8 * 2)
