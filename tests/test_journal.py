"""The journal: what a session tells is what is kept, found again, offered, read and refused."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import session

from bandtimer.events import (
    Began,
    Event,
    Finished,
    Left,
    Outcome,
    Progressed,
    SetBegan,
    SetEnded,
    SetReopened,
    SetUndone,
    Stood,
)
from bandtimer.journal.glance import read_targets
from bandtimer.journal.history import COLUMNS, history_csv, history_document
from bandtimer.journal.journal import Journal, open_journal
from bandtimer.journal.schema import STEPS
from bandtimer.journal.trouble import JournalError

NOW = datetime(2026, 3, 1, 18, 30, tzinfo=timezone(timedelta(hours=2)))
TIMELINE = session()
REPS_LEFT, REPS_RIGHT, HOLD, SHORT_HOLDS, WORK = range(5)
ALL_DONE: list[Event] = [
    Began(0, resumed=False),
    *(
        event
        for index, (reps, held) in enumerate(((3, 0), (2, 0), (0, 32_500), (0, 21_000), (0, 15_000)))
        for event in (
            SetBegan(index, 1),
            Progressed(index, 1, reps, held),
            SetEnded(index, 1, Outcome.DONE, reps, held),
        )
    ),
    Finished(),
]


class Wall:
    """A time of day that the test holds."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def journal(tmp_path: Path, wall: Wall) -> Journal:
    return Journal(tmp_path / "journal", wall)


def kept(journal: Journal, *events: Event, routine: str = "r", **options) -> str:
    """A session that told these events and was closed; its id."""
    ledger = journal.begin(TIMELINE, routine, "hash", **options)
    ledger.record(events)
    ledger.close()
    assert ledger.trouble is None
    return ledger.session


def sql(journal: Journal, statement: str, *values: object) -> list[tuple]:
    """What a person with sqlite3 does to the file."""
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as connection:
        return connection.execute(statement, values).fetchall()


def files(folder: Path) -> dict[str, bytes]:
    """What lies there; not what SQLite lays beside a file to read it: its index and an empty log."""
    contents = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    return {name: content for name, content in contents.items() if content or not name.endswith("-wal")}


def test_a_whole_session_is_kept_as_it_was_done(journal: Journal):
    name = kept(journal, *ALL_DONE)
    (told,) = history_document(journal.history())["sessions"]
    assert {key: told[key] for key in ("id", "routine", "name", "started", "finished", "rehearsal", "problem")} == {
        "id": name, "routine": "r", "name": "Hand-made", "started": "2026-03-01T18:30:00+02:00",
        "finished": "2026-03-01T18:30:00+02:00", "rehearsal": False, "problem": None,
    }  # fmt: skip
    rows = [(it["side"], it["set"], it["unit"], it["planned"], it["done"], it["outcome"]) for it in told["sets"]]
    assert rows == [
        ("left", 1, "reps", 3, 3, "done"),
        ("right", 1, "reps", 2, 2, "done"),
        (None, 1, "seconds", 32.5, 32.5, "done"),
        (None, 1, "seconds", 21, 21, "done"),
        (None, 1, "seconds", 15, 15, "done"),
    ]


def test_history_is_json_with_a_format_and_csv_with_a_row_a_set(journal: Journal):
    kept(journal, *ALL_DONE)
    document = json.loads(json.dumps(history_document(journal.history())))
    assert document["format"] == 1
    rows = list(csv.DictReader(io.StringIO(history_csv(journal.history()))))
    assert len(rows) == len(document["sessions"][0]["sets"])
    assert tuple(rows[0]) == COLUMNS
    for row, told in zip(rows, document["sessions"][0]["sets"], strict=True):
        assert (row["unit"], float(row["planned"]), float(row["done"])) == (told["unit"], told["planned"], told["done"])
    assert (rows[0]["side"], rows[2]["side"], rows[0]["rehearsal"], rows[0]["counts"]) == ("left", "", "false", "true")


