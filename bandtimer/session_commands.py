"""What a person (or the session's own watch) can tell a session, as frozen values."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Tick(NamedTuple):
    """Nothing but the time: what happened since the last look is told."""


class Pause(NamedTuple):
    """Stand still."""

    why: Literal["asked", "sleep", "stall"] = "asked"


class Resume(NamedTuple):
    """Go on after a pause: after a count-in within a set, at once in a rest."""


class Toggle(NamedTuple):
    """Pause, or go on after a pause."""


class Skip(NamedTuple):
    """Within a set: to the next set, without its rest. Before one: to the next segment; a count-in is cut short."""


class Back(NamedTuple):
    """To the start of this set; within its first 3 s, and before it, to the start of the set before."""


class AddRest(NamedTuple):
    """Lengthen (or with a negative number shorten) the rest or set-up under way."""

    milliseconds: int


class Tempo(NamedTuple):
    """Slower (positive) or faster (negative) reps of this exercise, from the next rep on."""

    steps: int
    """Of a tenth each, compounded; at most five either way from what was planned."""
    exercise: str | None = None
    """Which exercise; None: the one under way, or the one that comes next."""


class EndSet(NamedTuple):
    """Stop this hold, or end this set, with what was really done."""


class Ready(NamedTuple):
    """Go on from a wait; before a set: go on to the next segment; in a count-in: start now."""


class RepeatSet(NamedTuple):
    """Do this set again from its start; before a set: the one before. It counts as a new attempt."""


class Jump(NamedTuple):
    """Go to a segment; sets that are passed over are logged as skipped."""

    segment: int


class Hurts(NamedTuple):
    """This hurts: end the exercise on this side, with all of its sets that are left in this step."""


class Undo(NamedTuple):
    """Take the last command back."""


class Leave(NamedTuple):
    """End the session here and keep the place."""


Command = (
    Tick
    | Pause
    | Resume
    | Toggle
    | Skip
    | Back
    | AddRest
    | Tempo
    | EndSet
    | Ready
    | RepeatSet
    | Jump
    | Hurts
    | Undo
    | Leave
)
