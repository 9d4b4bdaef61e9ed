"""What was just asked for, in a line: so that a stray key is seen, and known to be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.durations import SECOND
from bandtimer.events import Outcome, Retimed, SetEnded, SetReopened, SetUndone
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bandtimer.events import Event
    from bandtimer.session_state import Session

BACK = "u takes it back"


def message_of(happened: Iterable[Event], session: Session, pace: int) -> str:
    """The last of it that deserves a line; empty where all went as planned.

    `pace`: steps that the exercise is slower (positive) or faster now.
    """
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
            case Retimed("tempo"):
                message = _tempo(pace)
            case Retimed("rest"):
                message = "Time changed"
            case _:
                pass
    return message


def _done(event: SetEnded, session: Session) -> str:
    plan = session.timeline.sets[event.set]
    if plan.timed in (Kind.HOLD, Kind.WORK):
        return f"{round(event.held * session.rules.speed / SECOND)} s"
    return f"{event.reps} of {plan.reps} reps"


def _tempo(pace: int) -> str:
    if not pace:
        return "Tempo as planned, from the next rep on"
    steps = "1 step" if abs(pace) == 1 else f"{abs(pace)} steps"
    return f"{steps} {'slower' if pace > 0 else 'faster'} than planned, from the next rep on"
