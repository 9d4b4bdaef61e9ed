"""What one step of a routine comes to in numbers: its dose in this week, with every default filled in.

Pure. The precedence is: the step, its block, the routine's `defaults`, the exercise (tempo only), the settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bandtimer.durations import MINUTE
from bandtimer.routine import Rest
from bandtimer.timeline import End, Kind, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.exercise import Exercise
    from bandtimer.routine import Dosage, ExerciseStep, Timing
    from bandtimer.settings import Settings
    from bandtimer.targets import Targets
    from bandtimer.tempo import Tempo
    from bandtimer.timeline import Card

OPEN_WORK = MINUTE
"""What `max` counts on the timeline where the exercise gives no reps to estimate it from."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """The numbers of one step; times in milliseconds."""

    exercise: str
    card: Card
    sets: int
    reps: tuple[int, ...]
    """Reps of each set, `sets` long; empty for timed sets."""
    reps_range: tuple[int, int] | None
    timed: Kind | None
    """HOLD or WORK; None for reps."""
    target: int
    """Length of each hold or bout."""
    hold_range: tuple[int, int] | None
    open: bool
    bouts: int
    off: int
    tempo: Tempo
    first: Kind
    hold_at: End
    sides: str
    """`each`, `alternate`, `left`, `right` or `both`."""
    starts: Side
    switch: int
    setup: int
    ready: int
    rest: Rest
    every: int | None


def prescribe(
    step: ExerciseStep,
    exercise: Exercise,
    card: Card,
    timings: tuple[Timing, ...],
    settings: Settings,
    targets: Targets,
    week: int | None,
) -> Prescription:
    """Fill in a step; `timings` stand from the nearest (the block) to the farthest (the routine's defaults).

    Raises ValueError with the mend when neither the step nor the exercise says how much.
    """
    dosage = step.in_week(week)

    def nearest(key: str, default: object) -> object:
        for timing in timings:
            if (value := getattr(timing, key)) is not None:
                return value
        return default

    anchored = exercise.anchor is not None
    setup = step.setup or nearest("setup", settings.setup_anchored if anchored else settings.setup_free)
    starts = nearest("starts", None)
    rest = dosage.rest or nearest("rest", None)
    tempo = cast("Tempo", dosage.tempo or nearest("tempo", exercise.tempo))
    amount = _amount(step, dosage, exercise, tempo, targets)
    return Prescription(
        exercise=step.exercise,
        card=card,
        tempo=tempo,
        first=Kind(step.first or exercise.first),
        hold_at=exercise.hold_at,
        sides=step.sides or ("each" if exercise.sides == "each" else "both"),
        starts=Side(starts) if isinstance(starts, str) else settings.first_side,
        switch=step.switch or nearest("switch", settings.switch),  # type: ignore[arg-type]
        setup=setup,  # type: ignore[arg-type]
        ready=step.ready or nearest("ready", settings.ready),  # type: ignore[arg-type]
        rest=rest if isinstance(rest, Rest) else rest_of(settings.rest),
        every=dosage.every,
        **amount,  # type: ignore[arg-type]
    )


def rest_of(milliseconds: int) -> Rest:
    """A rest of a fixed length."""
    from bandtimer.dose import Length

    return Rest(Length(milliseconds, milliseconds))


def _amount(
    step: ExerciseStep, dosage: Dosage, exercise: Exercise, tempo: Tempo, targets: Targets
) -> Mapping[str, object]:
    """Sets, reps and lengths: the step's own measure, else the exercise's dose."""
    reps, hold, work, sets = dosage.reps, dosage.hold, dosage.work, dosage.sets
    own = reps or hold or work
    if not own:
        reps, hold = exercise.reps, (exercise.hold if exercise.reps is None else None)
        if not (reps or hold):
            raise ValueError(f"{step.exercise} has no dose of its own; say how much, such as 3 x 10 or 30s hold")
    if own and reps and reps.each:
        number = len(reps.each)
    elif sets is not None:
        number = sets.high if targets.policy == "top" else sets.low
    elif reps and reps.each:
        number = len(reps.each)
    else:
        number = 1 if own else exercise.sets
    amount: dict[str, object] = {
        "sets": number,
        "reps": (),
        "reps_range": None,
        "timed": None,
        "target": 0,
        "hold_range": None,
        "open": False,
        "bouts": dosage.bouts or 1,
        "off": dosage.off or 0,
    }
    length = hold or work
    if reps and reps.most:
        held = exercise.reps is None and exercise.hold is not None
        guide = exercise.hold.high if held and exercise.hold else _most_reps_take(tempo, exercise)
        return amount | {"timed": Kind.HOLD if held else Kind.WORK, "target": guide, "open": True}
    if reps:
        each = (targets.choose(targets.reps, step.exercise, reps.low, reps.high),) * number
        if reps.each:  # the exercise's own numbers may be for more or fewer sets than the step asks for
            each = tuple(reps.each[min(index, len(reps.each) - 1)] for index in range(number))
        ranged = not reps.each and reps.low != reps.high
        return amount | {"reps": each, "reps_range": (reps.low, reps.high) if ranged else None}
    if length is None:
        raise ValueError(f"{step.exercise}: say how much, such as 3 x 10 or 30s hold")
    return amount | {
        "timed": Kind.HOLD if hold else Kind.WORK,
        "target": targets.choose(targets.holds, step.exercise, length.low, length.high),
        "hold_range": (length.low, length.high) if length.low != length.high else None,
        "open": length.open,
    }


def _most_reps_take(tempo: Tempo, exercise: Exercise) -> int:
    """An estimate for `max`: the top of the exercise's range at the step's tempo."""
    if exercise.reps is None or exercise.reps.most:
        return OPEN_WORK
    return exercise.reps.high * tempo.rep
