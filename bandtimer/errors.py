"""What can go wrong in a way we expect, as values and exceptions that end as one line each at the boundary (`cli`)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a problem is: an error stops the routine from running, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """One thing wrong with a file, and its mend."""

    path: str
    """The file as the person named it."""
    line: int
    """1-based; 0 when the whole file is meant."""
    column: int
    """1-based; 0 when the whole file is meant."""
    message: str
    """What is wrong, then the mend, in one line."""
    severity: Severity = Severity.ERROR
    source: str | None = None
    """For lint: the document and section that says so, such as `B, mistakes`."""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        said_by = f" [{self.source}]" if self.source else ""
        return f"{where}: {self.severity}: {self.message}{said_by}"


class BandtimerError(Exception):
    """An expected failure: its text is the one line (or one line a problem) that the person reads."""

    exit_code = 1


class FileError(BandtimerError):
    """A file that can't be used; carries every problem found in it, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
