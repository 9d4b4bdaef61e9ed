"""The rules of lint, each a function from what it looks at to its advice. A figure that no source gives is ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.durations import SECOND, written
from bandtimer.exercise import Level, Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bandtimer.exercise import Exercise
    from bandtimer.marks import Path
    from bandtimer.routine import Block, Dosage, ExerciseStep, Routine

HAMSTRINGS = frozenset((Pattern.KNEE_FLEXION, Pattern.HIP_EXTENSION))
"""The two jobs of the muscle: bend the knee, extend the hip."""

SHORTEST_SETUP = 10 * SECOND
"""Less is no time to fix an anchor and pull on it (ours)."""

_MINI = re.compile(r"\bmini\b|\bmini[- ]?(?:band|loop)s?\b", re.IGNORECASE)
_THIN = re.compile(r"\bthin\b", re.IGNORECASE)


class Advice(NamedTuple):
    """A warning, the words it is about and who says so."""

    path: Path
    message: str
    source: str


class Placed(NamedTuple):
    """An exercise step in its place."""

    step: ExerciseStep
    exercise: Exercise
    routine: Routine
    """The one whose file it stands in: an included routine has its own."""
    block: Block
    path: Path
    block_path: Path
    waited: bool
    """Whether the session waits for the person right before it."""

    @property
    def role(self) -> str | None:
        """`primer`, `main` or `finish`: the step's, else its block's."""
        return self.step.role or self.block.role

    @property
    def role_path(self) -> Path:
        """Where the role is written."""
        return (*self.path, "role") if self.step.role else (*self.block_path, "role")

    @property
    def routine_path(self) -> Path:
        """Where the routine begins whose file the step stands in."""
        return self.block_path[:-2]

    @property
    def for_hamstrings(self) -> bool:
        """Whether the exercise does one of the two jobs."""
        return bool(HAMSTRINGS & set(self.exercise.pattern))


class Measure(NamedTuple):
    """A dose of a step: as written, or as some weeks change it."""

    placed: Placed
    dosage: Dosage
    changed: frozenset[str]
    """The keys that the week writes; empty for the step itself."""
    week: Path
    """From the step to the week's dosage; empty for the step itself."""

    def path(self, key: str) -> Path:
        """Where the key of the dose is written."""
        return (*self.placed.path, *(self.week if key in self.changed else ()), key)

    def writes(self, key: str) -> bool:
        """Whether this measure itself says so: what a week leaves as it was has been told of already."""
        return key in self.changed if self.week else True


# --- the routine as a whole ----------------------------------------------------------------------------------


def both_jobs(routine: Routine, steps: tuple[Placed, ...]) -> Iterator[Advice]:
    """A routine for the hamstrings bends the knee and extends the hip.

    Pressing the leg out beside hinges makes a routine more than hinges; beside curls it is no hinge.
    """
    different = {placed.step.exercise: placed.exercise for placed in steps}
    if routine.goal != "hamstrings" or len(different) < 3:
        return
    patterns = {pattern for exercise in different.values() for pattern in exercise.pattern}
    if patterns & HAMSTRINGS == {Pattern.KNEE_FLEXION}:
        missing = "only knee-bending work; add a hip hinge, such as good-morning"
    elif patterns - {Pattern.CORE} == {Pattern.HIP_EXTENSION}:
        missing = "only hip-extending work; add a curl, such as prone-leg-curl"
    else:
        return
    yield Advice(("goal",), f"a hamstring does two jobs, and here is {missing}", "B, mistakes")


def primer_first(_: Routine, steps: tuple[Placed, ...]) -> Iterator[Advice]:
    """A primer comes before the main work."""
    main = False
    told: set[Path] = set()
    for placed in steps:
        if placed.role == "primer" and main and placed.role_path not in told:
            told.add(placed.role_path)
            yield Advice(placed.role_path, "a primer after the main work; move it before that", "B, blueprint")
        main = main or placed.role == "main"


def warmed_up(_: Routine, steps: tuple[Placed, ...]) -> Iterator[Advice]:
    """Main work on hamstrings has something before it."""
    for placed in steps:
        if placed.role != "main":
            return
        if placed.for_hamstrings:
            message = "main work with nothing before it; begin with a primer or `include: hip-warm-up`"
            yield Advice(placed.path, message, "A, warm-up; B, blueprint")
            return


def both_sides(_: Routine, steps: tuple[Placed, ...]) -> Iterator[Advice]:
    """What one side does the other does too."""
    for placed in steps:
        side = placed.step.sides
        if side not in ("left", "right"):
            continue
        sides = {other.step.sides for other in steps if other.step.exercise == placed.step.exercise}
        if sides == {side}:
            other = "right" if side == "left" else "left"
            message = f"only the {side} side works; write `each side`, or add the {other} one"
            yield Advice((*placed.path, "sides"), message, "ours")


def easier_first(_: Routine, steps: tuple[Placed, ...]) -> Iterator[Advice]:
    """An advanced exercise has something easier before it."""
    for placed in steps:
        if placed.exercise.level is not Level.ADVANCED:
            return
        kinder = placed.exercise.easier[0] if placed.exercise.easier else "straight-leg-lower"
        message = f"an advanced exercise with nothing easier before it; begin with one such as {kinder}"
        yield Advice((*placed.path, "exercise"), message, "A, advanced")


