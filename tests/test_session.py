"""What each command does to a session, and what happens by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from building import Stage, everything, open_ended, sided, small
from sessions import Builder

from bandtimer.events import (
    Began,
    Finished,
    Left,
    Outcome,
    Paused,
    Progressed,
    Resumed,
    Retimed,
    SetBegan,
    SetEnded,
    SetReopened,
    SetUndone,
    Stood,
)
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
    Toggle,
    Undo,
)
from bandtimer.session_start import Place, begin, take_up
from bandtimer.session_state import Attempt, Mode, Record, Rules
from bandtimer.settings import Settings
from bandtimer.timeline import Kind

SETUP, READY, REP_1, REST, HOLD, WAIT, READY_2, WORK = 0, 1, 2, 11, 12, 13, 14, 15
"""Segments of `small`."""
FIRST_REP, REST_AT, HOLD_AT, WAIT_AT = 15, 27, 47, 77
"""Seconds at which they start."""


def ended(stage: Stage) -> list[tuple[int, int, Outcome, int, int]]:
    return [tuple(event) for event in stage.of(SetEnded)]  # type: ignore[misc]


def test_a_session_runs_by_itself_to_its_wait_and_on_to_its_end():
    """Sets begin and end, reps and seconds are told, the wait is not passed until told."""
    stage = Stage(small())
    stage.wait(200, looks=1_000)
    assert stage.session.head.mode is Mode.WAITING and stage.position == WAIT_AT * 1_000
    assert ended(stage) == [(0, 1, Outcome.DONE, 3, 0), (1, 1, Outcome.DONE, 0, 30_000)]
    assert [event.reps for event in stage.of(Progressed) if event.set == 0] == [1, 2, 3]
    assert [event.held for event in stage.of(Progressed) if event.set == 1] == [s * 1_000 for s in range(1, 31)]
    stage.do(Ready())
    stage.wait(21)
    assert ended(stage)[2:] == [(2, 1, Outcome.DONE, 0, 15_000)]
    assert stage.session.head.mode is Mode.FINISHED and isinstance(stage.events[-1], Finished)


def test_a_pause_stands_and_goes_on_after_a_count_in():
    """Within a set 3 s, outside of sets none; what was held is told to the millisecond."""
    stage = Stage(small())
    stage.wait(HOLD_AT + 7.25)
    stage.do(Pause())
    assert stage.of(Progressed)[-1] == Progressed(1, 1, 0, 7_250)
    stage.wait(300)
    assert stage.position == HOLD_AT * 1_000 + 7_250
    stage.do(Resume())
    assert stage.session.head.mode is Mode.COUNT_IN and stage.session.count_in(stage.now) == 3_000
    stage.wait(2)
    assert stage.position == HOLD_AT * 1_000 + 7_250
    stage.wait(2)
    assert stage.position == HOLD_AT * 1_000 + 8_250
    stage.wait(30)
    assert ended(stage)[-1] == (1, 1, Outcome.DONE, 0, 30_000)
    rest = Stage(small())
    rest.wait(5)
    rest.do(Toggle())
    rest.wait(60)
    rest.do(Toggle())
    assert rest.session.head.mode is Mode.RUNNING and rest.position == 5_000
    assert [type(event) for event in rest.of(Paused, Resumed)] == [Paused, Resumed]


def test_a_pause_in_a_count_in_does_not_shorten_it():
    """The count-in of a jump is 5 s, also after a pause."""
    stage = Stage(small())
    stage.do(Jump(HOLD))
    stage.wait(1)
    stage.do(Pause())
    stage.do(Resume())
    assert stage.session.count_in(stage.now) == 5_000


def test_skip_in_a_set_goes_to_the_next_set_without_its_rest():
    """What was done is logged; a set that leads nowhere but to work is counted in."""
    stage = Stage(small())
    stage.wait(FIRST_REP + 5)
    stage.do(Skip())
    assert ended(stage) == [(0, 1, Outcome.SHORT, 1, 0)]
    assert stage.position == HOLD_AT * 1_000 and stage.session.count_in(stage.now) == 5_000
    stage.do(Skip())
    assert stage.session.head.mode is Mode.RUNNING, "a count-in is cut short"
    stage.wait(0.5)
    stage.do(Skip())
    assert ended(stage)[-1] == (1, 1, Outcome.SKIPPED, 0, 500)
    assert stage.session.head.mode is Mode.WAITING


def test_skip_before_a_set_goes_to_the_next_segment():
    """From set-up to the count-in, from the count-in straight into the set; from a rest with a count-in."""
    stage = Stage(small())
    stage.do(Skip())
    assert stage.position == 10_000 and stage.session.head.mode is Mode.RUNNING
    stage.do(Skip())
    assert stage.position == 15_000 and stage.session.head.mode is Mode.RUNNING
    stage.wait(13)
    stage.do(Skip())
    assert stage.position == HOLD_AT * 1_000 and stage.session.count_in(stage.now) == 5_000


def test_skip_at_the_end_of_a_rest_does_not_make_it_longer():
    """Two seconds before its end the count-in is two seconds."""
    stage = Stage(small())
    stage.wait(HOLD_AT - 2)
    stage.do(Skip())
    assert stage.session.count_in(stage.now) == 2_000


def test_back_goes_to_the_start_of_this_set_then_to_the_one_before():
    """As a music player does; before a set it is the one before, or the beginning."""
    stage = Stage(small())
    stage.wait(HOLD_AT + 10)
    stage.do(Back())
    assert stage.position == HOLD_AT * 1_000 and stage.session.head.mode is Mode.COUNT_IN
    assert ended(stage)[-1] == (1, 1, Outcome.SHORT, 0, 10_000)
    stage.do(Back())
    assert stage.session.segment_at(stage.position) == SETUP, "with its set-up"
    stage.wait(FIRST_REP + 20)
    stage.do(Back())
    assert stage.session.segment_at(stage.position) == SETUP


def test_repeat_is_a_new_attempt():
    """In a rest the set before; the last attempt counts."""
    stage = Stage(small())
    stage.wait(REST_AT + 2)
    stage.do(RepeatSet())
    stage.wait(5 + 4.5)
    assert stage.of(SetBegan)[-1] == SetBegan(0, 2)
    stage.wait(8)
    assert ended(stage) == [(0, 1, Outcome.DONE, 3, 0), (0, 2, Outcome.DONE, 3, 0)]
    assert stage.session.records[0].attempt == 2


def test_a_repeat_that_nothing_was_done_of_leaves_the_first_attempt_standing():
    """Pressed by mistake and skipped: the set is done."""
    stage = Stage(small())
    stage.wait(REST_AT + 2)
    stage.do(RepeatSet())
    stage.wait(5.5)
    stage.do(Skip())
    assert stage.of(SetUndone) == [SetUndone(0, 2)]
    assert stage.session.records[0] == Record(1, Outcome.DONE, 3, 0)


def test_rest_presses_add_up():
    """Twice is the sum; less never ends the rest before now, and leaves a count-in."""
    stage = Stage(small())
    stage.wait(REST_AT + 4)
    stage.do(AddRest(15_000))
    stage.do(AddRest(15_000))
    assert stage.session.timeline.segments[REST].duration == 50_000
    for _ in range(5):
        stage.do(AddRest(-15_000))
    assert stage.session.timeline.segments[REST].duration == 7_000
    assert len(stage.of(Retimed)) == 2 + 3, "where nothing changes nothing is told"
    stage.wait(4)
    assert stage.session.segment_at(stage.position) == HOLD


def test_rest_presses_do_nothing_in_a_set():
    """Only the rest, or the set-up, under way can change."""
    stage = Stage(small())
    stage.wait(FIRST_REP + 1)
    assert stage.do(AddRest(15_000)) == []
    stage.do(Jump(SETUP))
    assert stage.do(AddRest(15_000)) != []
    assert stage.session.timeline.segments[SETUP].duration == 25_000


def test_slower_takes_hold_with_the_next_rep():
    """The rep under way is finished as it began; later sets of the exercise follow, holds don't."""
    stage = Stage(small())
    stage.wait(FIRST_REP + 0.5)
    stage.do(Tempo(1))
    durations = [segment.duration for segment in stage.session.timeline.segments[REP_1:REST]]
    assert durations == [1_000, 1_000, 2_000, 1_100, 1_100, 2_200, 1_100, 1_100, 2_200]
    assert stage.session.timeline.segments[HOLD].duration == 30_000
    stage.do(Tempo(-1))
    assert stage.session.timeline == small()


