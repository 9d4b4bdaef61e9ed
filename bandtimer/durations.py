"""Lengths of time: whole milliseconds inside, seconds in JSON, `1:30` for people."""

from __future__ import annotations

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

LONGEST = 24 * HOUR
"""No single length that a person writes may exceed a day."""


def to_seconds(milliseconds: int) -> int | float:
    """Seconds for JSON: a whole number where it is one, else at most three decimals."""
    whole, rest = divmod(milliseconds, SECOND)
    return whole if rest == 0 else milliseconds / SECOND


def clock(milliseconds: int) -> str:
    """A length as a clock shows it: `0:42`, `12:05`, `1:02:03`; part seconds are rounded up.

    A countdown therefore shows 1 during its last second and 0 only when it is over.
    """
    seconds = -(-milliseconds // SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def written(milliseconds: int) -> str:
    """A length as a routine file writes it, exactly: `45s`, `1.5s`, `2min`, `90s`."""
    if milliseconds and milliseconds % MINUTE == 0:
        return f"{milliseconds // MINUTE}min"
    return f"{to_seconds(milliseconds):g}s" if milliseconds < 1000 * SECOND else f"{to_seconds(milliseconds)}s"


def in_words(milliseconds: int) -> str:
    """A length as a voice says it: `45 seconds`, `1 minute 30`, `2 minutes`; part seconds are rounded."""
    seconds = (milliseconds + SECOND // 2) // SECOND
    if seconds < 90 and seconds != 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    minutes, rest = divmod(seconds, 60)
    said = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{said} {rest}" if rest else said
