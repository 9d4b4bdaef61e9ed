"""Processes that are killed at random moments lose nothing that is older than 250 ms but the rep under way."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from journal_child import TIMELINE, started

from bandtimer.events import Finished, Outcome
from bandtimer.journal.journal import open_journal
from bandtimer.journal.schema import STEPS

pytestmark = [pytest.mark.real, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")]

RUNS = 200
AT_ONCE = 4
OLD = 0.250
"""Seconds after which an event must be in the journal (it is to be there after 0.1)."""


class Killed(NamedTuple):
    """What a run came to."""

    told: int
    """Events that the log says were told."""
    kept: int
    lost_age: float
    """Seconds before the kill at which the oldest event was told that the journal doesn't hold."""
    complaints: tuple[str, ...]


def killed_run(folder: Path, lifetime: float) -> Killed:
    """Start a child that tells sessions for ever, kill it, and compare the journal with what it told."""
    log = folder.with_suffix(".log")
    child = started(folder, log, 3, "forever")
    while not (log.exists() and log.stat().st_size):
        if child.poll() is not None:
            return Killed(0, 0, 0, ("the child ended by itself",))
        time.sleep(0.002)
    time.sleep(lifetime)
    child.kill()
    at = time.monotonic_ns()
    child.wait()
    return compared(folder, log, at)


def compared(folder: Path, log: Path, at: int) -> Killed:
    """What the journal holds of what the log tells."""
    complaints = []
    journal = open_journal(folder)
    lines = [line.split() for line in log.read_text().splitlines(keepends=True) if line.endswith("\n")]
    records, finished = {}, set()
    for session in journal.history() if journal.path.exists() else ():
        if session.problem:
            complaints.append(session.problem)
        if session.finished:
            finished.add(session.id)
        records |= {(session.id, it.set_index, it.attempt): it for it in session.sets}
    kept, lost_age = 0, 0.0
    for name, when, index, attempt, reps, held, outcome in lines:
        record = records.get((name, int(index), int(attempt)))
        if outcome == "finished":
            whole = name in finished
        elif outcome == "-":
            whole = record is not None and record.reps >= int(reps) and record.held >= int(held)
        else:
            whole = record is not None and record.outcome is Outcome(outcome)
        if whole:
            kept += 1
        else:
            lost_age = max(lost_age, (at - int(when)) / 1e9)
    if lines and lines[-1][0] not in finished and journal.path.exists():
        offer = journal.unfinished()
        held = [key for key in records if key[0] == lines[-1][0]]
        if held and (offer is None or offer.id != lines[-1][0]):
            complaints.append("what was left is not offered")
        elif held:
            resumed = journal.resume(offer.id)
            last = max(held)
            if resumed.place.attempt is not None and resumed.place.attempt[:2] != last[1:]:
                complaints.append(f"resumed at {resumed.place.attempt}, not at {last}")
            resumed.ledger.close()
    after = journal.begin(TIMELINE, "after")
    after.record([Finished()])
    after.close()
    if after.trouble:
        complaints.append(after.trouble)
    return Killed(len(lines), kept, lost_age, tuple(complaints))


def test_two_hundred_kills_lose_nothing_but_the_rep_under_way(tmp_path: Path, capsys):
    chance = random.Random(20_260_301)
    lifetimes = [chance.uniform(0.0, 0.45) for _ in range(RUNS)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = list(pool.map(killed_run, (tmp_path / f"run{number}" for number in range(RUNS)), lifetimes))
    told, kept = sum(run.told for run in runs), sum(run.kept for run in runs)
    losing = [run for run in runs if run.lost_age > OLD]
    oldest = sorted(run.lost_age for run in runs)
    with capsys.disabled():
        print(
            f"\n{len(runs)} sessions killed at random moments: {told} events told, {kept} kept; "
            f"{len(losing)} runs lost an event older than 250 ms; "
            f"oldest event lost: told {oldest[-1] * 1000:.0f} ms before the kill"
        )
    assert [complaint for run in runs for complaint in run.complaints] == []
    assert losing == []
    assert min(run.told for run in runs) > 0
    assert kept > told / 2


def test_a_kill_while_an_older_journal_is_brought_up_to_date_leaves_old_or_new(tmp_path: Path):
    """The child dies inside the transaction; the next start does it again."""
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from bandtimer.journal import store; from bandtimer.journal.schema import STEPS\n"
        "class Dying(str): pass\n"
        "real = store.version_of; calls = []\n"
        "def dying(connection):\n"
        "    calls.append(1)\n"
        "    if len(calls) == 4: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(connection)\n"
        "path = Path(sys.argv[1]) / store.FILE\n"
        "store.open_store(path).close()\n"
        "store.version_of = dying\n"
        "store.open_store(path, (*STEPS, ('CREATE TABLE later (x)',))).close()\n"
        "store.open_store(path, (*STEPS, ('CREATE TABLE later (x)',), ('CREATE TABLE third (x)',))).close()\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, timeout=60)
    assert done.returncode == -9
    from bandtimer.journal import store

    with store.reading(tmp_path / store.FILE, (*STEPS, ("CREATE TABLE later (x)",))) as connection:
        assert store.version_of(connection) == len(STEPS) + 1
