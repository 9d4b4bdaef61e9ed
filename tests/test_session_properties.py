"""Any commands at any times: what always holds for a session, under a clock that the test holds."""

from __future__ import annotations

from collections import defaultdict

from building import SECOND, everything, open_ended, sided, small
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bandtimer.events import (
    Began,
    Finished,
    Left,
    Outcome,
    Progressed,
    Retimed,
    SetBegan,
    SetEnded,
    SetReopened,
    SetUndone,
    Stood,
)
from bandtimer.session import step
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
from bandtimer.session_start import begin
from bandtimer.session_state import Mode, Rules, Session
from bandtimer.timeline import WORKING, Kind, Timeline

TIMELINES = {"small": small, "open": open_ended, "sided": sided, "everything": everything}
MOVES = (Skip(), Back(), EndSet(), Ready(), RepeatSet(), Hurts())
EDITS = (AddRest(15_000), AddRest(-15_000), Tempo(1), Tempo(-1))


def shape(timeline: Timeline) -> list[tuple[Kind, int | None, int | None]]:
    return [(segment.kind, segment.set, segment.rep) for segment in timeline.segments]


class Ledger:
    """What a journal would make of the events, with its own checks of their order."""

    def __init__(self) -> None:
        self.open: dict[int, int] = {}
        """The attempt under way by set."""
        self.done: dict[tuple[int, int], tuple[int, int]] = {}
        """Reps and held by attempt."""
        self.outcomes: dict[int, dict[int, SetEnded]] = defaultdict(dict)
        self.finished = False
        self.left = False

    def take(self, happened: object) -> None:
        assert not self.left, "nothing happens after leaving"
        match happened:
            case Began(_, resumed):
                self.finished = self.finished and not resumed
            case SetBegan(index, attempt):
                assert not self.open, "one set at a time"
                assert attempt not in self.outcomes[index]
                assert attempt == max(self.outcomes[index], default=0) + 1, "attempts are numbered"
                self.open[index] = attempt
                self.done[index, attempt] = (0, 0)
            case Progressed(index, attempt, reps, held):
                assert self.open.get(index) == attempt
                before = self.done[index, attempt]
                assert reps >= before[0] and held >= before[1] - 999, "counts don't fall"
                self.done[index, attempt] = (reps, max(held, before[1]))
            case SetEnded(index, attempt, outcome, reps, held):
                began = self.open.pop(index, None)
                assert began == attempt or (began is None and (reps, held) in ((0, 0), self.kept(index, attempt)))
                if began is not None:
                    assert reps >= self.done[index, attempt][0] and held >= self.done[index, attempt][1]
                assert not (outcome is Outcome.SKIPPED and reps)
                self.outcomes[index][attempt] = happened
            case SetReopened(index, attempt):
                ended = self.outcomes[index].pop(attempt)
                if ended.reps or ended.held or (index, attempt) in self.done:
                    self.open[index] = attempt
                    self.done[index, attempt] = (ended.reps, ended.held)
                self.last_reopened = (index, attempt, ended.reps, ended.held)
            case SetUndone(index, attempt):
                assert self.open.pop(index, attempt) == attempt
                self.outcomes[index].pop(attempt, None)
                self.done.pop((index, attempt), None)
            case Finished():
                assert not self.finished and not self.open
                self.finished = True
            case Left():
                self.left = True

    def kept(self, index: int, attempt: int) -> tuple[int, int]:
        reopened = getattr(self, "last_reopened", None)
        return reopened[2:] if reopened and reopened[:2] == (index, attempt) else (0, 0)


