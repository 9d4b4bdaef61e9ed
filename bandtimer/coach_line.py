"""A coach's line, `3 x 6-10 @ 3-1-1-1, rest 90s`, as the keys of the long form, each with its place in the line.

    line   = [dose ["@" tempo]] {"," option}
    dose   = [sets "x"] ( reps | time ["hold" | "work"] | "max"
                        | "(" n "x" time ["hold" | "work"] "," time "off" ")" )
    option = "rest" (time | "ready") | "off" time | "every" time | "switch" time | "each side" | "alternate"
           | "left" | "right" | "both" | "first" phase | "partial" part

A line that begins with an option leaves the dose to the exercise. `5 x 10s, off 2s` is `1 x (5 x 10s, 2s off)`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.dose import Count, parse_count, parse_length, parse_reps
from bandtimer.findings import listed, nearest, quoted
from bandtimer.routine import parse_rest
from bandtimer.tempo import parse_tempo

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BOUTS = 1_000
LONGEST_LINE = 400
"""Letters; the longest line that the format can say needs about 150."""

_SETS = re.compile(r"\s*([0-9]+(?:\s*[-–]\s*[0-9]+)?)\s*[x×X]\s*(?=\S)")
_BOUTS = re.compile(
    r"\(\s*(?P<n>[0-9]+)\s*[x×X]\s*(?P<time>[^,()]+?)\s*(?P<kind>\bhold|\bwork|(?<=[0-9][a-z])hold)?\s*,"
    r"\s*(?:off\s+(?P<off>[^,()]+?)|(?P<off2>[^,()]+?)\s+off)\s*\)",
    re.IGNORECASE,
)
_KIND = re.compile(r"(?P<time>.*\S)\s+(?P<kind>hold|work)", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"[0-9],[0-9]+")
_COUNTED = re.compile(r"[0-9\s/–-]+|max", re.IGNORECASE)

_SIDES = {"each side": "each", "alternate": "alternate", "left": "left", "right": "right", "both": "both"}
_PHASES = ("concentric", "eccentric")
_PARTS = ("top", "bottom", "middle")
_TIMED = ("rest", "off", "every", "switch")
OPTIONS = (*_TIMED, *_SIDES, "first", "partial")
"""The words that an option may begin with."""

_MENDS = (
    (re.compile(r"([0-9]+)\s*[x×]", re.I), r"of what? Write `\1 x 10` or `\1 x 30s`"),
    (re.compile(r"([0-9]+)\s+sets?\s+of\s+([0-9]+)(?:\s+reps?)?", re.I), r"write `\1 x \2`"),
    (re.compile(r"([0-9]+(?:-[0-9]+)?)\s*(?:reps?|repetitions|times)", re.I), r"a bare number is reps: write `\1`"),
    (re.compile(r"([0-9]+)\s*sets?", re.I), r"say of what: write `\1 x 10`"),
    (re.compile(r"(?:each|per|both)\s+(?:leg|arm|side)s?|per side", re.I), "write `each side`"),
    (re.compile(r"(\S+)\s+(rest|off)", re.I), r"the word comes first: write `\2 \1`"),
    (re.compile(r"(rest|off|every|switch)\s*[:=]\s*(.+)", re.I), r"no colon inside a line: write `\1 \2`"),
    (re.compile(r"tempo\s*[:=]?\s*(\S+)", re.I), r"the tempo goes after the dose: write `3 x 10 @ \1`"),
    (re.compile(r"@.*", re.S), "the tempo goes right after the dose, before the first comma: `3 x 10 @ 3-1-1-0`"),
    (re.compile(r"(?:until|to)\s+(?:fatigue|failure)", re.I), "write it as a key of its own: `until: fatigue`"),
    (re.compile(r"amrap|as many as possible", re.I), "write `max`"),
    (re.compile(r"#.*", re.S), "a comment needs a space after the #"),
    (re.compile(r"(?:note|say|band|role|until|weeks|setup|ready|cues|voice)\b.*", re.I | re.S),
     "a key of its own: write it under the exercise, and this line as `line: …` beside it"),
)  # fmt: skip


class Word(NamedTuple):
    """A value of the line and where it stands."""

    value: object
    start: int
    """Offset into the line."""


class Slip(NamedTuple):
    """Something that can't be read, and where."""

    start: int
    """Offset into the line."""
    message: str


