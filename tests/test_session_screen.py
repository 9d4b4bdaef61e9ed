"""The session in full screen, key by key and click by click, under a clock that the test holds."""

from __future__ import annotations

from datetime import datetime

import pytest
from building import everything, open_ended, player_for, sided, small
from showing import Shown
from textual import events

from bandtimer.events import Outcome
from bandtimer.screen.dialogs import BandDialog, KeysDialog, LeaveDialog
from bandtimer.screen.house import LeftSession, Offer
from bandtimer.screen.widgets.canvas import Canvas
from bandtimer.session_state import Mode
from bandtimer.settings import Settings


async def test_time_runs_once_the_first_frame_is_there():
    """Nothing of the set-up is lost to a slow start."""
    shown = Shown(small())
    async with shown.at():
        assert shown.speaker.orders[0][:2] == ("play", 0)
        assert "SET" in shown.text.upper() and "left" in shown.text


async def test_space_pauses_and_goes_on():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(16)
        await shown.press("space")
        assert shown.mode == Mode.PAUSED
        assert "press space to go on" in shown.text.lower()
        await shown.press("space")
        assert shown.mode == Mode.COUNT_IN
        await shown.wait(3.5)
        assert shown.mode == Mode.RUNNING


async def test_enter_is_ready_ends_a_set_and_stops_a_hold():
    shown = Shown(small())
    async with shown.at():
        await shown.press("enter")
        await shown.press("enter")
        assert _face(shown) == "1/3"
        await shown.wait(5)
        await shown.press("enter")
        assert shown.player.session.records[0].outcome is Outcome.SHORT
        assert "Ended with" in shown.text and "u takes it back" in shown.text
        await shown.press("enter")
        await shown.wait(8)
        assert shown.player.view().hold is not None
        await shown.press("enter")
        assert 0 < shown.player.session.records[1].held <= 8_000


def _face(shown: Shown) -> str:
    from bandtimer.screen.drawing.phase_panel import digits_of

    return digits_of(shown.player.view())


async def test_u_takes_a_stray_key_back():
    """Whatever was pressed, no set is lost."""
    for key in ("enter", "right", "x", "r"):
        shown = Shown(small())
        async with shown.at():
            await shown.wait(20)
            before = shown.player.view()
            await shown.press(key)
            assert shown.player.view().segment != before.segment or shown.player.view().attempt != before.attempt
            await shown.press("u")
            await shown.wait(3.2)
            after = shown.player.view()
            assert (after.segment_kind in (before.segment_kind, after.segment_kind)) and after.set == before.set
            assert 0 not in shown.player.session.records
            assert "Taken back" in shown.text


async def test_left_and_right_move_between_sets():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(20)
        await shown.press("right")
        assert shown.player.session.records[0].outcome is Outcome.SHORT
        assert shown.player.view().plan.index == 1
        await shown.press("left", "left")
        assert shown.player.view().plan.index == 0


async def test_up_and_down_change_a_rest():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(30)
        remaining = shown.player.view().remaining
        await shown.press("up")
        assert shown.player.view().remaining == remaining + 15_000
        assert "Rest +15 s" in shown.text
        await shown.press("down", "down")
        assert shown.player.view().remaining < remaining
        assert "Rest -" in shown.text


async def test_brackets_change_the_tempo():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(16)
        await shown.press("left_square_bracket")
        assert shown.player.view().pace == 1
        assert "slower" in shown.text
        await shown.press("right_square_bracket", "right_square_bracket")
        assert shown.player.view().pace == -1


async def test_r_does_the_set_again_and_x_ends_the_exercise():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(20)
        await shown.press("r")
        await shown.wait(4)
        assert shown.player.view().attempt == 2
        await shown.press("x")
        assert Outcome.HURT in {record.outcome for record in shown.player.session.records.values()}
        assert "hurts" in shown.text


async def test_m_and_v_switch_sound_and_voice():
    shown = Shown(small())
    async with shown.at():
        await shown.press("m")
        assert shown.player.muted and "muted" in shown.text and "Sound off" in shown.text
        await shown.press("m")
        assert not shown.player.muted
        await shown.press("v")
        assert not shown.player.voice and "voice off" in shown.text


