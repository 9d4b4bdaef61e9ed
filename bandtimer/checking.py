"""Checks one file for everything that can be told without doing it: words, structure, layout in time, and lint.

A routine, an exercise and a preferences file are told apart by where they lie and what they say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bandtimer.errors import FileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bandtimer.library import Library
    from bandtimer.loader import LoadedRoutine
    from bandtimer.routine import ExerciseStep, Step

_ROUTINE_KEY = re.compile(r"^(?:blocks|do|goal|defaults|exercises)\s*:", re.MULTILINE)
_EXERCISE_KEY = re.compile(
    r"^(?:position|setup|place|pattern|level|first|verbs|breathing|figure|limb|easier|harder|dose_source|tips)\s*:",
    re.MULTILINE,
)
MOST_WEEKS = 60
"""Weeks that are laid out to see whether they can be; more than a year's worth says nothing new."""


def check_path(path: Path, shown: str, library: Library) -> list[Problem]:
    """Every problem of a file, in its order; errors hide warnings, as a file with errors can't be judged."""
    from bandtimer.file_text import text_of

    try:
        return check_text(text_of(path, shown), shown, path, library)
    except FileError as error:
        return list(error.problems)


def check_text(text: str, shown: str, path: Path, library: Library) -> list[Problem]:
    """Every problem of a text; `path` is the file that it is or would be."""
    try:
        if path == library.folders.preferences or path.name in ("preferences.yaml", "preferences.yml"):
            from bandtimer.preferences import read_preferences

            read_preferences(text, shown)
            return []
        if is_exercise(text, path):
            from bandtimer.loader import read_exercise

            read_exercise(text, shown)
            return []
        return _routine_problems(text, shown, path, library)
    except FileError as error:
        return list(error.problems)


def is_exercise(text: str, path: Path) -> bool:
    """Whether a file is meant as an exercise of the library."""
    if _ROUTINE_KEY.search(text):
        return False
    return path.absolute().parent.name == "exercises" or bool(_EXERCISE_KEY.search(text))


def _routine_problems(text: str, shown: str, path: Path, library: Library) -> list[Problem]:
    from bandtimer.lint import lint
    from bandtimer.loader import locate, read_routine

    loaded = read_routine(text, shown, exercises=library.exercises, find=library.find, base=path)
    problems = [locate(loaded, where, message) for where, message in _unplannable(loaded, library)]
    return list(dict.fromkeys(problems)) or lint(loaded, library.exercises)


def _unplannable(loaded: LoadedRoutine, library: Library) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What can't be laid out in time: at the bottom of the ranges, at their top, and in each week that differs."""
    from bandtimer.compiler import PlanError, compile_routine
    from bandtimer.settings import Settings
    from bandtimer.targets import Targets

    steps = list(_exercise_steps(loaded))
    weeks: list[int | None] = [None, *sorted({week.first for step in steps for week in step.weeks})[:MOST_WEEKS]]
    tight = any(step.every is not None or any(it.dosage.every is not None for it in step.weeks) for step in steps)
    for week in weeks:
        for targets in (Targets("bottom"), Targets("top")) if tight else (Targets("bottom"),):
            try:
                compile_routine(loaded.routine, library.exercises, Settings(), targets, week)
            except PlanError as error:
                yield error.path, error.message


def _exercise_steps(loaded: LoadedRoutine) -> Iterator[ExerciseStep]:
    from bandtimer.routine import ExerciseStep, GroupStep, IncludeStep

    def walk(steps: tuple[Step, ...]) -> Iterator[ExerciseStep]:
        for step in steps:
            match step:
                case ExerciseStep():
                    yield step
                case GroupStep():
                    yield from walk(step.do)
                case IncludeStep():
                    for block in step.routine.blocks:
                        yield from walk(block.do)
                case _:
                    pass

    for block in loaded.routine.blocks:
        yield from walk(block.do)