class Line(NamedTuple):
    """What a coach's line says, by key of the long form."""

    words: dict[str, Word]
    slips: tuple[Slip, ...]


def parse_line(text: str, *, held: bool) -> Line:
    """Read a line; never raises. `held`: a bare time is a hold (the exercise has one as its dose), else work."""
    reader = _Reader(held)
    if len(text) > LONGEST_LINE:
        reader.slip(0, f"a line of more than {LONGEST_LINE} letters; write it in the long form, a key a line")
    else:
        reader.line(text)
    return Line(reader.words, tuple(reader.slips))


class _Reader:
    def __init__(self, held: bool) -> None:
        self.bare = "hold" if held else "work"
        self.words: dict[str, Word] = {}
        self.slips: list[Slip] = []

    def slip(self, start: int, message: str) -> None:
        self.slips.append(Slip(start, message))

    def keep(self, key: str, value: object, start: int) -> None:
        if key in self.words:
            words = "the side is" if key == "sides" else f"`{key}` is"
            self.slip(start, f"{words} said twice in this line; keep one of them")
        else:
            self.words[key] = Word(value, start)

    def line(self, text: str) -> None:
        parts = _parts(text)
        for number, (start, part) in enumerate(parts):
            word, at = _trimmed(part, start)
            if not word:
                self.slip(min(at, max(len(text) - 1, 0)), "nothing stands beside this comma; take the comma out")
            elif comma := _BETWEEN_DIGITS.search(part):
                self.slip(start + comma.start(), f"{quoted(comma[0])}: a comma begins an option; write 1.5min with a "
                          "point, 12/10/8 with strokes")  # fmt: skip
            elif number == 0 and not _is_option(word):
                self.dose(word, at)
            else:
                self.option(word, at)
        self.settle_bouts()

    def dose(self, text: str, start: int) -> None:
        amount, at_sign, tempo = text.partition("@")
        if at_sign:
            self.tempo(*_trimmed(tempo, start + len(amount) + 1), start + len(amount))
        amount, start = _trimmed(amount, start)
        if not amount:
            self.slip(start, "how much? Write a dose before the tempo, such as `3 x 10 @ 3-1-1-0`")
            return
        if match := _SETS.match(amount):
            self.value("sets", match[1], start + match.start(1), parse_count)
            amount, start = amount[match.end() :], start + match.end()
        self.measure(amount, start)

    def tempo(self, text: str, start: int, at_sign: int) -> None:
        if text:
            self.value("tempo", text, start, parse_tempo)
        else:
            self.slip(at_sign, "no tempo after the @; write eccentric-pause-concentric-pause, such as @ 3-1-2-0")

    def measure(self, text: str, start: int) -> None:
        """The part of a dose after the sets."""
        if "(" in text or ")" in text:
            self.bouts(text, start)
        elif _COUNTED.fullmatch(text):
            self.value("reps", text, start, parse_reps)
        elif again := _SETS.match(text):
            self.slip(start, f"{quoted(text)}: a second x; write several holds of one set as (6 x 7s hold, 3s off), "
                      f"or `{again[1]}` rounds as `rounds:`")  # fmt: skip
        else:
            kind, time = self.bare, text
            if match := _KIND.fullmatch(text):
                kind, time = match["kind"].lower(), match["time"]
            if time.lower() in ("hold", "work"):
                self.slip(start, f"how long? Write a length before it, such as `30s {time.lower()}`")
            elif time[0].isdigit() or time[0] in "-−.":
                mend = _mend(text)
                self.value(kind, time, start, lambda it: parse_length(it, bare_seconds=False), mend)
            else:
                self.unknown(
                    text, start, "dose; write 12, 10-20, 12/10/8, 45s, 30-60s hold or max, with `3 x` before it"
                )

    def bouts(self, text: str, start: int) -> None:
        match = _BOUTS.fullmatch(text)
        if not match:
            self.slip(start, f"{quoted(text)} can't be read; several holds of one set are (6 x 7s hold, 3s off)")
            return
        self.value("bouts", match["n"], start + match.start("n"), _bouts)
        kind = (match["kind"] or self.bare).lower()
        self.value(kind, match["time"], start + match.start("time"), lambda it: parse_length(it, bare_seconds=False))
        off = "off" if match["off"] else "off2"
        self.value("off", match[off], start + match.start(off), _one_length)

    def option(self, text: str, start: int) -> None:
        words = text.lower().split()
        first, rest = words[0], text[len(words[0]) :]
        after, after_start = _trimmed(rest, start + len(first))
        joined = " ".join(words)
        if joined in _SIDES:
            self.keep("sides", _SIDES[joined], start)
        elif first in _TIMED and not after.startswith((":", "=")):
            if not after:
                example = "rest 60s or rest ready" if first == "rest" else f"{first} 10s"
                self.slip(start, f"how long? Write {example}")
            elif first == "rest":
                self.value("rest", after, after_start, lambda it: parse_rest(it, bare_seconds=False))
            else:
                self.value(first, after, after_start, _one_length)
        elif first in ("first", "partial"):
            choices = _PHASES if first == "first" else _PARTS
            if after.lower() in choices:
                self.keep(first, after.lower(), after_start)
            else:
                close = nearest(after, choices)
                mend = f"did you mean `{first} {close[0]}`?" if close else f"write `{first} {choices[0]}`"
                self.slip(after_start if after else start, f"{quoted(text)}: {mend} ({' or '.join(choices)})")
        else:
            self.unknown(text, start, f"option; known are {listed(OPTIONS)}")

    def settle_bouts(self) -> None:
        """`5 x 10s, off 2s`: letting go between the holds makes them bouts of one set."""
        off, sets = self.words.get("off"), self.words.get("sets")
        if off is None or "bouts" in self.words or self.slips:
            return
        if not {"hold", "work"} & self.words.keys():
            if "reps" in self.words:
                self.slip(off.start, "`off` stands between holds, not reps; write `rest` for the time between sets")
        elif sets is None:
            self.slip(off.start, "`off` needs several holds; write how many, such as `5 x 10s hold, off 2s`")
        elif isinstance(sets.value, Count) and sets.value.low != sets.value.high:
            self.slip(
                sets.start, f"{sets.value} holds with `off` between them; write one number, such as {sets.value.low}"
            )
        elif isinstance(sets.value, Count):
            try:
                self.words["bouts"] = Word(_bouts(str(sets.value)), sets.start)
            except ValueError as error:
                self.slip(sets.start, str(error))
            self.words["sets"] = Word(Count(1, 1), sets.start)

    def value(self, key: str, text: str, start: int, parse: Callable[[str], object], mend: str = "") -> None:
        try:
            self.keep(key, parse(text), start)
        except ValueError as error:
            self.slip(start, f"{quoted(text)}: {mend}" if mend else str(error))

    def unknown(self, text: str, start: int, what: str) -> None:
        mend = _mend(text)
        if not mend:
            close = nearest(text, OPTIONS) or nearest(text.split(maxsplit=1)[0], OPTIONS)
            mend = f"did you mean `{close[0]}`?" if close else ""
        self.slip(start, f"{quoted(text)}: {mend}" if mend else f"{quoted(text)} is no {what}")


def _mend(text: str) -> str:
    """What the text was probably meant to be, where it is a known slip."""
    for slip, mend in _MENDS:
        if match := slip.fullmatch(text):
            return match.expand(mend)
    return ""


def _is_option(text: str) -> bool:
    words = text.lower().split()
    return words[0] in (*_TIMED, "first", "partial") or " ".join(words) in _SIDES


def _parts(text: str) -> list[tuple[int, str]]:
    """Split at the commas outside parentheses; each part with its offset."""
    parts: list[tuple[int, str]] = []
    start = depth = 0
    for index, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter == "," and not depth and not _BETWEEN_DIGITS.match(text, max(index - 1, 0)):
            parts.append((start, text[start:index]))
            start = index + 1
    return [*parts, (start, text[start:])]


def _trimmed(text: str, start: int) -> tuple[str, int]:
    """Without the blanks around it; the offset moves along."""
    return text.strip(), start + len(text) - len(text.lstrip())


def _bouts(text: str) -> int:
    return parse_count(text, MOST_BOUTS).low


def _one_length(text: str) -> int:
    length = parse_length(text, bare_seconds=False, ranges=False)
    if length.open:
        raise ValueError(f"{text.strip()!r}: only a hold or work can go on until told; leave out the +")
    return length.low
