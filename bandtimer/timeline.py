"""What happens when: the timeline, its segments and sets, and the frozen copies of what readers need of an exercise.

Everything here is a plain frozen value: no pydantic, no YAML. All times are whole milliseconds from the start
of the session and every range is half-open. Segments are gapless: each starts where the one before it ends.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bandtimer.figure import Figure


class Kind(StrEnum):
    """What a segment asks of the person."""

    SETUP = "setup"
    READY = "ready"
    CONCENTRIC = "concentric"
    ECCENTRIC = "eccentric"
    PAUSE = "pause"
    HOLD = "hold"
    WORK = "work"
    RELEASE = "release"
    REST = "rest"
    SWITCH = "switch"
    WAIT = "wait"


WORKING = frozenset((Kind.CONCENTRIC, Kind.ECCENTRIC, Kind.PAUSE, Kind.HOLD, Kind.WORK, Kind.RELEASE))
"""The kinds that make up a set; the others lead to one or follow it."""

COUNTED_DOWN = frozenset((Kind.SETUP, Kind.READY, Kind.REST, Kind.SWITCH, Kind.WORK, Kind.HOLD, Kind.RELEASE))
"""The kinds whose last three seconds tick."""


class Side(StrEnum):
    """The side that works; None where both do."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The side that rests."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class End(StrEnum):
    """The end of the motion at which a pause or a hold stands."""

    STRETCHED = "stretched"
    CONTRACTED = "contracted"


class Words(NamedTuple):
    """A phrase for the screen and the voice, with the form that fits a short slot."""

    long: str
    short: str


class Tip(NamedTuple):
    """A form tip in our own words, with where its fact comes from."""

    text: str
    source: str
    """Document and section, such as `A, warm-up` or `B, mistakes`; `ours` for what the sources leave open."""
    moments: tuple[str, ...]
    """When to show it: `setup`, `rest`, `page` (library page only), or a kind: `concentric`, `eccentric`, `hold` …"""


@dataclass(frozen=True, slots=True)
class Card:
    """The frozen copy of an exercise that readers carry."""

    id: str
    name: str
    setup: tuple[str, ...]
    """Set-up steps in order: position, then band, then anchor."""
    place: Words
    """How to place the band, as the voice says it when set-up begins."""
    verbs: Mapping[str, Words]
    """What to do: by kind (`concentric`, `hold` …) and, for pauses, by end (`contracted`, `stretched`)."""
    breathing: Mapping[str, str]
    """When to breathe in and out, by kind."""
    tips: tuple[Tip, ...]
    first: Kind
    """The phase a rep begins with: concentric or eccentric."""
    sided: bool
    """Whether one side works at a time."""
    anchored: bool
    equipment: tuple[str, ...]
    """What must be at hand, such as `41-inch loop band` or `sturdy anchor at floor height`."""
    hold_at: End = End.CONTRACTED
    """The end of the motion at which this exercise is held."""
    limb: str = "leg"
    """What a side is called: `leg`, `arm`, `side`."""
    figure: Figure | None = None
    progress_band: str = "heavier"
    """What the band becomes at the top of a range: `heavier`, or `thinner` where it helps."""
    harder: tuple[str, ...] = ()
    """Ids of harder variations, the nearest first."""


@dataclass(frozen=True, slots=True)
class SetPlan:
    """One set as planned: the unit that is logged, repeated and skipped. One per set and side."""

    index: int
    """Its place in `Timeline.sets`."""
    exercise: str
    """Key into `Timeline.cards`."""
    block: str
    block_index: int
    step: int
    """Counts the steps of the routine as written; the sets of one step share it."""
    side: Side | None
    set: int
    """1-based, within the step and side."""
    sets: int
    approach: int
    """Index of the first segment that leads to it (setup, switch, ready), or of `first` when nothing does."""
    first: int
    """Index of its first working segment."""
    last: int
    """Index just past its last working segment."""
    round: int | None = None
    """1-based, in a superset, a circuit or rounds; else None."""
    rounds: int | None = None
    reps: int | None = None
    """Reps planned; None for timed sets. With sides that alternate: the reps of both sides together."""
    reps_low: int | None = None
    """Bottom of the range that `reps` was chosen from; None where nothing was to choose."""
    reps_high: int | None = None
    timed: Kind | None = None
    """HOLD or WORK; None for reps."""
    target: int | None = None
    """Milliseconds planned for a timed set: of each hold where it has several."""
    minimum: int | None = None
    """Milliseconds at the bottom of the range, where it lies below the target."""
    maximum: int | None = None
    """Milliseconds at the top of the range `target` was chosen from; None where nothing was to choose."""
    holds: int | None = None
    """How many holds (or bouts of work) the set has; None for reps."""
    open: bool = False
    """Whether its last hold or work goes on past the target until told."""
    alternate: bool = False
    """Whether the side changes with each rep."""
    tempo: tuple[int, int, int, int] | None = None
    """Milliseconds: eccentric, pause stretched, concentric, pause contracted."""
    role: str | None = None
    """`primer`, `main` or `finish`, as the routine says."""
    partial: str | None = None
    """The part of the motion that is used, where it isn't the whole one: `top`, `bottom`, `middle`."""
    note: str | None = None
    """Shown during the set."""
    say: str | None = None
    """Spoken as the set begins."""
    band: str | None = None
    """The band that the routine names for it."""
    cues: bool = True
    voice: bool = True


