"""Sessions that were left: which one to offer, and where to go on with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.events import Stood
from bandtimer.journal.lease import is_held
from bandtimer.journal.page import Attempt as Written
from bandtimer.journal.page import Page
from bandtimer.journal.reading_rows import attempts_of
from bandtimer.journal.trouble import JournalError
from bandtimer.session_start import Place
from bandtimer.session_state import Attempt, Record
from bandtimer.timeline_text import timeline_from_json

if TYPE_CHECKING:
    import sqlite3

    from bandtimer.journal.records import SetRecord

OFFERED_FOR = timedelta(hours=12)
"""A session left longer ago stays in the history as unfinished."""


class Unfinished(NamedTuple):
    """A session that can be gone on with."""

    id: str
    routine: str
    name: str
    started: datetime
    seen: datetime
    """When it was left."""
    source_hash: str
    """Of the files that it was compiled from: another one now means that they have changed since."""
    position: int
    """Milliseconds on its timeline."""
    sets_done: int
    rehearsal: bool


class Kept(NamedTuple):
    """What is needed to go on with a session."""

    offer: Unfinished
    place: Place
    page: Page


def unfinished_in(connection: sqlite3.Connection, now: datetime) -> Unfinished | None:
    """The latest session that was left less than 12 h ago and that nobody holds; None where there is none.

    Not where the routine was finished since, or the offer turned down.
    """
    rows = connection.execute(
        "SELECT id FROM sessions AS it WHERE finished IS NULL AND NOT declined AND NOT EXISTS (SELECT 1 FROM sessions"
        " AS later WHERE later.rowid > it.rowid AND later.routine = it.routine AND later.finished IS NOT NULL)"
        " ORDER BY julianday(seen) DESC LIMIT 20"
    ).fetchall()
    for (session,) in rows:
        offer = _offer(connection, session)
        if offer is not None and now - offer.seen < OFFERED_FOR and not is_held(connection, session):
            return offer
    return None


def kept_in(connection: sqlite3.Connection, session: str) -> Kept:
    """All that is kept of a session that isn't finished. Raises JournalError."""
    offer = _offer(connection, session)
    if offer is None:
        raise JournalError(f"there is no unfinished session {session!r}")
    segment, position, parked, text = connection.execute(
        "SELECT segment, position, parked, text FROM sessions LEFT JOIN timelines ON hash = timeline WHERE id = ?",
        (session,),
    ).fetchone()
    try:
        timeline = timeline_from_json(text or "")
    except ValueError:
        raise JournalError("the plan of that session can't be read any more; start its routine anew") from None
    page = Page(timeline)
    page.timeline_unwritten = False
    page.place = Stood(segment, position, parked)
    rows, _ = attempts_of(connection, session)
    rows = [row for row in rows if row.set_index < len(timeline.sets)]
    for row in rows:
        written = Written(timeline.sets[row.set_index], row.attempt, row.started.isoformat(timespec="milliseconds"))
        written.reps, written.held = row.reps, row.held
        written.outcome = row.outcome
        written.ended = None if row.ended is None else row.ended.isoformat(timespec="milliseconds")
        page.attempts[row.set_index, row.attempt] = written
    return Kept(offer, _place(page.place, rows), page)


def _place(stood: Stood, rows: list[SetRecord]) -> Place:
    under_way = None
    records: dict[int, Record] = {}
    attempts: dict[int, int] = {}
    for row in rows:
        attempts[row.set_index] = row.attempt
        if row.outcome is None:
            if under_way is None or row.started >= under_way.started:
                under_way = row
        else:
            records[row.set_index] = Record(row.attempt, row.outcome, row.reps, row.held)
    attempt = None
    if under_way is not None:
        attempt = Attempt(under_way.set_index, under_way.attempt, 0, under_way.reps, under_way.held)
    return Place(stood.segment, stood.position, attempt, records, attempts)


def _offer(connection: sqlite3.Connection, session: str) -> Unfinished | None:
    row = connection.execute(
        "SELECT routine, name, started, seen, source_hash, position, rehearsal,"
        " (SELECT count(DISTINCT set_index) FROM attempts WHERE session = id AND outcome IN ('done', 'short'))"
        " FROM sessions WHERE id = ? AND finished IS NULL",
        (session,),
    ).fetchone()
    if row is None:
        return None
    routine, name, started, seen, source_hash, position, rehearsal, sets_done = row
    try:
        begun, left = datetime.fromisoformat(started), datetime.fromisoformat(seen)
    except (ValueError, TypeError):
        return None
    if begun.tzinfo is None or left.tzinfo is None:
        return None
    return Unfinished(session, routine, name, begun, left, source_hash, position, sets_done, bool(rehearsal))
