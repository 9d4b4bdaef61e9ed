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
    from collections.abc import Sequence

    from bandtimer.screen.drawing.rows import Frame, Placed, Row


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
    """Where two blocks at the same place differ: for each row the span from the first to the last change."""
    regions = []
    for number, (before, after) in enumerate(zip(old.block, new.block, strict=True)):
        if before is after or before == after:
            continue
        left, right = _same(before, after), _same(before[::-1], after[::-1])
        left = min(left, new.width)
        width = max(1, new.width - left - right)
        regions.append(Region(new.x + left, new.y + number, width, 1))
    return regions


def _same(before: Sequence[tuple[str, object]], after: Sequence[tuple[str, object]]) -> int:
    """Cells of the runs that two rows begin with alike."""
    width = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        width += columns_of(one[0])
    return width