def test_tempo_has_bounds():
    """Five steps either way from what was planned."""
    stage = Stage(small())
    for _ in range(9):
        stage.do(Tempo(-1))
    assert stage.session.timeline.segments[REP_1].duration == round(1_000 * 1.1**-5)
    assert len(stage.of(Retimed)) == 5


def test_a_hold_stopped_early_logs_what_was_held():
    """At 31 s of 45 it is 31 s."""
    built = Builder()
    built.hold(45_000)
    built.leads(Kind.REST, 30_000)
    built.hold(45_000)
    stage = Stage(built.timeline())
    stage.wait(31)
    stage.do(EndSet())
    assert ended(stage) == [(0, 1, Outcome.SHORT, 0, 31_000)]
    assert stage.session.segment_at(stage.position) == 1, "the rest follows"


def test_ending_one_of_several_holds_goes_on_with_the_set():
    """What separates it from the next one comes; the set ends short."""
    built = Builder()
    built.hold(7_000, bouts=3)
    stage = Stage(built.timeline())
    stage.wait(4)
    stage.do(EndSet())
    assert stage.session.segment_at(stage.position) == 1 and stage.session.attempt is not None
    stage.wait(3 + 7 + 3 + 7)
    assert ended(stage) == [(0, 1, Outcome.SHORT, 0, 18_000)]