def test_an_empty_journal_is_empty_and_makes_no_file(journal: Journal):
    assert journal.history() == []
    assert journal.unfinished() is None
    assert journal.last_done() == {}
    assert journal.progress() == ()
    journal.begin(TIMELINE, "r").close()
    assert not journal.folder.exists()


def test_a_session_that_was_left_is_offered_with_its_place(journal: Journal, wall: Wall):
    name = kept(
        journal, *ALL_DONE[:4],
        SetBegan(REPS_RIGHT, 1), Progressed(REPS_RIGHT, 1, 1, 0), Stood(16, 52_000, 0), Left(52_000),
    )  # fmt: skip
    wall.now += timedelta(hours=1)
    offer = journal.unfinished()
    assert offer is not None
    assert (offer.id, offer.routine, offer.name, offer.source_hash) == (name, "r", "Hand-made", "hash")
    assert (offer.started, offer.seen, offer.position, offer.sets_done) == (NOW, NOW, 52_000, 1)
    timeline, place, _, ledger = journal.resume(name)
    assert timeline == TIMELINE
    assert (place.segment, place.position) == (16, 52_000)
    assert place.attempt is not None
    assert place.attempt[:2] == (REPS_RIGHT, 1)
    assert place.attempt.reps == 1
    assert place.records == {REPS_LEFT: (1, Outcome.DONE, 3, 0)}
    assert place.attempts == {REPS_LEFT: 1, REPS_RIGHT: 1}
    ledger.record([Began(52_000, resumed=True), *ALL_DONE[5:]])
    ledger.close()
    (told,) = journal.history()
    assert (told.id, told.finished is not None, len(told.sets)) == (name, True, 5)
    assert told.sets[0].started == NOW


def test_the_timeline_that_is_resumed_is_the_one_that_was_followed_last(journal: Journal):
    slower = TIMELINE.retimed(lambda segment: segment.duration + 1_000)
    ledger = journal.begin(TIMELINE, "r")
    ledger.record(ALL_DONE[:4])
    ledger.keep_timeline(slower)
    ledger.close()
    resumed = journal.resume(ledger.session)
    resumed.ledger.close()
    assert resumed.timeline == slower


@pytest.mark.parametrize(("hours", "offered"), [(11.9, True), (12, False), (-1, True)])
def test_it_is_offered_for_twelve_hours(journal: Journal, hours: float, offered: bool):
    """Also after the wall clock was set back."""
    kept(journal, *ALL_DONE[:4])
    assert (journal.unfinished(NOW + timedelta(hours=hours)) is not None) is offered
    assert journal.history()[0].finished is None


def test_what_was_finished_or_declined_is_not_offered(journal: Journal):
    kept(journal, *ALL_DONE)
    assert journal.unfinished() is None
    left = kept(journal, *ALL_DONE[:4], routine="other")
    assert journal.unfinished().id == left
    journal.decline(left)
    assert journal.unfinished() is None
    assert journal.history()[-1].id == left


def test_a_session_whose_routine_was_finished_since_is_not_offered(journal: Journal):
    kept(journal, *ALL_DONE[:4])
    kept(journal, *ALL_DONE)
    assert journal.unfinished() is None


def test_the_latest_of_several_is_offered(journal: Journal, wall: Wall):
    kept(journal, *ALL_DONE[:4], routine="a")
    wall.now += timedelta(minutes=5)
    later = kept(journal, *ALL_DONE[:4], routine="b")
    assert journal.unfinished().id == later


def test_a_living_session_is_neither_offered_nor_taken_over(journal: Journal):
    name = kept(journal, *ALL_DONE[:4])
    resumed = journal.resume(name)
    assert journal.unfinished() is None
    with pytest.raises(JournalError, match="another window"):
        journal.resume(name)
    resumed.ledger.close()
    assert journal.unfinished() is not None


