"""The session as a state machine: (state, command, time) → (state, events), pure.

Every step first tells what happened by itself since the last one (`session_progress`), then does what the command
asks: move (`session_moves`), change what is left (`session_edits`), or take something back (`session_undo`). A
command that makes no sense where the playhead stands changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer import session_moves as moves
from bandtimer.events import Finished, Left, Paused, Progressed, Resumed, Stood
from bandtimer.session_commands import (
    AddRest,
    Back,
    EndSet,
    Hurts,
    Jump,
    Leave,
    Pause,
    Ready,
    RepeatSet,
    Resume,
    Skip,
    Tempo,
    Tick,
    Toggle,
    Undo,
)
from bandtimer.session_edits import add_rest, change_tempo
from bandtimer.session_progress import advance, move_to, start_now
from bandtimer.session_state import Mode, Playhead, Session
from bandtimer.session_undo import remembering, undo
from bandtimer.transport import MILLISECOND

if TYPE_CHECKING:
    from bandtimer.events import Event
    from bandtimer.session_commands import Command

HEARTBEAT = 1_000 * MILLISECOND
"""While the session plays, the place is told this often."""


def step(session: Session, command: Command, now: int) -> tuple[Session, tuple[Event, ...]]:
    """What becomes of the session, and what happened, in order.

    `now`: session time in ns (see `transport`), never less than in the step before.
    """
    before = session.head
    session, events = advance(session, now)
    if not isinstance(command, Tick):
        told = len(events)
        settled = _settled(session, now)
        changed = _obeyed(settled, command, now, events)
        if changed is not None:
            session = changed
        else:
            del events[told:]
    return _stood(session, before, now, events), tuple(events)


def _obeyed(session: Session, command: Command, now: int, events: list[Event]) -> Session | None:  # noqa: PLR0911 -- one answer a command
    """The session after a command; None where the command makes no sense."""
    match command:
        case Undo() if session.head.mode is not Mode.LEFT:
            return undo(session, now, events)
        case _ if session.is_over:
            return None
        case Pause(why):
            return _paused(session, why, now, events)
        case Resume():
            return _resumed(session, now, events)
        case Toggle():
            paused = session.head.mode is Mode.PAUSED
            return _resumed(session, now, events) if paused else _paused(session, "asked", now, events)
        case Leave():
            _tell_held(session, events)
            left = moves.standing(session, now, Mode.LEFT)
            events.append(Left(left.head.position))
            return left
        case AddRest(milliseconds):
            edited = add_rest(session, milliseconds, events)
            return edited and remembering(edited, session, command)
        case Tempo(steps, exercise):
            paced = change_tempo(session, steps, exercise, events)
            return paced and remembering(paced, session, command)
        case Skip() | Ready() if session.head.mode is Mode.COUNT_IN:
            return start_now(session, now)  # nothing is passed over, so there is nothing to undo
        case _:
            moved = _moved(session, command, now, events)
            return moved and remembering(moved, session, command)


def _moved(session: Session, command: Command, now: int, events: list[Event]) -> Session | None:  # noqa: PLR0911 -- as above
    match command:
        case Skip():
            return moves.skip(session, now, events)
        case Back():
            return moves.back(session, now, events)
        case RepeatSet():
            return moves.repeat(session, now, events)
        case Jump(number) if 0 <= number < session.course.end and number not in session.passed:
            return moves.jump(session, number, now, events)
        case EndSet():
            return moves.end_set(session, now, events)
        case Ready() if not session.course.is_working(session.head.segment):
            return moves.go_on(session, now, events)
        case Hurts():
            return moves.hurts(session, now, events)
        case _:
            return None


def _paused(session: Session, why: str, now: int, events: list[Event]) -> Session | None:
    if session.head.mode is Mode.PAUSED:
        return None
    _tell_held(session, events)
    session = moves.standing(session, now, Mode.PAUSED, why)
    events.append(Paused(session.head.position, why))
    return session


def _resumed(session: Session, now: int, events: list[Event]) -> Session | None:
    head = session.head
    if head.mode is not Mode.PAUSED:
        return None
    events.append(Resumed(head.position))
    if not session.course.is_working(head.segment):
        return start_now(session, now)
    length = max(session.rules.resume, head.length)
    return move_to(session, head._replace(mode=Mode.COUNT_IN, since=now, length=length, take=head.take + 1, why=""))


def _tell_held(session: Session, events: list[Event]) -> None:
    """What was held, to the millisecond, before the session stands."""
    attempt = session.attempt
    if attempt is not None and attempt.held % 1_000:
        events.append(Progressed(*attempt[:2], attempt.reps, attempt.held))


def _settled(session: Session, now: int) -> Session:
    """The same session with its anchor at the last whole millisecond, so that its head says where it is."""
    head = session.head
    if head.mode is not Mode.RUNNING:
        return session
    position = session.position(now)
    since = head.since + (position - head.position) * MILLISECOND
    moved = head._replace(segment=session.segment_at(position), position=position, since=since)
    return replace(session, head=moved)


def _stood(session: Session, before: Playhead, now: int, events: list[Event]) -> Session:
    """Tell the place once a second while the session plays, and after all that happened."""
    head = session.head
    turned = bool(events) or (head.mode, head.take) != (before.mode, before.take)
    playing = not session.is_over and head.mode is not Mode.PAUSED
    if not turned and not (playing and now - session.stood >= HEARTBEAT):
        return session
    position = session.position(now)
    parked = session.over(now) if head.mode is Mode.OPEN else session.elapsed(now)
    place = Stood(session.segment_at(position), position, 0 if head.mode is Mode.RUNNING else parked)
    # Nothing comes after the end: who hears of it may close the book.
    ended = bool(events) and isinstance(events[-1], (Finished, Left))
    events.insert(len(events) - ended, place)
    return replace(session, stood=now)
