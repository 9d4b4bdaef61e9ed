"""Digits for boxes too low for strokes: three by five pixels of whole quadrants, so that nothing blurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.screen.figure.canvas import Canvas, Role

if TYPE_CHECKING:
    from bandtimer.screen.figure.canvas import Grid

PIXELS = {
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 111 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 001 001",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
    ":": "0 1 0 1 0",
    "/": "001 001 010 100 100",
    " ": "0 0 0 0 0",
}
"""Rows of each character from the top."""

TALLEST = 4
"""Rows of cells up to which pixels look better than strokes."""


def pixelled(text: str, width: int, height: int) -> Grid | None:
    """`text` in pixels in the middle of `width` x `height` cells; None when it doesn't fit or has other characters."""
    if height < 3 or not text or any(character not in PIXELS for character in text):
        return None
    characters = [PIXELS[character].split() for character in text]
    across = sum(len(character[0]) for character in characters) + len(characters) - 1
    # square pixels are two quadrants wide; narrower ones are better than none
    wide = next((wide for wide in (2, 1) if across * wide <= width * 2), None)
    if wide is None:
        return None
    # with room for seven rows the uprights grow, the bars stay one pixel thick
    rows = (0, 1, 1, 2, 3, 3, 4) if height > 3 else (0, 1, 2, 3, 4)
    colon = (0, 1, 0, 2, 0, 3, 0) if height > 3 else rows
    canvas = Canvas(width, height)
    left = (width * 2 - across * wide) // 2
    top = (height * 2 - len(rows)) // 2
    for character, shape in zip(text, characters, strict=True):
        for y, row in enumerate(colon if character == ":" else rows):
            for x, pixel in enumerate(shape[row]):
                for column in range(wide * (pixel == "1")):
                    canvas.quadrant(Role.INK, ((left + x * wide + column) * 2, (top + y) * 4))
        left += (len(shape[0]) + 1) * wide
    return canvas.cells()
