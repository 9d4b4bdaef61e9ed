"""The colours: whatever is read differs enough from its ground, in every theme."""

from __future__ import annotations

import pytest
from textual.color import Color

from bandtimer.screen.contrast import contrast
from bandtimer.screen.themes import CONTRAST, DARK, LIGHT, SIXTEEN, THEMES, VARIABLE, Palette
from bandtimer.screen.tones import Fill, Ink, Tone, tone_of_phase
from bandtimer.timeline import Kind

OURS = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
PHASES = {tone_of_phase(kind, contracted=end) for kind in Kind for end in (False, True)} | {
    Tone.DONE,
    Tone.PAUSED,
    Tone.LAST,
}


def ratio(style) -> float:
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


@pytest.mark.parametrize("name", OURS)
def test_text_is_read_without_effort(name: str):
    """7:1 or more: text, dim text, trouble and the words of each phase, on paper and panel."""
    palette = Palette(OURS[name])
    for tone in (Tone.TEXT, Tone.DIM, Tone.ALERT, *PHASES):
        assert ratio(palette.style(Ink(tone))) >= 7, tone
    assert ratio(palette.style(Ink(Tone.TEXT, Tone.PANEL))) >= 7


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("fill", [Fill.EMPTY, Fill.FULL])
def test_the_digits_are_read_at_every_level(name: str, fill: Fill):
    """7:1 on the empty and on the full part of each phase."""
    palette = Palette(OURS[name])
    for tone in PHASES:
        assert ratio(palette.style(Ink(Tone.PAPER, tone, bold=True, fill=fill))) >= 7, tone


@pytest.mark.parametrize("name", OURS)
def test_full_and_empty_differ(name: str):
    """Enough for a large area to be told apart from across the room."""
    palette = Palette(OURS[name])
    for tone in PHASES:
        assert ratio(palette.style(Ink(tone, tone, fill=Fill.EDGE))) >= 1.5, tone


def test_sixteen_colours_are_the_terminals_own():
    """Each is one that it has, and the digits stand out on both fills."""
    own = {f"#{value:06x}" for value in (
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    )}  # fmt: skip
    assert set(SIXTEEN.values()) <= own
    palette = Palette.of({}, dark=True, sixteen=True)
    for tone in PHASES:
        for fill in (Fill.EMPTY, Fill.FULL):
            assert ratio(palette.style(Ink(Tone.PAPER, tone, fill=fill))) >= 4.5, tone


def test_every_theme_has_every_tone():
    for colours in (*OURS.values(), SIXTEEN):
        assert set(colours) == set(Tone)
    for theme in THEMES:
        assert {f"{VARIABLE}{tone}" for tone in Tone} <= set(theme.variables)


def test_a_theme_that_knows_no_tones_lends_its_ground():
    """One of Textual's own, named in the preferences."""
    palette = Palette.of({"background": "#101820", "foreground": "#f0f0f0", "error": "#ff0000"}, dark=True)
    assert palette.colours[Tone.PAPER] == "#101820"
    assert palette.colours[Tone.CONCENTRIC] == DARK[Tone.CONCENTRIC]
    assert Palette.of({"background": "#ffffff"}, dark=False).colours[Tone.HOLD] == LIGHT[Tone.HOLD]
