"""The themes: a colour for each tone, in the dark, the light and the high-contrast theme, and in sixteen colours.

Text, phases and their grounds differ by 7:1 or more in all three (WCAG 2.2, enhanced contrast); a test measures it.
The phases' hues lie on the orange-blue axis as far as they can, which the colour-blind tell apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from bandtimer.screen.contrast import lit, luminance
from bandtimer.screen.tones import Fill, Ink, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK: Mapping[Tone, str] = {
    Tone.PAPER: "#0b1015",
    Tone.PANEL: "#151c24",
    Tone.TEXT: "#e9eef3",
    Tone.DIM: "#9fadba",
    Tone.FAINT: "#3a4652",
    Tone.CONCENTRIC: "#ffb454",
    Tone.ECCENTRIC: "#5cc8ff",
    Tone.SQUEEZE: "#ffe98a",
    Tone.STRETCH: "#b9c6d2",
    Tone.HOLD: "#ff9bd2",
    Tone.WORK: "#7ee59a",
    Tone.RELEASE: "#b9c6d2",
    Tone.REST: "#9db4c9",
    Tone.SETUP: "#e6c98a",
    Tone.SWITCH: "#c3b3ff",
    Tone.WAIT: "#ffffff",
    Tone.DONE: "#7ee59a",
    Tone.PAUSED: "#b9c6d2",
    Tone.LAST: "#ffffff",
    Tone.ALERT: "#ffb09e",
    Tone.FIGURE_BODY: "#b0bac4",
    Tone.FIGURE_NEAR: "#e2e8ee",
    Tone.FIGURE_FAR: "#68727e",
    Tone.FIGURE_WORKING: "#ff9e3d",
    Tone.FIGURE_WORKING_FAR: "#ac6426",
    Tone.FIGURE_BAND: "#2ea078",
    Tone.FIGURE_BAND_TAUT: "#5af0b4",
    Tone.FIGURE_FLOOR: "#3e4650",
    Tone.FIGURE_ANCHOR: "#80684f",
    Tone.FIGURE_ARC: "#6e788c",
    Tone.FIGURE_PROP: "#968cbe",
    Tone.FIGURE_INK: "#f0f0f0",
}

LIGHT: Mapping[Tone, str] = {
    Tone.PAPER: "#fbfaf6",
    Tone.PANEL: "#f3f1ea",
    Tone.TEXT: "#15191d",
    Tone.DIM: "#46505a",
    Tone.FAINT: "#c6c9c8",
    Tone.CONCENTRIC: "#783700",
    Tone.ECCENTRIC: "#00497c",
    Tone.SQUEEZE: "#564400",
    Tone.STRETCH: "#3f4b57",
    Tone.HOLD: "#7d0057",
    Tone.WORK: "#0b5523",
    Tone.RELEASE: "#3f4b57",
    Tone.REST: "#3d4c5b",
    Tone.SETUP: "#574106",
    Tone.SWITCH: "#45308c",
    Tone.WAIT: "#101418",
    Tone.DONE: "#0b5523",
    Tone.PAUSED: "#3f4b57",
    Tone.LAST: "#101418",
    Tone.ALERT: "#900d0d",
    Tone.FIGURE_BODY: "#59626c",
    Tone.FIGURE_NEAR: "#333b44",
    Tone.FIGURE_FAR: "#a4abb2",
    Tone.FIGURE_WORKING: "#d96400",
    Tone.FIGURE_WORKING_FAR: "#eaae7a",
    Tone.FIGURE_BAND: "#3fa883",
    Tone.FIGURE_BAND_TAUT: "#00825a",
    Tone.FIGURE_FLOOR: "#b8b6ae",
    Tone.FIGURE_ANCHOR: "#9a7d5c",
    Tone.FIGURE_ARC: "#9aa0aa",
    Tone.FIGURE_PROP: "#7a70a8",
    Tone.FIGURE_INK: "#15191d",
}

CONTRAST: Mapping[Tone, str] = {
    Tone.PAPER: "#000000",
    Tone.PANEL: "#000000",
    Tone.TEXT: "#ffffff",
    Tone.DIM: "#d8d8d8",
    Tone.FAINT: "#6c6c6c",
    Tone.CONCENTRIC: "#ffc400",
    Tone.ECCENTRIC: "#4fd8ff",
    Tone.SQUEEZE: "#ffff5f",
    Tone.STRETCH: "#e0e0e0",
    Tone.HOLD: "#ffa0ff",
    Tone.WORK: "#5fff87",
    Tone.RELEASE: "#e0e0e0",
    Tone.REST: "#c8d8ff",
    Tone.SETUP: "#ffe0a0",
    Tone.SWITCH: "#d0c0ff",
    Tone.WAIT: "#ffffff",
    Tone.DONE: "#5fff87",
    Tone.PAUSED: "#e0e0e0",
    Tone.LAST: "#ffffff",
    Tone.ALERT: "#ffb0a0",
    Tone.FIGURE_BODY: "#d0d0d0",
    Tone.FIGURE_NEAR: "#ffffff",
    Tone.FIGURE_FAR: "#808080",
    Tone.FIGURE_WORKING: "#ffb000",
    Tone.FIGURE_WORKING_FAR: "#b07800",
    Tone.FIGURE_BAND: "#00c080",
    Tone.FIGURE_BAND_TAUT: "#40ffb0",
    Tone.FIGURE_FLOOR: "#707070",
    Tone.FIGURE_ANCHOR: "#b08a60",
    Tone.FIGURE_ARC: "#9090a0",
    Tone.FIGURE_PROP: "#b0a0ff",
    Tone.FIGURE_INK: "#ffffff",
}

SIXTEEN: Mapping[Tone, str] = {
    Tone.PAPER: "#000000",
    Tone.PANEL: "#000000",
    Tone.TEXT: "#ffffff",
    Tone.DIM: "#aaaaaa",
    Tone.FAINT: "#555555",
    Tone.CONCENTRIC: "#ffff55",
    Tone.ECCENTRIC: "#55ffff",
    Tone.SQUEEZE: "#ffffff",
    Tone.STRETCH: "#aaaaaa",
    Tone.HOLD: "#ff55ff",
    Tone.WORK: "#55ff55",
    Tone.RELEASE: "#aaaaaa",
    Tone.REST: "#aaaaaa",
    Tone.SETUP: "#ffff55",
    Tone.SWITCH: "#ff55ff",
    Tone.WAIT: "#ffffff",
    Tone.DONE: "#55ff55",
    Tone.PAUSED: "#aaaaaa",
    Tone.LAST: "#ffffff",
    Tone.ALERT: "#ff5555",
    Tone.FIGURE_BODY: "#aaaaaa",
    Tone.FIGURE_NEAR: "#ffffff",
    Tone.FIGURE_FAR: "#555555",
    Tone.FIGURE_WORKING: "#ffff55",
    Tone.FIGURE_WORKING_FAR: "#aa5500",
    Tone.FIGURE_BAND: "#00aa00",
    Tone.FIGURE_BAND_TAUT: "#55ff55",
    Tone.FIGURE_FLOOR: "#555555",
    Tone.FIGURE_ANCHOR: "#aa5500",
    Tone.FIGURE_ARC: "#555555",
    Tone.FIGURE_PROP: "#aa00aa",
    Tone.FIGURE_INK: "#ffffff",
}
"""The sixteen colours of a plain terminal, as it knows them: it takes them as they are."""

VARIABLE = "tone-"
"""What the name of a tone's theme variable begins with: `tone-concentric`."""