@pytest.mark.parametrize(
    "change",
    [
        "lease_process = 4194303",
        "lease_started = 'another start of a process with this id'",
        "lease_beat = lease_beat - 31000",
        "lease_beat = lease_beat + 1000000000",
        "lease_process = 'nonsense'",
    ],
    ids=["process gone", "id given again", "no heartbeat", "machine restarted", "nonsense"],
)
def test_the_lease_of_a_dead_session_is_free(journal: Journal, change: str):
    name = kept(journal, *ALL_DONE[:4])
    first = journal.resume(name).ledger
    sql(journal, f"UPDATE sessions SET {change}")
    second = journal.resume(name).ledger
    first.record([Progressed(REPS_RIGHT, 1, 9, 0)])
    first.close()
    second.record([Progressed(REPS_RIGHT, 1, 2, 0)])
    second.close()
    assert "another window has gone on" in first.trouble
    assert second.trouble is None
    assert journal.history()[0].sets[1].reps == 2


def test_resuming_what_is_not_there_or_finished_is_said_in_a_line(journal: Journal):
    name = kept(journal, *ALL_DONE)
    for session_id in (name, "nothing"):
        with pytest.raises(JournalError, match="no unfinished session"):
            journal.resume(session_id)


def test_a_plan_that_is_damaged_is_said_in_a_line(journal: Journal):
    name = kept(journal, *ALL_DONE[:4])
    sql(journal, "UPDATE timelines SET text = '{'")
    with pytest.raises(JournalError, match="start its routine anew"):
        journal.resume(name)


def test_of_several_attempts_the_last_counts(journal: Journal):
    again = [SetBegan(REPS_LEFT, 2), SetEnded(REPS_LEFT, 2, Outcome.SHORT, 2, 0)]
    kept(journal, *ALL_DONE[:4], *again, Finished())
    assert [(it.attempt, it.reps, it.counts) for it in journal.history()[0].sets] == [(1, 3, False), (2, 2, True)]


def test_an_attempt_passed_over_does_not_take_away_what_was_done(journal: Journal):
    kept(journal, *ALL_DONE[:4], SetBegan(REPS_LEFT, 2), SetEnded(REPS_LEFT, 2, Outcome.SKIPPED, 0, 0), Finished())
    assert [(it.attempt, it.counts) for it in journal.history()[0].sets] == [(1, True), (2, False)]


def test_a_set_passed_over_without_beginning_is_kept(journal: Journal):
    kept(journal, Began(0, resumed=False), SetEnded(HOLD, 1, Outcome.SKIPPED, 0, 0), Finished())
    (record,) = journal.history()[0].sets
    assert (record.set_index, record.outcome, record.done, record.planned) == (HOLD, Outcome.SKIPPED, 0, 32_500)


def test_undo_takes_back_an_end_an_attempt_and_the_finish(journal: Journal):
    kept(journal, *ALL_DONE, Began(90_000, resumed=True), SetUndone(WORK, 1), SetReopened(SHORT_HOLDS, 1))
    (told,) = journal.history()
    assert told.finished is None
    assert [it.set_index for it in told.sets] == [0, 1, 2, 3]
    assert told.sets[-1].outcome is None


def test_an_event_told_twice_changes_nothing(journal: Journal):
    kept(journal, *(event for event in ALL_DONE for _ in range(2)))
    kept(journal, *ALL_DONE)
    first, second = journal.history()
    assert first.sets == second.sets


def test_a_broken_off_hold_keeps_the_seconds(journal: Journal):
    kept(journal, Began(0, resumed=False), SetBegan(HOLD, 1), Progressed(HOLD, 1, 0, 17_000))
    (record,) = journal.history()[0].sets
    assert (record.done, record.outcome) == (17_000, None)


def test_what_is_left_or_run_otherwise_is_a_rehearsal(journal: Journal):
    kept(journal, *ALL_DONE[:4])
    kept(journal, *ALL_DONE, rehearsal=True)
    kept(journal, *ALL_DONE)
    assert [it.rehearsal for it in journal.history()] == [True, True, False]


