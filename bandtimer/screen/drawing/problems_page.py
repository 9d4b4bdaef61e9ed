"""What stands in the place of a preview where a file can't be run: all that is wrong with it, and the mends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import set_cell_size

from bandtimer.screen.drawing.rows import Block, Row, Run, blank, columns_of, fitted, line, wrapped
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone

if TYPE_CHECKING:
    from bandtimer.summary import Summary


class Problems(NamedTuple):
    """Why a routine can't be run, a line each."""

    lines: tuple[str, ...]


def problems_page(summary: Summary, problems: Problems, width: int, height: int) -> Block:
    """The page in a box."""
    rows: list[Row] = [
        line((Run(summary.id, STRONG),), width),
        line((Run(_end(str(summary.path), width), DIM),), width),
    ]
    rows.append(blank(width))
    count = len(problems.lines)
    rows.append(line((Run(f"{count} {'problem' if count == 1 else 'problems'}", Ink(Tone.ALERT, bold=True)),), width))
    for problem in problems.lines:
        rows += [blank(width), *_wrapped(problem, width, TEXT)]
    rows += [blank(width), *_wrapped("Save the file when it is mended: this page follows by itself.", width, DIM)]
    return fitted(rows, width, height)


def _end(path: str, width: int) -> str:
    """The end of a path says more than its beginning."""
    return path if columns_of(path) <= width else "…" + set_cell_size(path[::-1], max(0, width - 1))[::-1]


def _wrapped(text: str, width: int, ink: Ink) -> list[Row]:
    return [line((Run(part, ink),), width) for part in wrapped(text, width, 8)]
