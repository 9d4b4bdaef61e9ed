"""What happens in a session, as values: the session emits them, the journal keeps them, plain output may print them.

Counts are absolute (reps done in this attempt so far, milliseconds held so far), so that an event written twice
changes nothing and a lost one is mended by the next.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How an attempt at a set ended."""

    DONE = "done"
    """To its planned end, or past it."""
    SHORT = "short"
    """Ended early by the person."""
    SKIPPED = "skipped"
    """Passed over before anything was done."""
    HURT = "hurt"
    """Ended because it hurt; no progress comes from it."""


class Began(NamedTuple):
    """The session starts, or goes on after it was left, at `position`."""

    position: int
    resumed: bool


class SetBegan(NamedTuple):
    """The first working segment of a set begins."""

    set: int
    """Index into `Timeline.sets`."""
    attempt: int
    """1-based; a set done again is a new attempt and the last one counts."""


class Progressed(NamedTuple):
    """A rep or a second of a hold was done."""

    set: int
    attempt: int
    reps: int
    """Reps done in this attempt so far."""
    held: int
    """Milliseconds held or worked in this attempt so far; past an open hold's target too, in pauses not."""


class SetEnded(NamedTuple):
    """An attempt is over."""

    set: int
    attempt: int
    outcome: Outcome
    reps: int
    held: int


class SetReopened(NamedTuple):
    """The end of an attempt was undone."""

    set: int
    attempt: int


class SetUndone(NamedTuple):
    """An attempt was taken back as if it had never begun: an earlier one counts, and its number may come again."""

    set: int
    attempt: int


class Stood(NamedTuple):
    """Where the playhead is: once a second while playing, and at each stop; resume starts from the last one."""

    segment: int
    position: int
    parked: int
    """Milliseconds parked at `position`; 0 when not parked."""


class Paused(NamedTuple):
    """Playing stopped at `position`."""

    position: int
    why: str
    """`asked`, `sleep` (the machine slept) or `stall` (nobody looked for more than 2 s)."""


class Resumed(NamedTuple):
    """Playing goes on from `position`."""

    position: int


class Retimed(NamedTuple):
    """What is left of the timeline was changed (rest, tempo); the ledger gets the new timeline beside the event."""

    what: str


class Finished(NamedTuple):
    """The session came to its end."""


class Left(NamedTuple):
    """The person left; the place is kept."""

    position: int


Event = (
    Began
    | SetBegan
    | Progressed
    | SetEnded
    | SetReopened
    | SetUndone
    | Stood
    | Paused
    | Resumed
    | Retimed
    | Finished
    | Left
)
