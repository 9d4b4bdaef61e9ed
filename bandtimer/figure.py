"""The figure of an exercise as values: joints of a side view, keyframes from stretched to contracted, band, anchor.

Owns the vocabulary only; `screen/figure` turns it into dots.

Coordinates are in body heights: x to the right, y up, the floor at y = 0. Angles are degrees against the
x axis, counter-clockwise, in which a bone points from its parent joint (hip → knee → ankle → toe;
hip → neck → head; shoulder → elbow → hand). A person who stands and looks to the right has the right side
towards the viewer; lying down is that person turned over, on the back with the head to the left, face down
with the head to the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

BONES = (
    "trunk", "head", "near_upper_arm", "near_forearm", "far_upper_arm", "far_forearm",
    "near_thigh", "near_shin", "near_foot", "far_thigh", "far_shin", "far_foot",
)  # fmt: skip
"""The bones whose angles make a pose. `near` is the side towards the viewer, and works in one-sided exercises."""

JOINTS = (
    "hip", "crotch", "neck", "traps", "collar", "head", "shoulder", "armpit",
    "near_elbow", "near_hand", "near_knee", "near_ankle", "near_heel", "near_toe", "near_sole",
    "far_elbow", "far_hand", "far_knee", "far_ankle", "far_heel", "far_toe", "far_sole",
)  # fmt: skip
"""The points of the body that a band can run over and an arc can follow."""

ANCHOR = "anchor"
"""The point at which the band is fixed, in a band line."""

PINNED = ("near_knee", "far_knee", "near_ankle", "far_ankle", "near_hand", "far_hand")
"""The joints that can be pinned to a place. A knee carries the whole body; an ankle or a hand bends its own limb."""

PROPS = ("post", "tree", "sofa", "barbell", "pad", "ankle_strap")
"""Things beside the person: `post`, `tree` and `sofa` stand at the anchor, the `barbell` lies in the hands, the `pad`
under the knees, the `ankle_strap` holds the ankles down."""


class Pin(NamedTuple):
    """A joint that a pose holds at a place, whatever the angles say."""

    joint: str
    """One of `PINNED`."""
    place: tuple[float, float]
    """In body heights."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One keyframe."""

    at: float
    """Where in the motion: 0 = stretched end, 1 = contracted end."""
    hip: tuple[float, float]
    """Place of the hip joint in body heights; follows from the knee where one is pinned."""
    angles: tuple[float, ...]
    """One angle in degrees for each of `BONES`, in that order."""
    pins: tuple[Pin, ...] = ()
    """Joints that stay where they are put; the angles of their limb then only say which way it bends."""


@dataclass(frozen=True, slots=True)
class Figure:
    """All that is needed to draw an exercise in motion."""

    poses: tuple[Pose, ...]
    """Two to four, ascending by `at`, the first at 0 and the last at 1 (one alone for a position that is only held)."""
    band: tuple[tuple[str, ...], ...]
    """Band lines, each a path over `JOINTS` or `anchor`."""
    working: tuple[str, ...]
    """Bones drawn in the colour of work."""
    arc: str | None = None
    """The joint whose way through the motion is dotted, such as `near_ankle`."""
    anchor: tuple[float, float] | None = None
    """Where the band is fixed, in body heights; None when nothing holds it but the person."""
    props: tuple[str, ...] = ()
    """Things beside the person, of `PROPS`."""
