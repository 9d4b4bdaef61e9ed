"""Why the journal can't be used, in one line with the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


class JournalError(BandtimerError):
    """The journal can't be read or written now."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting
        """Whether trying again is of no use, and the file must not be touched."""


def damaged(path: Path) -> JournalError:
    """The file is no whole database."""
    mend = "move it away, and a new journal begins; what it holds may still be saved by sqlite3's `.recover`"
    return JournalError(f"{path} is damaged and was left as it is; {mend}", lasting=True)


def newer(path: Path, version: int, known: int) -> JournalError:
    """The file was written by a later program."""
    what = f"was written by a newer bandtimer (journal version {version}, this one knows {known})"
    return JournalError(f"{path} {what} and was left as it is; upgrade bandtimer", lasting=True)


def foreign(path: Path) -> JournalError:
    """The file is a database of something else."""
    return JournalError(f"{path} is no journal of bandtimer and was left as it is; move it away", lasting=True)


def no_folder(folder: Path, why: str) -> JournalError:
    """The folder can't be made or written."""
    mend = "make it a folder that you may write to, or set BANDTIMER_HOME to another one"
    return JournalError(f"{folder} can't be written ({why}); {mend}")


def of_database(error: sqlite3.Error, path: Path) -> JournalError:
    """What an error of the database means for the person."""
    # The low byte is the primary code; the bytes above only refine it.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case 11 | 26:  # CORRUPT, NOTADB
            return damaged(path)
        case 13:  # FULL
            return JournalError(f"the disk of {path.parent} is full; free some space and the session is kept again")
        case 3 | 8 | 14 | 23:  # PERM, READONLY, CANTOPEN, AUTH
            return no_folder(path.parent, str(error))
        case 5 | 6:  # BUSY, LOCKED
            return JournalError(f"another program keeps {path} to itself; close it and the session is kept again")
        case _:
            return JournalError(f"{path} can't be written ({error}); see that its disk has room and is well")