class Performance(RuleBasedStateMachine):
    """A person who may press anything at any time."""

    @initialize(name=st.sampled_from(sorted(TIMELINES)), start=st.integers(0, 20))
    def begin(self, name: str, start: int) -> None:
        self.planned = TIMELINES[name]()
        self.now = 0
        self.ledger = Ledger()
        self.start = start % len(self.planned.segments)
        self.session, events = begin(self.planned, Rules(), 0, self.start)
        self.playing = 0
        """Nanoseconds that passed outside of pauses."""
        self.last_held: dict[tuple[int, int], int] = {}
        for happened in events:
            self.ledger.take(happened)

    def obey(self, command: object) -> list[object]:
        self.session, events = step(self.session, command, self.now)  # type: ignore[arg-type]
        for happened in events:
            self.ledger.take(happened)
        return [*events]

    @rule(seconds=st.floats(0.001, 40), looks=st.integers(1, 5))
    def time_passes(self, seconds: float, looks: int) -> None:
        for _ in range(looks):
            before = self.session
            passed = round(seconds * SECOND / looks)
            self.now += passed
            events = self.obey(Tick())
            self.held_is_at_most_what_passed(before, passed)
            if before.head.mode is Mode.PAUSED:
                assert self.session.seen == before.seen and not events
            if self.session.head.take == before.head.take:
                gone = self.session.position(self.now) - before.position(self.now - passed)
                assert 0 <= gone <= passed // 1_000_000 + 1

    @rule(minutes=st.integers(12, 14))
    def a_long_time_passes(self, minutes: int) -> None:
        """An open hold ends by itself."""
        self.now += minutes * 60 * SECOND
        self.obey(Tick())
        assert self.session.head.mode is not Mode.OPEN

    def held_is_at_most_what_passed(self, before: Session, passed: int) -> None:
        after, earlier = self.session.attempt, before.attempt
        if after is not None and earlier is not None and after[:2] == earlier[:2]:
            assert 0 <= after.held - earlier.held <= passed // 1_000_000 + 1

    @rule(command=st.sampled_from([Pause(), Resume(), Toggle(), Pause("sleep")]))
    def pause_or_go_on(self, command: object) -> None:
        before = self.session
        position = before.position(self.now)
        events = self.obey(command)
        if not events:
            assert self.session.head == before.head or before.head.mode is Mode.RUNNING
        assert self.session.position(self.now) == position or before.head.mode is Mode.COUNT_IN

    @rule(command=st.sampled_from(MOVES))
    def move(self, command: object) -> None:
        self.obey(command)

    @rule(number=st.integers(-1, 60))
    def jump(self, number: int) -> None:
        before = self.session
        self.obey(Jump(number))
        possible = 0 <= number < len(self.planned.segments) and number not in before.passed and not before.is_over
        if possible:
            assert self.session.segment_at(self.session.position(self.now)) == number

    @rule(command=st.sampled_from(EDITS))
    def edit(self, command: object) -> None:
        self.obey(Tick())
        before = self.session
        position = before.position(self.now)
        events = self.obey(command)
        assert self.session.position(self.now) == position
        number = before.segment_at(position)
        assert self.session.timeline.segments[:number] == before.timeline.segments[:number], "the past never changes"
        segment = before.segment(self.now)
        if isinstance(command, AddRest) and any(isinstance(happened, Retimed) for happened in events):
            assert segment is not None and segment.kind in (Kind.REST, Kind.SETUP)
            changed = self.session.timeline.segments[number]
            assert changed.end >= position, "a rest is never shorter than what has passed of it"
            differing = zip(before.timeline.segments, self.session.timeline.segments, strict=True)
            assert all(a.duration == b.duration for a, b in differing if a.number != number)
        if segment is not None and segment.rep is not None and before.head.mode is Mode.RUNNING:
            same = [other for other in before.timeline.segments if (other.set, other.rep) == (segment.set, segment.rep)]
            assert all(self.session.timeline.segments[other.number] == other for other in same)

    @precondition(lambda self: self.session.history)
    @rule()
    def undo(self) -> None:
        before = len(self.session.history)
        self.obey(Tick())
        had = len(self.session.history)
        if self.session.head.mode is Mode.LEFT:
            return
        self.obey(Undo())
        assert len(self.session.history) == max(0, had - 1) and had <= before

    @rule(command=st.one_of(st.sampled_from([*MOVES, *EDITS]), st.integers(0, 30).map(Jump)))
    def undo_restores(self, command: object) -> None:
        """A command taken back at once leaves timeline, place and records as they were."""
        self.obey(Tick())
        before = self.session
        position, number = before.position(self.now), before.segment_at(before.position(self.now))
        self.obey(command)
        if len(self.session.history) == len(before.history) and self.session.history == before.history:
            return  # it made no sense there
        event(f"undone: {type(command).__name__}")
        self.obey(Undo())
        after = self.session
        assert after.timeline == before.timeline
        assert (after.position(self.now), after.segment_at(position)) == (position, number)
        assert after.records == before.records
        assert after.attempt == before.attempt
        assert {index: last for index, last in after.attempts.items() if last} == {
            index: last for index, last in before.attempts.items() if last
        }
        assert (after.passed, after.stops, after.history) == (before.passed, before.stops, before.history)
        assert after.over(self.now) == before.over(self.now)
        assert {steps for steps in after.tempo.items() if steps[1]} == {
            steps for steps in before.tempo.items() if steps[1]
        }
        paused = before.head.mode is Mode.PAUSED
        counted_in = before.head.mode is Mode.RUNNING and before.course.is_working(number)
        moved = isinstance(command, (AddRest, Tempo))
        wanted = Mode.COUNT_IN if counted_in and not moved else before.head.mode
        assert after.head.mode is (Mode.PAUSED if paused else wanted)

    @precondition(lambda self: self.session.head.mode is Mode.PAUSED)
    @rule(sure=st.integers(0, 19))
    def leave(self, sure: int) -> None:
        """Seldom: nothing comes after it."""
        if sure < 19:
            return
        self.obey(Leave())
        assert self.session.head.mode is Mode.LEFT

    @invariant()
    def the_place_is_on_the_timeline(self) -> None:
        if not hasattr(self, "session"):
            return
        session = self.session
        position = session.position(self.now)
        assert 0 <= position <= session.timeline.duration
        number = session.segment_at(position)
        if number < len(session.timeline.segments):
            segment = session.timeline.segments[number]
            assert segment.start <= position <= segment.end
            assert number not in session.passed
        else:
            assert session.head.mode is Mode.FINISHED

    @invariant()
    def the_sets_stay_what_they_are(self) -> None:
        if not hasattr(self, "session"):
            return
        assert shape(self.session.timeline) == shape(self.planned)
        assert self.session.timeline.sets == self.planned.sets
        starts = [segment.start for segment in self.session.timeline.segments]
        assert starts == sorted(starts)

    @invariant()
    def journal_and_session_agree(self) -> None:
        """What was told is what the session knows: nothing is kept to itself, nothing told twice."""
        if not hasattr(self, "session"):
            return
        session, ledger = self.session, self.ledger
        for index, record in session.records.items():
            told = ledger.outcomes[index].get(record.attempt)
            assert told is not None and told[2:] == (record.outcome, record.reps, record.held)
        last = {index: max(ended) for index, ended in ledger.outcomes.items() if ended}
        assert last == {index: record.attempt for index, record in session.records.items()}
        assert ledger.open == ({session.attempt.set: session.attempt.number} if session.attempt else {})
        assert ledger.finished == (session.head.mode is Mode.FINISHED)
        if session.head.mode is Mode.FINISHED:
            first = self.planned.segments[self.start].set or 0
            assert session.records.keys() >= set(range(first, len(session.timeline.sets))), "each set is accounted for"

    @invariant()
    def reps_are_those_that_were_seen(self) -> None:
        if not hasattr(self, "session") or self.session.attempt is None:
            return
        attempt = self.session.attempt
        plan = self.session.timeline.sets[attempt.set]
        assert attempt.reps <= (plan.reps or 0)
        if plan.open or plan.reps is not None:
            return
        segments = self.session.timeline.segments[plan.first : plan.last]
        assert attempt.held <= sum(segment.duration for segment in segments if segment.kind is not Kind.RELEASE)


Performance.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestPerformance = Performance.TestCase


def test_looking_often_or_seldom_tells_the_same():
    """The span since the last look decides what happens, not how often anybody looks."""
    told = []
    for look in (7_000_000, 66_000_000, 1_900_000_000, 1_000_000_000_000):
        session, _ = begin(everything(), Rules(), 0)
        now, events = 0, []
        while not session.is_over:
            now += look
            session, happened = step(session, Tick(), now)
            if session.head.mode is Mode.WAITING:
                session, more = step(session, Ready(), session.head.since)
                happened += more
            events += [one for one in happened if not isinstance(one, Stood)]
        told.append([one for one in events if not isinstance(one, Began)])
    assert all(events == told[0] for events in told[1:])
    assert sum(isinstance(one, SetEnded) for one in told[0]) == len(everything().sets)


def test_every_working_segment_is_part_of_a_set_of_the_timelines_used_here():
    """The timelines of these tests are whole: what the invariants rely on."""
    for make in TIMELINES.values():
        timeline = make()
        assert all(segment.set is not None for segment in timeline.segments if segment.kind in WORKING)
