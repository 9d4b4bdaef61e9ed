"""What the terminal can do: its width, its colours, the signs it can print."""

from __future__ import annotations

import os
import shutil
import sys
from typing import NamedTuple
from unicodedata import combining, east_asian_width

NARROWEST, WIDEST = 40, 200
"""Columns that output is laid out for; a narrower terminal wraps."""

CODES = {
    "bold": "1",
    "dim": "2",
    "concentric": "92",
    "eccentric": "96",
    "pause": "93",
    "reps": "92",
    "work": "92",
    "hold": "95",
    "release": "90",
    "rest": "90",
    "setup": "33",
    "ready": "33",
    "switch": "94",
    "wait": "97",
    "error": "91",
    "warning": "93",
    "good": "92",
}
"""The look of each kind of text: a code of the sixteen colours, which follow the person's own theme."""


class Terminal(NamedTuple):
    """What is known about where the text goes."""

    columns: int
    colours: bool
    blocks: bool
    """Whether it can print the signs that bars are drawn with."""
    interactive: bool = False
    """Whether a person looks at it, not a program: pictures belong there only."""

    def paint(self, look: str, text: str) -> str:
        """The text in a look of `CODES`, or as it is where there are no colours."""
        return f"\x1b[{CODES[look]}m{text}\x1b[0m" if self.colours and text else text


def terminal() -> Terminal:
    """Where standard output goes; `NO_COLOR`, `FORCE_COLOR` and `COLUMNS` are honoured."""
    columns = shutil.get_terminal_size((80, 24)).columns
    return Terminal(max(NARROWEST, min(WIDEST, columns)), _colours(), _prints("█▓░·×–…▚"), sys.stdout.isatty())


def shows_screens() -> bool:
    """Whether a full screen can be shown: both ends are a terminal, and one that can place text."""
    if os.environ.get("TERM", "" if os.name != "nt" else "windows") in ("", "dumb", "unknown"):
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _colours() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _prints(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def columns_of(text: str) -> int:
    """The columns that a text takes, wide letters counted twice."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def fitted(text: str, columns: int, *, right: bool = False) -> str:
    """The text in exactly so many columns: padded, or cut with an ellipsis."""
    taken = columns_of(text)
    if taken > columns:
        kept = ""
        for letter in text:
            if columns_of(kept + letter) > columns - 1:
                break
            kept += letter
        text = kept.rstrip() + "…" if columns > 0 else ""
        taken = columns_of(text)
    space = " " * (columns - taken)
    return space + text if right else text + space
