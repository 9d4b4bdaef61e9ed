"""The tones: what a colour on the screen means. Themes give each a colour; painters name tones only.

Owns the vocabulary and which tone a phase has. A tone is the theme variable of the same name, so a theme of one's
own, or a stylesheet, can set it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.session_state import Mode
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from bandtimer.screen.figure import Role
    from bandtimer.view import View


class Tone(StrEnum):
    """What a colour means."""

    PAPER = "paper"
    """The ground of everything."""
    PANEL = "panel"
    """The ground of the panel that the phase fills; a little off the paper."""
    TEXT = "text"
    DIM = "dim"
    """Text that matters less; still read without effort."""
    FAINT = "faint"
    """Lines and what is still to come; never text."""
    CONCENTRIC = "concentric"
    ECCENTRIC = "eccentric"
    SQUEEZE = "squeeze"
    """The pause at the contracted end."""
    STRETCH = "stretch"
    """The pause at the stretched end."""
    HOLD = "hold"
    WORK = "work"
    RELEASE = "release"
    REST = "rest"
    SETUP = "setup"
    SWITCH = "switch"
    WAIT = "wait"
    DONE = "done"
    PAUSED = "paused"
    LAST = "last"
    """The last three seconds of what is counted down."""
    ALERT = "alert"
    """What a person should know: trouble with sound or journal, a broken file."""
    FIGURE_BODY = "figure-body"
    FIGURE_NEAR = "figure-near"
    FIGURE_FAR = "figure-far"
    FIGURE_WORKING = "figure-working"
    FIGURE_WORKING_FAR = "figure-working-far"
    FIGURE_BAND = "figure-band"
    FIGURE_BAND_TAUT = "figure-band-taut"
    FIGURE_FLOOR = "figure-floor"
    FIGURE_ANCHOR = "figure-anchor"
    FIGURE_ARC = "figure-arc"
    FIGURE_PROP = "figure-prop"
    FIGURE_INK = "figure-ink"


class Fill(StrEnum):
    """How much of its ground a phase has filled; the ink on it is the paper's colour."""

    NONE = "none"
    """No phase: the tones as they are."""
    EMPTY = "empty"
    """The part above the level."""
    FULL = "full"
    EDGE = "edge"
    """Between them: full in front of empty."""


class Ink(NamedTuple):
    """How a run of text looks."""

    fore: Tone = Tone.TEXT
    back: Tone = Tone.PAPER
    bold: bool = False
    fill: Fill = Fill.NONE
    """Of the tone that isn't the paper."""


TEXT = Ink()
STRONG = Ink(bold=True)
DIM = Ink(Tone.DIM)
FAINT = Ink(Tone.FAINT)

_BY_KIND = {
    Kind.SETUP: Tone.SETUP,
    Kind.READY: Tone.SETUP,
    Kind.CONCENTRIC: Tone.CONCENTRIC,
    Kind.ECCENTRIC: Tone.ECCENTRIC,
    Kind.HOLD: Tone.HOLD,
    Kind.WORK: Tone.WORK,
    Kind.RELEASE: Tone.RELEASE,
    Kind.REST: Tone.REST,
    Kind.SWITCH: Tone.SWITCH,
    Kind.WAIT: Tone.WAIT,
}


def tone_of_phase(kind: Kind, *, contracted: bool = False) -> Tone:
    """The tone of a phase; `contracted` says at which end a pause stands."""
    if kind is Kind.PAUSE:
        return Tone.SQUEEZE if contracted else Tone.STRETCH
    return _BY_KIND[kind]


def tone_of(view: View) -> Tone:
    """The tone of the moment."""
    if view.mode is Mode.PAUSED:
        return Tone.PAUSED
    if view.kind is None:
        return Tone.DONE if view.mode is Mode.FINISHED else Tone.PAUSED
    contracted = view.active is not None and view.tempo[view.active].contracted
    return tone_of_phase(view.kind, contracted=contracted)


def tone_of_role(role: Role) -> Tone:
    """The tone of a part of a figure."""
    return Tone(f"figure-{role}")
