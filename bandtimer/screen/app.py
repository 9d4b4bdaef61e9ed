"""The Textual application: themes, and which screen comes first. What happens on a screen is the screen's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from bandtimer.screen.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

FIRST_THEME = THEMES[0].name


class BandtimerApp(App[int]):
    """Shows one screen first; the exit code is what the app returns."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "bandtimer"
    CSS = "Screen { background: $background; }"

    def __init__(self, first: Callable[[], Screen[object]], theme: str = FIRST_THEME) -> None:
        """`first` makes the first screen. A theme that nobody knows falls back to ours."""
        super().__init__()
        for ours in THEMES:
            self.register_theme(ours)
        self._first = first
        self._wanted = theme

    def on_mount(self) -> None:
        """Colours, then the first screen."""
        self.theme = self._wanted if self._wanted in self.available_themes else FIRST_THEME
        self.push_screen(self._first())
