"""A routine as a person writes it, after reading: blocks of steps with doses, tempo, rests and sides.

Owns the keys of the long form, their types and their limits. A coach's line becomes the same keys before it gets
here (`coach_line`), so both forms give one model. What the keys do to time is the compiler's.
"""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bandtimer.dose import Count, Length, Reps, parse_count, parse_length, parse_reps
from bandtimer.exercise import Exercise
from bandtimer.tempo import Tempo, parse_tempo


class Rest(NamedTuple):
    """A rest: for a length of time, or until the person is ready."""

    length: Length | None

    def __str__(self) -> str:
        return "ready" if self.length is None else str(self.length)


def _parse_rest(text: str) -> Rest:
    return Rest(None) if text.strip().lower() == "ready" else Rest(parse_length(text, bare_seconds=True))


def _read_count(value: object) -> object:
    return parse_count(value) if isinstance(value, str) else value


def _read_reps(value: object) -> object:
    return parse_reps(value) if isinstance(value, str) else value


def _read_length(value: object) -> object:
    return parse_length(value, bare_seconds=True) if isinstance(value, str) else value


def _read_single_length(value: object) -> object:
    return parse_length(value, bare_seconds=True, ranges=False).low if isinstance(value, str) else value


def _read_rest(value: object) -> object:
    return _parse_rest(value) if isinstance(value, str) else value


def _read_tempo(value: object) -> object:
    return parse_tempo(value) if isinstance(value, str) else value


CountText = Annotated[Count, BeforeValidator(_read_count)]
RepsText = Annotated[Reps, BeforeValidator(_read_reps)]
LengthText = Annotated[Length, BeforeValidator(_read_length)]
MillisecondsText = Annotated[int, BeforeValidator(_read_single_length)]
RestText = Annotated[Rest, BeforeValidator(_read_rest)]
TempoText = Annotated[Tempo, BeforeValidator(_read_tempo)]

Role = Literal["primer", "main", "finish"]
Sides = Literal["each", "alternate", "left", "right", "both"]


class RoutineWords(BaseModel):
    """The base of all that is read from a routine: unknown keys are errors, values don't change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Timing(RoutineWords):
    """Lengths that hold for a whole routine (under `defaults`) or a block; a step may set its own."""

    setup: MillisecondsText | None = None
    """Time to get the band in place, once per exercise and block. Default: 20s anchored, 10s not."""
    ready: MillisecondsText | None = None
    """Count-in after set-up and waits. Default: 5s."""
    rest: RestText | None = None
    """Rest between the sets of a step; `ready` waits for the person. Default: 60s."""
    between: RestText | None = None
    """Rest between exercises; set-up is the tail of it. Default: 60s."""
    switch: MillisecondsText | None = None
    """Time to change sides. Default: 5s."""
    tempo: TempoText | None = None
    """eccentric-pause-concentric-pause in seconds. Default: the exercise's."""
    starts: Literal["left", "right"] | None = None
    """The side that works first. Default: left."""