class Segment(NamedTuple):
    """The smallest stretch with one instruction."""

    number: int
    """Its place in `Timeline.segments`, from 0."""
    kind: Kind
    start: int
    """Milliseconds from the start of the session."""
    duration: int
    """Milliseconds; 0 only for a wait."""
    set: int | None
    """Index into `Timeline.sets`: the set it belongs to, or leads to (a rest, a wait …); None after the last."""
    rep: int | None = None
    """1-based."""
    side: Side | None = None
    end_of_motion: End | None = None
    """For a pause or a hold: the end of the motion at which it stands."""
    bout: int | None = None
    """1-based, where a set has several holds or bouts of work; the release after bout n carries n."""
    label: str = ""
    """What a plan prints: a verb, a rest's reason, what a wait waits for."""

    @property
    def end(self) -> int:
        """Milliseconds from the start of the session; not part of the segment."""
        return self.start + self.duration


@dataclass(frozen=True)
class Timeline:
    """A session fixed before it starts."""

    name: str
    segments: tuple[Segment, ...]
    sets: tuple[SetPlan, ...]
    cards: Mapping[str, Card]
    routine: str = ""
    """Id in the library, or the path of the file."""
    about: str = ""
    week: int | None = None
    notes: tuple[str, ...] = field(default=())
    """What the person should know before starting, such as a target and why."""
    equipment: tuple[str, ...] = ()
    """What must be at hand: what the routine names, then what its exercises need."""

    @property
    def duration(self) -> int:
        """Milliseconds; waits count nothing."""
        return self.segments[-1].end if self.segments else 0

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def index_at(self, position: int) -> int:
        """Index of the segment that holds `position`; positions outside give the first or the last one.

        Where a wait stands at `position`, the segment after it is meant: whether the wait is over, the session knows.
        """
        return max(0, bisect_right(self._starts, position) - 1)

    def at(self, position: int) -> Segment:
        """The segment that holds `position` (see `index_at`)."""
        return self.segments[self.index_at(position)]

    def card_of(self, plan: SetPlan) -> Card:
        """The exercise of a set."""
        return self.cards[plan.exercise]

    def plan_of(self, segment: Segment) -> SetPlan | None:
        """The set that a segment belongs to or leads to."""
        return None if segment.set is None else self.sets[segment.set]

    def retimed(self, duration_of: Callable[[Segment], int], since: int = 0) -> Timeline:
        """The same session with other durations from segment `since` on; later starts follow, the past is untouched."""
        segments = list(self.segments[:since])
        start = segments[-1].end if segments else 0
        for segment in self.segments[since:]:
            moved = segment._replace(start=start, duration=duration_of(segment))
            segments.append(moved)
            start = moved.end
        return replace(self, segments=tuple(segments))

    def scaled(self, speed: float) -> Timeline:
        """The same session `speed` times as fast (above 0), with what its sets ask for; only a wait keeps no length."""

        def faster(milliseconds: int) -> int:
            return max(1, round(milliseconds / speed)) if milliseconds else 0

        def asking_less(plan: SetPlan) -> SetPlan:
            target, minimum, maximum = (
                None if length is None else faster(length) for length in (plan.target, plan.minimum, plan.maximum)
            )
            a, b, c, d = plan.tempo or (0, 0, 0, 0)
            tempo = (faster(a), faster(b), faster(c), faster(d)) if plan.tempo else None
            return replace(plan, target=target, minimum=minimum, maximum=maximum, tempo=tempo)

        timeline = self.retimed(lambda segment: faster(segment.duration))
        return replace(timeline, sets=tuple(asking_less(plan) for plan in self.sets))
