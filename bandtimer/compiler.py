"""Routine + targets → timeline: walks blocks and steps in order and lays out every second. Pure and deterministic.

Gaps between sets are decided late: what a step asks for after itself stays pending until the next set is known,
so that set-up can be the tail of a rest and nothing trails after the very last set.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bandtimer.cards import card_of
from bandtimer.errors import BandtimerError
from bandtimer.layout import MOST_SEGMENTS, Layout
from bandtimer.prescription import prescribe, rest_of
from bandtimer.routine import ExerciseStep, GroupStep, IncludeStep, Rest, RestStep, WaitStep
from bandtimer.timeline import Card, Side, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bandtimer.exercise import Exercise
    from bandtimer.prescription import Prescription
    from bandtimer.routine import Block, Routine, Step, Timing
    from bandtimer.settings import Settings
    from bandtimer.targets import Targets

Path = tuple[str | int, ...]


class PlanError(BandtimerError):
    """A valid file that can't be laid out in time; `path` leads to the step, as in `("blocks", 0, "do", 2)`."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def compile_routine(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    settings: Settings,
    targets: Targets,
    week: int | None = None,
    identity: str = "",
) -> Timeline:
    """Lay a routine out in time.

    `exercises` is the library; the routine's own come before it. `identity` is its id in the library or its path.
    Raises PlanError for what can't be laid out: an unknown exercise, a set longer than its window, too many segments.
    """
    compiler = _Compiler(settings, targets, week)
    compiler.routine(routine, exercises, ())
    layout = compiler.layout
    used = dict.fromkeys(plan.exercise for plan in layout.sets)
    return Timeline(
        name=routine.name,
        about=routine.about,
        routine=identity,
        week=week,
        segments=tuple(layout.segments),
        sets=tuple(layout.sets),
        cards={name: compiler.cards[name] for name in used},
        notes=tuple(targets.reasons[name] for name in used if name in targets.reasons),
        equipment=tuple(
            dict.fromkeys((*routine.equipment, *(it for name in used for it in compiler.cards[name].equipment)))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the routine the walk is."""

    exercises: Mapping[str, Exercise]
    routine: Routine
    block: Block
    block_index: int
    path: Path
    round: int | None = None
    rounds: int | None = None
    between: Rest | None = None
    """The rest between exercises that the group around the step asks for."""

    @property
    def timings(self) -> tuple[Timing, ...]:
        return (self.block, self.routine.defaults)


class _Compiler:
    def __init__(self, settings: Settings, targets: Targets, week: int | None) -> None:
        self.settings = settings
        self.targets = targets
        self.week = week
        self.layout = Layout()
        self.known: dict[str, Exercise] = {}
        self.cards: dict[str, Card] = {}
        self.blocks = 0
        self.steps: dict[Path, int] = {}

    def routine(self, routine: Routine, library: Mapping[str, Exercise], path: Path) -> None:
        exercises = {**library, **routine.exercises}
        for index, block in enumerate(routine.blocks):
            place = _Place(exercises, routine, block, self.blocks, (*path, "blocks", index))
            self.blocks += 1
            self.layout.new_block()
            self.walk(block.do, place)

    def walk(self, steps: tuple[Step, ...], place: _Place) -> None:
        for index, step in enumerate(steps):
            self.step(step, replace(place, path=(*place.path, "do", index)))

    def step(self, step: Step, place: _Place) -> None:
        match step:
            case ExerciseStep():
                self.straight_sets(step, place)
            case RestStep():
                self.rest(step.rest)
            case WaitStep():
                self.layout.pending_wait(step.wait)
            case GroupStep(kind="superset"):
                self.superset(step, place)
            case GroupStep():
                self.rounds(step, place)
            case IncludeStep():
                self.routine(step.routine, place.exercises, (*place.path, "routine"))

    def straight_sets(self, step: ExerciseStep, place: _Place) -> None:
        """All sets of one step, one after the other."""
        what = self.prescribe(step, place)
        for number in range(1, what.sets + 1):
            started = self.set(step, what, place, number)
            left = what.every - (self.layout.now - started) if what.every is not None else None
            if left is not None and left <= 0:
                raise PlanError(
                    place.path,
                    f"set {number} takes {(self.layout.now - started) / 1000:g} s, but one starts every "
                    f"{(what.every or 0) / 1000:g} s; lengthen `every` or do less in a set",
                )
            if number == what.sets and left is not None and place.round is not None:
                # In rounds the last set fills its window too, so that the next exercise starts with a window.
                self.layout.pending_between(rest_of(left), window=True)
            elif number == what.sets:
                self.layout.pending_between(self.between(place))
            elif left is not None:
                self.layout.pending_rest(left)
            else:
                self.rest(what.rest)

    def between(self, place: _Place) -> Rest:
        if place.between is not None:
            return place.between
        for timing in place.timings:
            if timing.between is not None:
                return timing.between
        return rest_of(self.settings.between)

    def rest(self, rest: Rest) -> None:
        if rest.length is None:
            self.layout.pending_wait("ready when you are")
        else:
            self.layout.pending_rest(rest.length.low)

    def prescribe(self, step: ExerciseStep, place: _Place) -> Prescription:
        exercise = place.exercises.get(step.exercise)
        if exercise is None:
            raise PlanError(place.path, f"there is no exercise {step.exercise!r}")
        # Two routines that are included may each define their own exercise under one id: the first keeps it.
        if self.known.setdefault(step.exercise, exercise) != exercise:
            raise PlanError(place.path, f"two different exercises are called {step.exercise!r}; rename one of them")
        try:
            if step.exercise not in self.cards:
                self.cards[step.exercise] = card_of(step.exercise, exercise)
            card = self.cards[step.exercise]
            return prescribe(step, exercise, card, place.timings, self.settings, self.targets, self.week)
        except ValueError as error:
            raise PlanError(place.path, str(error)) from None

    def superset(self, group: GroupStep, place: _Place) -> None:
        """One set of each step a round; a step with fewer sets drops out. A step's own rest follows its set."""
        members: list[tuple[Step, Prescription | None, _Place]] = []
        for index, step in enumerate(group.do):
            where = replace(place, path=(*place.path, "do", index))
            what = self.prescribe(step, where) if isinstance(step, ExerciseStep) else None
            if what and what.every is not None:
                raise PlanError(where.path, "`every` does not go inside a superset; use the superset's `rest`")
            members.append((step, _over_rounds(what, group.rounds) if what else None, where))
        rounds = max((what.sets for _, what, _ in members if what), default=group.rounds or 1)
        last = group.do[-1]
        own_rest = last.in_week(self.week).rest if isinstance(last, ExerciseStep) else None
        for turn in self.turns(rounds, group, place, own_rest):
            for step, what, where in members:
                within = replace(turn, path=where.path)
                if what is None or not isinstance(step, ExerciseStep):
                    self.step(step, within)
                elif (turn.round or 1) <= what.sets:
                    self.set(step, what, within, turn.round or 1)
                    self.layout.pending_between(step.in_week(self.week).rest or self.between(within))

    def rounds(self, group: GroupStep, place: _Place) -> None:
        """The whole list again and again: circuit and rounds differ only in the rest between exercises."""
        for turn in self.turns(group.rounds or 1, group, place):
            self.walk(group.do, turn)

    def turns(self, rounds: int, group: GroupStep, place: _Place, own_rest: Rest | None = None) -> Iterator[_Place]:
        """The place of each round; between two rounds stands the group's rest, or the gap its last step asks for."""
        between = group.between
        if between is None and group.kind != "rounds":
            between = rest_of(self.settings.group_between)
        for number in range(1, rounds + 1):
            yield replace(place, round=number, rounds=rounds, between=between or place.between)
            if number < rounds and (group.rest is not None or not self.layout.gap_asked_for):
                self.rest(group.rest or own_rest or self.resting(place))
        self.layout.pending_between(self.between(place))

    def resting(self, place: _Place) -> Rest:
        for timing in place.timings:
            if timing.rest is not None:
                return timing.rest
        return rest_of(self.settings.rest)

    def set(self, step: ExerciseStep, what: Prescription, place: _Place, number: int) -> int:
        """One set, on each side that it has; returns when its work started, in milliseconds."""
        block = place.block
        sides: tuple[Side | None, ...] = (None,)
        if what.sides == "each":
            sides = (what.starts, what.starts.other)
        elif what.sides in ("left", "right"):
            sides = (Side(what.sides),)
        started: list[int] = []
        for turn, side in enumerate(sides):
            if turn:
                self.layout.pending_switch(what.switch)
            start = self.layout.set(
                what,
                number=number,
                side=side,
                block=block.name or place.routine.name,
                block_index=place.block_index,
                step=self.steps.setdefault(place.path, len(self.steps)),
                round_=place.round,
                rounds=place.rounds,
                role=step.role or block.role,
                partial=step.partial,
                note=step.note or block.note,
                say=step.say,
                band=step.band,
                cues=block.cues if step.cues is None else step.cues,
                voice=block.voice if step.voice is None else step.voice,
            )
            started.append(start)
            if len(self.layout.segments) > MOST_SEGMENTS:
                raise PlanError(
                    place.path, f"the routine comes to more than {MOST_SEGMENTS:,} segments; ask for fewer sets or reps"
                )
        return started[0]


def _over_rounds(what: Prescription, rounds: int | None) -> Prescription:
    """The prescription with one set a round; reps that differ by set begin again when they run out."""
    if rounds is None:
        return what
    reps = tuple(what.reps[number % len(what.reps)] for number in range(rounds)) if what.reps else ()
    return replace(what, sets=rounds, reps=reps)
