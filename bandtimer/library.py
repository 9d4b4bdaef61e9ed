"""Finds routines, exercises and sounds: the person's folder first, then the shipped one.

A person's file shadows a shipped one of the same id. A broken file stays in the list: what is wrong with it is said
when it is read. Timelines come from the compile cache where nothing that shapes them has changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.compile_cache import CompileCache, Included, code_stamp, content_of, digest_of, digest_of_files
from bandtimer.errors import BandtimerError, FileError
from bandtimer.shipped import shipped

if TYPE_CHECKING:
    from bandtimer.exercise import Exercise
    from bandtimer.folders import Folders
    from bandtimer.loader import LoadedRoutine
    from bandtimer.settings import Settings
    from bandtimer.targets import Targets
    from bandtimer.timeline import Timeline

SUFFIXES = (".yaml", ".yml")


class Entry(NamedTuple):
    """A file of the library, or one that the person named."""

    id: str
    """The file's name without its suffix; for a file outside the library its path as named."""
    path: Path
    shipped: bool = False


class Shelf(Mapping[str, "Exercise"]):
    """The exercises by id, read when the first one is asked for; `broken` holds what is wrong with the others."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries

    @cached_property
    def _read(self) -> tuple[dict[str, Exercise], dict[str, FileError]]:
        from bandtimer.loader import load_exercise

        whole: dict[str, Exercise] = {}
        broken: dict[str, FileError] = {}
        for exercise_id, entry in self.entries.items():
            try:
                whole[exercise_id] = load_exercise(entry.path)
            except FileError as error:
                broken[exercise_id] = error
        return whole, broken

    @property
    def broken(self) -> Mapping[str, FileError]:
        """The files that are no exercises, by id, with their problems."""
        return self._read[1]

    def __getitem__(self, exercise_id: str) -> Exercise:
        return self._read[0][exercise_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read[0])

    def __len__(self) -> int:
        return len(self._read[0])


class Library:
    """All that can be run, as it lies on the disk now."""

    def __init__(self, folders: Folders, routines: Path | None = None) -> None:
        self.folders = folders
        self.shipped_routines = routines or shipped("routines")
        self.exercises = Shelf(_files(folders.exercises, self.shipped_routines / "exercises"))
        self._cache = CompileCache(folders.cache / "timelines")

    def routines(self) -> tuple[Entry, ...]:
        """Every routine, broken ones too: the person's first, each part in the order of the alphabet."""
        entries = _files(self.folders.routines, self.shipped_routines).values()
        return tuple(sorted(entries, key=lambda entry: (entry.shipped, entry.id)))

    def routine(self, word: str) -> Entry:
        """What a person means by `word`: a routine's id, its name, or a file.

        Raises BandtimerError, with the nearest ids, when there is neither.
        """
        path = Path(word).expanduser()
        if looks_like_file(word):
            if path.exists():
                return self._known(path) or Entry(word, path)
            raise BandtimerError(f"there is no file {word}; `bandtimer list` shows the routines there are")
        entries = {entry.id: entry for entry in self.routines()}
        for wanted in (word, id_of(word)):
            if wanted in entries:
                return entries[wanted]
        if path.is_file():
            return Entry(word, path)
        close = get_close_matches(id_of(word), entries, 1, 0.5)
        mend = f"did you mean {close[0]}?" if close else "`bandtimer list` shows the routines there are"
        raise BandtimerError(f"there is no routine {word!r}; {mend}")

    def _known(self, path: Path) -> Entry | None:
        """The library's entry for a file that the person named by its path."""
        for entry in self.routines():
            if entry.path.name == path.name and entry.path.samefile(path):
                return entry
        return None

    def find(self, word: str, base: Path) -> Path | None:
        """The file that a routine beside `base` means by `include: word`: a file near it, else one of the library."""
        folder = base if base.is_dir() else base.parent
        if looks_like_file(word):
            path: Path = folder / Path(word).expanduser()
            return path if path.is_file() else None
        own = folder.resolve() not in (self.shipped_routines.resolve(), self.folders.routines.resolve())
        for place in (*((folder,) if own else ()), self.folders.routines, self.shipped_routines):
            for suffix in SUFFIXES:
                if (path := place / f"{word}{suffix}").is_file():
                    return path
        return None

    def load(self, entry: Entry) -> LoadedRoutine:
        """Read the routine. Raises FileError with all of its problems, and those of broken exercises that it names."""
        return self._load(entry, self.find)

    def _load(self, entry: Entry, find: Callable[[str, Path], Path | None]) -> LoadedRoutine:
        from bandtimer.loader import load_routine

        try:
            return load_routine(entry.path, shown=_shown(entry), exercises=self.exercises, find=find)
        except FileError as error:
            text = content_of(entry.path).decode("utf-8", "replace")
            named = [broken for word, broken in self.exercises.broken.items() if word in text]
            raise FileError(error.problems + tuple(it for broken in named for it in broken.problems)) from None

    def timeline(self, entry: Entry, settings: Settings, targets: Targets, week: int | None = None) -> Timeline:
        """The compiled routine, from the cache where nothing has changed.

        Raises FileError with every problem of the file, at its place.
        """
        key = self._key(entry, settings, targets, week)
        if (kept := self._cache.read(key, self._still_so)) is not None:
            return kept
        from bandtimer.compiler import PlanError, compile_routine
        from bandtimer.loader import locate

        included: list[Included] = []

        def find(word: str, base: Path) -> Path | None:
            path = self.find(word, base)
            if path is not None:
                included.append(Included(word, str(base), str(path), digest_of_files([path])))
            return path

        loaded = self._load(entry, find)
        try:
            timeline = compile_routine(loaded.routine, self.exercises, settings, targets, week, entry.id)
        except PlanError as error:
            raise FileError((locate(loaded, error.path, error.message),)) from None
        self._cache.write(key, included, timeline)
        return timeline

    def source_hash(self, entry: Entry) -> str:
        """A hash of the routine's own text and of all exercises: another one means that they have changed since."""
        return digest_of(content_of(entry.path), self._exercises_digest.encode())

    @cached_property
    def _exercises_digest(self) -> str:
        return digest_of_files(entry.path for entry in self.exercises.entries.values())

    def _key(self, entry: Entry, settings: Settings, targets: Targets, week: int | None) -> str:
        """A hash of all that shapes the timeline, save what the routine includes."""
        chosen = json.dumps([asdict(settings), targets, week], sort_keys=True)
        return digest_of(
            code_stamp().encode(),
            entry.id.encode("utf-8", "surrogateescape"),
            str(entry.path.absolute()).encode("utf-8", "surrogateescape"),
            content_of(entry.path),
            self._exercises_digest.encode(),
            chosen.encode(),
        )

    def _still_so(self, included: Included) -> bool:
        path = self.find(included.word, Path(included.base))
        return path is not None and str(path) == included.path and digest_of_files([path]) == included.digest


def looks_like_file(word: str) -> bool:
    """Whether a person who writes `word` means a file: it has a suffix of ours or names a folder."""
    return word.lower().endswith(SUFFIXES) or "/" in word or "\\" in word


def id_of(name: str) -> str:
    """The id that a name comes to: `Leg-day blueprint` is `leg-day-blueprint`."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-_")


def _shown(entry: Entry) -> str:
    """The file as messages name it: as the person did, or its whole path."""
    return entry.id if looks_like_file(entry.id) else str(entry.path)


def _files(own: Path, house: Path) -> dict[str, Entry]:
    """The files of both folders by id, the person's own before the shipped ones."""
    entries: dict[str, Entry] = {}
    for folder, is_shipped in ((own, False), (house, True)):
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
        except OSError:
            continue
        for path in paths:
            if not path.name.startswith("."):
                entries.setdefault(path.stem, Entry(path.stem, path, is_shipped))
    return dict(sorted(entries.items()))
