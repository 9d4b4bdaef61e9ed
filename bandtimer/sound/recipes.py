"""What each one-shot sound is made of: its notes, and nothing else.

No two share a contour or a rhythm: a listener tells them apart by either. All fundamentals lie between 500 and 1000 Hz,
with five harmonics, so that the small speaker of a laptop carries them across a room.
"""

from __future__ import annotations

from typing import NamedTuple

from bandtimer.cue import Sound


class Note(NamedTuple):
    """One tone of a sound; times in milliseconds, pitches in Hz."""

    at: int
    length: int
    pitch: float
    to: float | None = None
    """Where the pitch has moved by the end; None: it stays."""
    attack: float = 3.0
    """2 to 5: shorter clicks, longer blurs the beat."""
    decay: float = 1.0
    """How fast it dies away: 0 stays level, 1 falls evenly, 3 rings like a bell."""
    strength: float = 1.0


C, D, E, F, G, A, B = 523.25, 587.33, 659.26, 698.46, 783.99, 880.0, 987.77

BRIGHT = (1.0, 0.55, 0.40, 0.25, 0.15)
ROUND = (1.0, 0.40, 0.20, 0.08, 0.04)

RECIPES: dict[Sound, tuple[tuple[Note, ...], tuple[float, ...]]] = {
    Sound.SETUP: ((Note(0, 170, 505.0), Note(230, 210, 505.0)), ROUND),
    Sound.TICK: ((Note(0, 110, A, decay=1.2),), BRIGHT),
    Sound.GO: ((Note(0, 480, B, decay=0.6),), BRIGHT),
    Sound.REP: ((Note(0, 80, 940.0, to=520.0, attack=4.0, decay=0.7),), ROUND),
    Sound.PULSE: ((Note(0, 60, E, decay=0.6), Note(85, 130, 720.0, decay=1.2)), ROUND),
    Sound.MINIMUM: ((Note(0, 95, 640.0), Note(95, 95, 762.0), Note(190, 400, 960.0, decay=2.0)), BRIGHT),
    Sound.TARGET: ((Note(0, 120, B), Note(140, 120, E), Note(280, 120, B), Note(420, 360, G, decay=2.0)), BRIGHT),
    Sound.STOP: ((Note(0, 130, A, decay=0.6), Note(140, 130, F, decay=0.6), Note(280, 260, 510.0, decay=0.8)), BRIGHT),
    Sound.RELEASE: ((Note(0, 150, 760.0, to=600.0, attack=5.0, decay=1.0),), ROUND),
    Sound.REST: ((Note(0, 240, G, decay=0.7), Note(270, 380, D, decay=1.0)), ROUND),
    Sound.SWITCH: ((Note(0, 75, 622.25, decay=0.4), Note(105, 290, 932.33, decay=1.0)), BRIGHT),
    Sound.WAITING: ((Note(0, 340, 560.0, attack=5.0, decay=0.8),), ROUND),
    Sound.PAUSED: ((Note(0, 200, 820.0, to=510.0, decay=0.6),), ROUND),
    Sound.RESUMED: ((Note(0, 70, 540.0, decay=0.4), Note(80, 160, 540.0, to=840.0, decay=0.6)), ROUND),
    Sound.DONE: (
        (
            Note(0, 150, C), Note(160, 150, F), Note(320, 150, A),
            Note(480, 650, F, decay=1.5), Note(480, 650, C, decay=1.5),
        ),
        BRIGHT,
    ),
}  # fmt: skip

ONE_SHOTS: tuple[Sound, ...] = tuple(RECIPES)
"""Every sound that has a sample of its own."""