def test_last_done_leaves_out_rehearsals(journal: Journal, wall: Wall):
    kept(journal, *ALL_DONE, routine="a")
    wall.now += timedelta(days=1)
    kept(journal, *ALL_DONE, routine="a", rehearsal=True)
    kept(journal, *ALL_DONE, routine="b", rehearsal=True)
    assert journal.last_done() == {"a": NOW}


def test_effort_and_band_are_kept_and_the_band_goes_on(journal: Journal, wall: Wall):
    first = kept(journal, *ALL_DONE)
    journal.rate(first, effort=7, band="red")
    journal.rate(first, effort=8)
    wall.now += timedelta(days=1)
    kept(journal, *ALL_DONE)
    assert [(it.sets[0].effort, it.sets[0].band) for it in journal.history()] == [(8, "red"), (None, "red")]


def test_the_band_that_a_routine_names_goes_before_the_last_one(journal: Journal, wall: Wall):
    journal.rate(kept(journal, *ALL_DONE), band="red")
    wall.now += timedelta(days=1)
    named = replace(TIMELINE, sets=tuple(replace(plan, band="black") for plan in TIMELINE.sets))
    ledger = journal.begin(named, "r")
    ledger.record(ALL_DONE)
    ledger.close()
    assert journal.history()[-1].sets[0].band == "black"


def test_rating_under_way_survives_what_is_written_after_it(journal: Journal):
    name = kept(journal, *ALL_DONE[:4])
    resumed = journal.resume(name)
    journal.rate(name, effort=9)
    resumed.ledger.record([SetReopened(REPS_LEFT, 1), SetEnded(REPS_LEFT, 1, Outcome.DONE, 3, 0)])
    resumed.ledger.close()
    assert journal.history()[0].sets[0].effort == 9


@pytest.mark.parametrize("effort", [0, 11])
def test_an_effort_outside_one_to_ten_is_refused(journal: Journal, effort: int):
    name = kept(journal, *ALL_DONE)
    with pytest.raises(JournalError, match="from 1"):
        journal.rate(name, effort=effort)


def test_rating_what_is_not_there_is_said_in_a_line(journal: Journal):
    name = kept(journal, *ALL_DONE)
    with pytest.raises(JournalError, match="no session 'x'"):
        journal.rate("x", effort=5)
    with pytest.raises(JournalError, match="with squat"):
        journal.rate(name, effort=5, exercise="squat")


def ranged(low: int, high: int, chosen: int):
    plans = [replace(plan, reps=chosen, reps_low=low, reps_high=high) for plan in TIMELINE.sets[:1]]
    return replace(TIMELINE, sets=(*plans, *TIMELINE.sets[1:]))


def test_targets_follow_from_what_was_done_and_lie_ready_without_the_database(journal: Journal, wall: Wall):
    for day in range(2):
        wall.now = NOW + timedelta(days=day)
        ledger = journal.begin(ranged(10, 20, 10), "r")
        ledger.record([Began(0, resumed=False), SetEnded(0, 1, Outcome.DONE, 10, 0), Finished()])
        ledger.close()
    targets = read_targets(journal.folder)
    assert targets == journal.targets()
    assert targets.reps == {"curl": 12}
    assert targets.reasons["curl"].startswith("Banded curl: 12 reps, up from 10")
    assert read_targets(journal.folder, "bottom").choose(targets.reps, "curl", 10, 20) == 10
    (journal.folder / "glance.json").unlink()
    assert journal.targets() == targets
    assert journal.last_done() == {"r": wall.now}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2}', '{"format": 1, "targets": [{"a": 1}]}', "\xff"])
def test_a_glance_that_is_damaged_is_as_good_as_none(journal: Journal, text: str):
    name = kept(journal, *ALL_DONE[:4])
    (journal.folder / "glance.json").write_text(text, encoding="latin-1")
    assert read_targets(journal.folder).reps == {}
    assert journal.unfinished().id == name


