"""What is asked and told once a session is over: how hard it was, the band, and the targets of next time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bandtimer.screen.drawing.closing_page import Asked
from bandtimer.session_state import Mode

if TYPE_CHECKING:
    from bandtimer.screen.house import Run
    from bandtimer.view import View


SEEN_AFTER = 1.5
"""Seconds."""


class Closing:
    """The answers of one session; they are kept when it is closed."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._asked = Asked(rehearsal=run.rehearsal)
        self._since: float | None = None
        """When the end was shown first."""

    @property
    def band(self) -> str:
        """The band that was named."""
        return self._asked.band

    def asked(self, view: View) -> Asked:
        """What there is to show; the journal is asked until it has answered, a moment after the end."""
        finished = view.mode is Mode.FINISHED
        if finished and self._since is None:
            self._since = time.monotonic()
        if finished and not (self._asked.rehearsal or self._asked.next_time):
            self._asked = self._asked._replace(next_time=self._run.next_time())
        return self._asked

    @property
    def is_seen(self) -> bool:
        """Whether a key that ended the last set can no longer be meant for it: a while has passed, or it was rated."""
        answered = self._asked.effort is not None or bool(self._asked.band)
        return answered or (self._since is not None and time.monotonic() - self._since > SEEN_AFTER)

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
