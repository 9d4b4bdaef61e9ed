"""Whatever a person does in a session, the journal says the same as the session, and a resume goes on from there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import session

from bandtimer.journal.journal import open_journal
from bandtimer.session import step
from bandtimer.session_commands import (
    AddRest,
    Back,
    EndSet,
    Hurts,
    Jump,
    Pause,
    Ready,
    RepeatSet,
    Resume,
    Skip,
    Tempo,
    Tick,
    Undo,
)
from bandtimer.session_start import begin, take_up
from bandtimer.session_state import Rules
from bandtimer.transport import MILLISECOND

TIMELINE = session()
commands = st.one_of(
    st.sampled_from((Tick(), Pause(), Resume(), Skip(), Back(), AddRest(15_000), Tempo(1), EndSet(), Ready())),
    st.sampled_from((RepeatSet(), Hurts(), Undo(), Undo())),
    st.builds(Jump, st.integers(0, len(TIMELINE.segments) - 1)),
)
things_done = st.lists(st.tuples(commands, st.integers(0, 30_000)), max_size=25)


@given(things_done, things_done)
@settings(max_examples=40)
def test_the_journal_says_what_the_session_says_before_and_after_a_resume(tmp_path_factory, first, second):
    journal = open_journal(tmp_path_factory.mktemp("journal"))
    ledger = journal.begin(TIMELINE, "r")
    now = 0
    state, events = begin(TIMELINE, Rules(), now)
    ledger.record(events)
    for part in (first, second):
        for command, milliseconds in part:
            now += milliseconds * MILLISECOND
            timeline = state.timeline
            state, events = step(state, command, now)
            if state.timeline is not timeline:
                ledger.keep_timeline(state.timeline)
            ledger.record(events)
        ledger.close()
        assert ledger.trouble is None
        (told,) = journal.history()
        rows = {(it.set_index, it.attempt): (it.outcome, it.reps, it.held) for it in told.sets}
        ended = {(index, it.attempt): (it.outcome, it.reps, it.held) for index, it in state.records.items()}
        if state.attempt is not None:
            ended[state.attempt.set, state.attempt.number] = rows[state.attempt.set, state.attempt.number]
            assert rows[state.attempt.set, state.attempt.number][0] is None
        assert ended.items() <= rows.items()
        assert all(number <= state.attempts.get(index, 0) for index, number in rows)
        if told.finished is not None or part is second:
            return
        resumed = journal.resume(ledger.session)
        assert resumed.timeline == state.timeline
        assert (resumed.place.attempt is None) == (state.attempt is None)
        assert dict(resumed.place.attempts) == dict(state.attempts)
        assert dict(resumed.place.records).items() >= state.records.items()
        ledger = resumed.ledger
        state, events = take_up(resumed.timeline, Rules(), now, resumed.place)
        ledger.record(events)