async def test_help_lies_over_the_session_which_goes_on():
    shown = Shown(small())
    async with shown.at():
        await shown.press("question_mark")
        assert isinstance(shown.app.screen, KeysDialog)
        assert "This hurts" in shown.text
        await shown.press("a")
        assert shown.app.screen is shown.screen
        assert shown.mode == Mode.RUNNING


async def test_leaving_asks_and_keeps_the_place():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(18)
        await shown.press("q")
        assert isinstance(shown.app.screen, LeaveDialog)
        assert shown.mode == Mode.PAUSED
        await shown.press("space")
        assert shown.app.screen is shown.screen
        assert shown.mode == Mode.COUNT_IN
        await shown.press("q")
        await shown.press("q")
    assert shown.app.return_value == 0
    assert shown.mode == Mode.LEFT
    assert shown.ledger.closed and shown.speaker.closed


async def test_a_pause_stays_a_pause_when_leaving_was_not_meant():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(18)
        await shown.press("space", "q", "a")
        assert shown.mode == Mode.PAUSED


@pytest.mark.parametrize(("key", "code"), [("ctrl+c", 130), ("ctrl+q", 0)])
async def test_leaving_at_once_keeps_the_place(key: str, code: int):
    shown = Shown(small())
    async with shown.at():
        await shown.wait(18)
        await shown.press(key)
    assert (shown.app.return_value or 0) == code
    assert shown.mode == Mode.LEFT
    assert shown.ledger.closed


async def test_at_a_wait_any_other_key_is_ready():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(80)
        assert shown.mode == Mode.WAITING
        assert "ready when you are" in shown.text.lower()
        await shown.press("b")
        assert shown.mode != Mode.WAITING


async def test_an_open_hold_counts_what_comes_on_top():
    shown = Shown(open_ended())
    async with shown.at():
        await shown.wait(42)
        assert shown.mode == Mode.OPEN
        assert _face(shown).startswith("+")
        await shown.press("enter")
        assert shown.player.session.records[0].held > 30_000


async def test_at_the_end_it_says_what_was_done_and_takes_effort_and_band():
    shown = Shown(sided())
    async with shown.at():
        await shown.wait(120)
        assert shown.mode == Mode.FINISHED
        assert "4 of 4 sets as planned" in shown.text
        assert "14 reps, up from 12" in shown.text
        await shown.press("8")
        await shown.press("b")
        assert isinstance(shown.app.screen, BandDialog)
        await shown.press(*"green", "enter")
        assert "green" in shown.text
        await shown.press("enter")
    assert shown.rated == [(8, "green")]
    assert shown.app.return_value == 0


async def test_enter_pressed_twice_for_the_last_set_does_not_close_what_was_done():
    shown = Shown(sided())
    async with shown.at():
        await shown.wait(120)
        await shown.press("enter", "enter")
        assert shown.app.screen is shown.screen
        assert not shown.ledger.closed
        await shown.press("q")
    assert shown.ledger.closed


async def test_without_an_answer_nothing_is_rated():
    shown = Shown(sided())
    async with shown.at():
        await shown.wait(120)
        await shown.press("3", "3", "q")
    assert shown.rated == []


async def test_the_mouse_presses_keys_goes_to_sets_and_pauses():
    shown = Shown(sided())
    async with shown.at():
        footer = shown.text.splitlines()[-1]
        await shown.pilot.click(offset=(footer.index("enter"), 39))
        await shown.wait(1)
        assert shown.player.session.records or shown.player.view().segment
        await shown.pilot.click(offset=(30, 10))
        assert shown.mode == Mode.PAUSED
        await shown.pilot.click(offset=(30, 10))
        await shown.pilot.click(offset=(115, 37))
        await shown.pilot.pause()
        assert shown.player.view().plan is not None
        assert shown.player.view().plan.index == 3


async def test_the_session_that_was_left_is_offered_and_taken_up():
    """The one just begun is let go of, as if it had never been."""
    other, *_ = player_for(sided())
    shown = Shown(small())
    left = LeftSession("id", "leg-day", "Leg-day", datetime.now().astimezone(), "set 3")
    shown.screen.offer = Offer(left, lambda: shown.run_of(other))
    async with shown.at():
        assert "Leg-day was left at set 3: o goes on there" in shown.text
        await shown.press("o")
        assert shown.screen.player is other
        assert shown.discarded == 1
        assert "Going on where you left" in shown.text