def test_starting_and_looking_at_targets_loads_no_sqlite(tmp_path: Path):
    """Nor does asking what was left, where nothing was."""
    journal = open_journal(tmp_path / "journal")
    kept(journal, *ALL_DONE)
    program = (
        "import sys; from pathlib import Path\n"
        "from bandtimer.journal.journal import open_journal\n"
        "from bandtimer.journal.glance import read_targets\n"
        "from bandtimer.timeline import Timeline\n"
        f"folder = Path({str(journal.folder)!r}); journal = open_journal(folder)\n"
        "assert journal.unfinished() is None; read_targets(folder); assert journal.last_done()\n"
        "journal.begin(Timeline('n', (), (), {}), 'r')\n"
        "print([name for name in ('sqlite3', 'pydantic', 'yaml', 'textual', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE attempts SET outcome = 'nonsense' WHERE session = ?",
        "UPDATE attempts SET started = 'yesterday' WHERE session = ?",
        "UPDATE attempts SET side = 'middle' WHERE session = ?",
        "UPDATE attempts SET reps = 'many' WHERE session = ?",
        "UPDATE attempts SET held_ms = -5 WHERE session = ?",
        "UPDATE sessions SET started = 'yesterday' WHERE id = ?",
        "UPDATE sessions SET started = '2026-03-01' WHERE id = ?",
        "UPDATE sessions SET finished = 12 WHERE id = ?",
    ],
)
def test_a_broken_record_says_so_and_hides_no_other(journal: Journal, damage: str):
    names = [kept(journal, *ALL_DONE) for _ in range(3)]
    sql(journal, damage, names[1])
    told = journal.history()
    assert [it.id for it in told] == names
    assert [it.problem is None for it in told] == [True, False, True]
    assert [len(it.sets) for it in told][::2] == [5, 5]
    json.dumps(history_document(told))
    history_csv(told)


def test_one_broken_set_hides_no_other_set(journal: Journal):
    kept(journal, *ALL_DONE)
    sql(journal, "UPDATE attempts SET outcome = 'nonsense' WHERE set_index = 1")
    (told,) = journal.history()
    assert [it.set_index for it in told.sets] == [0, 2, 3, 4]
    assert "set 1" in told.problem


NEXT = (*STEPS, ("ALTER TABLE sessions ADD COLUMN mood TEXT",))


def test_an_older_journal_is_brought_up_to_date_and_a_copy_kept(journal: Journal, wall: Wall):
    kept(journal, *ALL_DONE)
    before = journal.history()
    newer = Journal(journal.folder, wall, NEXT)
    assert newer.history() == before
    assert sql(newer, "PRAGMA user_version") == [(len(NEXT),)]
    copy = journal.folder / f"journal-version-{len(STEPS)}.sqlite3"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (5,)
    kept(newer, *ALL_DONE)
    assert len(newer.history()) == 2


def test_a_step_that_fails_leaves_the_older_journal_as_it_was(journal: Journal, wall: Wall):
    kept(journal, *ALL_DONE)
    before = journal.history()
    broken = (*STEPS, ("ALTER TABLE sessions ADD COLUMN mood TEXT", "ALTER TABLE nothing ADD COLUMN x TEXT"))
    ledger = Journal(journal.folder, wall, broken).begin(TIMELINE, "r")
    ledger.record(ALL_DONE)
    ledger.close()
    assert ledger.trouble is not None
    assert journal.history() == before
    kept(journal, *ALL_DONE)


