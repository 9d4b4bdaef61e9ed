"""A hold with nothing to write first: a routine made in memory, for `bandtimer hold`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.dose import Count, Length
from bandtimer.durations import SECOND
from bandtimer.exercise import Exercise
from bandtimer.prescription import rest_of
from bandtimer.routine import Block, ExerciseStep, Routine
from bandtimer.timeline import Words

if TYPE_CHECKING:
    from bandtimer.routine import Rest

USUAL = Length(30 * SECOND, 30 * SECOND)
"""How long, where neither the person nor the exercise says."""
INTO_PLACE = 5 * SECOND
"""Set-up of a hold of no exercise, before its count-in."""
BARE = "hold"
"""The id of the exercise that stands for any hold."""

_ANY_HOLD = Exercise(
    name="Hold",
    about="An isometric hold of your own choice.",
    position="Get into the position that you want to hold.",
    place=Words("Get into position", "get into position"),
    verbs={"hold": Words("hold", "hold"), "release": Words("let go", "let go")},
    breathing={"hold": "keep breathing"},
    hold=USUAL,
)


def quick_hold(
    length: Length | None = None, sets: int = 1, rest: int | None = None, exercise: tuple[str, Exercise] | None = None
) -> Routine:
    """A routine of `sets` holds of `length` with `rest` ms between them (the usual rest where None).

    `length` may be a range or open (`30s+`); None takes the exercise's own hold, else 30 s. `exercise`: its id and
    itself; None for a hold of anything, which is in the routine itself.
    """
    identity, model = exercise or (BARE, _ANY_HOLD)
    own: dict[str, Exercise] = {} if exercise else {BARE: _ANY_HOLD}
    between: Rest | None = None if rest is None else rest_of(rest)
    step = ExerciseStep(
        exercise=identity,
        sets=Count(sets, sets),
        hold=length or model.hold or USUAL,
        rest=between,
        setup=None if exercise else INTO_PLACE,
    )
    return Routine(name=f"Hold: {model.name}" if exercise else "Hold", exercises=own, blocks=(Block(do=(step,)),))
