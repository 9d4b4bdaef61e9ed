"""A routine as a person writes it, after reading: blocks of steps with doses, tempo, rests and sides.

Owns the keys of the long form, their types and their limits. A coach's line becomes the same keys before it gets
here (`coach_line`), so both forms give one model. What the keys do to time is the compiler's.
"""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from bandtimer.dose import Count, Length, parse_length
from bandtimer.exercise import Exercise
from bandtimer.words import (
    LENGTH,
    CountText,
    LengthText,
    MillisecondsText,
    RepsText,
    TempoText,
    WrittenWords,
    written_as,
)

LAST_WEEK = 520
"""Ten years; where `4+` ends."""


class Rest(NamedTuple):
    """A rest: for a length of time, or until the person is ready."""

    length: Length | None

    def __str__(self) -> str:
        return "ready" if self.length is None else str(self.length)


def parse_rest(text: str, *, bare_seconds: bool = True) -> Rest:
    """Read `90s`, `2-3min` or `ready`. Raises ValueError with the mend."""
    if text.strip().lower() == "ready":
        return Rest(None)
    length = parse_length(text, bare_seconds=bare_seconds)
    if length.open:
        raise ValueError(f"{text.strip()!r}: a rest has an end; leave out the +, or write `rest: ready`")
    return Rest(length)


def _read_rest(value: object) -> object:
    return parse_rest(value) if isinstance(value, str) else value


RestText = Annotated[
    Rest, BeforeValidator(_read_rest), written_as(rf"([rR]eady|{LENGTH})", "60s", "2-3min", "1:30", "ready")
]

Role = Literal["primer", "main", "finish"]
Sides = Literal["each", "alternate", "left", "right", "both"]


def conflict(key: str, message: str) -> PydanticCustomError:
    """Two keys that can't stand together; `key` is the one to point at."""
    return PydanticCustomError("conflict", "{message}", {"key": key, "message": message})


class Timing(WrittenWords):
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


class Dosage(WrittenWords):
    """How much of an exercise; also what a week may change."""

    sets: CountText | None = None
    """How many sets: `3`, or `2-3`. Default: the exercise's."""
    reps: RepsText | None = None
    """Reps a set: `12`, `10-20`, `12/10/8` (a number for each set) or `max`. Default: the exercise's."""
    hold: LengthText | None = None
    """An isometric hold: `45s`, `30-60s`, `30s+` (on past it until told). Default: the exercise's."""
    work: LengthText | None = None
    """Timed work with no tempo: `20s`. Default: none."""
    bouts: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Several short holds (or bouts of work) in one set, with `off` between them: `6`. Default: 1."""
    off: MillisecondsText | None = None
    """Letting go between the bouts of one set: `2s`. Default: none."""
    tempo: TempoText | None = None
    """eccentric-pause-concentric-pause in seconds: `3-1-2-0`, `31X0` (X: fast). Default: the exercise's."""
    rest: RestText | None = None
    """Rest between sets: `90s`, `2-3min`, or `ready` to wait for the person. Default: the block's."""
    every: MillisecondsText | None = None
    """Start a set on every such window, on the minute for `1min`; what is left of it is the rest. Default: none."""

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        measures = [key for key in ("reps", "hold", "work") if getattr(self, key) is not None]
        if len(measures) > 1:
            raise conflict(
                measures[1], f"`{measures[1]}` beside `{measures[0]}`; a set has one measure: take one of them out"
            )
        if self.bouts is not None and self.reps is not None:
            raise conflict("bouts", "`bouts` beside `reps`; bouts are several holds or stretches of work in one set")
        if self.every is not None and self.rest is not None:
            raise conflict(
                "every", "`every` beside `rest`; what is left of each window is the rest: take one of them out"
            )
        if self.reps is not None and self.reps.each:
            number = len(self.reps.each)
            if self.sets is None:
                # `12/10/8` says the number of sets too; a frozen model is completed in place.
                self.__dict__["sets"] = Count(number, number)
            elif self.sets != (number, number):
                raise conflict("reps", f"reps for {number} sets ({self.reps}), but {self.sets} sets; make them agree")
        return self


class Week(WrittenWords):
    """What a step does in some weeks."""

    first: int = Field(ge=1, le=LAST_WEEK)
    """First week that it holds for."""
    last: int = Field(ge=1, le=LAST_WEEK)
    """Last week that it holds for, included; 520 where it is open (`4+`)."""
    dosage: Dosage


