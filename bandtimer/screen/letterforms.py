"""The shapes of the large letters: digits, a few signs and A to Z as strokes in a unit box.

Owns the drawing only; `digits` scales it. Each character is a list of strokes, each stroke a path from corner to
corner; x runs 0..1 to the right, y 0..1 down. Corners are rounded as far as there is room, but for those that
a stroke marks as sharp.
"""

from __future__ import annotations

from typing import NamedTuple


class Corner(NamedTuple):
    """A turn of a stroke."""

    x: float
    y: float
    round: float = 1.0
    """How much of the widest possible curve: 0 sharp, 1 as round as half the character is wide."""


class Form(NamedTuple):
    """A character."""

    width: float
    """Of its box, as a share of a digit's."""
    strokes: tuple[tuple[Corner, ...], ...]
    dots: tuple[tuple[float, float], ...] = ()
    """Middles of round dots."""


def _path(text: str) -> tuple[Corner, ...]:
    """`0,0 1,0 1,1!` as corners; `!` is sharp, `~` half as round."""
    corners = []
    for part in text.split():
        x, y = part.rstrip("!~").split(",")
        corners.append(Corner(float(x), float(y), {"!": 0.0, "~": 0.5}.get(part[-1], 1.0)))
    return tuple(corners)


def _form(*strokes: str, width: float = 1.0, dots: tuple[tuple[float, float], ...] = ()) -> Form:
    return Form(width, tuple(_path(stroke) for stroke in strokes), dots)


FORMS: dict[str, Form] = {
    "0": _form("0.5,0 1,0 1,1 0,1 0,0 0.5,0"),
    "1": _form("0.12,0.2 0.56,0! 0.56,1"),
    "2": _form("0,0.27 0,0 1,0 1,0.46~ 0,1! 1,1"),
    "3": _form("0,0.22 0,0 1,0 1,0.48 0.4,0.48", "0.4,0.48 1,0.48 1,1 0,1 0,0.78"),
    "4": _form("0.58,0 0,0.74! 1,0.74", "0.76,0.44 0.76,1"),
    "5": _form("0.95,0 0.08,0! 0.03,0.46! 0.1,0.4! 1,0.4 1,1 0,1 0,0.78"),
    "6": _form("0.96,0.17 0.96,0 0,0 0,1 1,1 1,0.42 0,0.42 0,0.6"),
    "7": _form("0,0 1,0! 0.34,1"),
    "8": _form("0.5,0 0.95,0 0.95,0.47 0.05,0.47 0.05,0 0.5,0", "0.5,0.47 1,0.47 1,1 0,1 0,0.47 0.5,0.47"),
    "9": _form("0.04,0.83 0.04,1 1,1 1,0 0,0 0,0.58 1,0.58 1,0.4"),
    ":": _form(width=0.0, dots=((0.5, 0.28), (0.5, 0.76))),
    ".": _form(width=0.0, dots=((0.5, 1.0),)),
    "/": _form("0.92,0 0.08,1", width=0.72),
    "+": _form("0.5,0.26 0.5,0.78", "0,0.52 1,0.52", width=0.8),
    "-": _form("0,0.52 1,0.52", width=0.55),
    "–": _form("0,0.52 1,0.52", width=0.8),
    "×": _form("0.1,0.32 0.9,0.8", "0.9,0.32 0.1,0.8", width=0.8),
    "!": _form("0.5,0 0.5,0.68", width=0.0, dots=((0.5, 1.0),)),
    " ": _form(width=0.35),
    "A": _form("0,1 0,0 1,0 1,1", "0,0.6 1,0.6"),
    "B": _form("0,0.47 0,0! 0.92,0 0.92,0.47 0,0.47! 0,1! 1,1 1,0.47 0.3,0.47"),
    "C": _form("1,0.24 1,0 0,0 0,1 1,1 1,0.76"),
    "D": _form("0,0.5 0,0! 1,0 1,1 0,1! 0,0.5"),
    "E": _form("0.95,0 0,0! 0,1! 0.95,1", "0,0.48 0.82,0.48", width=0.9),
    "F": _form("0.95,0 0,0! 0,1", "0,0.5 0.82,0.5", width=0.9),
    "G": _form("1,0.22 1,0 0,0 0,1 1,1 1,0.53! 0.55,0.53"),
    "H": _form("0,0 0,1", "1,0 1,1", "0,0.48 1,0.48"),
    "I": _form("0.5,0 0.5,1", width=0.0),
    "J": _form("0.9,0 0.9,1 0,1 0,0.72", width=0.9),
    "K": _form("0,0 0,1", "0.95,0 0.04,0.56", "0.3,0.42 1,1"),
    "L": _form("0,0 0,1! 0.95,1", width=0.88),
    "M": _form("0,1 0,0! 0.5,0.56! 1,0! 1,1", width=1.25),
    "N": _form("0,1 0,0! 1,1! 1,0"),
    "O": _form("0.5,0 1,0 1,1 0,1 0,0 0.5,0"),
    "P": _form("0,1 0,0! 1,0 1,0.54 0,0.54"),
    "Q": _form("0.5,0 1,0 1,1 0,1 0,0 0.5,0", "0.62,0.72 1.02,1.02"),
    "R": _form("0,1 0,0! 1,0 1,0.52 0,0.52", "0.5,0.52 1,1"),
    "S": _form("0.98,0.22 0.98,0 0,0 0,0.47 1,0.47 1,1 0,1 0,0.78"),
    "T": _form("0,0 1,0", "0.5,0 0.5,1"),
    "U": _form("0,0 0,1 1,1 1,0"),
    "V": _form("0,0 0.5,1! 1,0"),
    "W": _form("0,0 0.24,1! 0.5,0.36! 0.76,1! 1,0", width=1.35),
    "X": _form("0,0 1,1", "1,0 0,1"),
    "Y": _form("0,0 0.5,0.5! 1,0", "0.5,0.5 0.5,1"),
    "Z": _form("0,0 1,0! 0,1! 1,1"),
}  # fmt: skip
"""The characters that can be drawn large."""
