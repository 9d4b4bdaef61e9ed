"""What a person prefers, as one plain frozen value that compiler, cue rules and readers take.

The words of the preferences file are read by `preferences`; here is what they come to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bandtimer.timeline import Side

SpeakerName = Literal["auto", "miniaudio", "simpleaudio", "silence"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every default of the house; times in milliseconds."""

    # Time
    setup_anchored: int = 20_000
    setup_free: int = 10_000
    ready: int = 5_000
    resume: int = 3_000
    """Count-in after a pause."""
    rest: int = 60_000
    between: int = 60_000
    group_between: int = 10_000
    """Between the exercises of a superset or a circuit."""
    switch: int = 5_000
    first_side: Side = Side.LEFT

    # What is heard
    beats: bool = True
    volume: float = 1.0
    """0 to 1."""
    glides: bool = True
    voice: bool = True
    voice_name: str | None = None
    voice_rate: int = 165
    """Words a minute."""
    language: str = "en"
    counting: Literal["up", "down", "off"] = "up"
    """How reps are counted aloud."""
    last_reps: Literal["down", "last one", "same"] = "down"
    """The last three reps: counted down, only the last one named, or as all others."""
    half_way: bool = True
    verb_reps: int = 2
    """The verb of each phase is spoken in so many reps of a set."""
    tips_aloud: bool = True
    """One form tip in rests of 20 s or more."""
    speaker: SpeakerName = "auto"
    delay: int = 0
    """Milliseconds from the device to the ear, for wireless headphones."""

    # What is seen
    theme: str = "bandtimer"
    reduced_motion: bool = False
    captions: bool = False
    flash: bool = False
