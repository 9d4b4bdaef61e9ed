"""Several processes write one journal at once: nothing is lost, and none takes a living session from another."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from journal_child import started

from bandtimer.journal.journal import open_journal

pytestmark = pytest.mark.real


def child(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    log = folder.with_suffix(".log")
    return started(folder, log, *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def said(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert err == ""
    assert process.returncode == 0
    return out.strip()


def test_four_windows_that_begin_at_once_lose_nothing(tmp_path: Path):
    """They even make the file at the same time."""
    folder = tmp_path / "journal"
    windows = [child(folder, "2") for _ in range(4)]
    assert [said(window) for window in windows] == ["None"] * 4
    told = open_journal(folder).history()
    assert len({session.id for session in told}) == 4
    for session in told:
        assert session.finished is not None
        assert session.problem is None
        assert [(it.done, it.outcome) for it in session.sets] == [
            (8_000 if it.timed else 8, "done") for it in session.sets
        ]
        assert len(session.sets) == 5
    assert open_journal(folder).unfinished() is None
    assert set(open_journal(folder).last_done()) == {"r"}


def test_a_second_window_is_not_offered_a_living_session_and_cannot_take_it(tmp_path: Path):
    """Until it is killed: then it is there at once."""
    folder = tmp_path / "journal"
    first = child(folder, "20", "forever")
    log = folder.with_suffix(".log")
    while not (log.exists() and len(log.read_text().splitlines()) > 3):
        time.sleep(0.01)
    time.sleep(0.2)
    name = log.read_text().split()[0]
    assert said(child(folder, "0", "resume", name)).splitlines() == [
        "offer None",
        "refused that session is running in another window; go on with it there",
    ]
    first.kill()
    first.wait()
    latest = open_journal(folder).unfinished()
    assert latest is not None
    assert said(child(folder, "0", "resume", latest.id)).splitlines() == [f"offer {latest.id}", "taken"]
    first.stdout.close()
    first.stderr.close()