class ExerciseStep(Dosage):
    """An exercise with its dose."""

    exercise: str
    """Id in the library or under the routine's own `exercises:`."""
    sides: Sides | None = None
    """`each` side in turn, `alternate` each rep, `left`, `right` or `both` together. Default: the exercise's."""
    switch: MillisecondsText | None = None
    """Time to change sides. Default: the block's."""
    first: Literal["concentric", "eccentric"] | None = None
    """The phase a rep begins with. Default: the exercise's."""
    partial: Literal["top", "bottom", "middle"] | None = None
    """Only a part of the motion. Default: all of it."""
    setup: MillisecondsText | None = None
    """Time to get the band in place. Default: the block's."""
    ready: MillisecondsText | None = None
    """Count-in. Default: the block's."""
    role: Role | None = None
    """What the step is for; lint reads it. Default: the block's."""
    until: Literal["fatigue"] | None = None
    """How far to go, where the number is only a guide. Default: the number."""
    band: str | None = Field(default=None, max_length=60)
    """The band to take: `green`, `thick 41-inch loop`. Default: the last one used."""
    note: str | None = Field(default=None, max_length=300)
    """Shown during the set: `Heels down.` Default: the block's."""
    say: str | None = Field(default=None, max_length=300)
    """Spoken and shown as the set begins: `Slowly now.` Default: nothing."""
    cues: bool | None = None
    """Sounds during this step. Default: the block's."""
    voice: bool | None = None
    """Spoken lines during this step. Default: the block's."""
    weeks: tuple[Week, ...] = ()
    """Other doses in other weeks, chosen with `--week`: `2-3: 3 x 12`. Default: none."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.off is not None and self.bouts is None:
            raise conflict(
                "off", "`off` without `bouts`; write how many, such as `bouts: 5`, or `5 x 10s hold, off 2s`"
            )
        if self.bouts is not None and self.hold is None and self.work is None:
            raise conflict("bouts", "`bouts` of what? Write a length too, such as `hold: 10s`")
        last: Week | None = None
        for week in sorted(self.weeks, key=lambda week: week.first):
            if last is not None and week.first <= last.last:
                raise conflict("weeks", f"two doses for week {week.first}; let each week stand once")
            dosage = self.in_week(week.first)
            if dosage.reps and dosage.reps.each and dosage.sets != (len(dosage.reps.each),) * 2:
                raise conflict(
                    "weeks", f"week {week.first} comes to {dosage.sets} sets of {dosage.reps}; give it reps too"
                )
            if dosage.off is not None and dosage.bouts is None:
                raise conflict(
                    "weeks", f"week {week.first} has `off` without `bouts`; write how many, such as `bouts: 5`"
                )
            last = week
        return self

    def in_week(self, week: int | None) -> Dosage:
        """The dosage in `week`: what the week changes laid over the step's own keys; week 1 when none is chosen."""
        own = {key: getattr(self, key) for key in Dosage.model_fields}
        wanted = 1 if week is None else week
        for variant in self.weeks:
            if variant.first <= wanted <= variant.last:
                changed = {
                    key: value for key in Dosage.model_fields if (value := getattr(variant.dosage, key)) is not None
                }
                for keys in (("reps", "hold", "work"), ("rest", "every")):
                    if changed.keys() & keys:
                        own |= dict.fromkeys(keys)
                if changed.keys() & {"reps", "hold", "work"}:
                    own |= {"bouts": None, "off": None}
                return Dosage.model_construct(**(own | changed))
        return Dosage.model_construct(**own)


class RestStep(WrittenWords):
    """A rest of its own between two exercises, in place of `between`."""

    rest: RestText


class WaitStep(WrittenWords):
    """The session waits until the person says go."""

    wait: str = Field(min_length=1, max_length=200)
    """What it waits for: `fix the band to the post`. Required."""


class GroupStep(WrittenWords):
    """Steps taken in turn: one set of each a round (superset, circuit), or the whole list again (rounds)."""

    kind: Literal["superset", "circuit", "rounds"]
    rounds: Annotated[int, Field(ge=1, le=1000)] | None = None
    """How often. A superset without it takes the sets of its steps: `3`. Default: 1."""
    rest: RestText | None = None
    """Rest between rounds. Default: the block's."""
    between: RestText | None = None
    """Rest between the exercises of a round. Default: 10s in a superset or circuit."""
    do: tuple[Step, ...] = Field(min_length=1)
    """The steps of a round. Required."""


class IncludeStep(WrittenWords):
    """All blocks of another routine, in this place."""

    include: str
    """Its id in the library, or a file beside this one: `hip-warm-up`. Required."""
    routine: Routine


Step = ExerciseStep | RestStep | WaitStep | GroupStep | IncludeStep


class Block(Timing):
    """A named part of a routine."""

    name: str = Field(default="", max_length=60)
    """What the block is called on screen and in the plan: `Prime`. Default: the routine's name."""
    role: Role | None = None
    """What its steps are for; lint reads it. Default: not said."""
    note: str | None = Field(default=None, max_length=300)
    """Shown during set-up and rest of the block: `Far from failure.` Default: nothing."""
    cues: bool = True
    """Sounds during the block. Default: on."""
    voice: bool = True
    """Spoken lines during the block. Default: on."""
    do: tuple[Step, ...] = Field(min_length=1)
    """The steps in order. Required."""


class Routine(WrittenWords):
    """A whole routine."""

    name: str = Field(min_length=1, max_length=80)
    """What the routine is called: `Leg-day blueprint`. Required."""
    about: str = Field(default="", max_length=500)
    """What it is for, in a sentence: `Wake the hamstrings.` Default: nothing."""
    source: str = "ours"
    """Where it comes from: `B, blueprint`. Default: ours."""
    goal: Literal["hamstrings", "low back", "core", "warm-up", "recovery"] | None = None
    """What it trains; lint reads it. Default: not said."""
    equipment: tuple[str, ...] = ()
    """What must be at hand beside what the exercises name: `[towel]`. Default: nothing."""
    defaults: Timing = Timing()
    """Lengths for the whole routine: `{rest: 90s}`. Default: those of the table above."""
    exercises: dict[str, Exercise] = Field(default={})
    """Exercises of this routine's own, by id. Default: none."""
    blocks: tuple[Block, ...] = Field(min_length=1)
    """The parts of the routine in order; a short one has its steps under `do` instead. Default: none beside `do`."""


for _model in (GroupStep, IncludeStep, Block, Routine):
    _model.model_rebuild()
