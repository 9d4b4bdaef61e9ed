"""From the text of a routine or exercise file to its model, or to every problem in it with line, column and mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bandtimer.errors import FileError, Problem, Severity
from bandtimer.exercise import Exercise
from bandtimer.file_text import checked, text_of
from bandtimer.findings import Findings, quoted
from bandtimer.marks import Mark, Marks
from bandtimer.marks import Path as Where
from bandtimer.model_reading import ModelReader
from bandtimer.routine import IncludeStep, Routine
from bandtimer.routine_reading import RoutineReader
from bandtimer.yaml_reading import read_tree
from bandtimer.yaml_tree import Budget, Items, Keys, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bandtimer.yaml_tree import Node

DEEPEST_INCLUDE = 8
MOST_INCLUDES = 50


@dataclass(frozen=True)
class LoadedRoutine:
    """A routine and where its words stand."""

    routine: Routine
    path: str
    """The file as the person named it."""
    marks: Marks


def load_routine(
    path: Path,
    *,
    shown: str | None = None,
    exercises: Mapping[str, Exercise],
    find: Callable[[str, Path], Path | None],
) -> LoadedRoutine:
    """Read a routine file; `shown` is what messages call it.

    `exercises` is the library. `find` resolves what an `include` names, as seen from the file that includes it.
    Raises FileError with all problems.
    """
    name = shown or str(path)
    return read_routine(text_of(path, name), name, exercises=exercises, find=find, base=path)


def read_routine(
    text: str,
    shown: str,
    *,
    exercises: Mapping[str, Exercise],
    find: Callable[[str, Path], Path | None],
    base: Path,
) -> LoadedRoutine:
    """Read a routine from its text; `base` is the file that it is or would be. Raises FileError with all problems."""
    findings, marks = Findings(shown), dict[Where, Mark]()
    reading = _Reading(findings, marks, find)
    routine = reading.routine(text, shown, base, dict(exercises), (), ())
    findings.settle()
    if routine is None:
        raise FileError((Problem(shown, 1, 1, "could not be read; write `name:` and `blocks:`"),))
    return LoadedRoutine(routine, shown, Marks(marks, shown))


def load_exercise(path: Path, shown: str | None = None) -> Exercise:
    """Read an exercise file. Raises FileError with all problems."""
    name = shown or str(path)
    return read_exercise(text_of(path, name), name)


def read_exercise(text: str, shown: str) -> Exercise:
    """Read an exercise from its text. Raises FileError with all problems."""
    findings = Findings(shown)
    node = read_tree(checked(text, shown), shown, findings, Budget())
    models = ModelReader(shown, findings, {})
    exercise = None
    if isinstance(node, Keys):
        exercise = models.build(Exercise, models.plain(node, ()), ())
    elif node is None or (isinstance(node, Text) and node.empty):
        findings.tell(shown, 1, 1, "the file is empty; an exercise has at least a `name:`")
    else:
        models.tell(node, "an exercise is written in keys, such as `name: Towel slide`")
    findings.settle()
    if exercise is None:
        raise FileError((Problem(shown, 1, 1, "could not be read; write at least `name:`"),))
    return exercise


def locate(
    loaded: LoadedRoutine,
    path: Where,
    message: str,
    severity: Severity = Severity.ERROR,
    source: str | None = None,
) -> Problem:
    """A problem at the place of `path` in the model, in the file where that stands."""
    mark = loaded.marks.mark(path)
    return Problem(mark.file, mark.line, mark.column, message, severity, source)


class _Reading:
    """One reading: a routine and all that it includes."""

    def __init__(self, findings: Findings, marks: dict[Where, Mark], find: Callable[[str, Path], Path | None]) -> None:
        self.findings = findings
        self.marks = marks
        self.find = find
        self.budget = Budget()
        self.includes = 0

    def routine(
        self,
        text: str,
        shown: str,
        base: Path,
        exercises: dict[str, Exercise | None],
        path: Where,
        chain: tuple[tuple[str, Path], ...],
    ) -> Routine | None:
        """The routine at `path` of the outermost one; `chain`: the files that lead here, as (shown, resolved)."""
        node = read_tree(checked(text, shown), shown, self.findings, self.budget)
        models = ModelReader(shown, self.findings, self.marks)
        if not isinstance(node, Keys):
            self.no_routine(node, shown)
            return None
        chain = (*chain, (shown, base.resolve()))

        def include(value: Text, where: Where) -> IncludeStep | None:
            return self.include(value, where, models, base, chain, exercises)

        return RoutineReader(models, exercises, include).read(node, path)

    def no_routine(self, node: Node | None, shown: str) -> None:
        if node is None or (isinstance(node, Text) and node.empty):
            self.findings.tell(shown, 1, 1, "the file is empty; `bandtimer new NAME` writes one to start from")
        elif isinstance(node, Items):
            message = "a list stands here; begin with `name:`, and put the steps under `do:`"
            self.findings.tell(shown, node.line, node.column, message)
        elif isinstance(node, Text) and not node.broken:
            message = f"{quoted(node.text)} is no routine; begin with `name: …` (a blank after the colon)"
            self.findings.tell(shown, node.line, node.column, message)

    def include(  # noqa: PLR0911 -- one return a reason
        self, value: Text, path: Where, models: ModelReader, base: Path, chain: tuple[tuple[str, Path], ...],
        exercises: dict[str, Exercise | None],
    ) -> IncludeStep | None:  # fmt: skip
        """Another routine, read in its place."""
        name = value.text.strip()
        found = self.find(name, base)
        if found is None:
            models.tell(
                value, f"there is no routine {quoted(name)}; name one of `bandtimer list`, or a file beside this one"
            )
            return None
        resolved = found.resolve()
        if resolved in [file for _, file in chain]:
            begin = [file for _, file in chain].index(resolved)
            circle = [*(shown for shown, _ in chain[begin:]), chain[begin][0]]
            models.tell(value, f"includes itself: {' includes '.join(circle[:6])}; take one of these includes out")
            return None
        self.includes += 1
        if len(chain) > DEEPEST_INCLUDE:
            models.tell(value, f"more than {DEEPEST_INCLUDE} routines include one another; write the steps here")
            return None
        if self.includes > MOST_INCLUDES:
            models.tell(value, f"more than {MOST_INCLUDES} includes; write the steps here, or use `rounds:`")
            return None
        shown = _beside(chain[-1][0], base, found)
        before = len(self.findings.problems)
        try:
            text = text_of(found, shown)
            routine = self.routine(text, shown, found, exercises, (*path, "routine"), chain)
        except FileError as error:
            if error.problems and len(self.findings.problems) == before:
                self.findings.problems.extend(error.problems)
            models.tell(value, f"the routine {quoted(name)} can't be read; mend {shown} first")
            return None
        if routine is None or len(self.findings.problems) > before:
            models.tell(value, f"the routine {quoted(name)} has problems; mend {shown} first")
            return None
        # Checked already; its steps would be copied otherwise.
        return IncludeStep.model_construct(include=name, routine=routine)


def _beside(shown: str, base: Path, found: Path) -> str:
    """What to call an included file: as the person called the one that includes it."""
    folder = shown[: len(shown) - len(base.name)] if shown.endswith(base.name) else ""
    try:
        return folder + found.resolve().relative_to(base.resolve().parent).as_posix()
    except ValueError:
        return str(found)
