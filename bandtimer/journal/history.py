"""History for scripts: JSON and CSV of what was done. Seconds with at most three decimals; times of day ISO 8601."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bandtimer.journal.records import SessionRecord, SetRecord

FORMAT = 1

COLUMNS = (
    "session", "routine", "started", "finished", "rehearsal", "exercise", "side", "set", "attempt", "counts", "unit",
    "planned", "done", "outcome", "band", "effort", "set_started", "set_ended",
)  # fmt: skip
"""Of the CSV: one row an attempt at a set."""


def history_document(sessions: Sequence[SessionRecord]) -> dict[str, object]:
    """The value that `history --json` prints; sessions the oldest first."""
    return {"format": FORMAT, "sessions": [_session(session) for session in sessions]}


def history_csv(sessions: Sequence[SessionRecord]) -> str:
    """A row for each attempt at a set, with a line of headings; what doesn't apply is empty."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for session in sessions:
        for record in session.sets:
            written = _set(record)
            rows.writerow(
                [
                    *(session.id, session.routine, _time(session.started), _time(session.finished)),
                    _cell(session.rehearsal),
                    *(_cell(written[name]) for name in COLUMNS[5:-2]),
                    *(_time(record.started), _time(record.ended)),
                ]
            )
    return text.getvalue()


def _session(session: SessionRecord) -> dict[str, object]:
    return {
        "id": session.id,
        "routine": session.routine,
        "name": session.name,
        "started": _time(session.started),
        "finished": _time(session.finished),
        "rehearsal": session.rehearsal,
        "problem": session.problem,
        "sets": [_set(record) for record in session.sets],
    }


def _set(record: SetRecord) -> dict[str, object]:
    return {
        "exercise": record.exercise,
        "side": record.side,
        "set": record.set,
        "attempt": record.attempt,
        "counts": record.counts,
        "unit": "seconds" if record.timed else "reps",
        "planned": _amount(record.planned, timed=record.timed),
        "done": _amount(record.done, timed=record.timed),
        "outcome": record.outcome,
        "band": record.band,
        "effort": record.effort,
        "started": _time(record.started),
        "ended": _time(record.ended),
    }


def _amount(value: int, *, timed: bool) -> int | float:
    if not timed:
        return value
    return value // 1000 if value % 1000 == 0 else round(value / 1000, 3)


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