def test_an_open_hold_goes_on_until_told():
    """Past its target it is done, and what was held past it counts."""
    stage = Stage(open_ended())
    stage.wait(5 + 30 + 12.5)
    assert stage.session.head.mode is Mode.OPEN and stage.position == 35_000
    stage.do(Pause())
    stage.wait(60)
    stage.do(Resume())
    stage.wait(3 + 2)
    stage.do(EndSet())
    assert ended(stage) == [(0, 1, Outcome.DONE, 0, 44_500)]
    assert stage.session.segment_at(stage.position) == 2


def test_an_open_hold_ends_by_itself_after_ten_minutes():
    """Somebody has gone away."""
    stage = Stage(open_ended())
    stage.wait(5 + 30 + 600 + 7)
    assert ended(stage) == [(0, 1, Outcome.DONE, 0, 630_000)]
    assert stage.position == 35_000 + 7_000


def test_a_jump_logs_what_it_passes_over():
    """Forward as skipped; back nothing."""
    stage = Stage(everything())
    stage.do(Jump(everything().sets[3].first))
    assert ended(stage) == [(index, 1, Outcome.SKIPPED, 0, 0) for index in range(3)]
    assert stage.session.count_in(stage.now) == 5_000
    stage.do(Jump(0))
    assert len(ended(stage)) == 4 - 1
    assert stage.do(Jump(10_000)) == [] and stage.do(Jump(-1)) == []


def test_a_jump_in_a_pause_stays_paused():
    """A person who looks around has not started yet."""
    stage = Stage(small())
    stage.do(Pause())
    stage.do(Jump(HOLD))
    stage.wait(100)
    assert stage.session.head.mode is Mode.PAUSED and stage.position == HOLD_AT * 1_000
    stage.do(Resume())
    assert stage.session.count_in(stage.now) == 5_000


def test_it_hurts_on_the_left_and_the_right_goes_on():
    """The side's sets of the step that are left are logged and passed over; a rest stays before the next set."""
    stage = Stage(sided())
    stage.wait(9)
    stage.do(Hurts())
    assert ended(stage) == [(0, 1, Outcome.HURT, 1, 0), (2, 1, Outcome.HURT, 0, 0)]
    assert stage.session.timeline.segments[stage.session.segment_at(stage.position)].kind is Kind.SWITCH
    stage.wait(5 + 14)
    assert ended(stage)[-1] == (1, 1, Outcome.DONE, 2, 0)
    assert stage.session.segment(stage.now).kind is Kind.REST, "the rest of the left side's set is kept"
    stage.wait(30)
    assert stage.session.segment(stage.now).kind is Kind.SWITCH
    stage.wait(5 + 14 + 0.1)
    assert ended(stage)[-1] == (3, 1, Outcome.DONE, 2, 0) and stage.session.head.mode is Mode.FINISHED


