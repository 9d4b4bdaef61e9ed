"""What a list says about each routine; a broken one stays in it, with its first problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bandtimer.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from bandtimer.library import Entry, Library
    from bandtimer.settings import Settings
    from bandtimer.targets import Targets


class Summary(NamedTuple):
    """A routine in a line; of a broken one only where it is and what is wrong."""

    id: str
    path: Path
    shipped: bool
    name: str | None = None
    about: str | None = None
    duration: int | None = None
    """Milliseconds."""
    sets: int | None = None
    exercises: tuple[str, ...] = ()
    """Ids in the order in which they come."""
    equipment: tuple[str, ...] = ()
    last_done: datetime | None = None
    problem: str | None = None
    """The first of its problems, with its place; None when it can be run."""


def summarise(
    library: Library, settings: Settings, targets: Targets, last_done: Mapping[str, datetime]
) -> list[Summary]:
    """All routines of the library; `last_done` by routine id."""
    return [_summary(library, entry, settings, targets, last_done.get(entry.id)) for entry in library.routines()]


def _summary(
    library: Library, entry: Entry, settings: Settings, targets: Targets, last_done: datetime | None
) -> Summary:
    bare = Summary(entry.id, entry.path, entry.shipped, last_done=last_done)
    try:
        timeline = library.timeline(entry, settings, targets)
    except FileError as error:
        return bare._replace(problem=str(error.problems[0]))
    return bare._replace(
        name=timeline.name,
        about=timeline.about,
        duration=timeline.duration,
        sets=len(timeline.sets),
        exercises=tuple(timeline.cards),
        equipment=timeline.equipment,
    )
