"""Reads sessions from the database, each by itself: one that is broken hides no other."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from bandtimer.events import Outcome
from bandtimer.journal.records import SessionRecord, SetRecord
from bandtimer.timeline import Side

if TYPE_CHECKING:
    from collections.abc import Iterable

_BROKEN = (ValueError, TypeError, KeyError, OverflowError, sqlite3.Error)
_ATTEMPT = (
    "set_index, attempt, exercise, side, set_number, planned_reps, planned_ms, reps, held_ms, holds, low, high,"
    " outcome, band, effort, started, ended"
)


def sessions_in(connection: sqlite3.Connection, *, ranged: bool = False) -> list[SessionRecord]:
    """All sessions, the oldest first; `ranged`: only what progress is made from.

    Those are sessions that were finished and no rehearsal, and of them the sets that had a range to choose from.
    """
    where = " WHERE finished IS NOT NULL AND NOT rehearsal" if ranged else ""
    ids = [row[0] for row in connection.execute(f"SELECT id FROM sessions{where} ORDER BY rowid")]
    return [_session(connection, session, ranged=ranged) for session in ids]


def attempts_of(connection: sqlite3.Connection, session: str) -> tuple[list[SetRecord], str | None]:
    """The attempts of a session, and what of them can't be read."""
    return _attempts(connection, session, "")


def _session(connection: sqlite3.Connection, session: str, *, ranged: bool) -> SessionRecord:
    try:
        routine, name, started, finished, rehearsal = connection.execute(
            "SELECT routine, name, started, finished, rehearsal FROM sessions WHERE id = ?", (session,)
        ).fetchone()
        sets, problem = _attempts(connection, session, " AND low IS NOT NULL AND low < high" if ranged else "")
        ended = moment(finished)
        return SessionRecord(
            str(session),
            str(routine),
            str(name),
            _time(started),
            ended,
            bool(rehearsal) or ended is None,
            (*sets,),
            problem,
        )
    except _BROKEN as error:
        return SessionRecord(str(session), None, None, None, None, True, (), _why(error))


def _attempts(connection: sqlite3.Connection, session: str, where: str) -> tuple[list[SetRecord], str | None]:
    rows = connection.execute(
        f"SELECT {_ATTEMPT} FROM attempts WHERE session = ?{where} ORDER BY set_index, attempt", (session,)
    ).fetchall()
    records, problem = [], None
    for row in rows:
        try:
            records.append(_attempt(*row))
        except _BROKEN as error:
            problem = problem or f"set {row[0]}: {_why(error)}"
    return _counting(records), problem


def _attempt(
    set_index: int, attempt: int, exercise: str, side: str | None, number: int, planned_reps: int | None,
    planned_ms: int | None, reps: int, held: int, holds: int | None, low: int | None, high: int | None,
    outcome: str | None, band: str | None, effort: int | None, started: str, ended: str | None,
) -> SetRecord:  # fmt: skip
    timed = planned_reps is None
    return SetRecord(
        set_index=_whole(set_index),
        attempt=_whole(attempt),
        counts=True,
        exercise=_text(exercise),
        side=None if side is None else Side(side),
        set=_whole(number),
        timed=timed,
        planned=_whole(planned_ms if timed else planned_reps),
        reps=_whole(reps),
        held=_whole(held),
        holds=1 if holds is None else _whole(holds),
        low=None if low is None else _whole(low),
        high=None if high is None else _whole(high),
        outcome=None if outcome is None else Outcome(outcome),
        band=None if band is None else _text(band),
        effort=None if effort is None else _whole(effort),
        started=_time(started),
        ended=moment(ended),
    )


def _counting(records: Iterable[SetRecord]) -> list[SetRecord]:
    """Of several attempts at a set the last one counts, save one that was passed over with nothing done."""
    records = list(records)
    counting: dict[int, int] = {}
    for record in records:
        if record.set_index not in counting or record.done or record.outcome is not Outcome.SKIPPED:
            counting[record.set_index] = record.attempt
    return [record._replace(counts=record.attempt == counting[record.set_index]) for record in records]


def moment(written: str | None) -> datetime | None:
    """A time of day with its offset. Raises ValueError."""
    return None if written is None else _time(written)


def _time(written: str) -> datetime:
    read = datetime.fromisoformat(written)
    if read.tzinfo is None:
        raise ValueError(f"{written!r} has no offset")
    return read


def _whole(written: object) -> int:
    if not isinstance(written, int) or written < 0:
        raise ValueError(f"{written!r} is no whole number from 0")
    return written


def _text(written: object) -> str:
    if not isinstance(written, str):
        raise TypeError(f"{written!r} is no text")
    return written


def _why(error: Exception) -> str:
    return f"can't be read ({error})"
