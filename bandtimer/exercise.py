"""An exercise as a person writes it: one YAML file of the library, or an entry under `exercises:` of a routine."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bandtimer.dose import Length, Reps, parse_length, parse_reps
from bandtimer.figure import BONES, Figure, Pose
from bandtimer.tempo import Tempo, parse_tempo
from bandtimer.timeline import Card, End, Kind, Side, Tip, Words  # noqa: F401


def _words(value: object) -> object:
    """`curl` means both forms; `curl up | curl` gives the long and the short one."""
    if isinstance(value, str):
        long, _, short = value.partition("|")
        return Words(long.strip(), (short or long).strip())
    return value


PhraseText = Annotated[Words, BeforeValidator(_words)]


class Pattern(StrEnum):
    """What an exercise does; a hamstring both bends the knee and extends the hip."""

    KNEE_FLEXION = "knee flexion"
    HIP_EXTENSION = "hip extension"
    LEG_EXTENSION = "leg extension"
    CORE = "core"


class Level(StrEnum):
    """Who an exercise is for."""

    BEGINNER = "beginner"
    GENERAL = "general"
    ADVANCED = "advanced"


class ExerciseWords(BaseModel):
    """The base of all that is read from files: unknown keys are errors, values don't change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


Moment = Literal["setup", "rest", "page", "concentric", "eccentric", "pause", "hold", "work", "release"]
"""When a tip is shown: while setting up, in a rest, on the library page only, or during a kind of phase."""

MOMENTS = get_args(Moment)


class TipText(ExerciseWords):
    """A form tip."""

    text: str = Field(max_length=200)
    """One short imperative sentence, in our own words."""
    source: str
    """Document and section, such as `A, warm-up`; `ours` where the sources leave it open."""
    when: tuple[Moment, ...] = Field(min_length=1)
    """The moments to show it; of the tips that share a moment, the first in the file matters most."""


class PoseText(ExerciseWords):
    """One keyframe of the figure."""

    at: float = Field(ge=0, le=1)
    """0 = stretched end, 1 = contracted end."""
    hip: tuple[float, float]
    """Place of the hip in body heights, the floor at y = 0."""
    angles: dict[str, float]
    """Degrees for each bone; a bone left out hangs as its near or far partner does."""


class FigureText(ExerciseWords):
    """The moving figure."""

    poses: tuple[PoseText, ...] = Field(min_length=1, max_length=4)
    band: tuple[tuple[str, ...], ...] = ()
    working: tuple[str, ...] = ()
    arc: str | None = None
    anchor: tuple[float, float] | None = None
    props: tuple[str, ...] = ()

    def frozen(self) -> Figure:
        """The value that readers draw."""
        poses = []
        for pose in self.poses:
            angles = pose.angles
            partner = {bone: bone.replace("far_", "near_") if bone.startswith("far_") else bone for bone in BONES}
            complete = tuple(angles.get(bone, angles.get(partner[bone], 0.0)) for bone in BONES)
            poses.append(Pose(pose.at, pose.hip, complete))
        return Figure(tuple(poses), self.band, self.working, self.arc, self.anchor, self.props)


class Exercise(ExerciseWords):
    """An exercise of the library."""

    name: str = Field(max_length=60)
    """As a heading: `Banded prone leg curl`."""
    source: str = "ours"
    """Where the exercise comes from: `A, beginner`, `B, blueprint`, `ours`."""
    about: str = ""
    """What it is good for, in a sentence or two, no more certain than the source."""
    position: str = ""
    """How the body lies, kneels or stands."""
    setup: tuple[str, ...] = ()
    """Steps to get into place, in the order they are done (anchor, body, band); shown before the first set."""
    place: PhraseText = Words("", "")
    """How to place the band, for the voice: `long | short`."""
    pattern: tuple[Pattern, ...] = ()
    level: Level = Level.GENERAL
    first: Literal["concentric", "eccentric"] = "concentric"
    """The phase a rep begins with."""
    verbs: dict[
        Literal["concentric", "eccentric", "contracted", "stretched", "hold", "work", "release"], PhraseText
    ] = {}
    """What to do in each phase, as `long | short`."""
    breathing: dict[Literal["concentric", "eccentric", "pause", "hold", "work"], str] = {}
    """When to breathe: `breathe out`, `breathe in`, `keep breathing`; ours, the sources do not say."""
    tempo: Annotated[Tempo, BeforeValidator(lambda value: parse_tempo(value) if isinstance(value, str) else value)] = (
        Tempo(2_000, 0, 2_000, 0)
    )
    """eccentric-pause-concentric-pause in seconds."""
    sets: int = Field(default=1, ge=1, le=100)
    """Sets of the dose, for running it alone; ours, save the two of the primer curl."""
    reps: (
        Annotated[Reps, BeforeValidator(lambda value: parse_reps(value) if isinstance(value, str) else value)] | None
    ) = None
    """Dose for reps: `10-20`."""
    hold: (
        Annotated[
            Length,
            BeforeValidator(lambda value: parse_length(value, bare_seconds=True) if isinstance(value, str) else value),
        ]
        | None
    ) = None
    """Dose for an isometric hold: `30-60s`."""
    dose_source: str = "ours"
    """Where the dose comes from; lint compares a routine with it unless it is ours."""
    hold_at: End = End.CONTRACTED
    """The end of the motion at which it is held."""
    sides: Literal["both", "each"] = "both"
    limb: str = Field(default="leg", max_length=20)
    """What a side is called: `leg`, `arm`, `side`."""
    band: Literal["flat", "loop", "none"] = "none"
    """`flat`: two ends to hold (tubing will do on all fours); `loop`: the 41-inch loop; `none`: no band."""
    hand_held: bool = False
    """Whether the ends of the band are in the hands; beside an `anchor` it means that either will do."""
    anchor: str | None = None
    """Where the band is fixed: `at floor height`, `behind the head`; left out when nothing is needed."""
    equipment: tuple[str, ...] = ()
    """Anything beside band and anchor: `barbell`."""
    easier: tuple[str, ...] = ()
    """Ids of kinder variations, the nearest first; each of them names this one as harder."""
    harder: tuple[str, ...] = ()
    """Ids of harder variations, the nearest first."""
    progress_band: Literal["heavier", "thinner"] = "heavier"
    """What the band does at the top of the range."""
    tips: tuple[TipText, ...] = ()
    figure: FigureText | None = None
