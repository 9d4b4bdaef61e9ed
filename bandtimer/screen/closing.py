"""What is asked and told once a session is over: how hard it was, the band, and the targets of next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.screen.drawing.closing_page import Asked
from bandtimer.session_state import Mode

if TYPE_CHECKING:
    from bandtimer.screen.house import Run
    from bandtimer.view import View


class Closing:
    """The answers of one session; they are kept when it is closed."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._asked = Asked(rehearsal=run.rehearsal)

    @property
    def band(self) -> str:
        """The band that was named."""
        return self._asked.band

    def asked(self, view: View) -> Asked:
        """What there is to show; the journal is asked until it has answered, a moment after the end."""
        finished = view.mode is Mode.FINISHED
        if finished and not (self._asked.rehearsal or self._asked.next_time):
            self._asked = self._asked._replace(next_time=self._run.next_time())
        return self._asked

    def rate(self, effort: int) -> None:
        """How hard it was, 1 to 10; said again, it is taken back."""
        self._asked = self._asked._replace(effort=None if effort == self._asked.effort else effort)

    def name_band(self, band: str) -> None:
        """Which band it was; empty takes it back."""
        self._asked = self._asked._replace(band=band.strip())

    def keep(self) -> None:
        """Give the answers to the journal, once the player is closed. Raises BandtimerError."""
        if self._asked.effort is not None or self._asked.band:
            self._run.rate(self._asked.effort, self._asked.band or None)
