"""Who holds a session: a lease in its row, renewed by a heartbeat, so that a second window can't take it over.

The heartbeat is on the machine's monotonic clock, which all its processes share: a wall clock that is set, or a
machine that slept, doesn't make a living session look dead.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.journal.process import Process, this_process

if TYPE_CHECKING:
    import sqlite3

BEAT = 5.0
"""Seconds between heartbeats while nothing else is written."""
FRESH = 30_000
"""Milliseconds after which a process that no longer beats (stopped, hung) has lost its session."""


class Lease(NamedTuple):
    """What a holder writes into the row."""

    process: Process
    token: str

    @classmethod
    def new(cls) -> Lease:
        """A lease for one run of this process."""
        return cls(this_process(), secrets.token_hex(8))


def beat() -> int:
    """Milliseconds on the machine's monotonic clock."""
    return time.monotonic_ns() // 1_000_000


def is_held(connection: sqlite3.Connection, session: str) -> bool:
    """Whether a living process holds the session."""
    row = connection.execute(
        "SELECT lease_process, lease_started, lease_beat FROM sessions WHERE id = ?", (session,)
    ).fetchone()
    if row is None or not isinstance(row[0], int) or not isinstance(row[2], int):
        return False
    return 0 <= beat() - row[2] < FRESH and Process(row[0], row[1]).is_running


def take(connection: sqlite3.Connection, session: str, lease: Lease) -> bool:
    """Take the lease, in a transaction; False where another one holds it."""
    if is_held(connection, session):
        return False
    connection.execute(
        "UPDATE sessions SET lease_process = ?, lease_started = ?, lease_token = ?, lease_beat = ? WHERE id = ?",
        (*lease.process, lease.token, beat(), session),
    )
    return True


def let_go(connection: sqlite3.Connection, session: str, lease: Lease) -> None:
    """Give the lease back."""
    connection.execute(
        "UPDATE sessions SET lease_process = NULL, lease_started = NULL, lease_token = NULL, lease_beat = NULL"
        " WHERE id = ? AND lease_token = ?",
        (session, lease.token),
    )
