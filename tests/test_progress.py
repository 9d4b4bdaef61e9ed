"""Double progression: what a history of sessions makes of the next target."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandtimer.events import Outcome
from bandtimer.journal.progress import Measure, Target, Way, progress
from bandtimer.journal.records import SessionRecord, SetRecord
from bandtimer.timeline import Side

START = datetime(2026, 1, 5, 18, tzinfo=UTC)
CURL = {"curl": Way("Curl", harder=("Nordic",))}


def reps(planned, done=None, *, low=10, high=20, index=0, **fields) -> SetRecord:
    done = planned if done is None else done
    values = {
        "set_index": index, "attempt": 1, "counts": True, "exercise": "curl", "side": None, "set": 1, "timed": False,
        "planned": planned, "reps": done, "held": 0, "holds": 1, "low": low, "high": high,
        "outcome": Outcome.DONE if done >= planned else Outcome.SHORT, "band": None, "effort": None,
        "started": START, "ended": START,
    }  # fmt: skip
    return SetRecord(**(values | fields))


def hold(planned, done=None, *, low=30, high=60, holds=1, **fields) -> SetRecord:
    """In seconds."""
    done = planned * holds if done is None else done
    return reps(
        planned * holds * 1000, done * 1000, low=low * 1000, high=high * 1000, timed=True, reps=0, held=done * 1000,
        holds=holds, **fields,
    )  # fmt: skip


def sessions(*sets: list[SetRecord] | SetRecord, **fields) -> list[SessionRecord]:
    told = []
    for number, of_one in enumerate(sets):
        day = START + timedelta(days=2 * number)
        values = {"id": str(number), "routine": "r", "name": "R", "started": day, "finished": day, "rehearsal": False}
        told.append(SessionRecord(**(values | fields), sets=tuple(of_one) if isinstance(of_one, list) else (of_one,)))
    return told


def only(*sets, ways=CURL, **fields) -> Target:
    (target,) = progress(sessions(*sets, **fields), ways)
    return target


def test_two_complete_sessions_in_a_row_raise_reps_by_two():
    assert only(reps(10)).value == 10
    target = only(reps(10), reps(10))
    assert target.value == 12
    assert target.sentence == "Curl: 12 reps, up from 10: two complete sessions in a row."


def test_two_complete_sessions_in_a_row_raise_a_hold_by_five_seconds():
    target = only(hold(30), hold(30))
    assert (target.measure, target.value, target.low, target.high) == (Measure.HOLD, 35_000, 30_000, 60_000)
    assert "35 s, up from 30 s" in target.sentence


def test_of_several_holds_in_a_set_each_is_measured():
    assert only(hold(30, holds=3), hold(30, holds=3)).value == 35_000


def test_each_rise_takes_two_sessions_of_its_own():
    assert only(reps(10), reps(10), reps(12)).value == 12
    assert only(reps(10), reps(10), reps(12), reps(12)).value == 14


def test_more_than_planned_is_complete_and_a_set_ended_early_past_its_number_too():
    late = reps(10, 12, outcome=Outcome.SHORT)
    assert only(late, late).value == 12


def test_a_session_broken_off_in_between_begins_the_row_anew():
    assert only(reps(10), reps(10, 7), reps(10)).value == 10
    assert only(reps(10), reps(10, 7), reps(10), reps(10)).value == 12


@pytest.mark.parametrize("effort", [9, 10])
def test_a_very_hard_session_raises_nothing(effort: int):
    target = only(reps(10), reps(10, effort=effort))
    assert target.value == 10
    assert f"effort {effort}" in target.reason


def test_an_effort_of_eight_is_no_hindrance():
    assert only(reps(10, effort=8), reps(10, effort=8)).value == 12


def test_two_sessions_broken_off_lower_the_target_by_one_step():
    climb = [reps(10), reps(10), reps(12), reps(12)]
    assert only(*climb, reps(14, 11)).value == 14
    target = only(*climb, reps(14, 11), reps(14, 12))
    assert target.value == 12
    assert target.reason == "down from 14: two sessions in a row were broken off"


def test_a_complete_session_between_two_broken_ones_keeps_the_target():
    climb = [reps(10), reps(10)]
    assert only(*climb, reps(12, 9), reps(12), reps(12, 9)).value == 12


def test_the_bottom_is_as_low_as_it_goes_and_then_a_lighter_band_is_named():
    target = only(reps(10, 6), reps(10, 7))
    assert target.value == 10
    assert "lighter" in (target.advice or "")
    assert "thicker" in (only(reps(10, 6), reps(10, 7), ways={"curl": Way("Nordic", "thinner")}).advice or "")


def test_the_weaker_side_decides_and_is_named():
    """Left complete, right stopped: that is no complete session, and the reason says which side it was."""
    uneven = [hold(40, side=Side.LEFT), hold(40, 31, side=Side.RIGHT, index=1)]
    climb = [hold(30), hold(30), hold(35), hold(35)]
    assert only(*climb, uneven).value == 40_000
    target = only(*climb, uneven)
    assert "the right side stopped at 31 s of 40 s" in target.reason
    assert only(*climb, uneven, uneven).value == 35_000


def test_one_target_for_both_sides():
    both = [reps(10, side=Side.LEFT), reps(10, side=Side.RIGHT, index=1)]
    assert len(progress(sessions(both, both), CURL)) == 1


def test_pain_moves_nothing_up_and_nothing_down():
    hurt = reps(10, 4, outcome=Outcome.HURT)
    assert only(reps(10), hurt, reps(10)).value == 10
    assert only(reps(10), reps(10), reps(12, 2, outcome=Outcome.HURT), reps(12, 2, outcome=Outcome.HURT)).value == 12


def test_sets_left_out_are_not_complete_and_not_broken_off():
    skipped = [reps(12), reps(12, 0, outcome=Outcome.SKIPPED, index=1)]
    target = only(reps(10), reps(10), skipped, skipped, skipped)
    assert target.value == 12
    assert "left out" in target.reason


def test_rehearsals_and_unfinished_sessions_are_not_looked_at():
    assert progress(sessions(reps(10), reps(10), rehearsal=True), CURL) == ()
    assert progress(sessions(reps(10), reps(10), finished=None), CURL) == ()


def test_fixed_doses_have_no_target():
    assert progress(sessions(*[reps(25, low=25, high=25)] * 3), CURL) == ()
    assert progress(sessions(*[reps(100, low=None, high=None)] * 3), CURL) == ()


def test_an_attempt_that_does_not_count_changes_nothing():
    again = [reps(10, 4, counts=False), reps(10, attempt=2)]
    assert only(again, again).value == 12


TOP = [reps(n) for n in (10, 10, 12, 12, 14, 14, 16, 16, 18, 18)]


def test_two_complete_sessions_at_the_top_ask_for_a_heavier_band_or_a_harder_variation():
    assert only(*TOP, reps(20)).advice is None
    target = only(*TOP, reps(20), reps(20))
    assert target.value == 20
    assert target.advice == "take a heavier band and begin at 10 reps, or go on to: Nordic"


def test_the_assisted_nordic_goes_on_with_a_thinner_band():
    target = only(*TOP, reps(20), reps(20), ways={"curl": Way("Assisted Nordic", "thinner")})
    assert target.advice == "take a thinner band and begin at 10 reps"


def test_a_new_band_at_the_top_begins_at_the_bottom():
    top = [*TOP, reps(20, band="red"), reps(20, band="red")]
    target = only(*top, reps(20, 13, band="black"))
    assert (target.value, target.band, target.advice) == (10, "black", None)
    assert only(*top, reps(20, 13, band="black"), reps(10), reps(10)).value == 12


def test_the_band_is_the_last_one_told():
    assert only(reps(10, band="red"), reps(10)).band == "red"


def test_the_top_is_reached_even_where_a_step_would_pass_it():
    assert only(reps(6, low=6, high=7), reps(6, low=6, high=7)).value == 7


def test_a_session_below_the_target_says_nothing_about_it():
    """`--targets bottom` for a week, or a routine with a lower range, takes nothing away."""
    climb = [reps(10), reps(10), reps(12), reps(12)]
    assert only(*climb, reps(10), reps(10), reps(10)).value == 14
    assert only(*climb, reps(10, low=6), reps(10, low=6)).value == 14


def test_breaking_off_more_than_the_target_takes_nothing_away():
    assert only(reps(10), reps(20, 15), reps(20, 15), reps(20, 14)).value == 10


def test_reps_and_holds_of_one_exercise_have_a_target_each():
    both = [reps(10), hold(30, index=1)]
    assert [(it.measure, it.value) for it in progress(sessions(both, both), CURL)] == [("reps", 12), ("hold", 35_000)]


def test_an_exercise_that_is_unknown_is_named_by_its_id():
    assert only(reps(10), ways={}).name == "Curl"


records = st.builds(
    lambda low, span, planned, done, outcome, effort, band: reps(
        low + planned % (span + 1), done, low=low, high=low + span, outcome=outcome, effort=effort, band=band
    ),
    st.integers(1, 20), st.integers(1, 15), st.integers(0, 15), st.integers(0, 30), st.sampled_from(Outcome),
    st.none() | st.integers(1, 10), st.none() | st.sampled_from(("red", "black")),
)  # fmt: skip


@given(st.lists(st.lists(records, min_size=1, max_size=3), max_size=12))
def test_whatever_was_done_each_session_moves_a_target_by_one_step_at_most(history: list[list[SetRecord]]):
    """And nothing but two sessions moves it; the last session's range bounds what a compiler will take of it."""
    told = sessions(*history)
    before = None
    for number in range(1, len(told) + 1):
        for target in progress(told[:number], CURL):
            if before is not None and target.value > before.value:
                assert history[number - 1][0].is_complete or "new band" in target.reason
            assert target.reason
            assert target.value >= 1
            before = target


@given(st.integers(10, 20), st.lists(st.booleans(), max_size=30))
def test_in_one_range_a_target_never_leaves_it_and_steps_are_two(start: int, kept: list[bool]):
    told: list[SessionRecord] = []
    value = 10
    for number, complete in enumerate(kept):
        told = sessions(*[list(it.sets) for it in told], reps(value, value if complete else value - 3))
        (target,) = progress(told, CURL)
        assert 10 <= target.value <= 20
        assert target.value - value in (-2, 0, 2)
        assert number or target.value == 10
        value = target.value


def test_sides_that_alternate_are_compared_side_by_side():
    """A set of 24 reps, 12 a side, that is broken off twice lowers the target of 12 by a step."""
    whole = [reps(20, holds=2), reps(20, holds=2)]
    assert only(*whole).value == 12
    broken = [reps(24, 15, holds=2), reps(24, 15, holds=2)]
    assert only(*whole, *broken).value == 10
