"""A session being played: keeps clock, session, speaker, journal and screen saver together.

Both readers, the full screen and the lines, drive this one object, so they can't disagree: call `tick` at least twice
a second (it decides only when we look, never what happens), `do` for commands, `view` for what to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.accompanist import Accompanist
from bandtimer.captions import Captions
from bandtimer.events import Retimed
from bandtimer.keys import Action, action_of, command_for_key
from bandtimer.session import step
from bandtimer.session_commands import Leave, Pause, Tick
from bandtimer.session_state import Mode, Session
from bandtimer.transport import Transport
from bandtimer.viewing import view

if TYPE_CHECKING:
    from bandtimer.events import Event
    from bandtimer.ports import Clock, Ledger, Speaker, Wakefulness
    from bandtimer.session_commands import Command
    from bandtimer.settings import Settings
    from bandtimer.view import View

STANDING = frozenset((Mode.PAUSED, Mode.WAITING, Mode.FINISHED, Mode.LEFT))
"""Where nothing is missed when nobody looks."""


class Player:
    """One session under way. It belongs to one thread."""

    def __init__(
        self,
        opening: tuple[Session, tuple[Event, ...]],
        *,
        settings: Settings,
        clock: Clock,
        speaker: Speaker,
        ledger: Ledger,
        awake: Wakefulness | None = None,
        muted: bool = False,
    ) -> None:
        """`opening`: what `session_start.begin` or `take_up` gave at time 0. Nothing runs until `start`."""
        self.session, self._opening = opening
        self.settings = settings
        self.speaker = speaker
        self.ledger = ledger
        self._awake = awake
        self._captions = Captions(settings)
        self._clock = clock
        self._transport = Transport(clock)
        self._accompanist = Accompanist(speaker, settings, clock, self._transport)
        self._accompanist.muted = muted
        self._started = False
        self._closed = False

    def start(self) -> tuple[Event, ...]:
        """Time runs from now on. Returns what the session began with."""
        self._transport = Transport(self._clock)
        self._accompanist.restart(self._transport)
        self._started = True
        self.ledger.keep_timeline(self.session.timeline)
        events = self._opening
        self._told(events, self._transport.now())
        return events

    def tick(self) -> tuple[Event, ...]:
        """Look at the time: returns what happened since the last look. A session that nobody saw run is paused."""
        absence = self._transport.look()
        missed = absence is not None and self.session.head.mode not in STANDING
        return self._step(Pause(absence) if absence is not None and missed else Tick())

    def do(self, command: Command) -> tuple[Event, ...]:
        """Obey a command; returns what happened since the last look, and by it."""
        before = self.tick()
        return before + self._step(command)

    def press(self, key: str) -> tuple[Event, ...]:
        """What a key of the session does, by its name; help and leaving are the reader's to answer."""
        happened = self.tick()
        match action_of(key):
            case Action.MUTE:
                self.mute()
            case Action.VOICE:
                self.switch_voice()
            case Action.LEAVE | Action.HELP:
                pass
            case _:
                command = command_for_key(key, self.session)
                return happened if command is None else happened + self._step(command)
        return happened

    def leave(self) -> tuple[Event, ...]:
        """End the session here and keep the place."""
        return self.do(Leave())

    def view(self) -> View:
        """What to show now; call `tick` first."""
        now = self._transport.now()
        return view(self.session, now, self._captions.at(self.session, now))

    @property
    def is_over(self) -> bool:
        """Whether the session is finished, or was left."""
        return self.session.is_over

    @property
    def muted(self) -> bool:
        """Whether the sound is off."""
        return self._accompanist.muted

    @property
    def voice(self) -> bool:
        """Whether lines are spoken."""
        return self._accompanist.voice

    @property
    def troubles(self) -> tuple[str, ...]:
        """What a person should know: why nothing is kept, why nothing sounds; a line each."""
        return tuple(line for line in (self.ledger.trouble, self.speaker.trouble) if line)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What deserves to be told once and changes nothing: that there is no voice."""
        remark = self.speaker.voice_trouble
        return (remark,) if remark is not None and self.voice and not self.muted else ()

    def mute(self) -> None:
        """Sound off, or on again from here."""
        self._accompanist.mute(self.session, self._transport.now())

    def switch_voice(self) -> None:
        """The voice off, or on again."""
        self._accompanist.switch_voice(self.session, self._transport.now())

    def close(self) -> None:
        """Keep the place, if the session is not over, and let go of everything; may be called twice."""
        if self._closed:
            return
        self._closed = True
        if self._started and not self.is_over:
            self._step(Leave())
        self.speaker.close()
        if self._awake is not None:
            self._awake.close()
        self.ledger.close()

    def _step(self, command: Command) -> tuple[Event, ...]:
        now = self._transport.now()
        self.session, events = step(self.session, command, now)
        self._told(events, now)
        return events

    def _told(self, events: tuple[Event, ...], now: int) -> None:
        if any(isinstance(event, Retimed) for event in events):
            self.ledger.keep_timeline(self.session.timeline)
        if events:
            self.ledger.record(events)
        self._accompanist.follow(self.session, now)
        if self._awake is not None and events:
            playing = not self.is_over and self.session.head.mode is not Mode.PAUSED
            (self._awake.keep if playing else self._awake.let_go)()
