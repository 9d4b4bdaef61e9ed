"""Taking a command back: the place, the timeline and the records become what they were before it.

A move puts the playhead back where it stood; within a set with a count-in. An edit (rest, tempo) is changed back for
what is left. What was done to its end since a command is never taken back: then the command can't be undone any more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.events import Began, Outcome, Progressed, Resumed, Retimed, SetBegan, SetEnded, SetReopened, SetUndone
from bandtimer.session_commands import AddRest, Tempo
from bandtimer.session_edits import edited_back
from bandtimer.session_progress import end_attempt, outcome_of, unbegun
from bandtimer.session_state import Change, Mode, Playhead, Session

if TYPE_CHECKING:
    from bandtimer.events import Event
    from bandtimer.session_commands import Command

DEPTH = 32
"""So many commands can be taken back, one after the other."""


def remembering(session: Session, before: Session, command: Command) -> Session:
    """The session with a change that can be undone."""
    change = Change(command, replace(before, history=()))
    return replace(session, history=(*before.history, change)[-DEPTH:])


def undo(session: Session, now: int, events: list[Event]) -> Session | None:
    """Take the last command back; None where there is none."""
    if not session.history:
        return None
    *history, (command, before) = session.history
    if isinstance(command, (AddRest, Tempo)):
        undone = edited_back(session, before, events)
    else:
        undone = _moved_back(session, before, now, events)
    return replace(undone, history=tuple(history))


def _moved_back(session: Session, before: Session, now: int, events: list[Event]) -> Session:
    if session.head.mode is Mode.FINISHED:
        events.append(Began(before.seen, resumed=True))
    session, kept = _without_attempt_since(session, before, events)
    under_way = before.attempt
    going_on = under_way is None or session.attempt == under_way
    if under_way is not None and session.attempt is not None and session.attempt[:2] == under_way[:2] and not going_on:
        events.append(SetUndone(*under_way[:2]))
    for index, record in session.records.items():
        if index == kept or before.records.get(index) == record:
            continue
        if under_way is not None and under_way[:2] == (index, record.attempt):
            events.append(SetReopened(index, record.attempt))
            going_on = True
        elif record.attempt > before.attempts.get(index, 0):
            events.append(SetUndone(index, record.attempt))
        else:
            # An attempt that had ended before and was ended anew (this hurts): say how it had ended.
            events.extend(_as_it_was(before, index))
    if under_way is not None and not going_on:
        # It was forgotten, or more was done of it since: it is told anew.
        events += [SetBegan(*under_way[:2]), Progressed(*under_way[:2], under_way.reps, under_way.held)]
    if session.course is not before.course:
        events.append(Retimed("undone"))
    restored = replace(before, head=_head(session, before, now), stood=session.stood)
    if kept is not None:
        restored = replace(
            restored,
            records={**before.records, kept: session.records[kept]},
            attempts={**before.attempts, kept: session.attempts[kept]},
        )
    events.append(Resumed(restored.head.position))
    return restored


def _without_attempt_since(session: Session, before: Session, events: list[Event]) -> tuple[Session, int | None]:
    """Forget the set under way, if it was begun after the command; a part of another set that was done is kept."""
    attempt, earlier = session.attempt, before.attempt
    if attempt is None or (earlier is not None and earlier[:2] == attempt[:2]):
        return session, None
    something = outcome_of(session.timeline.sets[attempt.set], attempt) is not Outcome.SKIPPED
    another = attempt.set not in before.records and (earlier is None or earlier.set != attempt.set)
    if something and another:
        return end_attempt(session, events), attempt.set
    return unbegun(session, events), None


def _as_it_was(before: Session, index: int) -> list[Event]:
    record = before.records[index]
    return [
        SetReopened(index, record.attempt),
        SetEnded(index, record.attempt, record.outcome, record.reps, record.held),
    ]


def _head(session: Session, before: Session, now: int) -> Playhead:
    """Where the playhead stood, from now on: in a set after a count-in, in a pause if it is paused now."""
    head = before.head
    mode, length, why = head.mode, head.length, ""
    if mode is Mode.RUNNING and before.course.is_working(head.segment):
        mode, length = Mode.COUNT_IN, before.rules.resume
    if session.head.mode is Mode.PAUSED:
        mode, why = Mode.PAUSED, session.head.why
    elif mode is Mode.PAUSED:
        why = head.why
    return head._replace(mode=mode, length=length, why=why, since=now, take=session.head.take + 1)
