"""The journal of one person: begin, go on, look back, rate. Opening it touches nothing; sqlite3 loads when needed."""

from __future__ import annotations

import secrets
from contextlib import closing, suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bandtimer.journal.glance import LOOK_BACK, Glance, read_glance, targets_of
from bandtimer.journal.ledger import SessionLedger, stamp
from bandtimer.journal.page import Page
from bandtimer.journal.schema import STEPS
from bandtimer.journal.trouble import JournalError
from bandtimer.journal.writing import Heading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from bandtimer.journal.progress import Target
    from bandtimer.journal.records import SessionRecord
    from bandtimer.journal.resume import Unfinished
    from bandtimer.journal.schema import Step
    from bandtimer.session_start import Place
    from bandtimer.targets import Policy, Targets
    from bandtimer.timeline import Timeline

T = TypeVar("T")


class Resumption(NamedTuple):
    """A session taken up again."""

    timeline: Timeline
    """As it was kept: what its files say now doesn't matter."""
    place: Place
    offer: Unfinished
    ledger: SessionLedger


def open_journal(folder: Path) -> Journal:
    """The journal in a folder, which need not exist."""
    return Journal(folder)


class Journal:
    """What was done, in a folder."""

    def __init__(
        self, folder: Path, wall: Callable[[], datetime] | None = None, steps: tuple[Step, ...] = STEPS
    ) -> None:
        self.folder = folder
        self._wall = wall or _now
        self._steps = steps

    @property
    def path(self) -> Path:
        """The database."""
        from bandtimer.journal.store import database_in

        return database_in(self.folder)

    def begin(
        self, timeline: Timeline, routine: str, source_hash: str = "", *, rehearsal: bool = False
    ) -> SessionLedger:
        """A new session; never raises and touches no disk: what is wrong, `trouble` says once events come.

        `routine`: id in the library, or a path. `source_hash`: of the files it was compiled from, for a resume.
        """
        now = self._wall()
        name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        heading = Heading(name, routine, timeline.name, stamp(now), rehearsal, source_hash)
        return SessionLedger(self.path, heading, Page(timeline), None, self._wall, self._steps)

    def unfinished(self, now: datetime | None = None) -> Unfinished | None:
        """The session to offer: left less than 12 h ago and held by nobody. Raises JournalError.

        Loads no sqlite3 where none was left lately.
        """
        now = now or self._wall()
        glance = read_glance(self.folder)
        if glance is not None and not any(now - begun < LOOK_BACK for begun in glance.unfinished):
            return None
        if not self.path.exists():
            return None
        from bandtimer.journal.resume import unfinished_in
        from bandtimer.journal.store import reading

        with reading(self.path, self._steps) as connection:
            offer = unfinished_in(connection, now)
        if offer is None:
            # The glance is missing, or a kill came before it could say how the last session ended.
            with suppress(JournalError):
                self._changed(lambda connection: None, progress=True)
        return offer

    def resume(self, session: str) -> Resumption:
        """Take up a session that was left. Raises JournalError, also where another window holds it."""
        from bandtimer.journal.lease import Lease, take
        from bandtimer.journal.resume import kept_in

        lease = Lease.new()

        def taken(connection: sqlite3.Connection) -> Resumption:
            kept = kept_in(connection, session)
            if not take(connection, session, lease):
                raise JournalError("that session is running in another window; go on with it there")
            offer = kept.offer
            heading = Heading(
                offer.id, offer.routine, offer.name, stamp(offer.started), offer.rehearsal, offer.source_hash
            )
            ledger = SessionLedger(self.path, heading, kept.page, lease, self._wall, self._steps)
            return Resumption(kept.page.timeline, kept.place, offer, ledger)

        resumption = self._changed(taken, progress=False)
        resumption.ledger.hold()
        return resumption

    def decline(self, session: str) -> None:
        """Don't offer that session again; it stays in the history as unfinished. Raises JournalError."""
        self._changed(
            lambda connection: connection.execute("UPDATE sessions SET declined = 1 WHERE id = ?", (session,)),
            progress=False,
        )

    def history(self) -> list[SessionRecord]:
        """All sessions, the oldest first; one that is broken says so and hides no other. Raises JournalError."""
        if not self.path.exists():
            return []
        from bandtimer.journal.reading_rows import sessions_in
        from bandtimer.journal.store import reading

        with reading(self.path, self._steps) as connection:
            return sessions_in(connection)

    def last_done(self) -> dict[str, datetime]:
        """When each routine was last finished, rehearsals left out; as a rule without sqlite3. Raises JournalError."""
        return self._glance().last_done

    def progress(self) -> tuple[Target, ...]:
        """The targets, with their reasons; as a rule without sqlite3. Raises JournalError."""
        return self._glance().targets

    def targets(self, policy: Policy = "auto") -> Targets:
        """The targets as a compiler takes them. Raises JournalError."""
        return targets_of(self.progress(), policy)

    def rate(
        self, session: str, effort: int | None = None, band: str | None = None, exercise: str | None = None
    ) -> None:
        """Say how hard a session was (1 to 10) and with which band, for all exercises or one.

        What is None stays as it was. Raises JournalError where the effort is none or there is no such session.
        """
        if effort is not None and not 1 <= effort <= 10:
            raise JournalError(f"an effort goes from 1 (easy) to 10 (nothing left), not {effort}")

        def rated(connection: sqlite3.Connection) -> None:
            changed = connection.execute(
                "UPDATE attempts SET effort = coalesce(?, effort), band = coalesce(?, band)"
                " WHERE session = ? AND (? IS NULL OR exercise = ?)",
                (effort, band, session, exercise, exercise),
            ).rowcount
            if not changed:
                what = f" with {exercise}" if exercise else ""
                raise JournalError(f"there is no session {session!r}{what} to rate; `bandtimer history` lists them")

        self._changed(rated, progress=True)

    def _glance(self) -> Glance:
        glance = read_glance(self.folder)
        if glance is not None or not self.path.exists():
            return glance or Glance()
        from bandtimer.journal.glance import last_done_in, targets_in
        from bandtimer.journal.store import reading

        with reading(self.path, self._steps) as connection:
            return Glance(targets_in(connection), last_done_in(connection))

    def _changed(self, change: Callable[[sqlite3.Connection], T], *, progress: bool) -> T:
        """Change the journal, and the glance with it."""
        from bandtimer.journal.glance import rewrite_glance
        from bandtimer.journal.store import open_store, telling, transaction

        with telling(self.path), closing(open_store(self.path, self._steps)) as connection:
            with transaction(connection):
                done = change(connection)
            with transaction(connection):
                rewrite_glance(self.folder, connection, progress=progress)
            return done


def _now() -> datetime:
    return datetime.now().astimezone()
