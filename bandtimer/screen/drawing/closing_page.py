"""The end of a session: what was done against what was planned, what comes next time, how hard it was."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.durations import SECOND, in_words
from bandtimer.events import Outcome
from bandtimer.screen.drawing.rows import Block, Row, Run, apart, blank, columns_of, fitted, line, wrapped
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.session_state import Record
    from bandtimer.timeline import Timeline
    from bandtimer.view_parts import Summary

SIGNS = {Outcome.DONE: "●", Outcome.SHORT: "◐", Outcome.SKIPPED: "○", Outcome.HURT: "✕"}
"""How a set ended, by shape."""
_TONES = {Outcome.DONE: Tone.DONE, Outcome.SHORT: Tone.SETUP, Outcome.SKIPPED: Tone.DIM, Outcome.HURT: Tone.ALERT}
_WORDS = {Outcome.DONE: "as planned", Outcome.SHORT: "ended early", Outcome.SKIPPED: "left out", Outcome.HURT: "hurt"}


class Asked(NamedTuple):
    """What was said of the session, and what the journal says of next time."""

    effort: int | None = None
    band: str = ""
    next_time: tuple[str, ...] = ()
    rehearsal: bool = False


def headline(summary: Summary, speed: float = 1.0) -> str:
    """The session in a line: `8 of 9 sets as planned · 92 reps · 3 min held`."""
    parts = [f"{summary.done} of {summary.planned} {'set' if summary.planned == 1 else 'sets'} as planned"]
    parts += [
        f"{number} {what}"
        for number, what in ((summary.short, "ended early"), (summary.skipped, "left out"), (summary.hurt, "hurt"))
        if number
    ]
    if summary.reps:
        parts.append(f"{summary.reps} {'rep' if summary.reps == 1 else 'reps'}")
    if summary.held:
        parts.append(f"{in_words(round(summary.held * speed / SECOND) * SECOND)} held")
    return " · ".join(parts)


def closing_page(
    timeline: Timeline,
    records: Mapping[int, Record],
    summary: Summary,
    asked: Asked,
    width: int,
    height: int,
    speed: float = 1.0,
) -> Block:
    """Everything but the big word; what there is no room for is left out from the least important on.

    `speed`: of a rehearsal, whose holds are told as long as what they rehearse.
    """
    exercises = _exercises(timeline, dict(sorted(records.items())), speed)
    return _page(timeline.name, exercises, headline(summary, speed), asked, width, height)


class _Exercise(NamedTuple):
    name: str
    outcomes: tuple[Outcome | None, ...]
    amounts: str


def _exercises(timeline: Timeline, records: Mapping[int, Record], speed: float) -> tuple[_Exercise, ...]:
    """A line for each exercise, in the order in which it first came."""
    found: dict[str, list[int]] = {}
    for plan in timeline.sets:
        found.setdefault(plan.exercise, []).append(plan.index)
    lines = []
    for exercise, sets in found.items():
        done = [records.get(number) for number in sets]
        amounts = [
            f"{record.held * speed / SECOND:.0f} s" if timeline.sets[number].timed else str(record.reps)
            for number, record in zip(sets, done, strict=True)
            if record is not None and record.outcome is not Outcome.SKIPPED
        ]
        outcomes = tuple(None if record is None else record.outcome for record in done)
        lines.append(_Exercise(timeline.cards[exercise].name, outcomes, _run_together(amounts)))
    return tuple(lines)


def _run_together(amounts: list[str]) -> str:
    """`12 12 10`, or `4 × 12` where all are alike."""
    if len(amounts) > 2 and len(set(amounts)) == 1:
        return f"{len(amounts)} × {amounts[0]}"
    return "  ".join(amounts)


@lru_cache(maxsize=16)
def _page(name: str, exercises: tuple[_Exercise, ...], said: str, asked: Asked, width: int, height: int) -> Block:
    rows: list[Row] = [line((Run(name, STRONG),), width)]
    rows += [line((Run(part),), width) for part in wrapped(said, width, 2)]
    question = _question(asked, width)
    targets = [] if asked.rehearsal else [
        row for sentence in asked.next_time for row in _hung("→ ", sentence, width)
    ]  # fmt: skip
    if asked.rehearsal:
        targets = [line((Run("A rehearsal: it moves no target.", DIM),), width)]
    airy = height >= len(rows) + len(exercises) + len(targets) + len(question) + 4
    gap: list[Row] = [blank(width)] if airy else []
    room = height - len(rows) - len(question) - 2 * len(gap)
    listed = [_exercise(exercise, width) for exercise in exercises]
    if len(listed) > room:
        more = len(listed) - max(0, room - 1)
        listed = [*listed[: max(0, room - 1)], line((Run(f"and {more} more: `bandtimer history`", DIM),), width)]
    rows += [*gap, *listed]
    room -= len(listed)
    if targets and room > 1:
        rows += [blank(width), *targets[: room - 1]]
    rows = list(fitted(rows, width, max(0, height - len(question))))
    return fitted([*rows, *question], width, height)


def _exercise(exercise: _Exercise, width: int) -> Row:
    signs = [
        Run(SIGNS[outcome] if outcome else "·", Ink(_TONES[outcome] if outcome else Tone.FAINT, bold=True))
        for outcome in exercise.outcomes
    ]
    if len(signs) > max(8, width // 4):
        signs = signs[: max(8, width // 4)]
    right = (*signs, Run(f"  {exercise.amounts}" if columns_of(exercise.amounts) <= width // 3 else "", DIM))
    return apart((Run(exercise.name, TEXT),), right, width)


def _hung(mark: str, text: str, width: int) -> list[Row]:
    parts = wrapped(text, width - columns_of(mark), 3)
    return [
        line((Run(mark if number == 0 else " " * columns_of(mark), DIM), Run(part)), width)
        for number, part in enumerate(parts)
    ]


EFFORTS = range(1, 11)
QUESTION = "How hard?  "


def _step(width: int) -> int:
    """Columns from one effort to the next."""
    return 3 if width >= columns_of(QUESTION) + 3 * len(EFFORTS) else 2


def _question(asked: Asked, width: int) -> list[Row]:
    """How hard it was, as keys to press; and the band."""
    runs = [Run(QUESTION, STRONG)]
    for effort in EFFORTS:
        chosen = effort == asked.effort
        ink = Ink(Tone.PAPER, Tone.DONE, bold=True) if chosen else Ink(Tone.SETUP, bold=True)
        runs += [Run(f" {effort % 10} ".ljust(_step(width))[: _step(width)], ink)]
    if width >= 64:
        runs.append(Run("   1 easy, 0 is ten: nothing left", DIM))
    band = [Run("Band  ", STRONG), Run(asked.band or "as before", TEXT), Run("   b names another", DIM)]
    return [blank(width), line(runs, width), line(band, width)]


def effort_at(x: int, width: int) -> int | None:
    """The effort whose key lies at a column of the question."""
    start = columns_of(QUESTION)
    number = (x - start) // _step(width) + 1
    return number if x >= start and number in EFFORTS else None
