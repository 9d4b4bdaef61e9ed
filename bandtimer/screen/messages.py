"""What was just asked for, in a line: so that a stray key is seen, and known to be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.durations import SECOND
from bandtimer.events import Outcome, Retimed, SetEnded, SetReopened, SetUndone
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.screen import Screen
    from textual.timer import Timer

    from bandtimer.events import Event
    from bandtimer.screen.house import Offer
    from bandtimer.session_state import Session
    from bandtimer.view import View

BACK = "u takes it back"
TAKE_UP = "o"
"""The key that takes up the session that was left."""


def message_of(happened: Iterable[Event], session: Session) -> str:
    """The last of it that deserves a line; empty where all went as planned."""
    message = ""
    for event in happened:
        match event:
            case SetEnded(_, _, Outcome.SHORT):
                message = f"Ended with {_done(event, session)} · {BACK}"
            case SetEnded(_, _, Outcome.SKIPPED):
                message = f"Left out · {BACK}"
            case SetEnded(_, _, Outcome.HURT):
                message = f"Noted that it hurts: this exercise ends on this side · {BACK}"
            case SetReopened() | SetUndone() | Retimed("undone"):
                message = "Taken back"
            case Retimed(what):
                message = what[:1].upper() + what[1:]
            case _:
                pass
    return message


def _done(event: SetEnded, session: Session) -> str:
    plan = session.timeline.sets[event.set]
    if plan.timed in (Kind.HOLD, Kind.WORK):
        return f"{round(event.held * session.rules.speed / SECOND)} s"
    return f"{event.reps} of {plan.reps} reps"


def offered(offer: Offer | None, view: View) -> str:
    """The offer of the session that was left; it stands until the first set begins."""
    if offer is None or view.records or view.summary is not None or view.reps_done or not view.demonstrating:
        return ""
    return f"{offer.left.name} was left at {offer.left.place}: {TAKE_UP} goes on there"


STANDS_FOR = 4.0
"""Seconds for which a message stands."""


class Notice:
    """The message that stands on a screen now."""

    def __init__(self, screen: Screen[int], repaint: Callable[[], None]) -> None:
        """`repaint` is called when it has changed."""
        self.text = ""
        self._screen = screen
        self._repaint = repaint
        self._timer: Timer | None = None

    def say(self, text: str) -> None:
        """This stands from now on, for a while."""
        self.text = text
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(STANDS_FOR, self._end)
        self._repaint()

    def _end(self) -> None:
        self.text = ""
        self._repaint()
