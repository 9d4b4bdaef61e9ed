"""The shipped exercises and routines, read once, for tests that need real ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bandtimer.compiler import compile_routine
from bandtimer.exercise import Exercise
from bandtimer.loader import load_exercise, load_routine
from bandtimer.routine import Routine
from bandtimer.settings import Settings
from bandtimer.targets import Targets
from bandtimer.timeline import Timeline

ROOT = Path(__file__).parents[1]
ROUTINES = ROOT / "routines"
STOCK = tuple(sorted(path.stem for path in ROUTINES.glob("*.yaml")))
EXERCISES: dict[str, Exercise] = {
    path.stem: load_exercise(path) for path in sorted((ROUTINES / "exercises").glob("*.yaml"))
}


def shipped_file(word: str, base: Path) -> Path | None:
    """What `include: word` means: a file beside `base`, else a stock routine."""
    for folder in (base.parent, ROUTINES):
        if (path := folder / f"{word}.yaml").is_file():
            return path
    return None


def routine_in(path: Path) -> Routine:
    """The routine that a file holds."""
    return load_routine(path, exercises=EXERCISES, find=shipped_file).routine


def timeline_of(routine: Routine, *, week: int | None = None, targets: Targets | None = None) -> Timeline:
    """The routine with the shipped exercises and the settings of the house."""
    return compile_routine(routine, EXERCISES, Settings(), targets or Targets(), week)


@cache
def stock(name: str) -> Routine:
    """A stock routine by its id."""
    return routine_in(ROUTINES / f"{name}.yaml")
