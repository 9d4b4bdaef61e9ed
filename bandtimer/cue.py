"""Cues as values: a sound or a spoken line at an exact time, and the loops that play while the playhead is parked."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Sound(StrEnum):
    """Every moment that has its own sound, and `voice` for a spoken line."""

    SETUP = "setup"
    """Set-up begins: two low notes."""
    TICK = "tick"
    """Each of the last three seconds of a stretch that is counted down."""
    GO = "go"
    """A set begins: higher and longer."""
    CONCENTRIC = "concentric"
    """A glide that rises for exactly as long as the phase."""
    ECCENTRIC = "eccentric"
    """A glide that falls for exactly as long as the phase."""
    SQUEEZE = "squeeze"
    """A steady note for as long as the pause at the contracted end."""
    REP = "rep"
    """A rep is done and another follows: a soft click under the next onset."""
    BED = "bed"
    """A low bed for as long as the hold."""
    PULSE = "pulse"
    """Every ten seconds of a hold."""
    MINIMUM = "minimum"
    """The bottom of a hold's range is reached: a chime."""
    TARGET = "target"
    """The target is reached and the hold goes on: its own chime."""
    STOP = "stop"
    """A hold or a set is over: its own falling figure."""
    RELEASE = "release"
    """Let go between short holds: a short soft note."""
    REST = "rest"
    """Rest begins: two falling notes after `stop`."""
    SWITCH = "switch"
    """Change sides: its own two-note figure."""
    WAITING = "waiting"
    """A slow pulse while the session waits for the person (parked)."""
    PAUSED = "paused"
    """Short, down (parked)."""
    RESUMED = "resumed"
    """Short, up (parked)."""
    DONE = "done"
    """The closing figure."""
    VOICE = "voice"
    """A spoken line."""


SUSTAINED = frozenset((Sound.CONCENTRIC, Sound.ECCENTRIC, Sound.SQUEEZE, Sound.BED))
"""Sounds that last as long as their phase (`Cue.duration`); the others last as long as their sample."""


class Cue(NamedTuple):
    """A sound or a spoken line at an exact time."""

    at: int
    """Milliseconds from the start of the session; in a parked loop, from its start."""
    cue: Sound
    duration: int | None = None
    """Milliseconds, for sustained sounds; None for one-shots and lines."""
    text: str | None = None
    """What is spoken; None for a beat."""
    short: str | None = None
    """The form of `text` for a slot too small for the long one; None: the line is dropped then."""
    priority: int = 0
    """Among lines that want the same time the higher one is spoken. 0 for beats, which are never moved or dropped."""
    until: int | None = None
    """A line must have ended by this time; None for beats."""


class ParkedLoop(NamedTuple):
    """What sounds while the playhead stands: cues in parked time, from its start."""

    cues: tuple[Cue, ...]
    period: int | None
    """Milliseconds after which the cues begin again; None when they play once."""