def test_it_hurts_in_the_change_of_sides_means_the_side_just_done():
    """The set that was done is logged anew as one that hurt."""
    stage = Stage(sided())
    stage.wait(14 + 1)
    stage.do(Hurts())
    assert [event[:3] for event in stage.of(SetEnded)] == [
        (0, 1, Outcome.DONE),
        (0, 1, Outcome.HURT),
        (2, 1, Outcome.HURT),
    ]
    assert stage.of(SetReopened) == [SetReopened(0, 1)]
    stage.do(Undo())
    assert stage.session.records == {0: Record(1, Outcome.DONE, 2, 0)} and not stage.session.passed


def test_undo_puts_a_set_back_that_was_ended_by_mistake():
    """Where it stood, after a count-in; it goes on as the same attempt."""
    stage = Stage(small())
    stage.wait(HOLD_AT + 20)
    stage.do(EndSet())
    stage.wait(0.8)
    stage.do(Undo())
    assert stage.of(SetReopened) == [SetReopened(1, 1)]
    assert stage.position == (HOLD_AT + 20) * 1_000 and stage.session.count_in(stage.now) == 3_000
    stage.wait(3 + 10)
    assert ended(stage)[-1] == (1, 1, Outcome.DONE, 0, 30_000)


def test_undo_takes_back_several_commands_one_after_the_other():
    """The last first."""
    stage = Stage(small())
    stage.wait(FIRST_REP + 6)
    stage.do(Skip())
    stage.do(Skip())
    stage.wait(1.5)
    stage.do(Skip())
    stage.do(Undo())
    assert stage.position == HOLD_AT * 1_000 + 1_500
    stage.do(Undo())
    assert stage.position == (FIRST_REP + 6) * 1_000
    assert stage.session.attempt == Attempt(0, 1, FIRST_REP * 1_000, 1, 0)
    assert stage.do(Undo()) == []


def test_what_was_done_since_a_command_can_not_be_undone_away():
    """A set that ended by itself closes the book on what came before it."""
    stage = Stage(small())
    stage.wait(5)
    stage.do(Skip())
    stage.wait(5 + 12 + 1)
    assert ended(stage) == [(0, 1, Outcome.DONE, 3, 0)]
    assert stage.do(Undo()) == []


def test_undo_of_a_skip_keeps_what_was_done_of_another_set():
    """A part of the next set that was done stays logged."""
    stage = Stage(small())
    stage.wait(FIRST_REP + 6)
    stage.do(Skip())
    stage.wait(5 + 8)
    stage.do(Undo())
    assert ended(stage)[-1] == (1, 1, Outcome.SHORT, 0, 8_000)
    assert stage.session.records == {1: Record(1, Outcome.SHORT, 0, 8_000)}


def test_undo_of_a_rest_changes_only_what_is_left():
    """A rest that was lengthened ends now at the earliest."""
    stage = Stage(small())
    stage.wait(REST_AT + 1)
    stage.do(AddRest(15_000))
    stage.wait(25)
    stage.do(Undo())
    assert stage.position == (REST_AT + 26) * 1_000
    stage.wait(0.1)
    assert stage.session.segment_at(stage.position) == HOLD


def test_a_skip_past_the_last_set_can_be_undone():
    """A stray key can't lose a set, not even the last one."""
    stage = Stage(small(), segment=WORK)
    stage.wait(5 + 6)
    stage.do(Skip())
    assert stage.session.head.mode is Mode.FINISHED
    stage.do(Undo())
    assert stage.of(Began)[-1] == Began(82_000 + 6_000, resumed=True)
    stage.wait(3 + 9.1)
    assert ended(stage)[-1] == (2, 1, Outcome.DONE, 0, 15_000)


def test_the_place_is_told_each_second_and_at_each_stop():
    """For a resume; nothing comes after leaving."""
    stage = Stage(small())
    stage.wait(10, looks=100)
    places = [event.position for event in stage.of(Stood)]
    assert all(later - earlier <= 1_100 for earlier, later in pairwise(places))
    stage.do(Leave())
    assert isinstance(stage.events[-1], Left) and stage.of(Stood)[-1] == Stood(READY, 10_000, 0)
    assert stage.wait(50) == [] and stage.do(Resume()) == []


