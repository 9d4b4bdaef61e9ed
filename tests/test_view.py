"""What a reader is given to show, moment by moment."""

from __future__ import annotations

from itertools import pairwise

import pytest
from building import Stage, open_ended, sided, small
from hypothesis import given
from hypothesis import strategies as st
from stock import STOCK, stock, timeline_of

from bandtimer import coaching
from bandtimer.events import Outcome
from bandtimer.keys import Action, Situation
from bandtimer.motion import contraction, demonstration
from bandtimer.session_commands import EndSet, Hurts, Jump, Leave, Pause, Ready, Skip, Tempo, Tick
from bandtimer.session_start import Place, take_up
from bandtimer.session_state import Mode, Rules
from bandtimer.timeline import WORKING, Kind, Side
from bandtimer.view import View
from bandtimer.viewing import view


def seen(stage: Stage) -> View:
    return view(stage.session, stage.now)


def labels(shown: View) -> dict[Action, str]:
    return {action: label for _, label, action in shown.keys}


def test_set_up_shows_what_to_do_and_what_comes():
    """Steps in order, the countdown, the exercise in demonstration."""
    stage = Stage(small())
    stage.wait(4)
    shown = seen(stage)
    assert (shown.kind, shown.word, shown.remaining, shown.progress) == (Kind.SETUP, "SET UP", 6_000, 0.4)
    assert shown.to_do == ("Lie face down.", "Loop the band round both ankles.")
    assert shown.next is not None and (shown.next.number, shown.next.dose) == (1, "3 reps")
    assert shown.demonstrating and shown.set_progress == 0 and shown.rep is None
    assert shown.session_remaining == shown.timeline.duration - 4_000
    assert shown.situation is Situation.REST and labels(shown)[Action.LONGER] == "+15 s"


def test_a_rep_shows_its_phase_its_tempo_and_its_number():
    """Word, fields, the active one and how far it is."""
    stage = Stage(small())
    stage.wait(15 + 4 + 0.25)
    shown = seen(stage)
    assert (shown.kind, shown.word, shown.phrase) == (Kind.CONCENTRIC, "CURL", "curl")
    assert (shown.rep, shown.reps, shown.reps_done, shown.set, shown.sets) == (2, 3, 1, 1, 1)
    assert [(field.word, field.duration) for field in shown.tempo] == [
        ("CURL", 1_000),
        ("SQUEEZE", 1_000),
        ("SLOWLY OUT", 2_000),
    ]
    assert (shown.active, shown.progress, shown.contraction) == (0, 0.25, 0.25)
    stage.wait(1)
    assert (seen(stage).word, seen(stage).contraction) == ("SQUEEZE", 1.0)
    stage.wait(1.5)
    assert (seen(stage).word, seen(stage).contraction) == ("SLOWLY OUT", 0.625)
    assert seen(stage).situation is Situation.SET and labels(seen(stage))[Action.ENTER] == "end set"
    assert Action.UNDO not in labels(seen(stage)), "there is nothing to undo"


def test_a_hold_shows_what_was_held_and_its_marks():
    """Minimum and target, and seconds held past it."""
    stage = Stage(small())
    stage.wait(47 + 12)
    shown = seen(stage)
    assert shown.hold is not None
    assert (shown.hold.held, shown.hold.minimum, shown.hold.target, shown.hold.open) == (12_000, 15_000, 30_000, False)
    assert (shown.remaining, shown.word, shown.contraction) == (18_000, "HOLD", 1.0)
    past = Stage(open_ended())
    past.wait(5 + 30 + 8)
    assert past.session.head.mode is Mode.OPEN
    held = seen(past).hold
    assert held is not None and (held.held, held.open, seen(past).remaining) == (38_000, True, 0)
    assert labels(seen(past))[Action.ENTER] == "stop hold"


def test_a_wait_says_what_it_waits_for():
    """And any key means ready."""
    stage = Stage(small())
    stage.wait(80)
    shown = seen(stage)
    assert (shown.mode, shown.kind, shown.word, shown.remaining) == (Mode.WAITING, Kind.WAIT, "WAITING", 0)
    assert shown.parked == 3_000 and labels(shown)[Action.ENTER] == "ready"


def test_a_pause_says_why():
    """Asked for, slept, or stood still."""
    for why, words in (("asked", "press space"), ("sleep", "slept"), ("stall", "stood still")):
        stage = Stage(small())
        stage.wait(16)
        stage.do(Pause(why))  # type: ignore[arg-type]
        shown = seen(stage)
        assert (shown.word, shown.paused_for, shown.rep) == ("PAUSED", why, 1)
        assert words in shown.phrase and labels(shown)[Action.PAUSE] == "go on"


def test_a_count_in_counts_down_to_where_it_stands():
    """The figure stands as it will begin; a resume begins with set-up."""
    stage = Stage(small())
    stage.do(Jump(12))
    stage.wait(1.5)
    shown = seen(stage)
    assert (shown.kind, shown.word, shown.remaining, shown.segment_kind) == (Kind.READY, "GET READY", 3_500, Kind.HOLD)
    stage.session, _ = take_up(small(), Rules(), stage.now, Place(2, 15_000, None, {}, {}))
    assert (seen(stage).kind, seen(stage).remaining) == (Kind.SETUP, 10_000) and seen(stage).to_do
    stage.wait(12)
    assert (seen(stage).kind, seen(stage).remaining, seen(stage).duration) == (Kind.READY, 3_000, 5_000)


