"""What each routine comes to, read when it is first looked at and kept until the files change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.errors import BandtimerError, FileError
from bandtimer.screen.drawing.preview import Preview, preview_of
from bandtimer.screen.drawing.problems_page import Problems

if TYPE_CHECKING:
    from bandtimer.screen.house import House
    from bandtimer.summary import Summary


class Previews:
    """Previews by routine; a file that can't be run has its problems instead."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._known: dict[str, Preview | Problems] = {}

    def of(self, summary: Summary | None) -> Preview | Problems | None:
        """What a routine comes to; None where there is none."""
        if summary is None:
            return None
        if summary.id not in self._known:
            self._known[summary.id] = self._read(summary.id)
        return self._known[summary.id]

    def forget(self) -> None:
        """Something has changed."""
        self._known.clear()

    def _read(self, routine: str) -> Preview | Problems:
        try:
            return preview_of(self._house.timeline(routine))
        except FileError as error:
            return Problems(tuple(str(problem) for problem in error.problems))
        except BandtimerError as error:
            return Problems((str(error),))
