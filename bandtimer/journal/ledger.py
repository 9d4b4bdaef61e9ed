"""What a running session writes to: takes events at once, and a thread of its own makes them durable.

The thread begins with the first event and loads sqlite3 then, so that beginning a session costs its first frame
nothing. It commits what has come as soon as it has come; what comes meanwhile waits for the next commit.
"""

from __future__ import annotations

import threading
import time
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.journal import lease as leases
from bandtimer.journal.glance import rewrite_glance
from bandtimer.journal.lease import Lease
from bandtimer.journal.store import open_store, telling, transaction, version_of
from bandtimer.journal.trouble import JournalError, newer
from bandtimer.journal.writing import Heading, enter, write

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bandtimer.events import Event
    from bandtimer.journal.page import Page
    from bandtimer.journal.schema import Step
    from bandtimer.timeline import Timeline

AGAIN = 1.0
"""Seconds before writing is tried again after it failed."""
LAST_WORD = 1.0
"""Seconds that closing may take."""


class _Told(NamedTuple):
    at: str
    events: tuple[Event, ...]


class SessionLedger:
    """A session under way, as a `Ledger`."""

    def __init__(
        self,
        path: Path,
        heading: Heading,
        page: Page,
        lease: Lease | None,
        wall: Callable[[], datetime],
        steps: tuple[Step, ...],
    ) -> None:
        self.trouble: str | None = None
        self._path = path
        self._heading = heading
        self._page = page
        self._lease = lease
        """Held already by a session that goes on; a new session takes its own with its first row."""
        self._entered = lease is not None
        self._wall = wall
        self._steps = steps
        self._inbox: SimpleQueue[_Told | Timeline | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._connection: sqlite3.Connection | None = None
        self._noted = True
        """Whether the glance shows whether the session is finished."""
        self._given_up = False

    @property
    def session(self) -> str:
        """The id of the session."""
        return self._heading.id

    def hold(self) -> None:
        """Keep the lease of a session taken up before anything happens in it."""
        self._start()

    def record(self, events: Sequence[Event]) -> None:
        """Keep what happened, in order; durable within 100 ms."""
        if events and not self._closed:
            self._inbox.put(_Told(stamp(self._wall()), tuple(events)))
            self._start()

    def keep_timeline(self, timeline: Timeline) -> None:
        """Keep the timeline that the session follows from now on, for a resume."""
        if not self._closed:
            self._inbox.put(timeline)

    def close(self) -> None:
        """Write what is left and let go of the session; takes at most a second. May be called twice."""
        self._closed = True
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join(LAST_WORD)

    def _start(self) -> None:
        if self._thread is None:
            thread = threading.Thread(target=self._run, name="journal", daemon=True)
            try:
                thread.start()
            except RuntimeError:
                self.trouble = _sentence("the system starts no thread; close other programs")
                return
            self._thread = thread

    def _run(self) -> None:
        tried = 0.0
        open_ = True
        while open_:
            open_ = self._take_in(leases.BEAT)
            if self._given_up or (self.trouble and open_ and time.monotonic() - tried < AGAIN):
                continue
            tried = time.monotonic()
            try:
                self._write(last=not open_)
                self.trouble = None
            except JournalError as trouble:
                self._fail(str(trouble), lasting=trouble.lasting)
            except Exception as error:
                self._fail(f"{type(error).__name__}: {error}; please report it", lasting=True)
        self._drop_connection()

    def _take_in(self, patience: float) -> bool:
        """Wait for something, then take all there is; False when it is the end."""
        with suppress(Empty):
            item = self._inbox.get(timeout=patience)
            while True:
                match item:
                    case None:
                        return False
                    case _Told(at, events):
                        finished = self._page.finished
                        self._page.note(events, at)
                        if finished != self._page.finished:
                            self._noted = False
                    case timeline:
                        self._page.follow(timeline)
                item = self._inbox.get_nowait()
        return True

    def _write(self, *, last: bool) -> None:
        with telling(self._path):
            connection = self._connection or open_store(self._path, self._steps)
            self._connection = connection
            lease = self._lease = self._lease or Lease.new()
            self._page.seen = stamp(self._wall())
            beginning = not self._entered
            with transaction(connection):
                if (version := version_of(connection)) != len(self._steps):
                    raise newer(self._path, version, len(self._steps))
                if beginning:
                    enter(connection, self._heading, self._page, lease)
                write(connection, self.session, self._page, lease)
                if last:
                    leases.let_go(connection, self.session, lease)
                if beginning:
                    # Before the commit: a session that was killed is looked for only where the glance knows of it.
                    rewrite_glance(self._path.parent, connection, progress=False)
            self._entered = True
            self._page.unwritten.clear()
            self._page.timeline_unwritten = False
            if not self._noted:
                with transaction(connection):
                    rewrite_glance(self._path.parent, connection, progress=True)
                self._noted = True

    def _fail(self, why: str, *, lasting: bool) -> None:
        self.trouble = _sentence(why)
        self._given_up = lasting
        self._drop_connection()

    def _drop_connection(self) -> None:
        if self._connection is not None:
            with suppress(Exception), closing(self._connection):
                self._connection = None


def stamp(moment: datetime) -> str:
    """ISO 8601 with offset, to the millisecond."""
    return (moment if moment.tzinfo else moment.astimezone()).isoformat(timespec="milliseconds")


def _sentence(why: str) -> str:
    return f"this session isn't kept: {why}"
