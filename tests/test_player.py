"""A session being played: what the speaker, the journal and the screen saver are told, and whose time counts."""

from __future__ import annotations

from building import SECOND, RecordingSpeaker, Stage, open_ended, player_for, sided, small
from sessions import Builder

from bandtimer.captions import Captions
from bandtimer.cue import Sound
from bandtimer.events import Began, Finished, Left, Paused, Retimed, SetBegan
from bandtimer.player import Player
from bandtimer.session_commands import AddRest, EndSet, Hurts, Jump, Pause, Ready, Resume, Skip, Undo
from bandtimer.session_start import Place, take_up
from bandtimer.session_state import Mode, Rules
from bandtimer.settings import Settings
from bandtimer.timeline import Kind


def reps_only():
    """A rest between two sets and nothing to stop at before the end."""
    built = Builder()
    built.reps(2)
    built.leads(Kind.REST, 20_000)
    built.reps(2)
    return built.timeline()


def look(player: Player, clock: object, seconds: float) -> list[object]:
    """Time passes, with a look each 50 ms."""
    happened: list[object] = []
    for _ in range(round(seconds * 20)):
        clock.pass_(0.05)  # type: ignore[attr-defined]
        happened += player.tick()
    return happened


def test_the_speaker_is_told_once_for_a_whole_stretch():
    """From the start to the wait, whose loop follows without another word."""
    player, clock, speaker, _ = player_for(small())
    player.start()
    look(player, clock, 78)
    assert speaker.orders == [("play", 0, 0, 77_000)]
    assert player.session.head.mode is Mode.WAITING
    assert Sound.WAITING in {cue.cue for cue in speaker.then.cues}
    player.do(Ready())
    look(player, clock, 21)
    assert speaker.orders[1:] == [("play", 77_000, 0, None)]
    assert player.is_over


def test_a_pause_parks_and_a_count_in_leads_back():
    """The loop of the pause, then count-in and score as one."""
    player, clock, speaker, _ = player_for(small())
    player.start()
    look(player, clock, 16)
    player.do(Pause())
    look(player, clock, 10)
    player.do(Resume())
    assert [order[0] for order in speaker.orders] == ["play", "park", "play"]
    assert speaker.orders[1][1].cues[0].cue is Sound.PAUSED
    assert speaker.orders[2] == ("play", 16_000, 3_000, 77_000)
    assert speaker.count_in.cues[0].cue is Sound.RESUMED


def test_a_longer_rest_goes_on_without_a_break_where_nothing_is_to_stop_at():
    """The edited score is swapped in; where the speaker must stop later it is told anew."""
    player, clock, speaker, ledger = player_for(reps_only())
    player.start()
    look(player, clock, 16)
    player.do(AddRest(15_000))
    assert [order[0] for order in speaker.orders] == ["play", "swap"]
    assert ledger.timelines[-1].segments[8].duration == 35_000 and len(ledger.timelines) == 2
    stopping, clock, speaker, _ = player_for(small())
    stopping.start()
    look(stopping, clock, 30)
    stopping.do(AddRest(15_000))
    assert speaker.orders[-1] == ("play", 30_000, 0, 92_000)


def test_open_holds_end_in_their_loop():
    """The score stops at the target; the bed goes on."""
    player, clock, speaker, _ = player_for(open_ended())
    player.start()
    assert speaker.orders == [("play", 0, 0, 35_000)]
    assert Sound.TARGET in {cue.cue for cue in speaker.then.cues}
    look(player, clock, 40)
    assert player.session.head.mode is Mode.OPEN
    player.do(EndSet())
    player.do(Undo())
    assert speaker.orders[-1][0] == "park" and player.session.head.mode is Mode.OPEN


def test_a_leap_over_what_hurts_is_a_new_take():
    """The speaker stops where the leap is, and is told where it goes on."""
    player, clock, speaker, _ = player_for(sided())
    player.start()
    look(player, clock, 1)
    player.do(Hurts())
    assert speaker.orders[-1] == ("play", 14_000, 0, 14_000 + 5_000 + 14_000 + 30_000)
    assert speaker.then is None
    look(player, clock, 5 + 14 + 30 + 0.1)
    assert speaker.orders[-1][:2] == ("play", 14_000 + 5_000 + 14_000 + 30_000 + 14_000)


