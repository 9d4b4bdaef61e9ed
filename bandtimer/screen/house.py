"""What the screens ask of the rest of the program; `cli` builds it, so that no screen knows journal, sound or files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bandtimer.exercise import Exercise
    from bandtimer.player import Player
    from bandtimer.settings import Settings
    from bandtimer.summary import Summary
    from bandtimer.timeline import Timeline


class LeftSession(NamedTuple):
    """A session that can be gone on with."""

    id: str
    routine: str
    """Id in the library, or the path of a file."""
    name: str
    seen: datetime
    """When it was left."""
    place: str
    """Where, in words: `set 3 of 9`."""


@dataclass(frozen=True)
class Run:
    """A session about to be shown, and what can be said of it when it is over."""

    player: Player
    """Not started yet; whoever shows it closes it."""
    rehearsal: bool
    """Whether it moves no target."""
    rate: Callable[[int | None, str | None], None]
    """Say how hard it was (1 to 10), and with which band. Only after the player was closed. Raises BandtimerError."""
    next_time: Callable[[], tuple[str, ...]]
    """The targets of its exercises from now on, a sentence each; the journal knows a moment after the end."""
    discard: Callable[[], None]
    """Close the player and don't offer the session again: nothing was done in it. Raises BandtimerError."""
    bands: tuple[str, ...] = ()
    """Bands named before, the last one first."""
    notice: str = ""
    """What the person should know as it begins: the file has changed since, for one."""


@dataclass(frozen=True)
class Offer:
    """A session that was left, offered as another begins."""

    left: LeftSession
    take_up: Callable[[], Run]
    """Raises BandtimerError."""


class House(Protocol):
    """The rest of the program. Whatever raises, raises BandtimerError (FileError for a broken file)."""

    @property
    def settings(self) -> Settings:
        """What the person prefers."""
        ...

    def summaries(self) -> list[Summary]:
        """A line about each routine, broken ones too."""
        ...

    def stamp(self) -> object:
        """Compares equal as long as no file of a routine was changed, added or removed; cheap."""
        ...

    def timeline(self, routine: str) -> Timeline:
        """What a routine comes to today."""
        ...

    def exercises(self) -> Mapping[str, Exercise]:
        """The exercise library, by id."""
        ...

    def begin(self, routine: str) -> Run:
        """A new session of a routine."""
        ...

    def left(self) -> LeftSession | None:
        """The session that was left lately, if one was."""
        ...

    def take_up(self, session: str) -> Run:
        """Go on with a session that was left."""
        ...

    def decline(self, session: str) -> None:
        """Don't offer that session again; it stays in the history."""
        ...

    def is_known(self) -> bool:
        """Whether the person has seen the first screen."""
        ...

    def make_known(self) -> None:
        """Don't show the first screen again."""
        ...

    def test_sound(self) -> Callable[[], str | None]:
        """Play a short figure and a word; returns at once. Ask what was returned for a line that says what is wrong."""
        ...
