"""What the journal costs: telling it an event, how soon that is durable, a plan as text, reading a year.

    python -m benchmarks.journal_cost

Prints a table; nothing is asserted.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bandtimer.compiler import compile_routine
from bandtimer.events import Began, Finished, Outcome, Progressed, SetBegan, SetEnded
from bandtimer.journal.glance import read_targets
from bandtimer.journal.journal import open_journal
from bandtimer.loader import load_exercise, load_routine
from bandtimer.settings import Settings
from bandtimer.targets import Targets
from bandtimer.timeline_text import timeline_from_json, timeline_to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.timeline import Timeline

ROUTINES = Path(__file__).parents[1] / "routines"
EVENTS = 200
SESSIONS = 156


def main() -> None:
    """Print the table."""
    timeline = stock("leg-day-blueprint")
    text = timeline_to_json(timeline)
    print(f"plan of leg-day-blueprint: {len(timeline.segments)} segments, {len(text) / 1000:.0f} kB of text")
    there, back = best(lambda: timeline_to_json(timeline)), best(lambda: timeline_from_json(text))
    print(f"  to text {there:.2f} ms, back {back:.2f} ms")
    with tempfile.TemporaryDirectory() as folder:
        tell(Path(folder) / "one", timeline)
        year(Path(folder) / "year", timeline)


def stock(name: str) -> Timeline:
    """A stock routine, compiled."""
    exercises = {path.stem: load_exercise(path) for path in (ROUTINES / "exercises").glob("*.yaml")}
    routine = load_routine(ROUTINES / f"{name}.yaml", exercises=exercises, find=lambda word, base: None).routine
    return compile_routine(routine, exercises, Settings(), Targets())


def best(work: Callable[[], object], times: int = 9) -> float:
    """Milliseconds of the fastest of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def tell(folder: Path, timeline: Timeline) -> None:
    """How long telling an event takes, and how long until another connection sees it."""
    journal = open_journal(folder)
    ledger = journal.begin(timeline, "r")
    ledger.record([Began(0, resumed=False), SetBegan(0, 1)])
    while not (journal.path.exists() and journal.history()):
        time.sleep(0.01)
    called, durable = [], []
    with closing(sqlite3.connect(journal.path)) as seen:
        for number in range(1, EVENTS + 1):
            start = time.perf_counter()
            ledger.record([Progressed(0, 1, number, 0)])
            called.append(time.perf_counter() - start)
            while seen.execute("SELECT max(reps) FROM attempts").fetchone()[0] != number:
                time.sleep(0.0002)
            durable.append(time.perf_counter() - start)
            time.sleep(0.005)
    ledger.close()
    for what, values in (("telling an event", called), ("until it is durable", durable)):
        print(f"{what}: median {statistics.median(values) * 1000:.2f} ms, worst {max(values) * 1000:.2f} ms")


def year(folder: Path, timeline: Timeline) -> None:
    """What a year of sessions takes on disk and to read."""
    journal = open_journal(folder)
    plans = tuple(replace(plan, reps_low=5, reps_high=50) if plan.reps else plan for plan in timeline.sets)
    for _ in range(SESSIONS):
        ledger = journal.begin(replace(timeline, sets=plans), "r")
        told = (SetEnded(it.index, 1, Outcome.DONE, it.reps or 0, it.target or 0) for it in plans)
        ledger.record([Began(0, resumed=False), *told, Finished()])
        ledger.close()
    size = sum(path.stat().st_size for path in folder.iterdir() if "shm" not in path.name)
    print(f"a year ({SESSIONS} sessions of {len(plans)} sets): {size / 1000:.0f} kB on disk")
    whole, targets = best(journal.history, 3), best(lambda: read_targets(folder))
    print(f"  whole history {whole:.0f} ms, targets from the small file {targets:.2f} ms")


if __name__ == "__main__":
    main()