def test_a_session_may_begin_at_any_segment():
    """Within a set it is counted in; elsewhere it is the beginning of that stretch."""
    assert Stage(small(), segment=HOLD).session.count_in(0) == 5_000
    assert Stage(small(), segment=REST).session.head.mode is Mode.RUNNING
    with pytest.raises(ValueError, match="no segment 99"):
        begin(small(), Rules(), 0, 99)


def test_taking_up_a_set_of_reps_starts_with_the_rep_under_way():
    """After set-up and count-in; the reps that were done stay done."""
    place = Place(REP_1 + 4, 20_500, Attempt(0, 1, 15_000, 1, 0), {}, {0: 1})
    stage = Stage(small())
    stage.session, events = take_up(small(), Rules(), 0, place)
    stage.events = [*events]
    assert events == (Began(20_500, resumed=True),)
    assert stage.session.count_in(0) == 15_000 and stage.session.head.setting_up == 10_000
    stage.wait(15)
    assert stage.session.segment_at(stage.position) == REP_1 + 3 and stage.position == 19_000
    stage.wait(8.1)
    assert ended(stage) == [(0, 1, Outcome.DONE, 3, 0)]


def test_taking_up_a_hold_logs_what_was_held_and_starts_it_again():
    """A broken-off hold can't be glued."""
    place = Place(HOLD, 60_000, Attempt(1, 1, 47_000, 0, 13_000), {0: Record(1, Outcome.DONE, 3, 0)}, {0: 1, 1: 1})
    stage = Stage(small())
    stage.session, events = take_up(small(), Rules(), 0, place)
    assert events[1:] == (SetEnded(1, 1, Outcome.SHORT, 0, 13_000),)
    stage.wait(15 + 31)
    assert stage.session.records[1] == Record(2, Outcome.DONE, 0, 30_000)


def test_taking_up_several_holds_keeps_those_that_were_done():
    """The one under way starts again."""
    built = Builder()
    built.hold(7_000, bouts=3)
    stage = Stage(built.timeline())
    stage.session, events = take_up(
        built.timeline(), Rules(), 0, Place(2, 14_000, Attempt(0, 1, 0, 0, 11_000), {}, {0: 1})
    )
    assert events[1:] == (
        SetEnded(0, 1, Outcome.SHORT, 0, 11_000),
        SetBegan(0, 2),
        Progressed(0, 2, 0, 7_000),
    )
    stage.wait(5 + 7 + 3 + 7)
    assert ended(stage) == [(0, 2, Outcome.DONE, 0, 21_000)]


def test_taking_up_a_rest_does_not_rest_again():
    """Set-up and count-in lead to the set; a wait waits again."""
    session, _ = take_up(small(), Rules(), 0, Place(REST, 30_000, None, {}, {}))
    assert session.head.segment == HOLD and session.count_in(0) == 15_000
    session, _ = take_up(small(), Rules(), 0, Place(WAIT, 77_000, None, {}, {}))
    assert session.head.mode is Mode.WAITING


def test_taking_up_after_a_set_whose_end_was_lost_ends_it():
    """The place is in the rest after it: what was told of it counts."""
    place = Place(REST, 27_100, Attempt(0, 1, 15_000, 3, 0), {}, {0: 1})
    session, events = take_up(small(), Rules(), 0, place)
    assert events[1:] == (SetEnded(0, 1, Outcome.DONE, 3, 0),)
    assert session.attempt is None and session.head.segment == HOLD


def test_taking_up_passes_over_what_hurt():
    """What was ended because it hurts stays ended."""
    hurt = {0: Record(1, Outcome.HURT, 1, 0), 2: Record(1, Outcome.HURT, 0, 0)}
    session, _ = take_up(sided(), Rules(), 0, Place(8, 14_000, None, hurt, {0: 1, 2: 1}))
    assert sided().sets[2].first in session.passed


def test_the_rules_follow_the_settings_and_the_speed():
    """Count-ins are faster in a fast rehearsal too."""
    assert Rules.of(Settings(resume=4_000, ready=8_000), 4.0)[:2] == (1_000, 2_000)
