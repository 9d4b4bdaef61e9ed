"""The language of the cues: every sound once, in the order in which a session uses them, with what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bandtimer.cue import Cue, Sound
from bandtimer.cueing import Score
from bandtimer.settings import Settings
from bandtimer.timeline import Kind, Segment, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Stop(NamedTuple):
    """One sound of the tour."""

    at: int
    """Milliseconds from the start of the tour."""
    sound: Sound
    meaning: str
    repeats: int = 1
    """How often it is heard, a second apart."""
    duration: int | None = None
    """Milliseconds, of a sound that lasts as long as its phase."""


_MEANINGS: tuple[tuple[Sound, int, str, int, int | None], ...] = (
    (Sound.SETUP, 1_400, "set-up begins: get the band in place", 1, None),
    (Sound.TICK, 3_200, "the last three seconds of set-up, rest, work and holds", 3, None),
    (Sound.GO, 1_500, "a set begins", 1, None),
    (Sound.CONCENTRIC, 2_400, "work against the band for as long as it rises", 1, 2_000),
    (Sound.SQUEEZE, 1_400, "squeeze: stay at the end of the motion", 1, 1_000),
    (Sound.ECCENTRIC, 3_400, "give way slowly for as long as it falls", 1, 3_000),
    (Sound.REP, 1_200, "a rep is done, another follows", 1, None),
    (Sound.STOP, 1_600, "a set or a hold is over", 1, None),
    (Sound.REST, 1_600, "rest begins", 1, None),
    (Sound.SWITCH, 1_500, "change sides", 1, None),
    (Sound.BED, 2_800, "hold for as long as the low bed sounds", 1, 2_500),
    (Sound.PULSE, 1_300, "ten more seconds of a hold are done", 1, None),
    (Sound.MINIMUM, 1_600, "the least of a hold's range is reached: keep going", 1, None),
    (Sound.TARGET, 1_800, "the target is reached and the hold goes on", 1, None),
    (Sound.RELEASE, 1_200, "let go between short holds", 1, None),
    (Sound.WAITING, 1_400, "the session waits for you", 1, None),
    (Sound.PAUSED, 1_200, "paused", 1, None),
    (Sound.RESUMED, 1_300, "going on", 1, None),
    (Sound.DONE, 2_000, "the session is done", 1, None),
)
"""Sound, room it takes in ms, meaning, repeats, duration."""


def stops() -> tuple[Stop, ...]:
    """The tour, in order; it lasts less than 40 seconds."""

    def placed() -> Iterator[Stop]:
        at = 500
        for sound, room, meaning, repeats, duration in _MEANINGS:
            yield Stop(at, sound, meaning, repeats, duration)
            at += room

    return tuple(placed())


def score() -> Score:
    """The tour as a score that any speaker plays and any export writes."""
    return _Figures("The language of the cues", stops(), stops()[-1].at + _MEANINGS[-1][1])


def greeting() -> Score:
    """Two seconds to try a speaker with: a set begins, one rep, it is over."""
    return _Figures(
        "Sound test",
        (
            Stop(100, Sound.GO, ""),
            Stop(900, Sound.CONCENTRIC, "", duration=500),
            Stop(1_400, Sound.ECCENTRIC, "", duration=500),
            Stop(1_950, Sound.STOP, ""),
        ),
        2_600,
    )


def beat(at: Sequence[int]) -> Score:
    """A steady beat to tap along with; `at`: milliseconds, ascending."""
    return _Figures("Tap along", tuple(Stop(time, Sound.REP, "") for time in at), at[-1] + 2_000)


class _Figures(Score):
    """Sounds one after another, outside of any session."""

    def __init__(self, name: str, placed: tuple[Stop, ...], length: int) -> None:
        timeline = Timeline(name, (Segment(0, Kind.WORK, 0, length, None),), (), {})
        super().__init__(timeline, Settings(voice=False))
        self._placed = placed

    def of_segment(self, number: int) -> tuple[Cue, ...]:
        return tuple(
            Cue(stop.at + turn * 1_000, stop.sound, stop.duration)
            for stop in self._placed
            for turn in range(stop.repeats)
        )
