"""The keys of a session: one table that all readers share."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Stage, open_ended, sided, small

from bandtimer.keys import (
    BINDINGS,
    Action,
    Situation,
    action_of,
    command_for,
    command_for_key,
    footer,
    keys_page,
    situation_of,
)
from bandtimer.session_commands import AddRest, EndSet, Leave, Pause, Ready, Resume, Toggle
from bandtimer.session_state import Mode


def test_the_page_of_keys_is_the_table():
    """`docs/keys.md` is what `keys_page` writes; make it anew with it."""
    page = Path(__file__).parents[1] / "docs" / "keys.md"
    assert page.read_text(encoding="utf-8") == keys_page()


def test_each_key_has_one_meaning():
    """And each action a key, a sign and a sentence."""
    assert len({binding.key for binding in BINDINGS}) == len(BINDINGS) == len(Action)
    assert all(binding.sign and binding.labels and binding.text.endswith(".") for binding in BINDINGS)
    assert all(action_of(binding.key) is binding.action for binding in BINDINGS)


@pytest.mark.parametrize(
    ("seconds", "situation", "entered"),
    [
        (1, Situation.REST, Ready()),
        (11, Situation.LEAD, Ready()),
        (17, Situation.SET, EndSet()),
        (30, Situation.REST, Ready()),
        (50, Situation.HOLD, EndSet()),
        (80, Situation.WAIT, Ready()),
    ],
)
def test_enter_is_what_makes_sense_there(seconds: float, situation: Situation, entered: object):
    """Ready before a set, stop in a hold, end in a set."""
    stage = Stage(small())
    stage.wait(seconds)
    assert situation_of(stage.session) is situation
    assert command_for(Action.ENTER, stage.session) == entered
    stage.do(Pause())
    assert command_for(Action.ENTER, stage.session) == Resume()


def test_what_is_not_the_session_s_comes_to_no_command():
    """Mute, voice, help and leaving are the reader's."""
    stage = Stage(small())
    for action in (Action.MUTE, Action.VOICE, Action.HELP, Action.LEAVE):
        assert command_for(action, stage.session) is None
    stage.do(Leave())
    assert command_for(Action.ENTER, stage.session) is None


def test_rest_keys_follow_the_speed_of_a_rehearsal():
    """15 s of rest are less in a faster session."""
    from bandtimer.session_state import Rules
    from bandtimer.settings import Settings

    stage = Stage(small(), Rules.of(Settings(), 5.0))
    assert command_for(Action.LONGER, stage.session) == AddRest(3_000)
    assert command_for(Action.SHORTER, stage.session) == AddRest(-3_000)


def test_any_other_key_is_ready_at_a_wait_and_nothing_elsewhere():
    """A stray key can't lose a set."""
    stage = Stage(small())
    assert command_for_key("k", stage.session) is None
    stage.wait(80)
    assert stage.session.head.mode is Mode.WAITING
    assert command_for_key("k", stage.session) == Ready()
    assert command_for_key("space", stage.session) == Toggle()


def test_every_key_that_a_footer_shows_does_something_there():
    """Nothing is offered that would be refused."""
    from bandtimer.session import step

    stages = [(small(), at) for at in (1, 11, 17, 30, 50, 80)] + [(sided(), 3), (sided(), 16), (open_ended(), 40)]
    for timeline, at in stages:
        for paused in (False, True):
            stage = Stage(timeline)
            stage.wait(at)
            if paused:
                stage.do(Pause())
            for _, label, action in footer(situation_of(stage.session), undoable=bool(stage.session.history)):
                command = command_for(action, stage.session)
                if command is None:
                    continue
                after, events = step(stage.session, command, stage.now)
                refusable = action in (Action.REPEAT, Action.HURTS)
                assert events or refusable, (at, label)
                assert after.timeline.sets == timeline.sets


def test_undo_is_offered_when_there_is_something_to_undo():
    """Not before."""
    shown = {action for _, _, action in footer(Situation.SET, undoable=False)}
    assert Action.UNDO not in shown and Action.UNDO in {a for _, _, a in footer(Situation.SET, undoable=True)}
