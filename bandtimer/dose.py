"""How much: counts, lengths and ranges of them, as a person writes them and as whole numbers.

Owns the smallest words of the routine format: `3`, `10-20`, `12/10/8`, `45s`, `30-60s`, `1:30`, `2-3min`, `30s+`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bandtimer.durations import LONGEST, MINUTE, to_seconds, written

MOST_SETS = 10_000
MOST_REPS = 1_000

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_UNIT = r"(?:s|secs?|seconds?|m|mins?|minutes?)"
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_LENGTH = re.compile(rf"({_NUMBER})\s*({_UNIT})?", re.IGNORECASE)
_RANGE = re.compile(
    rf"({_NUMBER})\s*({_UNIT})?\s*[-–]\s*({_NUMBER})\s*({_UNIT})?|([0-9]{{1,4}}:[0-5][0-9])\s*[-–]\s*([0-9]{{1,4}}:[0-5][0-9])",
    re.IGNORECASE,
)


class Count(NamedTuple):
    """A number or a range of numbers; equal ends where nothing is to choose."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


class Reps(NamedTuple):
    """Reps of each set: one range for all, a number for each set, or as many as the person can."""

    low: int
    high: int
    each: tuple[int, ...] = ()
    """`12/10/8`: the reps of set 1, 2, 3; then `low` and `high` are its least and greatest."""
    most: bool = False
    """`max`: until told; then `low` and `high` are 0."""

    def __str__(self) -> str:
        if self.most:
            return "max"
        return "/".join(map(str, self.each)) if self.each else str(Count(self.low, self.high))


class Length(NamedTuple):
    """A length of time or a range of lengths, in milliseconds."""

    low: int
    high: int
    open: bool = False
    """`30s+`: goes on past it until told."""

    def __str__(self) -> str:
        if self.low == self.high:
            text = written(self.low)
        elif self.low % MINUTE == 0 and self.high % MINUTE == 0:
            text = f"{self.low // MINUTE}-{self.high // MINUTE}min"
        else:
            text = f"{to_seconds(self.low)}-{to_seconds(self.high)}s"
        return f"{text}+" if self.open else text


def parse_count(text: str, most: int = MOST_SETS) -> Count:
    """Read `3` or `2-3`. Raises ValueError when it is no whole number, not ascending, below 1 or above `most`."""
    match = re.fullmatch(r"\s*([0-9]+)(?:\s*[-–]\s*([0-9]+))?\s*", text)
    if not match:
        raise ValueError(f"{text!r} is no whole number; write one such as 3, or a range such as 2-3")
    low = _bounded(match[1], most)
    high = _bounded(match[2], most) if match[2] else low
    if high < low:
        raise ValueError(f"the range {text.strip()} runs backwards; write {high}-{low}")
    return Count(low, high)


def parse_reps(text: str) -> Reps:
    """Read `12`, `10-20`, `12/10/8` or `max`. Raises ValueError with the mend."""
    if text.strip().lower() == "max":
        return Reps(0, 0, most=True)
    if "/" in text:
        numbers = [part.strip() for part in text.split("/")]
        if not all(re.fullmatch(r"[0-9]+", number) for number in numbers):
            raise ValueError(f"{text!r}: write a whole number for each set, such as 12/10/8")
        each = tuple(_bounded(number, MOST_REPS) for number in numbers)
        return Reps(min(each), max(each), each)
    if not re.fullmatch(r"\s*[0-9]+(?:\s*[-–]\s*[0-9]+)?\s*", text):
        raise ValueError(f"{text!r} are no reps; write 12, 10-20, 12/10/8 or max")
    return Reps(*parse_count(text, MOST_REPS))


def parse_length(text: str, *, bare_seconds: bool, ranges: bool = True) -> Length:
    """Read `45s`, `1.5 min`, `1:30`, `30-60s`, `2-3min`, `30s+`; with `bare_seconds` also `45`.

    Raises ValueError with the mend: no such length, no unit, zero, negative, longer than a day, a backward range.
    """
    stripped = text.strip()
    is_open = stripped.endswith("+")
    body = stripped.removesuffix("+").strip()
    if body.startswith(("-", "−")):
        raise ValueError(f"{stripped!r} is less than nothing; write a length such as 30s")
    if match := _CLOCK.fullmatch(body):
        low = high = _milliseconds(match[0], "s", text)
    elif match := _LENGTH.fullmatch(body):
        low = high = _milliseconds(match[1], _unit(match[2], stripped, bare_seconds), text)
    elif match := _RANGE.fullmatch(body):
        if not ranges:
            raise ValueError(f"{stripped!r} is a range; one length is needed here, such as 30s")
        if match[5]:
            low, high = _milliseconds(match[5], "s", text), _milliseconds(match[6], "s", text)
        else:
            last_unit = _unit(match[4], stripped, bare_seconds)
            low = _milliseconds(match[1], match[2] or last_unit, text)
            high = _milliseconds(match[3], last_unit, text)
        if high < low:
            raise ValueError(f"the range {stripped} runs backwards")
    else:
        raise ValueError(f"{stripped!r} is no length of time; write 45s, 1:30, 2min or 30-60s")
    if low <= 0:
        raise ValueError(f"{stripped!r} has no length; write one of at least 1 ms, or leave it out")
    return Length(low, high, is_open)


def _bounded(digits: str, most: int) -> int:
    if len(digits) > 12 or int(digits) > most:
        shown = digits if len(digits) <= 12 else f"{digits[:9]}…"
        raise ValueError(f"{shown} is too many; {most:,} is the most")
    if int(digits) < 1:
        raise ValueError("0 is too few; 1 is the least")
    return int(digits)


def _unit(unit: str | None, text: str, bare_seconds: bool) -> str:
    if unit is None and not bare_seconds:
        raise ValueError(f"{text!r} has no unit; write {text}s or {text}min")
    return unit or "s"


def _milliseconds(number: str, unit: str, text: str) -> int:
    if len(number) > 15:
        raise ValueError(f"{text.strip()[:24]!r}… is no length anyone trains for; a day (1440min) is the most")
    if ":" in number:
        minutes, seconds = number.split(":")
        value = (int(minutes) * 60 + int(seconds)) * 1000
    else:
        value = round(float(number) * (60_000 if unit.lower().startswith("m") else 1_000))
    if value > LONGEST:
        raise ValueError(f"{text.strip()!r} is longer than a day; 1440min is the most")
    return value