def equipment_named(routine: Routine, steps: tuple[Placed, ...]) -> Iterator[Advice]:
    """A mini-band is not listed for a routine whose work it can't do."""
    if not any(placed.for_hamstrings for placed in steps):
        return
    if any("bridge" in f"{placed.step.exercise} {placed.exercise.name}".lower() for placed in steps):
        return  # what mini-bands are for
    for index, thing in enumerate(routine.equipment):
        if _MINI.search(thing):
            yield _too_thin(("equipment", index))


# --- one step ------------------------------------------------------------------------------------------------


def time_for_the_anchor(placed: Placed) -> Iterator[Advice]:
    """An anchor takes time to fix and check."""
    if placed.exercise.anchor is None or placed.waited:
        return
    places = (
        (placed.step, placed.path),
        (placed.block, placed.block_path),
        (placed.routine.defaults, (*placed.routine_path, "defaults")),
    )
    for words, path in places:
        if words.setup is not None:
            if words.setup < SHORTEST_SETUP:
                message = f"{written(words.setup)} to fix and check an anchor; give it 20s"
                yield Advice((*path, "setup"), message, "B, mistakes")
            return


def primer_stops_short(placed: Placed) -> Iterator[Advice]:
    """A primer stops before fatigue."""
    if placed.role != "primer":
        return
    message = "a primer is not for fatigue; get the blood moving and stop well before"
    if placed.step.until == "fatigue":
        yield Advice((*placed.path, "until"), message, "B, blueprint")
    elif placed.step.reps is not None and placed.step.reps.most:
        yield Advice((*placed.path, "reps"), message, "B, blueprint")


def thick_enough(placed: Placed) -> Iterator[Advice]:
    """Hamstrings want the thick loop, unless the band is there to help."""
    band = placed.step.band
    if band is None or not placed.for_hamstrings or "bridge" in placed.exercise.name.lower():
        return
    thin = placed.exercise.band == "loop" and placed.exercise.progress_band != "thinner" and _THIN.search(band)
    if _MINI.search(band) or thin:
        yield _too_thin((*placed.path, "band"))


def _too_thin(path: Path) -> Advice:
    message = "a thin mini-band is for glute bridges; hamstring work wants a thick 41-inch loop"
    return Advice(path, message, "B, don't buy the cheap stuff")


# --- one dose ------------------------------------------------------------------------------------------------


def slow_way_back(measure: Measure) -> Iterator[Advice]:
    """The lengthening phase is no faster than the shortening one."""
    placed, dosage = measure.placed, measure.dosage
    held = placed.exercise.reps is None and placed.exercise.hold is not None
    if dosage.hold or dosage.work or (held and dosage.reps is None) or (measure.week and not measure.writes("tempo")):
        return
    places = (
        (dosage.tempo, measure.path("tempo")),
        (placed.block.tempo, (*placed.block_path, "tempo")),
        (placed.routine.defaults.tempo, (*placed.routine_path, "defaults", "tempo")),
        (placed.exercise.tempo, placed.path),
    )
    tempo, path = next((tempo, path) for tempo, path in places if tempo is not None)
    if tempo.concentric and not tempo.eccentric:
        message = "the way back has no length, so the band snaps you back; slow it down"
    elif tempo.eccentric < tempo.concentric:
        message = f"the way back ({written(tempo.eccentric)}) is faster than the way out ({written(tempo.concentric)})"
        message += "; fight it for at least as long"
    else:
        return
    yield Advice(path, message, "B, mistakes")


def hold_in_range(measure: Measure) -> Iterator[Advice]:
    """A hold stays in the range that the exercise's source gives."""
    hold, source = measure.placed.exercise.hold, measure.placed.exercise.dose_source
    mine = measure.dosage.hold
    if hold is None or mine is None or source == "ours" or hold.low == hold.high or not measure.writes("hold"):
        return
    spoken = f"the source says {hold.low / SECOND:g}-{hold.high / SECOND:g}s"
    if mine.low < hold.low:
        yield Advice(measure.path("hold"), f"a hold of {written(mine.low)} is short; {spoken}", source)
    elif mine.high > hold.high:
        yield Advice(measure.path("hold"), f"a hold of {written(mine.high)} is long; {spoken}", source)


def reps_in_range(measure: Measure) -> Iterator[Advice]:
    """Reps stay in the range that the exercise's source gives."""
    reps, source = measure.placed.exercise.reps, measure.placed.exercise.dose_source
    mine = measure.dosage.reps
    if reps is None or mine is None or source == "ours" or reps.low == reps.high or not measure.writes("reps"):
        return
    if mine.most:
        return
    spoken = f"the source says {reps.low}-{reps.high}"
    if mine.low < reps.low:
        yield Advice(measure.path("reps"), f"{mine.low} reps are few; {spoken}", source)
    elif mine.high > reps.high:
        yield Advice(measure.path("reps"), f"{mine.high} reps are many; {spoken}", source)


ROUTINE_RULES: tuple[Callable[[Routine, tuple[Placed, ...]], Iterator[Advice]], ...] = (
    both_jobs,
    primer_first,
    warmed_up,
    both_sides,
    easier_first,
    equipment_named,
)
STEP_RULES: tuple[Callable[[Placed], Iterator[Advice]], ...] = (time_for_the_anchor, primer_stops_short, thick_enough)
DOSAGE_RULES: tuple[Callable[[Measure], Iterator[Advice]], ...] = (slow_way_back, hold_in_range, reps_in_range)
