"""Which block element shows a pattern of samples best: quadrants, and eighths where an edge runs between them.

Owns the glyphs. A cell is sampled 4 across and 8 down, so that a sample is as wide as it is tall. All glyphs
are of "Block Elements" (U+2580-259F), which terminals draw themselves and every terminal multiplexer passes on.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ACROSS, DOWN = 4, 8
"""Samples of a cell."""

FULL = (1 << ACROSS * DOWN) - 1


def _pattern(lit: Callable[[int, int], bool | int]) -> int:
    return sum(1 << y * ACROSS + x for y in range(DOWN) for x in range(ACROSS) if lit(x, y))


def _quadrants(top_left: int, top_right: int, bottom_left: int, bottom_right: int) -> int:
    quarters = ((top_left, top_right), (bottom_left, bottom_right))
    return _pattern(lambda x, y: quarters[y // 4][x // 2])


def _from_below(eighths: int) -> Callable[[int, int], bool]:
    return lambda _, y: y >= DOWN - eighths


def _from_left(quarters: int) -> Callable[[int, int], bool]:
    return lambda x, _: x < quarters


PATTERNS: dict[str, int] = {
    " ": 0,
    "█": FULL,
    "▀": _quadrants(1, 1, 0, 0),
    "▄": _quadrants(0, 0, 1, 1),
    "▌": _quadrants(1, 0, 1, 0),
    "▐": _quadrants(0, 1, 0, 1),
    "▘": _quadrants(1, 0, 0, 0),
    "▝": _quadrants(0, 1, 0, 0),
    "▖": _quadrants(0, 0, 1, 0),
    "▗": _quadrants(0, 0, 0, 1),
    "▚": _quadrants(1, 0, 0, 1),
    "▞": _quadrants(0, 1, 1, 0),
    "▛": _quadrants(1, 1, 1, 0),
    "▜": _quadrants(1, 1, 0, 1),
    "▙": _quadrants(1, 0, 1, 1),
    "▟": _quadrants(0, 1, 1, 1),
    "▔": _pattern(lambda _, y: y < 1),
    **{glyph: _pattern(_from_below(n)) for n, glyph in zip((1, 2, 3, 5, 6, 7), "▁▂▃▅▆▇", strict=True)},
    **{glyph: _pattern(_from_left(n)) for n, glyph in ((1, "▎"), (3, "▊"))},
}
"""Each glyph and the samples it lights; bit `y * 4 + x`, y down."""

_CHOICES = tuple(
    [(pattern, glyph, False) for glyph, pattern in PATTERNS.items()]
    + [(FULL ^ pattern, glyph, True) for glyph, pattern in PATTERNS.items() if glyph in "▁▂▃▅▆▇▎▊"]
)


@lru_cache(maxsize=4096)
def nearest(samples: int) -> tuple[str, bool]:
    """The glyph that differs from the pattern in the fewest samples, and whether its colours are swapped."""
    _, glyph, swapped = min(_CHOICES, key=lambda choice: (choice[0] ^ samples).bit_count())
    return glyph, swapped
