"""A session line by line: from the first line to the last, with keys where there are any. Returns the exit code."""

from __future__ import annotations

import errno
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from bandtimer.cueing import CLOSING
from bandtimer.events import Event
from bandtimer.keys import Action, action_of
from bandtimer.plain import lines
from bandtimer.plain.announcer import Announcer, Detail, as_planned
from bandtimer.plain.keyboard import Keyboard, TerminalKeyboard, open_keyboard
from bandtimer.plain.signals import Signals
from bandtimer.session_commands import EndSet, Pause, Ready
from bandtimer.session_state import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bandtimer.player import Player

LOOK_EVERY = 0.05
"""Seconds between two looks at the session."""
OFTEN = 0.005
"""The least, for fast rehearsals."""
GONE = 129
"""Exit code when the terminal is gone: that of a hang-up."""
WAIT_FOR = 10.0
"""Seconds that a wait lasts where there is no key to press."""


def run_plain(
    player: Player, detail: Detail, out: TextIO, err: TextIO | None = None, keyboard: Keyboard | None = None
) -> int:
    """Run a session to its end, or until the person leaves; then everything is let go of.

    `out` takes the lines, `err` (standard error) what is wrong around them. Exit code: 0, also when a reader of `out`
    has enough; 130 after Ctrl-C and 128 + n after signal n, the place being kept; 129 too when the terminal is gone.
    """
    keys = keyboard or open_keyboard()
    wake = keys.take if isinstance(keys, TerminalKeyboard) else None
    try:
        with Signals(wake) as signals:
            return _Run(player, detail, out, err or sys.stderr, keys, signals).through()
    except BrokenPipeError:
        return 0  # whoever read the lines has enough of them
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return GONE
    finally:
        keys.close()
        player.close()


class _Run:
    def __init__(
        self, player: Player, detail: Detail, out: TextIO, err: TextIO, keyboard: Keyboard, signals: Signals
    ) -> None:
        self.player = player
        self.out = out
        self.err = err
        self.keyboard = keyboard
        self.signals = signals
        self.announcer = Announcer(detail, keyboard=keyboard.present)
        self.told: set[str] = set()
        self.leaving = False
        self.speed = player.session.rules.speed
        self.look_every = max(OFTEN, LOOK_EVERY / self.speed)

    def through(self) -> int:
        player = self.player
        self.say(lines.opening(as_planned(player.session.timeline, self.speed)))
        if self.speed != 1:
            self.say([f"A rehearsal, {self.speed:g} times as fast."])
        if self.keyboard.present:
            self.say(["Keys: space pauses, enter is ready or ends a set, q leaves, ? tells all."])
        player.speaker.prepare()
        self.tell(player.start())
        while not player.is_over:
            for key in self.keyboard.wait(self.look_every):
                self.pressed(key)
            if self.signals.received is not None:
                return self.ended_by(self.signals.received)
            self.tell(player.tick())
            if not self.keyboard.present:
                self.go_on_alone()
        self.last_sounds()
        return 0

    def pressed(self, key: str) -> None:
        """Obey a key; leaving asks first."""
        player = self.player
        if player.is_over:
            return
        action = action_of(key)
        if action is Action.LEAVE:
            if self.leaving:
                self.tell(player.leave())
                return
            self.leaving = True
            self.tell(player.do(Pause()))
            self.say(["Press q again to leave; the place is kept. Space goes on."])
            return
        self.leaving = False
        self.tell(player.tick())
        self.tell(player.press(key))
        if action is Action.HELP:
            self.say(lines.keys())
        elif action is Action.MUTE:
            self.say(["Sound off." if player.muted else "Sound on."])
        elif action is Action.VOICE:
            self.say(["Voice on." if player.voice else "Voice off."])

    def go_on_alone(self) -> None:
        """Where no key can be pressed a wait ends after a while, and an open hold at its target."""
        session = self.player.session
        if session.head.mode is Mode.OPEN:
            self.tell(self.player.do(EndSet()))
        elif session.head.mode is Mode.WAITING:
            view = self.player.view()
            if view.parked >= WAIT_FOR * 1_000 / self.speed:
                self.tell(self.player.do(Ready()))

    def ended_by(self, number: int) -> int:
        """Leave because of a signal; whoever sent it may have taken the terminal away."""
        events = self.player.leave()
        with suppress(OSError):
            self.tell(events)
        return 128 + number

    def last_sounds(self) -> None:
        """Let the closing figure and the last line be heard."""
        player = self.player
        if player.muted or player.session.head.mode is Mode.LEFT:
            return
        end = player.session.timeline.duration + (CLOSING if player.voice else CLOSING // 2)
        for _ in range(round(CLOSING / 1_000 / LOOK_EVERY)):
            heard = player.speaker.heard()
            if heard is None or heard >= end or self.signals.received is not None:
                return
            if "q" in self.keyboard.wait(LOOK_EVERY):
                return

    def tell(self, events: Iterable[Event]) -> None:
        """The lines that are due, and what has gone wrong since."""
        self.say(self.announcer.lines(self.player.session, events))
        for trouble in (*self.player.troubles, *self.player.remarks):
            if trouble not in self.told:
                self.told.add(trouble)
                print(trouble, file=self.err, flush=True)

    def say(self, text: Iterable[str]) -> None:
        for line in text:
            print(line, file=self.out, flush=True)
