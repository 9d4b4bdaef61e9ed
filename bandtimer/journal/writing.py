"""Writes a session's page into the database: one transaction for all that is not written yet."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.journal import lease as leases
from bandtimer.journal.trouble import JournalError
from bandtimer.timeline_text import timeline_to_json

if TYPE_CHECKING:
    import sqlite3

    from bandtimer.journal.lease import Lease
    from bandtimer.journal.page import Attempt, Page
    from bandtimer.timeline import Timeline

_ATTEMPT = (
    "session", "set_index", "attempt", "exercise", "side", "set_number", "planned_reps", "planned_ms", "holds",
    "low", "high", "reps", "held_ms", "outcome", "started", "ended",
)  # fmt: skip
# Band and effort are what the person says, at any time: writing an attempt again must not take them away.
_KEPT = frozenset(("session", "set_index", "attempt", "started"))
_UPSERT = (
    f"INSERT INTO attempts ({', '.join(_ATTEMPT)}, band) VALUES ({', '.join('?' * len(_ATTEMPT))}, coalesce(?, "
    "(SELECT band FROM attempts WHERE exercise = ? AND band IS NOT NULL ORDER BY started DESC LIMIT 1)))"
    " ON CONFLICT (session, set_index, attempt) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _ATTEMPT if name not in _KEPT)
)


KEPT_FOR = 30
"""Days for which the timeline of a session that was left is kept; that of a finished one goes with the next session."""


class Heading(NamedTuple):
    """What is known of a session before anything happens."""

    id: str
    routine: str
    name: str
    started: str
    rehearsal: bool
    source_hash: str


def enter(connection: sqlite3.Connection, heading: Heading, page: Page, lease: Lease) -> None:
    """The row of a new session, held by `lease`; in a transaction."""
    connection.execute(
        "DELETE FROM timelines WHERE hash NOT IN (SELECT timeline FROM sessions"
        " WHERE finished IS NULL AND julianday(seen) > julianday(?) - ?)",
        (heading.started, KEPT_FOR),
    )
    connection.execute(
        "INSERT INTO sessions (id, routine, name, started, rehearsal, source_hash, timeline, segment, position, parked,"
        " seen, lease_process, lease_started, lease_token, lease_beat)"
        " VALUES (?, ?, ?, ?, ?, ?, '', 0, 0, 0, ?, ?, ?, ?, ?)",
        (
            *(heading.id, heading.routine, heading.name, heading.started, heading.rehearsal, heading.source_hash),
            *(page.seen or heading.started, *lease.process, lease.token, leases.beat()),
        ),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO exercises (id, name, progress_band, harder) VALUES (?, ?, ?, ?)",
        [(card.id, card.name, card.progress_band, json.dumps(card.harder)) for card in page.timeline.cards.values()],
    )


def write(connection: sqlite3.Connection, session: str, page: Page, lease: Lease) -> None:
    """All that is not written yet, and the heartbeat; in a transaction.

    Raises JournalError where the session is another's now.
    """
    place = page.place
    changed = connection.execute(
        "UPDATE sessions SET lease_beat = ?, seen = ?, finished = ?, segment = ?, position = ?, parked = ?"
        " WHERE id = ? AND lease_token = ?",
        (leases.beat(), page.seen, page.finished, *place, session, lease.token),
    ).rowcount
    if not changed:
        raise JournalError("another window has gone on with this session; close this one", lasting=True)
    if page.timeline_unwritten:
        connection.execute("UPDATE sessions SET timeline = ? WHERE id = ?", (_kept(connection, page.timeline), session))
    for key in sorted(page.unwritten):
        if key in page.attempts:
            attempt = page.attempts[key]
            connection.execute(_UPSERT, (*_row(session, attempt), attempt.plan.band, attempt.plan.exercise))
        else:
            connection.execute(
                "DELETE FROM attempts WHERE session = ? AND set_index = ? AND attempt = ?", (session, *key)
            )


def _row(session: str, attempt: Attempt) -> tuple[object, ...]:
    plan = attempt.plan
    return (
        *(session, plan.index, attempt.number, plan.exercise, plan.side, plan.set),
        *(plan.reps, attempt.planned_ms, attempt.turns, *attempt.low_and_high),
        *(attempt.reps, attempt.held, attempt.outcome, attempt.started, attempt.ended),
    )


def _kept(connection: sqlite3.Connection, timeline: Timeline) -> str:
    """The hash under which a timeline is kept; sessions of one timeline share its text."""
    text = timeline_to_json(timeline)
    key = sha256(text.encode("ascii")).hexdigest()
    connection.execute("INSERT OR IGNORE INTO timelines (hash, text) VALUES (?, ?)", (key, text))
    return key
