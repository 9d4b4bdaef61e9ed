"""What the tests of a session share: a clock that is held, a ledger and a speaker that remember, small timelines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sessions import VERBS, Builder, session

from bandtimer.cue import ParkedLoop
from bandtimer.cueing import Score
from bandtimer.events import Event
from bandtimer.player import Player
from bandtimer.session import step
from bandtimer.session_commands import Command, Tick
from bandtimer.session_start import begin
from bandtimer.session_state import Rules
from bandtimer.settings import Settings
from bandtimer.timeline import End, Kind, Side, Timeline

SECOND = 1_000_000_000
"""In nanoseconds, as clocks count."""


class HeldClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.time = 1_000 * SECOND
        self.slept = 0

    def now(self) -> int:
        return self.time

    def now_with_sleep(self) -> int:
        return self.time + self.slept

    def pass_(self, seconds: float) -> None:
        self.time += round(seconds * SECOND)

    def sleep(self, seconds: float) -> None:
        self.slept += round(seconds * SECOND)


class MemoryLedger:
    """Keeps all it is told."""

    def __init__(self) -> None:
        self.trouble: str | None = None
        self.events: list[Event] = []
        self.timelines: list[Timeline] = []
        self.closed = 0

    def record(self, events: Sequence[Event]) -> None:
        self.events += events

    def keep_timeline(self, timeline: Timeline) -> None:
        self.timelines.append(timeline)

    def close(self) -> None:
        self.closed += 1


class RecordingSpeaker:
    """Remembers its orders; what is heard, the test says (`ear`), or nothing is."""

    name = "recording"
    dropped = 0
    voice_trouble: str | None = None

    def __init__(self) -> None:
        self.trouble: str | None = None
        self.orders: list[tuple[object, ...]] = []
        self.ear: int | None = None
        self.closed = 0

    def prepare(self) -> None:
        pass

    def play(
        self,
        score: Score,
        position: int,
        *,
        count_in: ParkedLoop | None = None,
        count_in_length: int = 0,
        until: int | None = None,
        then: ParkedLoop | None = None,
        now: Callable[[], int] | None = None,
    ) -> None:
        self.orders.append(("play", position, count_in_length, until))
        self.score, self.then, self.joining, self.count_in = score, then, now, count_in

    def park(self, loop: ParkedLoop) -> None:
        self.orders.append(("park", loop))
        self.ear = None

    def swap(self, score: Score) -> None:
        self.orders.append(("swap", score))

    def stop(self) -> None:
        self.orders.append(("stop",))
        self.ear = None

    def heard(self) -> int | None:
        return self.ear

    def close(self) -> None:
        self.closed += 1


class Stage:
    """A session under a held clock: give it commands and let time pass."""

    def __init__(self, timeline: Timeline, rules: Rules | None = None, segment: int = 0) -> None:
        self.now = 0
        self.session, events = begin(timeline, rules or Rules(), 0, segment)
        self.events: list[Event] = [*events]

    @property
    def position(self) -> int:
        return self.session.position(self.now)

    def do(self, command: Command) -> list[Event]:
        """Obey at once; returns what happened."""
        self.session, events = step(self.session, command, self.now)
        self.events += events
        return [*events]

    def wait(self, seconds: float, looks: int = 1) -> list[Event]:
        """Let time pass and look so many times; returns what happened."""
        happened: list[Event] = []
        end = self.now + round(seconds * SECOND)
        for look in range(looks, 0, -1):
            self.now += (end - self.now) // look
            happened += self.do(Tick())
        return happened

    def of(self, *kinds: type) -> list[Event]:
        """All events so far of these kinds."""
        return [event for event in self.events if isinstance(event, kinds)]


def player_for(
    timeline: Timeline, *, rules: Rules | None = None, settings: Settings | None = None, muted: bool = False
) -> tuple[Player, HeldClock, RecordingSpeaker, MemoryLedger]:
    """A player with all its parts held by the test; not started yet."""
    clock, speaker, ledger = HeldClock(), RecordingSpeaker(), MemoryLedger()
    player = Player(
        begin(timeline, rules or Rules(), 0),
        settings=settings or Settings(),
        clock=clock,
        speaker=speaker,
        ledger=ledger,
        muted=muted,
    )
    return player, clock, speaker, ledger


def whole(timeline: Timeline, *, one_step: bool = False) -> Timeline:
    """With what hand-made sets don't say: what leads to each, how it is measured; each set a step of its own."""
    sets = []
    for plan in timeline.sets:
        approach = sets[-1].last if sets else 0
        kind = timeline.segments[plan.first].kind
        timed = kind if kind in (Kind.HOLD, Kind.WORK) else None
        sets.append(replace(plan, approach=approach, timed=timed, step=0 if one_step else plan.index))
    labels = {Kind.WAIT: "ready when you are"} | {Kind(kind): VERBS[kind].long for kind in VERBS if kind in [*Kind]}
    ends = {end: VERBS[end].long for end in End}
    segments = tuple(
        segment._replace(
            label=ends[segment.end_of_motion] if segment.kind is Kind.PAUSE else labels.get(segment.kind, "")
        )
        for segment in timeline.segments
    )
    return replace(timeline, sets=tuple(sets), segments=segments)


def everything() -> Timeline:
    """Each kind of segment, each way to end a set."""
    return whole(session())


def small() -> Timeline:
    """Set-up, count-in, three reps of 4 s, a rest of 20 s, a hold of 30 s with a minimum, a wait, 15 s of work."""
    built = Builder()
    built.leads(Kind.SETUP, 10_000)
    built.leads(Kind.READY, 5_000)
    built.reps(3, tempo=(2000, 0, 1000, 1000))
    built.leads(Kind.REST, 20_000)
    built.hold(30_000, minimum=15_000)
    built.leads(Kind.WAIT, 0)
    built.leads(Kind.READY, 5_000)
    built.work(15_000)
    return whole(built.timeline())


def open_ended() -> Timeline:
    """A hold of 30 s that goes on until told, a rest, and two reps."""
    built = Builder()
    built.leads(Kind.READY, 5_000)
    built.hold(30_000, open_=True)
    built.leads(Kind.REST, 20_000)
    built.reps(2)
    return whole(built.timeline())


def sided() -> Timeline:
    """Left and right in turn, two sets of two reps each, as one step."""
    built = Builder()
    for number in (1, 2):
        for side in Side:
            if side is Side.LEFT and number > 1:
                built.leads(Kind.REST, 30_000)
            if side is Side.RIGHT:
                built.leads(Kind.SWITCH, 5_000)
            built.reps(2, side=side)
    return whole(built.timeline(), one_step=True)