async def test_the_offer_is_gone_once_a_set_has_begun():
    shown = Shown(small())
    left = LeftSession("id", "leg-day", "Leg-day", datetime.now().astimezone(), "set 3")
    shown.screen.offer = Offer(left, lambda: pytest.fail("not asked for"))
    async with shown.at():
        await shown.wait(17)
        assert "was left" not in shown.text
        await shown.press("o")


async def test_the_footer_says_only_what_makes_sense_now():
    shown = Shown(small())
    async with shown.at():
        footer = shown.text.splitlines()[-1]
        assert "ready" in footer and "slower" not in footer and "undo" not in footer
        await shown.wait(16)
        footer = shown.text.splitlines()[-1]
        assert "end set" in footer and "slower" in footer and "+15 s" not in footer


async def test_resizing_keeps_the_moment():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(17)
        for size in ((200, 60), (80, 24), (60, 20), (40, 15), (20, 5), (120, 40)):
            await shown.pilot.resize_terminal(*size)
            await shown.pilot.pause()
            assert len(shown.text.splitlines()) == size[1]
        assert shown.mode == Mode.RUNNING
        assert "end set" in shown.text


async def test_a_theme_that_nobody_knows_is_ours():
    shown = Shown(small(), Settings(theme="no-such-theme"))
    async with shown.at():
        assert shown.app.theme == "bandtimer"


@pytest.mark.parametrize("theme", ["bandtimer-light", "bandtimer-contrast", "nord", "textual-light"])
async def test_every_theme_shows_the_session(theme: str):
    shown = Shown(everything(), Settings(theme=theme, captions=True, flash=True))
    async with shown.at():
        await shown.wait(17)
        assert shown.app.theme == theme
        assert shown.text.strip()


async def test_captions_say_what_is_heard():
    shown = Shown(small(), Settings(captions=True))
    async with shown.at():
        await shown.wait(15.5)
        assert "♪" in shown.text


async def test_trouble_is_told_without_stopping_anything():
    shown = Shown(small())
    async with shown.at():
        shown.speaker.trouble = "no sound device answers: plug one in"
        await shown.wait(2)
        assert "no sound device answers" in shown.text
        assert shown.mode == Mode.RUNNING


async def test_nothing_is_painted_in_a_pause():
    """For a minute."""
    shown = Shown(small())
    async with shown.at():
        await shown.wait(17)
        await shown.press("space")
        await shown.wait(6)
        canvas = shown.screen.query_one(Canvas)
        painted = []
        canvas.refresh = lambda *regions, **_: painted.append(regions)  # type: ignore[method-assign]
        for _ in range(120):
            shown.clock.pass_(0.5)
            shown.screen._look()
        assert painted == []


async def test_a_machine_that_slept_finds_its_session_paused():
    shown = Shown(small())
    async with shown.at():
        await shown.wait(17)
        shown.clock.sleep(3_600)
        shown.screen._look()
        await shown.pilot.pause()
        assert shown.mode == Mode.PAUSED
        assert "the machine slept" in shown.text.lower()


async def test_with_reduced_motion_a_hold_only_counts():
    """Between two seconds nothing moves but the level, in steps."""
    shown = Shown(open_ended(), Settings(reduced_motion=True))
    async with shown.at():
        await shown.wait(20.05)
        before = shown.text
        shown.clock.pass_(0.3)
        shown.screen._look()
        await shown.pilot.pause()
        rows = [pair for pair in zip(before.splitlines(), shown.text.splitlines(), strict=True) if pair[0] != pair[1]]
        assert len(rows) <= 6  # the bar of what has been held, and the ribbon


async def test_a_key_pressed_twice_closes_a_dialog_once():
    """Fingers on a floor are quick: the second press may come before the screen is another one."""
    shown = Shown(small())
    async with shown.at():
        await shown.press("question_mark")
        dialog = shown.app.screen
        for _ in range(2):
            dialog.on_key(events.Key("a", "a"))
        await shown.pilot.pause()
        assert shown.app.screen is shown.screen
        await shown.press("q")
        dialog = shown.app.screen
        for _ in range(3):
            dialog.on_key(events.Key("q", "q"))
    assert (shown.app.return_value or 0) == 0
    assert shown.mode == Mode.LEFT
