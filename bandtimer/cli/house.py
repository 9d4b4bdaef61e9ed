"""What the library screen asks of the rest of the program, from this person's folders."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from bandtimer.cli import wiring
from bandtimer.cli.session import left_behind, open_again, open_new
from bandtimer.cli.session_options import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bandtimer.exercise import Exercise
    from bandtimer.folders import Folders
    from bandtimer.library import Library
    from bandtimer.ports import Speaker
    from bandtimer.screen.house import LeftSession, Run
    from bandtimer.settings import Settings
    from bandtimer.summary import Summary
    from bandtimer.timeline import Timeline

AS_EVER = Wishes(plain=None, speed=1.0, mute=False, voice=None, speaker=None, delay=None, start=0)
MARK = "welcomed"
"""The file that says that the first screen was seen."""


class PersonsHouse:
    """A `House` (see `bandtimer.screen.house`)."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self.opened: list[Run] = []
        """Every session that was shown."""
        self._tried: Speaker | None = None
        """What the last sound test sounds on."""

    @cached_property
    def settings(self) -> Settings:
        """What the person prefers."""
        return wiring.settings(self._folders)

    @property
    def _library(self) -> Library:
        """As the files are now."""
        return wiring.library(self._folders)

    def summaries(self) -> list[Summary]:
        """A line about each routine, broken ones too."""
        return wiring.summaries(self._folders)

    def stamp(self) -> object:
        """Names, times and sizes of the files that routines come from, and of what sessions leave for the next one."""
        from bandtimer.journal.glance import FILE

        found: list[tuple[str, int, int]] = []
        for folder in (self._folders.routines, self._folders.exercises):
            with suppress(OSError):
                found += sorted(map(_stamp, folder.iterdir()))
        return (*found, _stamp(self._folders.journal / FILE))

    def timeline(self, routine: str) -> Timeline:
        """What a routine comes to today."""
        library = self._library
        return library.timeline(library.routine(routine), self.settings, wiring.targets(self._folders, "auto"))

    def exercises(self) -> Mapping[str, Exercise]:
        """The exercise library."""
        return self._library.exercises

    def begin(self, routine: str) -> Run:
        """A new session."""
        library = self._library
        entry = library.routine(routine)
        timeline = library.timeline(entry, self.settings, wiring.targets(self._folders, "auto"))
        self._end_test()
        run = open_new(timeline, entry.id, library.source_hash(entry), self._folders, AS_EVER)
        self.opened.append(run)
        return run

    def left(self) -> LeftSession | None:
        """The session that was left lately."""
        offer = left_behind(self._folders, AS_EVER)
        return None if offer is None else offer.left

    def take_up(self, session: str) -> Run:
        """Go on with it."""
        library = self._library
        hashes = {entry.id: library.source_hash(entry) for entry in library.routines()}
        self._end_test()
        run = open_again(session, self._folders, AS_EVER, hashes)
        self.opened.append(run)
        return run

    def decline(self, session: str) -> None:
        """Don't offer it again."""
        from bandtimer.journal.journal import open_journal

        open_journal(self._folders.journal).decline(session)

    def is_known(self) -> bool:
        """Whether the first screen was seen, or anything was done already."""
        return self._mark.exists() or self._folders.journal.exists()

    def make_known(self) -> None:
        """Remember it; where nothing can be written the screen comes again."""
        with suppress(OSError):
            self._mark.parent.mkdir(parents=True, exist_ok=True)
            self._mark.touch()

    @property
    def _mark(self) -> Path:
        return self._folders.journal.parent / MARK

    def test_sound(self) -> Callable[[], str | None]:
        """Play the figure that begins a set, and the one that ends it; a test that still sounds is broken off."""
        from bandtimer.sound.tour import greeting

        self._end_test()
        speaker = wiring.speaker(self._folders, replace(self.settings, voice=False))
        self._tried = speaker
        speaker.prepare()
        speaker.play(greeting(), 0)

        def outcome() -> str | None:
            trouble = speaker.trouble
            speaker.close()
            return trouble

        return outcome

    def _end_test(self) -> None:
        """A session has the device to itself, and so has a test."""
        if self._tried is not None:
            self._tried.close()
            self._tried = None

    def close(self) -> None:
        """Let go of whatever was begun and not ended, sessions and sound tests."""
        self._end_test()
        for run in self.opened:
            run.player.close()


def _stamp(path: Path) -> tuple[str, int, int]:
    """Zeros for what can't be looked at: editors leave links to nowhere, and files that are gone a moment later."""
    try:
        status = path.stat()
    except OSError:
        return path.name, 0, 0
    return path.name, status.st_mtime_ns, status.st_size
