"""The smaller values that a view is made of; each is frozen, times are whole milliseconds."""

from __future__ import annotations

from typing import NamedTuple

from bandtimer.timeline import Kind, Side


class TempoField(NamedTuple):
    """One phase of a rep, for the tempo bar."""

    kind: Kind
    contracted: bool
    """For a pause: whether it is at the contracted end."""
    duration: int
    """Milliseconds."""
    word: str
    """What stands large in it."""


class Hold(NamedTuple):
    """A hold, or timed work, under way."""

    held: int
    """Milliseconds of this hold so far, past its target too."""
    target: int
    minimum: int | None
    """Bottom of the range, where it lies below the target."""
    maximum: int | None
    """Top of the range."""
    open: bool
    """Whether it goes on past the target until told."""
    bout: int
    """1-based, of `bouts`."""
    bouts: int


class Coming(NamedTuple):
    """A set that comes next."""

    set: int
    """Index into `Timeline.sets`."""
    exercise: str
    """Its name."""
    exercise_id: str
    side: Side | None
    limb: str
    """`left leg`, or empty where both sides work."""
    number: int
    """Set `number` of `sets`."""
    sets: int
    dose: str
    """`12 reps`, `45 s hold`."""
    changes: bool
    """Whether it is another exercise than the one before it."""


class Summary(NamedTuple):
    """What was done, against what was planned."""

    planned: int
    """Sets."""
    done: int
    short: int
    """Ended early."""
    skipped: int
    hurt: int
    reps: int
    """Reps done in all sets."""
    held: int
    """Milliseconds held or worked in all sets."""
