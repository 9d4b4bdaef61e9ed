"""A year of sessions under a clock that is held: what becomes of the targets of one person.

The person gets stronger, is ill for two weeks, and comes back weaker for a while.

    python -m benchmarks.year_of_progress

Every session is compiled with the targets of the day, written through the real journal into a folder of its own and
read back from there; the person's strength is a plain formula. Prints a table of each target that moved, which
docs/progress.md shows.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.compiler import compile_routine
from bandtimer.events import Began, Finished, Outcome, Progressed, SetBegan, SetEnded
from bandtimer.journal.glance import read_targets
from bandtimer.journal.journal import Journal
from bandtimer.loader import load_exercise, load_routine
from bandtimer.settings import Settings
from bandtimer.timeline import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bandtimer.events import Event
    from bandtimer.journal.progress import Target
    from bandtimer.timeline import SetPlan, Timeline

EXERCISES = Path(__file__).parents[1] / "routines" / "exercises"
ROUTINE = """\
name: A year
blocks:
  - do:
      - prone-leg-curl: 2 x 10-20
      - prone-leg-curl-hold: 2 x 30-60s, each side
      - assisted-nordic-curl: 2 x 5-10
"""
FIRST = datetime(2026, 1, 5, 18, tzinfo=UTC)
"""A Monday; sessions are on Monday, Wednesday and Friday."""
WEEKS = 52
ILL = range(24, 26)
"""Weeks without a session, after which a third of the strength is gone for a while."""
BANDS = {"prone-leg-curl": ("red", "black", "purple"), "assisted-nordic-curl": ("thick", "medium", "thin")}


class Day(NamedTuple):
    """A session day."""

    week: int
    """From 1."""
    when: datetime


class Person:
    """How much can be done on a day, and with which bands."""

    def __init__(self) -> None:
        self.band = dict.fromkeys(BANDS, 0)

    def strength(self, week: int) -> float:
        """1 in the first week, 1.8 in the last; a third less after the illness, gone again within six weeks."""
        weeks_back = week - ILL.stop
        loss = 0.34 * max(0.0, 1 - weeks_back / 6) if weeks_back >= 0 else 0.0
        return (1 + 0.8 * (week - 1) / WEEKS) * (1 - loss)

    def capacity(self, plan: SetPlan, week: int) -> float:
        """Reps, or milliseconds of a hold, until nothing is left."""
        strength = self.strength(week)
        match plan.exercise:
            case "prone-leg-curl":
                return 17 * strength * 0.62 ** self.band[plan.exercise]
            case "assisted-nordic-curl":
                return 7.5 * strength * 0.7 ** self.band[plan.exercise]
            case _:
                return 44_000 * strength * (0.86 if plan.side is Side.RIGHT else 1.0)

    def follow(self, targets: tuple[Target, ...]) -> None:
        """Take the next band where that is the advice."""
        for target in targets:
            bands = BANDS.get(target.exercise, ())
            at_top = target.value == target.high and target.advice
            if at_top and self.band[target.exercise] + 1 < len(bands):
                self.band[target.exercise] += 1


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(table(Path(folder))))


def table(folder: Path) -> list[str]:
    """The year as a Markdown table, with the journal in `folder`."""
    exercises = {path.stem: load_exercise(path) for path in EXERCISES.glob("*.yaml")}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "a-year.yaml"
    file.write_text(ROUTINE, encoding="utf-8")
    routine = load_routine(file, exercises=exercises, find=lambda word, base: None).routine
    person = Person()
    lines = ["| week | exercise | target | why |", "| ---: | --- | ---: | --- |"]
    shown: dict[str, tuple[int, str | None]] = {}
    stood: dict[str, int] = {}
    moves: dict[str, list[int]] = {}
    for day in days():
        journal = Journal(folder, wall=lambda day=day: day.when)  # type: ignore[misc]
        timeline = compile_routine(routine, exercises, Settings(), read_targets(folder), identity="a-year")
        session, efforts = run(journal, timeline, person, day)
        for exercise, effort in efforts.items():
            bands = BANDS.get(exercise)
            band = bands[person.band[exercise]] if bands else None
            journal.rate(session, effort, band, exercise)
        targets = journal.progress()
        for target in targets:
            before = shown.get(target.exercise)
            stood[target.exercise] = stood.get(target.exercise, 0) + 1
            if before != (target.value, target.advice):
                if before is not None:
                    counts = moves.setdefault(target.exercise, [0, 0, 0])
                    counts[0 if target.value > before[0] else 1 if target.value < before[0] else 2] += 1
                shown[target.exercise] = (target.value, target.advice)
                lines.append(row(day, target))
        person.follow(targets)
    lines += ["", *summary(targets, moves)]
    return lines


def days() -> Iterator[Day]:
    """The sessions of the year."""
    for week in range(WEEKS):
        if week not in ILL:
            for weekday in (0, 2, 4):
                yield Day(week + 1, FIRST + timedelta(weeks=week, days=weekday))


def run(journal: Journal, timeline: Timeline, person: Person, day: Day) -> tuple[str, dict[str, int]]:
    """One session through the journal: its id, and the efforts that the person tells afterwards, by exercise."""
    ledger = journal.begin(timeline, "a-year")
    events: list[Event] = [Began(0, resumed=False)]
    efforts: dict[str, int] = {}
    for plan in timeline.sets:
        planned = plan.reps or plan.target or 0
        capacity = person.capacity(plan, day.week - 1)
        done = min(planned, int(capacity))
        reps, held = (done, 0) if plan.reps else (0, done)
        outcome = Outcome.DONE if done == planned else Outcome.SHORT
        events += [SetBegan(plan.index, 1), Progressed(plan.index, 1, reps, held)]
        events += [SetEnded(plan.index, 1, outcome, reps, held)]
        efforts[plan.exercise] = max(efforts.get(plan.exercise, 1), min(10, round(10 * planned / capacity)))
    ledger.record([*events, Finished()])
    ledger.close()
    if ledger.trouble:
        raise SystemExit(ledger.trouble)
    return ledger.session, efforts


def row(day: Day, target: Target) -> str:
    """A line of the table."""
    value = f"{target.value // 1000} s" if target.value >= 1000 else str(target.value)
    band = f" ({target.band} band)" if target.band else ""
    advice = f"; **{target.advice}**" if target.advice else ""
    return f"| {day.week} | {target.name}{band} | {value} | {target.reason}{advice} |"


def summary(targets: tuple[Target, ...], moves: dict[str, list[int]]) -> list[str]:
    """How often each target rose and fell."""
    lines = ["| exercise | rose | fell | at the end of the year |", "| --- | ---: | ---: | --- |"]
    for target in targets:
        rose, fell, _ = moves[target.exercise]
        lines.append(f"| {target.name} | {rose} | {fell} | {target.reason} |")
    return lines


if __name__ == "__main__":
    main()