def test_in_a_set_next_is_the_one_after_it():
    """With side and dose; sets that are passed over are not next."""
    stage = Stage(sided())
    stage.wait(1)
    following = seen(stage).next
    assert following is not None and (following.side, following.limb) == (Side.RIGHT, "right leg")
    assert (seen(stage).side, seen(stage).limb) == (Side.LEFT, "left leg")
    stage.wait(14 + 5)
    assert seen(stage).side is Side.RIGHT
    stage.do(Hurts())
    assert seen(stage).next is not None and seen(stage).next.set == 2
    stage.wait(31)
    assert seen(stage).next is None, "the right side's second set is passed over"


def test_the_end_sums_up():
    """Sets, reps and seconds, done against planned."""
    stage = Stage(small())
    stage.wait(15 + 8.5)
    stage.do(Skip())
    stage.wait(5 + 10)
    stage.do(EndSet())
    stage.do(Ready())
    stage.wait(21)
    shown = seen(stage)
    assert shown.summary is not None and shown.word == "DONE" and shown.session_progress == 1.0
    assert shown.summary == (3, 1, 2, 0, 0, 2, 25_000)
    assert {index: record.outcome for index, record in shown.records.items()} == {
        0: Outcome.SHORT,
        1: Outcome.SHORT,
        2: Outcome.DONE,
    }
    assert set(labels(shown)) == {Action.MUTE, Action.HELP, Action.LEAVE, Action.UNDO} - {Action.UNDO}


def test_leaving_is_no_end():
    """The place is kept, and shown."""
    stage = Stage(small())
    stage.wait(20)
    stage.do(Leave())
    assert (seen(stage).word, seen(stage).session_progress < 1) == ("LEFT", True)


def test_a_changed_pace_is_shown():
    """Steps slower, until it is changed back."""
    stage = Stage(small())
    stage.do(Tempo(1))
    assert seen(stage).pace == 1
    stage.wait(15.1)
    assert seen(stage).tempo[0].duration == 1_100


def test_the_ribbon_is_the_whole_session_and_the_same_value_throughout():
    """Gapless from start to end; made once for a timeline."""
    stage = Stage(small())
    first = seen(stage).ribbon
    stage.wait(30)
    assert seen(stage).ribbon is first
    assert [stretch.group for stretch in first] == ["setup", "reps", "rest", "hold", "setup", "work"]
    assert first[0].start == 0 and first[-1].end == small().duration
    assert all(earlier.end == later.start for earlier, later in pairwise(first))


@pytest.mark.parametrize("name", STOCK)
def test_stock_routines_show_words_and_tips_throughout(name: str):
    """Every segment has a large word; a tip never changes sooner than after 6 s, but with the stretch it belongs to."""
    timeline = timeline_of(stock(name))
    stage = Stage(timeline)
    last: tuple[str | None, tuple[int | None, bool], int] | None = None
    while not stage.session.is_over:
        stage.wait(0.9)
        shown = seen(stage)
        if shown.kind is None:
            break
        assert shown.word and len(shown.word) <= coaching.LONGEST_WORD
        assert 0 <= shown.contraction <= 1 and 0 <= shown.progress <= 1
        assert shown.keys and shown.exercise
        assert shown.next is None or shown.next.dose
        stretch = (shown.plan.index if shown.plan else None, shown.kind in WORKING, shown.kind is Kind.REST)
        text = shown.tip.text if shown.tip else None
        if last is not None and last[1] == stretch and text != last[0]:
            assert stage.now - last[2] >= 6_000_000_000, (shown.position, text)
        if last is None or text != last[0] or stretch != last[1]:
            last = (text, stretch, stage.now)


@given(st.integers(0, 3_000_000), st.integers(0, 40))
def test_the_figure_is_always_somewhere_in_its_motion(elapsed: int, number: int):
    """Working or in demonstration, at any time: from 0 to 1."""
    timeline = small()
    segment = timeline.segments[number % len(timeline.segments)]
    plan = timeline.plan_of(segment)
    assert plan is not None
    assert 0 <= contraction(timeline, segment, elapsed % max(1, segment.duration)) <= 1
    assert 0 <= demonstration(timeline, plan, elapsed) <= 1


def test_the_motion_has_no_jumps():
    """In a rep, and from one demonstration to the next, the figure moves at most as fast as the phase asks."""
    timeline = small()
    for plan in timeline.sets:
        shares = [demonstration(timeline, plan, elapsed) for elapsed in range(0, 20_000, 50)]
        assert max(abs(a - b) for a, b in pairwise(shares)) <= 0.06
        assert max(shares) > 0.9 and min(shares) < 0.1


def test_partial_reps_use_their_part_of_the_motion():
    """The top half of the range moves in the upper half."""
    from dataclasses import replace

    timeline = small()
    partial = replace(timeline, sets=(replace(timeline.sets[0], partial="top"), *timeline.sets[1:]))
    assert contraction(partial, partial.segments[2], 0) == 0.5
    assert contraction(partial, partial.segments[3], 0) == 1.0


def test_a_view_is_of_the_moment_that_is_asked_for():
    """Between two looks the countdown goes on."""
    stage = Stage(small())
    stage.wait(1)
    stage.do(Tick())
    assert view(stage.session, stage.now + 250_000_000).remaining == seen(stage).remaining - 250