def test_time_is_what_is_heard():
    """A device that is late keeps the session where the sound is."""
    player, clock, speaker, _ = player_for(small())
    speaker.ear = 0
    player.start()
    look(player, clock, 0.5)
    assert player.view().position == 0
    speaker.ear = 400
    player.tick()
    assert player.view().position == 400
    speaker.ear = None
    look(player, clock, 1)
    assert abs(player.view().position - 1_400) <= 50


def test_a_device_that_comes_back_is_told_where_the_session_is():
    """The position by the clock, never past the next stop."""
    player, clock, speaker, _ = player_for(small())
    player.start()
    look(player, clock, 5)
    clock.pass_(0.02)
    assert speaker.joining() == 5_020
    clock.pass_(500)
    assert speaker.joining() == 77_000


def test_a_device_that_comes_back_late_is_asked_anew():
    """What is shown and what is heard are together again; where they are, nothing is asked."""
    for late, orders in ((1_470, 2), (8, 1)):
        player, clock, speaker, _ = player_for(small())
        speaker.ear = 0
        player.start()
        clock.pass_(0.5)
        speaker.ear = 500
        player.tick()
        speaker.ear = None
        look(player, clock, 5)
        position = player.view().position
        speaker.ear = position - late
        player.tick()
        assert len(speaker.orders) == orders
        assert player.view().position == position, "never back, never forward"
        look(player, clock, 0.1)


def test_a_machine_that_slept_finds_its_session_paused_where_it_was_seen():
    """So does a process that stood still; what nobody saw is not counted as held."""
    for absence in ("sleep", "stall"):
        player, clock, speaker, ledger = player_for(small())
        player.start()
        look(player, clock, 50)
        if absence == "sleep":
            clock.sleep(3_600)
            clock.pass_(0.05)
        else:
            clock.pass_(20)
        player.tick()
        view = player.view()
        assert (view.paused_for, view.position) == (absence, 50_000)
        assert ledger.events[-2] == Paused(50_000, absence)
        assert speaker.orders[-1][0] == "park"
        look(player, clock, 30)
        assert player.view().position == 50_000
        player.press("space")
        look(player, clock, 3 + 1)
        assert abs(player.view().position - 51_000) <= 50


def test_at_a_wait_nothing_is_missed():
    """A person may be away from a wait, or a pause, for as long as they like."""
    player, clock, _, _ = player_for(small())
    player.start()
    look(player, clock, 78)
    clock.pass_(100)
    player.tick()
    assert player.session.head.mode is Mode.WAITING
    player.press("k")
    assert player.session.head.mode is Mode.RUNNING, "any key is ready"


def test_mute_is_silent_and_keeps_the_time():
    """Sound on again joins where the session is."""
    player, clock, speaker, _ = player_for(small())
    player.start()
    look(player, clock, 2)
    player.press("m")
    assert speaker.orders[-1] == ("stop",) and player.muted
    look(player, clock, 16)
    player.do(Skip())
    assert speaker.orders[-1] == ("stop",), "nothing sounds while muted"
    player.press("m")
    assert speaker.orders[-1] == ("play", 47_000, 5_000, 77_000)
    silent, clock, speaker, _ = player_for(small(), muted=True)
    silent.start()
    look(silent, clock, 3)
    assert speaker.orders == [] and silent.view().position == 3_000


def test_the_voice_can_be_switched_off_without_a_break():
    """The same score without its lines."""
    player, clock, speaker, _ = player_for(reps_only())
    player.start()
    look(player, clock, 1)
    player.press("v")
    order, score = speaker.orders[-1]
    assert order == "swap" and not player.voice
    assert Sound.VOICE not in {cue.cue for cue in score.between(0, 60_000)}


def test_a_taken_up_session_says_what_to_set_up():
    """In the long count-in of a resume: the exercise first, ready at its end."""
    player, clock, speaker, _ = player_for(small())
    player = Player(
        take_up(small(), Rules(), 0, Place(2, 15_000, None, {}, {})),
        settings=Settings(),
        clock=clock,
        speaker=speaker,
        ledger=player.ledger,
    )
    player.start()
    assert speaker.orders == [("play", 15_000, 15_000, 77_000)]
    said = [(cue.at, cue.text) for cue in speaker.count_in.cues if cue.text]
    assert said[0][1].startswith("Banded curl") and said[-1] == (10_200, "ready")


