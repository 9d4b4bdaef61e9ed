"""What the sources would say about a routine that is valid: warnings with their source, at the words they are about.

Owns the walk over a routine in the order in which it is done; the rules themselves are in `lint_rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.errors import Severity
from bandtimer.lint_rules import DOSAGE_RULES, ROUTINE_RULES, STEP_RULES, Measure, Placed
from bandtimer.loader import locate
from bandtimer.routine import Dosage, ExerciseStep, GroupStep, IncludeStep, WaitStep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bandtimer.errors import Problem
    from bandtimer.exercise import Exercise
    from bandtimer.lint_rules import Advice
    from bandtimer.loader import LoadedRoutine
    from bandtimer.marks import Path
    from bandtimer.routine import Block, Routine, Step


def lint(loaded: LoadedRoutine, exercises: Mapping[str, Exercise]) -> list[Problem]:
    """All warnings, in the order of the file. `exercises` is the library; the routine's own come before it."""
    steps = tuple(_steps(loaded.routine, exercises, ()))
    problems = (
        locate(loaded, advice.path, advice.message, Severity.WARNING, advice.source)
        for advice in _advice(loaded.routine, steps)
    )
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.path, problem.line, problem.column))


def _advice(routine: Routine, steps: tuple[Placed, ...]) -> Iterator[Advice]:
    for routine_rule in ROUTINE_RULES:
        yield from routine_rule(routine, steps)
    for placed in steps:
        for step_rule in STEP_RULES:
            yield from step_rule(placed)
        for measure in _measures(placed):
            for dosage_rule in DOSAGE_RULES:
                yield from dosage_rule(measure)


def _steps(routine: Routine, library: Mapping[str, Exercise], path: Path) -> Iterator[Placed]:
    """Every exercise step in the order in which it is first done."""
    known = {**library, **routine.exercises}
    for index, block in enumerate(routine.blocks):
        yield from _walk(block.do, routine, block, known, (*path, "blocks", index), (*path, "blocks", index))


def _walk(
    steps: tuple[Step, ...],
    routine: Routine,
    block: Block,
    known: Mapping[str, Exercise],
    path: Path,
    block_path: Path,
) -> Iterator[Placed]:
    waited = False
    for index, step in enumerate(steps):
        here = (*path, "do", index)
        match step:
            case ExerciseStep():
                if (exercise := known.get(step.exercise)) is not None:
                    yield Placed(step, exercise, routine, block, here, block_path, waited)
            case GroupStep():
                yield from _walk(step.do, routine, block, known, here, block_path)
            case IncludeStep():
                yield from _steps(step.routine, known, (*here, "routine"))
            case _:
                pass
        waited = isinstance(step, WaitStep)


def _measures(placed: Placed) -> Iterator[Measure]:
    """The dose of a step as written, and as each week changes it."""
    step = placed.step
    own = Dosage.model_construct(**{key: getattr(step, key) for key in Dosage.model_fields})
    yield Measure(placed, own, frozenset(), ())
    for index, week in enumerate(step.weeks):
        changed = frozenset(week.dosage.model_dump(exclude_none=True, round_trip=True))
        yield Measure(placed, step.in_week(week.first), changed, ("weeks", index, "dosage"))
