"""Collects the problems of one reading, so that a person hears of all of them at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bandtimer.errors import FileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PROBLEMS = 100
"""A file with more is not worth more lines; the reading stops there."""


class Findings:
    """The problems found so far; every file that the file `first` includes adds to the same ones."""

    def __init__(self, first: str = "") -> None:
        self.first = first
        self.problems: list[Problem] = []

    def tell(self, file: str, line: int, column: int, message: str) -> None:
        """Add a problem. Raises FileError once there are more than a person wants to read."""
        problem = Problem(file, line, column, one_line(message))
        if problem in self.problems:
            return
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            more = f"{MOST_PROBLEMS} problems so far, and the rest of the file is not read yet; mend these first"
            self.problems.append(Problem(file, line, column, more))
            self.settle()

    def settle(self) -> None:
        """Raise FileError where anything was found: the first file, then those it includes, each in its order."""
        if self.problems:
            files = dict.fromkeys((self.first, *(problem.path for problem in self.problems)))
            order = {file: number for number, file in enumerate(files)}
            raise FileError(tuple(sorted(self.problems, key=lambda it: (order[it.path], it.line, it.column))))


def one_line(message: str) -> str:
    """The message without line breaks or other characters that would upset a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in " ".join(message.split()))


def quoted(text: str, most: int = 40) -> str:
    """A piece of the person's text for a message, shortened where it is long."""
    text = one_line(text)
    return f"`{text if len(text) <= most else text[: most - 1] + '…'}`"


def nearest(word: str, words: Iterable[str], most: int = 1) -> list[str]:
    """Those of `words` that `word` may have meant, the likeliest first."""
    if len(word) > 60:
        return []
    wanted = "-".join(word.lower().replace("_", " ").replace("-", " ").split())
    return get_close_matches(wanted, list(words), most, 0.68)


def listed(words: Iterable[str], most: int = 12) -> str:
    """`rest, wait, superset`, with an ellipsis where there are many."""
    known = list(words)
    return ", ".join(known[:most]) + (" …" if len(known) > most else "")
