"""Sends a terminal only what changed: Textual's partial updates, cut at both ends and with each colour said once.

Textual 8.2 repeats a changed line from its widget's left edge, and every run with its whole style; over a session that
is three times the bytes (`benchmarks/screen.py`). This builds on parts of Textual that are its own affair: where they
are not as expected, `thrifty` leaves a screen as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, Compositor

if TYPE_CHECKING:
    from rich.color import Color, ColorSystem
    from rich.console import Console
    from rich.style import Style
    from textual.screen import Screen
    from textual.strip import Strip

RESET = "\x1b[0m"


class ThriftyUpdate(ChopsUpdate):
    """The spans that changed and nothing else."""

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal."""
        pen = _Pen(console)
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= x2 or end <= x1:
                    continue
                left = max(x1, x)
                pen.move(left, y)
                pen.write(strip if left == x and end <= x2 else strip.crop(left - x, min(end, x2) - x))
        return pen.finished()


class ThriftyCompositor(Compositor):
    """Textual's, with thrifty partial updates."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What changed since the last update; None where nothing did."""
        update = super().render_partial_update()
        return None if update is None else ThriftyUpdate(update.chops, update.spans, update.chop_ends)


def thrifty(screen: Screen[int]) -> None:
    """Let a screen that isn't shown yet send no more than it must."""
    if type(getattr(screen, "_compositor", None)) is Compositor:
        screen._compositor = ThriftyCompositor()


class _Pen:
    """Writes runs of text one after another and remembers how the last one looked."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._system = console._color_system
        self._parts: list[str] = []
        self._looks: _Look | None = None

    def move(self, x: int, y: int) -> None:
        self._parts.append(f"\x1b[{y + 1};{x + 1}H")

    def write(self, strip: Strip) -> None:
        for text, style, control in strip:
            if control or not text:
                continue
            look = _look(style, self._system) if style is not None else _PLAIN
            if look is None:  # a link, or another rare thing
                self._parts.append(RESET + (style.render(text, color_system=self._system) if style else text))
                self._looks = None
                continue
            self._parts.append(_change(self._looks, look) + text)
            self._looks = look

    def finished(self) -> str:
        return "".join((*self._parts, RESET))


_Look = tuple[str, str, str]
"""Codes of attributes, foreground and background; empty where the terminal's own are meant."""

_PLAIN: _Look = ("", "", "")


@lru_cache(maxsize=512)
def _look(style: Style, system: ColorSystem | None) -> _Look | None:
    if style.link or style._meta:
        return None
    attributes = ";".join(
        code
        for wanted, code in (
            (style.bold, "1"), (style.dim, "2"), (style.italic, "3"), (style.underline, "4"), (style.reverse, "7"),
        )
        if wanted
    )  # fmt: skip
    if style.strike or style.overline or style.blink or style.underline2:
        return None
    return attributes, _codes(style.color, system, foreground=True), _codes(style.bgcolor, system, foreground=False)


def _codes(colour: Color | None, system: ColorSystem | None, *, foreground: bool) -> str:
    if colour is None or system is None:
        return ""
    return ";".join(colour.downgrade(system).get_ansi_codes(foreground=foreground))


@lru_cache(maxsize=2048)
def _change(before: _Look | None, after: _Look) -> str:
    """The shortest way from one look to another."""
    if before == after:
        return ""
    if before is None or before[0] != after[0] or (before[1] and not after[1]) or (before[2] and not after[2]):
        codes = [code for code in after if code]
        return f"\x1b[0;{';'.join(codes)}m" if codes else RESET
    codes = [now for was, now in zip(before[1:], after[1:], strict=True) if was != now]
    return f"\x1b[{';'.join(codes)}m"
