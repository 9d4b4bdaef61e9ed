"""Reads what the library shows, in a thread, and again when a file has changed; the last reading counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from bandtimer.exercise import Exercise
    from bandtimer.screen.house import House, LeftSession
    from bandtimer.summary import Summary


class Reader(Protocol):
    """Who is told what was read, in the thread of the screen."""

    def take(self, summaries: tuple[Summary, ...], left: LeftSession | None) -> None:
        """The routines, and the session that was left."""
        ...

    def take_exercises(self, exercises: Mapping[str, Exercise]) -> None:
        """The exercises, a moment later."""
        ...

    def tell(self, text: str) -> None:
        """What went wrong."""
        ...


class Reading:
    """Of the files of a house."""

    def __init__(self, screen: Screen[int], house: House, reader: Reader) -> None:
        """Nothing is read before `begin`."""
        self._screen = screen
        self._house = house
        self._reader = reader
        self._stamp: object = None
        self._number = 0
        """Of the last reading: an earlier one may come to its end later."""

    def begin(self) -> None:
        """Read all there is; what was never read before takes a while."""
        self._stamp = self._house.stamp()
        self._number += 1
        number = self._number
        self._screen.run_worker(lambda: self._all(number), thread=True, exclusive=True)

    def look_again(self) -> None:
        """Read again where something has changed."""
        if self._house.stamp() != self._stamp:
            self.begin()

    def _all(self, number: int) -> None:
        try:
            summaries = tuple(self._house.summaries())
            left = self._house.left()
        except BandtimerError as error:
            told = str(error)
            self._give(number, lambda: self._reader.tell(told))
            return
        self._give(number, lambda: self._reader.take(summaries, left))
        try:
            exercises = self._house.exercises()
            len(exercises)
        except BandtimerError:
            return  # the routines that use them say what is wrong
        self._give(number, lambda: self._reader.take_exercises(exercises))

    def _give(self, number: int, give: Callable[[], None]) -> None:
        def in_time() -> None:
            if number == self._number:
                give()

        self._screen.app.call_from_thread(in_time)
