"""What each routine comes to, read when it is first looked at and kept until the files change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.errors import BandtimerError, FileError
from bandtimer.screen.drawing.preview import Preview, balance_of, preview_of
from bandtimer.screen.drawing.problems_page import Problems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bandtimer.screen.drawing.preview import Balance
    from bandtimer.screen.house import House
    from bandtimer.summary import Summary


class Previews:
    """Previews by routine; a file that can't be run has its problems instead."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._known: dict[str, Preview | Problems] = {}
        self._patterns: Mapping[str, Sequence[str]] = {}
        self._balances: dict[str, Balance] = {}

    def of(self, summary: Summary | None) -> Preview | Problems | None:
        """What a routine comes to; None where there is none."""
        if summary is None:
            return None
        if summary.id not in self._known:
            self._known[summary.id] = self._read(summary)
        return self._known[summary.id]

    def balance(self, summary: Summary | None) -> Balance:
        """What a routine trains; nothing where that isn't known."""
        preview = self.of(summary)
        if summary is None or not isinstance(preview, Preview):
            return ()
        if summary.id not in self._balances:
            self._balances[summary.id] = balance_of(preview.timeline, self._patterns)
        return self._balances[summary.id]

    def know(self, patterns: Mapping[str, Sequence[str]]) -> None:
        """What each exercise trains, by id."""
        self._patterns = patterns
        self._balances.clear()

    def forget(self) -> None:
        """Something has changed."""
        self._known.clear()
        self._balances.clear()

    def _read(self, summary: Summary) -> Preview | Problems:
        own = str(summary.path)
        try:
            return preview_of(self._house.timeline(summary.id))
        except FileError as error:
            # The folder stands above them once: line and column must not fall off at the end of a long path.
            return Problems(
                tuple(
                    str(problem._replace(path=summary.path.name) if problem.path == own else problem)
                    for problem in error.problems
                )
            )
        except BandtimerError as error:
            return Problems((str(error),))