class Dosage(RoutineWords):
    """How much of an exercise; also what a week may change."""

    sets: CountText | None = None
    """How many sets: `3`, or `2-3`. Default: the exercise's."""
    reps: RepsText | None = None
    """Reps a set: `12`, `10-20`, `12/10/8` (a number for each set) or `max`. Default: the exercise's."""
    hold: LengthText | None = None
    """Seconds of an isometric hold: `45s`, `30-60s`, `30s+` (on past it until told)."""
    work: LengthText | None = None
    """Seconds of timed work with no tempo: `20s`."""
    bouts: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Several short holds (or bouts of work) in one set, with `off` between them."""
    off: MillisecondsText | None = None
    """Letting go between the bouts of one set: `2s`."""
    tempo: TempoText | None = None
    """eccentric-pause-concentric-pause in seconds: `3-1-2-0`, `3120`, `3/1/X`. `X` is as fast as possible."""
    rest: RestText | None = None
    """Rest between sets: `90s`, `2-3min`, or `ready` to wait for the person."""
    every: MillisecondsText | None = None
    """Start a set on every such window, on the minute for `1min`; what is left of it is the rest."""


class Week(RoutineWords):
    """What a step does in some weeks."""

    first: int = Field(ge=1, le=520)
    last: int = Field(ge=1, le=520)
    dosage: Dosage


class ExerciseStep(Dosage):
    """An exercise with its dose."""

    exercise: str
    """Id in the library or under the routine's own `exercises:`."""
    sides: Sides | None = None
    """`each` side in turn, `alternate` each rep, `left`, `right` or `both` together. Default: the exercise's."""
    switch: MillisecondsText | None = None
    """Time to change sides."""
    first: Literal["concentric", "eccentric"] | None = None
    """The phase a rep begins with. Default: the exercise's."""
    partial: Literal["top", "bottom", "middle"] | None = None
    """Only a part of the motion."""
    setup: MillisecondsText | None = None
    """Time to get the band in place."""
    ready: MillisecondsText | None = None
    """Count-in."""
    role: Role | None = None
    """What the step is for. Default: the block's."""
    until: Literal["fatigue"] | None = None
    """How far to go, where the number is only a guide."""
    band: str | None = Field(default=None, max_length=60)
    """The band to take: `green`, `thick 41-inch loop`."""
    note: str | None = Field(default=None, max_length=300)
    """Shown during the set."""
    say: str | None = Field(default=None, max_length=300)
    """Spoken and shown as the set begins."""
    cues: bool | None = None
    """Sounds during this step."""
    voice: bool | None = None
    """Spoken lines during this step."""
    weeks: tuple[Week, ...] = ()
    """Other doses in other weeks, chosen with `--week`."""

    def in_week(self, week: int | None) -> Dosage:
        """The dosage in `week`: what the week changes laid over the step's own keys; week 1 when none is chosen."""
        own = {key: getattr(self, key) for key in Dosage.model_fields}
        wanted = 1 if week is None else week
        for variant in self.weeks:
            if variant.first <= wanted <= variant.last:
                changed = variant.dosage.model_dump(exclude_none=True, round_trip=True)
                measures = {"reps", "hold", "work"}
                if measures & changed.keys():
                    own |= dict.fromkeys((*measures, "bouts", "off"))
                return Dosage.model_construct(**(own | {key: getattr(variant.dosage, key) for key in changed}))
        return Dosage.model_construct(**own)


class RestStep(RoutineWords):
    """A rest of its own between two exercises, in place of `between`."""

    rest: RestText


class WaitStep(RoutineWords):
    """The session waits until the person says go."""

    wait: str = Field(min_length=1, max_length=200)
    """What it waits for."""


class GroupStep(RoutineWords):
    """Steps taken in turn: one set of each a round (superset, circuit), or the whole list again (rounds)."""

    kind: Literal["superset", "circuit", "rounds"]
    rounds: Annotated[int, Field(ge=1, le=1000)] | None = None
    """How often. A superset without it takes the sets of its steps."""
    rest: RestText | None = None
    """Rest between rounds."""
    between: RestText | None = None
    """Rest between the exercises of a round. Default: 10s in a superset or circuit."""
    do: tuple[Step, ...] = Field(min_length=1)


class IncludeStep(RoutineWords):
    """All blocks of another routine, in this place."""

    include: str
    """Its id in the library, or a file beside this one."""
    routine: Routine


Step = ExerciseStep | RestStep | WaitStep | GroupStep | IncludeStep


class Block(Timing):
    """A named part of a routine."""

    name: str = Field(default="", max_length=60)
    role: Role | None = None
    """What its steps are for: primer, main or finish."""
    note: str | None = Field(default=None, max_length=300)
    """Shown during set-up and rest of the block."""
    cues: bool = True
    """Sounds during the block."""
    voice: bool = True
    """Spoken lines during the block."""
    do: tuple[Step, ...] = Field(min_length=1)
    """The steps in order."""


class Routine(RoutineWords):
    """A whole routine."""

    name: str = Field(min_length=1, max_length=80)
    about: str = Field(default="", max_length=500)
    """What it is for, in a sentence."""
    source: str = "ours"
    """Where it comes from."""
    goal: Literal["hamstrings", "low back", "core", "warm-up", "recovery"] | None = None
    """What it trains; lint reads it."""
    equipment: tuple[str, ...] = ()
    """What must be at hand beside what the exercises name."""
    defaults: Timing = Timing()
    """Lengths for the whole routine."""
    exercises: dict[str, Exercise] = {}
    """Exercises of this routine's own."""
    blocks: tuple[Block, ...] = Field(min_length=1)


for _model in (GroupStep, IncludeStep, Block, Routine):
    _model.model_rebuild()
