"""An exercise as a person writes it: one YAML file of the library, or an entry under `exercises:` of a routine."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from bandtimer.figure import ANCHOR, BONES, JOINTS, PINNED, PROPS, Figure, Pin, Pose
from bandtimer.tempo import Tempo
from bandtimer.timeline import End, Words
from bandtimer.words import LengthText, RepsText, TempoText, WrittenWords


def _words(value: object) -> object:
    """`curl` means both forms; `curl up | curl` gives the long and the short one."""
    if isinstance(value, str):
        long, _, short = value.partition("|")
        return Words(long.strip(), (short or long).strip())
    return value


PhraseText = Annotated[
    Words, BeforeValidator(_words), WithJsonSchema({"type": "string", "examples": ["curl the heels up | curl"]})
]


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


Moment = Literal["setup", "rest", "page", "concentric", "eccentric", "pause", "hold", "work", "release"]
"""When a tip is shown: while setting up, in a rest, on the library page only, or during a kind of phase."""


class TipText(WrittenWords):
    """A form tip."""

    text: str = Field(max_length=200)
    """One short imperative sentence, in our own words."""
    source: str
    """Document and section, such as `A, warm-up`; `ours` where the sources leave it open."""
    when: tuple[Moment, ...] = Field(min_length=1)
    """The moments to show it; of the tips that share a moment, the first in the file matters most."""


Place = Annotated[float, Field(ge=-5, le=5, allow_inf_nan=False)]
"""Body heights."""

Degrees = Annotated[float, Field(ge=-720, le=720, allow_inf_nan=False)]


class PoseText(WrittenWords):
    """One keyframe of the figure."""

    at: float = Field(ge=0, le=1)
    """0 = stretched end, 1 = contracted end."""
    hip: tuple[Place, Place] | None = None
    """Place of the hip in body heights, the floor at y = 0; may be left out where a knee is pinned."""
    angles: dict[str, Degrees] = Field(default={})
    """Degrees for each bone. One left out stays as in the pose before; a far one never given is as its near partner."""
    pins: dict[str, tuple[Place, Place]] = Field(default={})
    """Joints that are held at a place, in body heights: knees, ankles, hands."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        for bone in self.angles:
            known(bone, BONES, "bone")
        for joint in self.pins:
            known(joint, PINNED, "joint that can be pinned")
        if self.hip is None and not {"near_knee", "far_knee"} & self.pins.keys():
            raise ValueError("the body has no place; write `hip: [0, 0.53]`, or pin a knee")
        return self