def _theme(name: str, colours: Mapping[Tone, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=colours[Tone.ECCENTRIC],
        secondary=colours[Tone.SWITCH],
        accent=colours[Tone.CONCENTRIC],
        success=colours[Tone.DONE],
        warning=colours[Tone.SETUP],
        error=colours[Tone.ALERT],
        foreground=colours[Tone.TEXT],
        background=colours[Tone.PAPER],
        surface=colours[Tone.PAPER],
        panel=colours[Tone.PANEL],
        dark=dark,
        text_alpha=1.0,
        variables={f"{VARIABLE}{tone}": colour for tone, colour in colours.items()}
        | {
            "block-cursor-background": colours[Tone.CONCENTRIC],
            "block-cursor-foreground": colours[Tone.PAPER],
            "border": colours[Tone.FAINT],
            "footer-key-foreground": colours[Tone.CONCENTRIC],
        },
    )


THEMES = (
    _theme("bandtimer", DARK, dark=True),
    _theme("bandtimer-light", LIGHT, dark=False),
    _theme("bandtimer-contrast", CONTRAST, dark=True),
)
"""Ours; each of Textual's own can be named in the preferences as well."""

_BORROWED: Mapping[Tone, str] = {
    Tone.PAPER: "background",
    Tone.PANEL: "background",
    Tone.TEXT: "foreground",
    Tone.ALERT: "error",
}
"""What a theme that knows no tones has instead; the other tones come from our dark or light theme."""


LEAST, MOST = 7.1, 12.0
"""Contrast of the digits with a phase's ground where it is empty, and at least where it is full."""


class Palette:
    """The styles of a theme. Made anew when the theme changes; two with the same colours are equal."""

    def __init__(self, colours: Mapping[Tone, str]) -> None:
        self.colours = dict(colours)
        self.sixteen = colours is SIXTEEN
        self._styles: dict[Ink, Style] = {}

    @classmethod
    def of(cls, variables: Mapping[str, str], *, dark: bool, sixteen: bool = False) -> Palette:
        """The colours of a theme, by its variables. `sixteen`: the terminal has no more colours than that."""
        if sixteen:
            return cls(SIXTEEN)
        if f"{VARIABLE}{Tone.PAPER}" in variables:
            return cls({tone: variables.get(f"{VARIABLE}{tone}", DARK[tone]) for tone in Tone})
        ours = DARK if dark else LIGHT
        borrowed = {tone: variables[name] for tone, name in _BORROWED.items() if name in variables}
        return cls({**ours, **borrowed})

    def style(self, ink: Ink) -> Style:
        """How the ink looks, for rich; the same object each time."""
        style = self._styles.get(ink)
        if style is None:
            front, behind = (Fill.FULL, Fill.EMPTY) if ink.fill is Fill.EDGE else (ink.fill, ink.fill)
            fore, back = self._colour(ink.fore, front).rich_color, self._colour(ink.back, behind).rich_color
            style = self._styles[ink] = Style(color=fore, bgcolor=back, bold=ink.bold)
        return style

    def _colour(self, tone: Tone, fill: Fill) -> Color:
        colour = Color.parse(self.colours[tone])
        if fill is Fill.NONE or tone is Tone.PAPER:
            return colour
        paper = luminance(Color.parse(self.colours[Tone.PAPER]))
        if self.sixteen:
            # nothing lies between the sixteen: white stands for what is grey itself, grey for what is empty
            grey = "#aaaaaa"
            return Color.parse(grey if fill is Fill.EMPTY else "#ffffff" if self.colours[tone] == grey else colour.hex)
        least, most = (
            ((paper + 0.05) * ratio - 0.05 if paper < 0.2 else (paper + 0.05) / ratio - 0.05) for ratio in (LEAST, MOST)
        )
        if fill is Fill.EMPTY:
            return lit(colour, least)
        stands_out = luminance(colour) > most if paper < 0.2 else luminance(colour) < most
        return colour if stands_out else lit(colour, most)
