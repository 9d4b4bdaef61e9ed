"""Keeps compiled timelines, so that a warm start reads one small JSON file instead of YAML.

An entry lies under a hash of everything that shapes the timeline and is known before reading the routine; what is
known only after (the files it includes) is kept in the entry and checked when it is read. Whatever is wrong with an
entry, it is compiled anew; the cache is never in anybody's way, and deleting it loses nothing.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bandtimer import __version__
from bandtimer.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bandtimer.timeline import Timeline

MOST_SEGMENTS = 20_000
"""A longer timeline isn't kept: reading it back would take about as long as compiling it."""
MOST_BYTES = 32 << 20
"""The oldest entries go when all of them together take more."""
MOST_ENTRIES = 200


class Included(NamedTuple):
    """A file that a routine includes, and what it held when it was compiled."""

    word: str
    """What the routine says: an id or a file."""
    base: str
    """The folder that the word was looked up from."""
    path: str
    """The file that was found."""
    digest: str


def digest_of(*parts: bytes) -> str:
    """A hash of the parts in this order; no two lists of parts share one."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def digest_of_files(paths: Iterable[Path]) -> str:
    """A hash of names and contents; one that can't be read counts as empty."""
    parts = []
    for path in sorted(paths):
        parts += [str(path).encode("utf-8", "surrogateescape"), content_of(path)]
    return digest_of(*parts)


def content_of(path: Path) -> bytes:
    """The content, or nothing where it can't be read or is larger than any routine."""
    try:
        with path.open("rb") as file:
            return file.read((1 << 20) + 1)
    except OSError:
        return b""


def code_stamp() -> str:
    """Changes when the program does: its version, and in a checkout each edit of the core."""
    files = []
    with suppress(OSError), os.scandir(Path(__file__).parent) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                stat = entry.stat()
                files.append(f"{entry.name} {stat.st_mtime_ns} {stat.st_size}")
    return "\n".join((__version__, *sorted(files)))


class CompileCache:
    """The entries in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, key: str, still_so: Callable[[Included], bool]) -> Timeline | None:
        """The timeline under `key`, where every file it includes is `still_so`; None where there is none to use."""
        path = self.folder / f"{key}.json"
        try:
            head, _, text = path.read_bytes().partition(b"\n")
            if not all(still_so(Included(*it)) for it in json.loads(head)["included"]):
                return None
            from bandtimer.timeline_text import timeline_from_json

            timeline = timeline_from_json(text)
        except Exception:  # a damaged entry may fail in any way, and none of them is the person's business
            return None
        with suppress(OSError):
            os.utime(path)
        return timeline

    def write(self, key: str, included: Iterable[Included], timeline: Timeline) -> None:
        """Keep a timeline; silently not where it is too long or the folder can't be written."""
        if len(timeline.segments) > MOST_SEGMENTS:
            return
        from bandtimer.timeline_text import timeline_to_json

        head = json.dumps({"included": [list(it) for it in included]})
        with suppress(OSError):
            write_whole(self.folder / f"{key}.json", f"{head}\n{timeline_to_json(timeline)}")
            self._shed()

    def _shed(self) -> None:
        """Drop what was used longest ago until the rest is within bounds."""
        entries = []
        for path in self.folder.glob("*.json"):
            with suppress(OSError):
                stat = path.stat()
                entries.append((stat.st_mtime_ns, stat.st_size, path))
        total = 0
        for number, (_, size, path) in enumerate(sorted(entries, reverse=True)):
            total += size
            if number >= MOST_ENTRIES or (number and total > MOST_BYTES):
                path.unlink(missing_ok=True)