class FigureText(WrittenWords):
    """The moving figure: a side view, drawn from bone angles (docs/figures.md shows how)."""

    poses: tuple[PoseText, ...] = Field(min_length=1, max_length=4)
    """Two to four keyframes, from the stretched (`at: 0`) to the contracted end (`at: 1`); one for a mere position."""
    band: tuple[tuple[str, ...], ...] = ()
    """Band lines, each a path over joints, such as `[near_hand, near_sole]`, or from `anchor`."""
    working: tuple[str, ...] = ()
    """Bones in the colour of work."""
    arc: str | None = None
    """The joint whose way through the motion is dotted."""
    anchor: tuple[Place, Place] | None = None
    """Where the band is fixed, in body heights."""
    props: tuple[str, ...] = ()
    """Things beside the person: `post`, `tree`, `sofa`, `barbell`, `pad`, `ankle_strap`."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _ascending([pose.at for pose in self.poses])
        missing = [bone for bone in BONES if bone.startswith(("trunk", "near")) and bone not in self.poses[0].angles]
        if missing:
            raise ValueError(f"the first pose lacks the angle of {', '.join(missing)}; write it in degrees, such as 90")
        if any(pose.pins.keys() != self.poses[0].pins.keys() for pose in self.poses):
            raise ValueError("the poses pin different joints; pin the same ones in every pose")
        for line in self.band:
            if len(line) < 2:
                raise ValueError("a band line needs two points at least, such as [anchor, near_ankle]")
            for point in line:
                known(point, (*JOINTS, ANCHOR), "point of a band")
            if ANCHOR in line and self.anchor is None:
                raise ValueError("a band line runs to the anchor, which has no place; write `anchor: [-0.9, 0.1]`")
        for bone in self.working:
            known(bone, BONES, "bone")
        if self.arc is not None:
            known(self.arc, JOINTS, "joint")
        for prop in self.props:
            known(prop, PROPS, "prop")
        if self.anchor is None and (holders := {"post", "tree", "sofa"} & set(self.props)):
            raise ValueError(f"a {min(holders)} stands at the anchor, which has no place; write `anchor: [-0.9, 0.1]`")
        return self

    def frozen(self) -> Figure:
        """The value that readers draw."""
        poses: list[Pose] = []
        said: dict[str, float] = {}
        for pose in self.poses:
            said |= pose.angles
            angles = dict(said)
            angles.setdefault("head", angles["trunk"])
            complete = tuple(angles[bone] if bone in angles else angles[f"near_{bone[4:]}"] for bone in BONES)
            pins = tuple(Pin(joint, place) for joint, place in pose.pins.items())
            poses.append(Pose(pose.at, pose.hip or (0.0, 0.0), complete, pins))
        return Figure(tuple(poses), self.band, self.working, self.arc, self.anchor, self.props)


def known(name: str, names: Collection[str], what: str) -> None:
    """Raise ValueError with the nearest of `names` where `name` is none of them."""
    if name in names:
        return
    close = get_close_matches(name, names, 1, 0.5)
    mend = f"did you mean {close[0]}?" if close else f"one of {', '.join(names)}"
    raise ValueError(f"{name!r} is no {what}; {mend}")


def _ascending(places: Sequence[float]) -> None:
    if places[0] != 0:
        raise ValueError(f"the first pose is at {places[0]:g}; the stretched end is `at: 0`")
    if len(places) > 1 and places[-1] != 1:
        raise ValueError(f"the last pose is at {places[-1]:g}; the contracted end is `at: 1`")
    for before, after in itertools.pairwise(places):
        if after <= before:
            raise ValueError(f"the pose at {after:g} follows the one at {before:g}; write the poses in ascending order")


class Exercise(WrittenWords):
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
    """What it trains: `knee flexion`, `hip extension`, `leg extension`, `core`; lint looks for both hamstring jobs."""
    level: Level = Level.GENERAL
    """Who it is for."""
    first: Literal["concentric", "eccentric"] = "concentric"
    """The phase a rep begins with."""
    verbs: dict[
        Literal["concentric", "eccentric", "contracted", "stretched", "hold", "work", "release"], PhraseText
    ] = Field(default={})
    """What to do in each phase, as `long | short`."""
    breathing: dict[Literal["concentric", "eccentric", "pause", "hold", "work"], str] = Field(default={})
    """When to breathe: `breathe out`, `breathe in`, `keep breathing`; ours, the sources do not say."""
    tempo: TempoText = Tempo(2_000, 0, 2_000, 0)
    """eccentric-pause-concentric-pause in seconds."""
    sets: int = Field(default=1, ge=1, le=100)
    """Sets of the dose, for running it alone; ours, save the two of the primer curl."""
    reps: RepsText | None = None
    """Dose for reps: `10-20`."""
    hold: LengthText | None = None
    """Dose for an isometric hold: `30-60s`."""
    dose_source: str = "ours"
    """Where the dose comes from; lint compares a routine with it unless it is ours."""
    hold_at: End = End.CONTRACTED
    """The end of the motion at which it is held."""
    sides: Literal["both", "each"] = "both"
    """Whether both sides work together or each in turn."""
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
    """Form tips, the most important first."""
    figure: FigureText | None = None
    """The moving figure; without one the screen shows words only."""