def test_the_journal_hears_everything_in_order():
    """The timeline first, then what happened; a session that is closed keeps its place."""
    player, clock, speaker, ledger = player_for(small())
    player.start()
    look(player, clock, 20)
    player.close()
    player.close()
    assert ledger.timelines == [small()]
    assert isinstance(ledger.events[0], Began) and isinstance(ledger.events[-1], Left)
    assert any(isinstance(event, SetBegan) for event in ledger.events)
    assert (ledger.closed, speaker.closed) == (1, 1)


def test_the_end_comes_by_itself():
    """No key is needed where there is no wait; the closing figure is part of the score."""
    player, clock, speaker, ledger = player_for(reps_only())
    player.start()
    look(player, clock, 60)
    assert player.is_over and isinstance(ledger.events[-1], Finished)
    assert speaker.orders == [("play", 0, 0, None)]
    player.close()
    assert not any(isinstance(event, Left) for event in ledger.events)


def test_the_screen_stays_on_while_it_plays():
    """Not in a pause, not after the end."""

    class Told:
        def __init__(self) -> None:
            self.orders: list[str] = []

        def keep(self) -> None:
            self.orders.append("keep")

        def let_go(self) -> None:
            self.orders.append("let go")

        def close(self) -> None:
            self.orders.append("close")

    told = Told()
    _, clock, speaker, ledger = player_for(small())
    stage = Stage(small())
    player = Player(
        (stage.session, tuple(stage.events)),
        settings=Settings(),
        clock=clock,
        speaker=speaker,
        ledger=ledger,
        awake=told,
    )
    player.start()
    look(player, clock, 3)
    player.do(Pause())
    player.do(Resume())
    player.close()
    assert list(dict.fromkeys(told.orders)) == ["keep", "let go", "close"]
    assert told.orders[0] == "keep" and told.orders[-2:] == ["let go", "close"]


def test_what_is_wrong_is_said():
    """Journal and speaker each have a line."""
    player, _, speaker, ledger = player_for(small())
    assert player.troubles == ()
    speaker.trouble, ledger.trouble = "no sound", "no disk"
    assert player.troubles == ("no disk", "no sound")


def test_retimed_timelines_are_kept_beside_their_event():
    """Also the one that an undo brings back."""
    player, clock, _, ledger = player_for(small())
    player.start()
    look(player, clock, 1)
    player.do(AddRest(15_000))
    player.do(Undo())
    retimed = [event for event in ledger.events if isinstance(event, Retimed)]
    assert len(retimed) == 2 and ledger.timelines[-1] == small()


def test_captions_say_what_sounds():
    """Lines and signals, also when voice or sound are off; they go after a while."""
    captions = Captions(Settings(voice=False, beats=False))
    stage = Stage(small())
    stage.wait(1.2)
    assert captions.at(stage.session, stage.now).startswith("Banded curl")
    stage.wait(13)
    assert captions.at(stage.session, stage.now) == "1"
    stage.wait(0.9)
    assert captions.at(stage.session, stage.now) == "go"
    stage.wait(47 + 15.3 - 15.1)
    assert captions.at(stage.session, stage.now) in ("minimum reached", "half-way")
    stage.wait(25)
    assert stage.session.head.mode is Mode.WAITING
    stage.do(Jump(12))
    assert captions.at(stage.session, stage.now) == ""
    jumped = Stage(open_ended())
    jumped.wait(36)
    assert "target" in captions.at(jumped.session, jumped.now)


def test_a_speaker_is_never_asked_by_time_alone():
    """However long nothing changes, the speaker gets no order."""
    player, clock, speaker, _ = player_for(small())
    player.start()
    player.do(Pause())
    orders = len(speaker.orders)
    look(player, clock, 20)
    assert len(speaker.orders) == orders and isinstance(speaker, RecordingSpeaker)
    assert clock.now() > 20 * SECOND
