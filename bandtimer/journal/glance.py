"""What a start wants of the journal, in one small file beside it, so that nothing has to load sqlite3 for it.

Rewritten whole whenever a session begins, ends or is rated. It can be deleted at any time: without it the database
is asked, and with the next session it is there again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from bandtimer.journal.progress import Measure, Target, Way, progress
from bandtimer.targets import Policy, Targets
from bandtimer.whole_file import write_whole

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

FILE = "glance.json"
FORMAT = 1
LOOK_BACK = timedelta(days=7)
"""A session begun longer ago isn't looked for when one that was left is to be offered."""


class Glance(NamedTuple):
    """What the file says."""

    targets: tuple[Target, ...] = ()
    last_done: dict[str, datetime] = {}  # noqa: RUF012 -- never changed; a NamedTuple has no default factory
    """When each routine was last finished, rehearsals left out."""
    unfinished: tuple[datetime, ...] = ()
    """When the sessions that aren't finished were begun or taken up."""


def read_glance(folder: Path) -> Glance | None:
    """What the file says; None where there is none that can be read."""
    try:
        written = json.loads((folder / FILE).read_bytes())
        if written["format"] != FORMAT:
            return None
        return Glance(
            tuple(_target(row) for row in written["targets"]),
            {str(routine): datetime.fromisoformat(done) for routine, done in written["last_done"].items()},
            tuple(datetime.fromisoformat(begun) for begun in written["unfinished"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def read_targets(folder: Path, policy: Policy = "auto") -> Targets:
    """The numbers to take inside ranges; none chosen where nothing was done yet. Loads no sqlite3, raises nothing."""
    glance = read_glance(folder) or Glance()
    return targets_of(glance.targets, policy)


def targets_of(targets: Iterable[Target], policy: Policy = "auto") -> Targets:
    """Targets as a compiler takes them."""
    targets = tuple(targets)
    return Targets(
        policy,
        reps={it.exercise: it.value for it in targets if it.measure is Measure.REPS},
        holds={it.exercise: it.value for it in targets if it.measure is Measure.HOLD},
        reasons={it.exercise: it.sentence for it in targets} if policy == "auto" else {},
    )


def rewrite_glance(folder: Path, connection: sqlite3.Connection, *, progress: bool) -> None:
    """Write the file anew; `progress`: targets may have moved. Call it in a transaction, so that no two do it at once.

    Where a session begins, before that is committed; else after: the file may know of an unfinished session that isn't
    one, never the other way round. Where it can't be written it is removed.
    """
    kept = None if progress else read_glance(folder)
    targets = targets_in(connection) if kept is None else kept.targets
    last_done = last_done_in(connection) if kept is None else kept.last_done
    document = {
        "format": FORMAT,
        "targets": [it._asdict() for it in targets],
        "last_done": {routine: done.isoformat() for routine, done in last_done.items()},
        "unfinished": _unfinished(connection),
    }
    try:
        write_whole(folder / FILE, json.dumps(document, indent=1))
    except OSError:
        with suppress(OSError):
            (folder / FILE).unlink(missing_ok=True)


def targets_in(connection: sqlite3.Connection) -> tuple[Target, ...]:
    """The targets that follow from all that was done."""
    from bandtimer.journal.reading_rows import sessions_in

    return progress(sessions_in(connection, ranged=True), _ways(connection))


def last_done_in(connection: sqlite3.Connection) -> dict[str, datetime]:
    """When each routine was last finished, rehearsals left out."""
    found: dict[str, datetime] = {}
    rows = connection.execute("SELECT routine, finished FROM sessions WHERE finished IS NOT NULL AND NOT rehearsal")
    for routine, finished in rows:
        with suppress(ValueError, TypeError):
            done = datetime.fromisoformat(finished)
            if done.tzinfo is not None and (routine not in found or found[routine] < done):
                found[routine] = done
    return found


def _unfinished(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT seen FROM sessions WHERE finished IS NULL AND NOT declined ORDER BY rowid DESC LIMIT 20"
    )
    return [seen for (seen,) in rows if _is_time(seen)]


def _is_time(written: object) -> bool:
    with suppress(ValueError, TypeError):
        return datetime.fromisoformat(written).tzinfo is not None  # type: ignore[arg-type]
    return False


def _ways(connection: sqlite3.Connection) -> dict[str, Way]:
    rows = connection.execute("SELECT id, name, progress_band, harder FROM exercises").fetchall()
    names = {row[0]: row[1] for row in rows}
    ways = {}
    for exercise, name, band, harder in rows:
        with suppress(ValueError, TypeError):
            ids = json.loads(harder)
            ways[exercise] = Way(name, band, tuple(names.get(it, it.replace("-", " ")) for it in ids))
    return ways


def _target(row: dict[str, Any]) -> Target:
    return Target(**(row | {"measure": Measure(row["measure"]), "value": int(row["value"])}))
