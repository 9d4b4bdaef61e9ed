"""The small protocols between parts that must not import each other: clock, ledger, speaker, wakefulness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bandtimer.cue import ParkedLoop
    from bandtimer.cueing import Score
    from bandtimer.events import Event
    from bandtimer.timeline import Timeline


class Clock(Protocol):
    """Where time comes from; handed in, so that a test can hold it."""

    def now(self) -> int:
        """Nanoseconds on a clock that never steps and stands while the machine sleeps."""
        ...

    def now_with_sleep(self) -> int:
        """Nanoseconds on a clock that runs on while the machine sleeps; equal steps with `now` mean it was awake."""
        ...


class Ledger(Protocol):
    """The journal as a running session sees it; every call returns at once and none raises."""

    trouble: str | None
    """One line that says why nothing can be kept and what to do, or None while all is well."""

    def record(self, events: Sequence[Event]) -> None:
        """Keep what happened, in order; durable within 100 ms."""
        ...

    def keep_timeline(self, timeline: Timeline) -> None:
        """Keep the timeline that the session follows from now on, for a resume."""
        ...

    def close(self) -> None:
        """Write what is left and let go of the session; takes at most a second."""
        ...


class Speaker(Protocol):
    """What a session sounds through; every call returns at once, none raises, and none waits for a device."""

    @property
    def name(self) -> str:
        """What a person calls it: `miniaudio`, `simpleaudio` or `silence`."""
        ...

    @property
    def trouble(self) -> str | None:
        """One line that says why nothing sounds and what to do, or None while all is well."""
        ...

    @property
    def voice_trouble(self) -> str | None:
        """One line that says why nothing is spoken though it was wished for, or None; all else sounds."""
        ...

    @property
    def dropped(self) -> int:
        """Spoken lines so far for which there was no room."""
        ...

    def prepare(self) -> None:
        """Load what sound needs, in the background: call it after the first frame is painted."""
        ...

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
        """Sound the score from `position` (ms) on; what sounded before ends within 20 ms.

        `count_in` sounds first, for `count_in_length` ms, and meets the score without a gap. At `until` (a wait, the
        end of an open hold) the score ends and `then` sounds. `now` gives the position in ms at which to join in
        when a device that was lost is back; it is called from another thread.
        """
        ...

    def park(self, loop: ParkedLoop) -> None:
        """Sound a loop from its beginning, in place of what sounds."""
        ...

    def swap(self, score: Score) -> None:
        """Go on with an edited score of the same session, without a break where what was already queued is the same."""
        ...

    def stop(self) -> None:
        """Be silent, within 20 ms."""
        ...

    def heard(self) -> int | None:
        """The position in ms that is heard now; never falls while one `play` lasts.

        Below the position asked for by what is left of the count-in; stands at `until`. None while nothing plays or no
        device takes the sound: time is then the monotonic clock's.
        """
        ...

    def close(self) -> None:
        """Let go of device, voice and threads, within a second in any state; may be called twice."""
        ...


class Wakefulness(Protocol):
    """What keeps the machine awake while a session plays; every call returns at once and none raises."""

    def keep(self) -> None:
        """From now on the screen stays on and the machine doesn't go to sleep by itself."""
        ...

    def let_go(self) -> None:
        """From now on it may."""
        ...

    def close(self) -> None:
        """Let go for good, within a second; may be called twice."""
        ...
