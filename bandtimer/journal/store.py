"""The database file: opened, checked, created, brought up to date; never touched where it is damaged or newer.

WAL, so that two programs read and write at once; synchronous=FULL, so that what is committed survives a power cut.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bandtimer.journal.schema import APPLICATION, STEPS
from bandtimer.journal.trouble import damaged, foreign, newer, no_folder, of_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from bandtimer.journal.schema import Step

FILE = "journal.sqlite3"
PATIENCE = 3.0
"""Seconds to wait for another program that is writing."""
_MAGIC = b"SQLite format 3\0"


def database_in(folder: Path) -> Path:
    """The file of the journal in its folder."""
    return folder / FILE


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Errors of the database come out as JournalError."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        raise of_database(error, path) from None
    except OSError as error:
        raise no_folder(path.parent, error.strerror or str(error)) from None


def open_store(path: Path, steps: tuple[Step, ...] = STEPS) -> sqlite3.Connection:
    """A connection to write with; the file is made, or brought up to date after a copy is kept beside it.

    Raises JournalError; a damaged, newer or foreign file is then exactly as it was.
    """
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _inspect(path, len(steps), thorough=True)
        connection = _connect(path)
        try:
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            _bring_up_to_date(connection, path, steps)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def reading(path: Path, steps: tuple[Step, ...] = STEPS) -> Iterator[sqlite3.Connection]:
    """A connection to read with, from a file that exists. Raises JournalError."""
    with telling(path):
        version = _inspect(path, len(steps), thorough=False)
        if version < len(steps):
            with closing(open_store(path, steps)) as connection:
                yield connection
        else:
            with closing(_connect(path, "ro")) as connection:
                yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _connect(path: Path, mode: str = "rwc") -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    if mode == "ro":
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF not in (8, 14):  # READONLY, CANTOPEN: WAL wants to write beside the file
                raise
            return _copy_of(path)
    return connection


def _copy_of(path: Path) -> sqlite3.Connection:
    """The journal of a folder that can't be written, read into memory."""
    import sqlite3

    memory = sqlite3.connect(":memory:", isolation_level=None)
    with tempfile.TemporaryDirectory() as folder:
        for name in (path.name, f"{path.name}-wal"):
            if (beside := path.with_name(name)).exists():
                shutil.copyfile(beside, Path(folder, name))
        with closing(sqlite3.connect(Path(folder, path.name))) as copied:
            copied.backup(memory)
    return memory


def _inspect(path: Path, known: int, *, thorough: bool) -> int:
    """The version of the file, 0 where there is none yet; raises where it must not be touched.

    The head of the file is looked at before SQLite is, and SQLite may only read it: whoever opens a file to write
    may change it by closing it.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return 0
    if not head:
        return 0
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise damaged(path)
    _judge(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"), known)
    with closing(_connect(path, "ro")) as connection:
        version = version_of(connection)
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        _judge(path, application, version, known)
        if not version and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise foreign(path)
        if thorough and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(path)
    return version


def _judge(path: Path, application: int, version: int, known: int) -> None:
    if application not in (0, APPLICATION):
        raise foreign(path)
    if application and version > known:
        raise newer(path, version, known)
    if version and not application:
        raise foreign(path)


def _use_wal(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # Two programs that make the file at once: the switch doesn't wait by itself, a transaction does.
        import sqlite3
        import time

        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (5, 6) or time.monotonic() > give_up:
                    raise
            time.sleep(0.005)


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, steps: tuple[Step, ...]) -> None:
    if version_of(connection) == len(steps):
        return
    with transaction(connection):
        version = version_of(connection)  # another program may have done it meanwhile
        if version:
            _keep_copy(path, version)
        for step in steps[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def _keep_copy(path: Path, version: int) -> None:
    """Keep the file as it is before it is brought up to date; whole or not at all."""
    import sqlite3

    copy = path.with_name(f"{path.stem}-version-{version}{path.suffix}")
    if copy.exists():
        return
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    with closing(_connect(path, "ro")) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
    part.replace(copy)
