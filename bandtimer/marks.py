"""Where each value of a routine stands in its file, so that whoever finds fault with it can point there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and indices as in the model, such as `("blocks", 0, "do", 1, "rest")`."""


class Mark(NamedTuple):
    """A place in a file."""

    file: str
    """As the person named it."""
    line: int
    """1-based."""
    column: int
    """1-based."""


class Marks:
    """The place of every value that was written; a value that was not has the place of what it belongs to."""

    def __init__(self, marks: Mapping[Path, Mark], file: str) -> None:
        self._marks = marks
        self._file = file

    def mark(self, path: Path) -> Mark:
        """The place of `path` or of its nearest parent; an included routine's lie in its own file."""
        for length in range(len(path), -1, -1):
            if (mark := self._marks.get(path[:length])) is not None:
                return mark
        return Mark(self._file, 1, 1)

    def lookup(self, path: Path) -> tuple[int, int]:
        """Line and column, 1-based, of `path` or of its nearest parent."""
        return self.mark(path)[1:]
