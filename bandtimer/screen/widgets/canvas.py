"""A widget that shows blocks at fixed places and repaints only the cells that changed, in one paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from bandtimer.screen.drawing.rows import columns_of
from bandtimer.screen.themes import Palette
from bandtimer.screen.tones import TEXT

if TYPE_CHECKING:
    from bandtimer.screen.drawing.rows import Frame, Placed, Row
    from bandtimer.screen.tones import Ink


class Canvas(Widget):
    """Shows a frame."""

    DEFAULT_CSS = "Canvas { width: 1fr; height: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._frame: Frame = ()
        self._by_line: list[list[tuple[int, int, Row]]] = []
        self._palette: Palette | None = None

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        if self._palette is None:
            sixteen = self.app.console.color_system == "standard"
            self._palette = Palette.of(self.app.theme_variables, dark=self.app.current_theme.dark, sixteen=sixteen)
        return self._palette

    def on_mount(self) -> None:
        """Follow the theme."""
        self.watch(self.app, "theme", self._recolour, init=False)

    def _recolour(self) -> None:
        self._palette = None
        self.refresh()

    def show(self, frame: Frame) -> None:
        """Show this from now on; where nothing changed nothing is painted."""
        before, self._frame = self._frame, frame
        if [placed[:3] for placed in before] != [placed[:3] for placed in frame] or any(
            len(old.block) != len(new.block) for old, new in zip(before, frame, strict=True)
        ):
            self._lay()
            self.refresh()
            return
        regions = [
            region for old, new in zip(before, frame, strict=True) if old.block is not new.block
            for region in _changes(old, new)
        ]  # fmt: skip
        if regions:
            self._lay()
            self.refresh(*regions)

    def _lay(self) -> None:
        """Sort the rows by line, from left to right."""
        height = max((placed.y + len(placed.block) for placed in self._frame), default=0)
        lines: list[list[tuple[int, int, Row]]] = [[] for _ in range(height)]
        for placed in self._frame:
            for number, row in enumerate(placed.block, placed.y):
                lines[number].append((placed.x, placed.width, row))
        for line in lines:
            line.sort(key=_place)
        self._by_line = lines

    def render_line(self, y: int) -> Strip:
        """One line of the frame, for Textual."""
        style = self.palette.style
        width = self.size.width
        segments: list[Segment] = []
        at = 0
        for x, taken, row in self._by_line[y] if y < len(self._by_line) else ():
            if x > at:
                segments.append(Segment(" " * (x - at), style(TEXT)))
            segments += [Segment(run.text, style(run.ink)) for run in row]
            at = x + taken
        if at < width:
            segments.append(Segment(" " * (width - at), style(TEXT)))
        strip = Strip(segments, max(at, width))
        return strip.crop(0, width) if at > width else strip


def _place(entry: tuple[int, int, Row]) -> int:
    return entry[0]


def _changes(old: Placed, new: Placed) -> list[Region]:
    """Where two blocks at the same place differ: for each row the spans of cells that changed."""
    regions = []
    for number, (before, after) in enumerate(zip(old.block, new.block, strict=True)):
        if before is after or before == after:
            continue
        cells = _cells(before), _cells(after)
        known = len(cells[0]) == len(cells[1]) == new.width  # not where letters melt into one, as in some emoji
        for start, end in _spans(*cells) if known else ((0, new.width),):
            regions.append(Region(new.x + start, new.y + number, end - start, 1))
    return regions


JOIN = 8
"""Cells that stayed the same between two changes are sent along when they are fewer: moving costs as much."""


def _spans(before: list[tuple[str, Ink]], after: list[tuple[str, Ink]]) -> list[tuple[int, int]]:
    """The half-open spans of cells that differ, widened to whole letters."""
    spans: list[tuple[int, int]] = []
    for column, (one, other) in enumerate(zip(before, after, strict=True)):
        if one == other:
            continue
        start, end = column, column + 1
        while start > 0 and (after[start][0] == HALF or before[start][0] == HALF):
            start -= 1
        while end < len(after) and (after[end][0] == HALF or before[end][0] == HALF):
            end += 1
        if spans and start - spans[-1][1] < JOIN:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


HALF = ""
"""Stands for the second cell of a wide letter."""


def _cells(row: Row) -> list[tuple[str, Ink]]:
    cells: list[tuple[str, Ink]] = []
    for text, ink in row:
        if columns_of(text) == len(text):
            cells += [(letter, ink) for letter in text]
            continue
        for letter in text:
            wide = columns_of(letter)
            if wide:
                cells.append((letter, ink))
                cells += [(HALF, ink)] * (wide - 1)
            elif cells:
                cells[-1] = (cells[-1][0] + letter, ink)  # an accent belongs to the letter before it
    return cells
