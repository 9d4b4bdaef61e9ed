"""The keys of a session: what each asks for, what it is called, and where it makes sense. One table for all readers.

Keys are named as a terminal library names them: `space`, `right`, `enter`, `left_square_bracket`, `q`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.session_commands import (
    AddRest,
    Back,
    EndSet,
    Hurts,
    Ready,
    RepeatSet,
    Resume,
    Skip,
    Tempo,
    Toggle,
    Undo,
)
from bandtimer.session_state import Mode
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from bandtimer.session_commands import Command
    from bandtimer.session_state import Session


class Situation(StrEnum):
    """What the person is in, as far as keys go."""

    SET = "a set"
    HOLD = "a hold"
    REST = "rest and set-up"
    LEAD = "a count-in or a change of side"
    WAIT = "a wait"
    PAUSE = "a pause"
    END = "the end"


class Action(StrEnum):
    """What a key asks for."""

    PAUSE = "pause"
    NEXT = "next"
    BACK = "back"
    LONGER = "longer"
    SHORTER = "shorter"
    SLOWER = "slower"
    FASTER = "faster"
    ENTER = "enter"
    REPEAT = "repeat"
    HURTS = "hurts"
    UNDO = "undo"
    MUTE = "mute"
    VOICE = "voice"
    HELP = "help"
    LEAVE = "leave"


class Binding(NamedTuple):
    """One key."""

    action: Action
    key: str
    """Its name."""
    sign: str
    """What a footer and a page write: `space`, `→`, `[`."""
    labels: dict[Situation, str]
    """What it does, in a word or two, by situation; not there where it does nothing."""
    text: str
    """What it does, in a sentence."""


_IN_SET = (Situation.SET, Situation.HOLD)
_BEFORE = (Situation.REST, Situation.LEAD, Situation.WAIT)
_RUNNING = (*_IN_SET, *_BEFORE)
_ALL = (*_RUNNING, Situation.PAUSE)


def _same(label: str, situations: tuple[Situation, ...]) -> dict[Situation, str]:
    return dict.fromkeys(situations, label)


BINDINGS = (
    Binding(
        Action.PAUSE, "space", "space", _same("pause", _RUNNING) | {Situation.PAUSE: "go on"},
        "Pause; go on again. Within a set a count-in of 3 s comes first.",
    ),
    Binding(
        Action.ENTER, "enter", "enter",
        {Situation.SET: "end set", Situation.HOLD: "stop hold", Situation.PAUSE: "go on"} | _same("ready", _BEFORE),
        "Ready: go on from a wait, a rest or a set-up. In a hold: stop it; in a set: end it, with what was done.",
    ),
    Binding(
        Action.NEXT, "right", "→", _same("next set", _IN_SET) | _same("next", (*_BEFORE, Situation.PAUSE)),
        "Next set, or the next segment of a rest.",
    ),
    Binding(
        Action.BACK, "left", "←", _same("back", _ALL),
        "Start of this set; pressed again, the set before.",
    ),
    Binding(Action.LONGER, "up", "↑", _same("+15 s", (Situation.REST,)), "15 s more of this rest or set-up."),
    Binding(Action.SHORTER, "down", "↓", _same("−15 s", (Situation.REST,)), "15 s less of this rest or set-up."),
    Binding(
        Action.SLOWER, "left_square_bracket", "[", _same("slower", (Situation.SET,)),
        "Slower: each phase of this exercise a tenth longer, from the next rep on.",
    ),
    Binding(
        Action.FASTER, "right_square_bracket", "]", _same("faster", (Situation.SET,)),
        "Faster: each phase of this exercise a tenth shorter, from the next rep on.",
    ),
    Binding(
        Action.REPEAT, "r", "r", _same("repeat set", _ALL),
        "Do this set again; in a rest the one before. The last attempt counts.",
    ),
    Binding(
        Action.HURTS, "x", "x", _same("this hurts", _ALL),
        "This hurts: ends the exercise on this side. It is logged, and no progress comes from it.",
    ),
    Binding(Action.UNDO, "u", "u", _same("undo", (*_ALL, Situation.END)), "Take the last of these commands back."),
    Binding(Action.MUTE, "m", "m", _same("mute", (*_ALL, Situation.END)), "Sound off; on again."),
    Binding(Action.VOICE, "v", "v", _same("voice", _ALL), "The voice off; on again."),
    Binding(Action.HELP, "question_mark", "?", _same("keys", (*_ALL, Situation.END)), "These keys."),
    Binding(
        Action.LEAVE, "q", "q", _same("leave", _ALL) | {Situation.END: "close"},
        "Leave: pauses, asks, and keeps the place.",
    ),
)  # fmt: skip
"""In the order in which a footer shows them."""

_BY_KEY = {binding.key: binding.action for binding in BINDINGS}
_FOOTERS = {
    situation: tuple(
        (binding.sign, binding.labels[situation], binding.action) for binding in BINDINGS if situation in binding.labels
    )
    for situation in Situation
}

SIGNS = {"[": "left_square_bracket", "]": "right_square_bracket", "?": "question_mark", " ": "space"}
"""The names of keys that are typed as another sign."""


def action_of(key: str) -> Action | None:
    """What a key asks for, by its name."""
    return _BY_KEY.get(key)


def footer(situation: Situation, *, undoable: bool) -> tuple[tuple[str, str, Action], ...]:
    """The keys that make sense now: sign, label, action."""
    keys = _FOOTERS[situation]
    return keys if undoable else tuple(key for key in keys if key[2] is not Action.UNDO)


_BY_MODE = {
    Mode.FINISHED: Situation.END,
    Mode.LEFT: Situation.END,
    Mode.PAUSED: Situation.PAUSE,
    Mode.WAITING: Situation.WAIT,
    Mode.COUNT_IN: Situation.LEAD,
}
_BY_KIND = {
    Kind.HOLD: Situation.HOLD,
    Kind.WORK: Situation.HOLD,
    Kind.REST: Situation.REST,
    Kind.SETUP: Situation.REST,
    Kind.READY: Situation.LEAD,
    Kind.SWITCH: Situation.LEAD,
    Kind.WAIT: Situation.WAIT,
}


def situation_of(session: Session) -> Situation:
    """What the person is in. The session must have been brought up to now."""
    by_mode = _BY_MODE.get(session.head.mode)
    if by_mode is not None:
        return by_mode
    segment = session.timeline.segments[session.segment_at(session.seen)]
    return _BY_KIND.get(segment.kind, Situation.SET)


def command_for(action: Action, session: Session) -> Command | None:
    """The command that an action comes to where the session stands.

    None for what is not the session's: mute, voice, help, leave (which asks first), and what makes no sense now.
    """
    situation = situation_of(session)
    plain: dict[Action, Command] = {
        Action.PAUSE: Toggle(),
        Action.NEXT: Skip(),
        Action.BACK: Back(),
        Action.LONGER: AddRest(session.rules.rest_step),
        Action.SHORTER: AddRest(-session.rules.rest_step),
        Action.SLOWER: Tempo(1),
        Action.FASTER: Tempo(-1),
        Action.REPEAT: RepeatSet(),
        Action.HURTS: Hurts(),
        Action.UNDO: Undo(),
    }
    if action is Action.ENTER and situation is not Situation.END:
        if situation is Situation.PAUSE:
            return Resume()
        return EndSet() if situation in _IN_SET else Ready()
    return plain.get(action)


def command_for_key(key: str, session: Session) -> Command | None:
    """The command of a key; at a wait any key that means nothing else is "ready"."""
    action = action_of(key)
    if action is None:
        return Ready() if session.head.mode is Mode.WAITING else None
    return command_for(action, session)


def keys_page() -> str:
    """The page of all keys in Markdown: `docs/keys.md`."""
    rows = "\n".join(f"| {_cell(binding.sign)} | {binding.text} |" for binding in BINDINGS)
    return f"""# Keys of a session

No key is needed: a routine without waits runs from the command to its end by itself. The same keys work in the full
screen and, while the keyboard is a terminal, line by line (`--plain`).

| key | what it does |
| --- | --- |
{rows}

At a wait any other key means "ready" too. A key that makes no sense at the moment does nothing.

In the full screen `o` goes on with a session that was left, for as long as the set-up of another one offers it. At the
end a digit says how hard it was (`1` easy, `0` is ten: nothing left), `b` names the band, Enter closes.
"""


def _cell(sign: str) -> str:
    return f"`{sign}`" if sign != "|" else "`\\|`"