def refused(journal: Journal, *words: str) -> None:
    """The session still runs, the trouble is one line with these words, and the file is left alone."""
    for path in journal.folder.glob("*-shm"):
        path.unlink()
    before = files(journal.folder)
    ledger = journal.begin(TIMELINE, "r")
    for event in ALL_DONE:
        ledger.record([event])
    ledger.keep_timeline(TIMELINE)
    ledger.close()
    with pytest.raises(JournalError) as caught:
        journal.history()
    for told in (ledger.trouble, str(caught.value)):
        assert "\n" not in told
        assert str(journal.path) in told
        for word in words:
            assert word in told
    with pytest.raises(JournalError):
        journal.rate("x", 5)
    (journal.folder / "glance.json").unlink(missing_ok=True)
    with pytest.raises(JournalError):
        journal.unfinished()
    before.pop("glance.json", None)
    assert files(journal.folder) == before


def test_a_newer_journal_is_refused_and_left_alone(journal: Journal, wall: Wall):
    kept(Journal(journal.folder, wall, NEXT), *ALL_DONE)
    refused(journal, "newer", "upgrade", f"version {len(NEXT)}")


def test_a_newer_journal_whose_version_is_only_in_the_log_is_refused(journal: Journal, wall: Wall, tmp_path: Path):
    """A program that was killed leaves what it wrote beside the file."""
    kept(journal, *ALL_DONE)
    connection = sqlite3.connect(journal.path, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute(f"PRAGMA user_version = {len(NEXT)}")
    killed = Journal(tmp_path / "killed", wall)
    killed.folder.mkdir()
    for name, content in files(journal.folder).items():
        (killed.folder / name).write_bytes(content)
    connection.close()
    assert (killed.folder / "journal.sqlite3-wal").stat().st_size
    refused(killed, "newer", "upgrade")


@pytest.mark.parametrize("damage", ["noise", "cut", "page", "short"])
def test_a_damaged_journal_is_refused_and_left_alone(journal: Journal, damage: str):
    for _ in range(20):
        kept(journal, *ALL_DONE)
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = journal.path.read_bytes()
    journal.path.write_bytes(
        {
            "noise": b"\x17" * 5_000,
            "cut": whole[: len(whole) // 2],
            "page": whole[:4096] + b"\xa5" * 4096 * 6 + whole[4096 * 7 :],
            "short": whole[:50],
        }[damage]
    )
    refused(journal, "damaged", "move it away")


def test_a_database_of_something_else_is_refused_and_left_alone(journal: Journal):
    journal.folder.mkdir()
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    refused(journal, "no journal of bandtimer")


def test_an_empty_file_is_a_new_journal(journal: Journal):
    journal.folder.mkdir()
    journal.path.touch()
    kept(journal, *ALL_DONE)
    assert len(journal.history()) == 1


def test_where_the_folder_is_a_file_the_session_runs_and_the_mend_is_named(tmp_path: Path):
    (tmp_path / "journal").write_text("mine")
    ledger = open_journal(tmp_path / "journal").begin(TIMELINE, "r")
    ledger.record(ALL_DONE)
    ledger.close()
    assert "BANDTIMER_HOME" in ledger.trouble
    assert str(tmp_path / "journal") in ledger.trouble
    assert (tmp_path / "journal").read_text() == "mine"


def test_a_session_can_be_closed_twice_and_told_things_after(journal: Journal):
    ledger = journal.begin(TIMELINE, "r")
    ledger.record(ALL_DONE)
    ledger.close()
    ledger.close()
    ledger.record(ALL_DONE)
    ledger.keep_timeline(TIMELINE)
    assert len(journal.history()) == 1


def test_an_event_of_no_set_is_passed_over(journal: Journal):
    kept(journal, SetBegan(99, 1), Progressed(-1, 1, 1, 0), SetUndone(99, 1), *ALL_DONE)
    assert len(journal.history()[0].sets) == 5


def test_texts_of_any_kind_survive(journal: Journal):
    odd = "Ü ' \" ; -- \u2028 🦵"
    kept(journal, *ALL_DONE, routine=odd)
    assert journal.history()[0].routine == odd


def test_a_folder_with_signs_that_mean_something_elsewhere_is_a_folder(tmp_path: Path):
    journal = open_journal(tmp_path / "a b?c#d%20e&f")
    kept(journal, *ALL_DONE)
    assert len(journal.history()) == 1


def test_plans_of_finished_sessions_are_not_piled_up(journal: Journal):
    for number in range(5):
        ledger = journal.begin(replace(TIMELINE, name=f"n{number}"), "r")
        ledger.record(ALL_DONE)
        ledger.close()
    left = kept(journal, *ALL_DONE[:4])
    kept(journal, *ALL_DONE, routine="other")
    assert sql(journal, "SELECT count(*) FROM timelines") == [(1,)]
    journal.resume(left).ledger.close()


attempts = st.tuples(st.integers(0, 4), st.integers(1, 2))
happenings = st.one_of(
    st.builds(lambda key: SetBegan(*key), attempts),
    st.builds(lambda key, reps, held: Progressed(*key, reps, held), attempts, st.integers(0, 9), st.integers(0, 9_000)),
    st.builds(
        lambda key, outcome, reps, held: SetEnded(*key, outcome, reps, held),
        attempts, st.sampled_from(Outcome), st.integers(0, 9), st.integers(0, 9_000),
    ),
    st.builds(lambda key: SetReopened(*key), attempts),
    st.builds(lambda key: SetUndone(*key), attempts),
)  # fmt: skip


@given(st.lists(st.lists(happenings, max_size=6), max_size=5))
@settings(max_examples=25)
def test_rows_are_what_the_events_come_to_however_they_are_split(tmp_path_factory, batches: list[list[Event]]):
    """One by one, in batches, or over a resume in between."""
    expected: dict[tuple[int, int], tuple] = {}
    for event in (event for batch in batches for event in batch):
        match event:
            case SetBegan(index, number):
                expected[index, number] = (0, 0, None)
            case Progressed(index, number, reps, held):
                expected[index, number] = (reps, held, expected.get((index, number), (0, 0, None))[2])
            case SetEnded(index, number, outcome, reps, held):
                expected[index, number] = (reps, held, outcome)
            case SetReopened(index, number):
                expected[index, number] = (*expected.get((index, number), (0, 0, None))[:2], None)
            case SetUndone(index, number):
                expected.pop((index, number), None)
    journal = open_journal(tmp_path_factory.mktemp("journal"))
    ledger = journal.begin(TIMELINE, "r")
    ledger.record([Began(0, resumed=False)])
    for batch in batches:
        ledger.record(batch)
        if len(batch) > 4:
            ledger.close()
            ledger = journal.resume(ledger.session).ledger
    ledger.close()
    (told,) = journal.history()
    assert {(it.set_index, it.attempt): (it.reps, it.held, it.outcome) for it in told.sets} == expected


def test_times_of_day_carry_their_offset(journal: Journal, wall: Wall):
    kept(journal, *ALL_DONE)
    wall.now = NOW.astimezone(UTC)
    kept(journal, *ALL_DONE)
    first, second = history_document(journal.history())["sessions"]
    assert first["started"].endswith("+02:00")
    assert second["started"].endswith("+00:00")


def test_reps_of_alternating_sides_count_for_each_side(journal: Journal):
    """A set of 16 reps, 8 a side, compares with a range of 8 to 12 as 8."""
    plan = replace(TIMELINE.sets[REPS_LEFT], reps=16, reps_low=8, reps_high=12, alternate=True, side=None)
    timeline = replace(TIMELINE, sets=(plan, *TIMELINE.sets[1:]))
    ledger = journal.begin(timeline, "r", "hash")
    ledger.record([Began(0, resumed=False), SetBegan(0, 1), SetEnded(0, 1, Outcome.DONE, 16, 0), Finished()])
    ledger.close()
    ((record,),) = [it.sets for it in journal.history()]
    assert (record.planned, record.each, record.low, record.high) == (16, 8, 8, 12)
