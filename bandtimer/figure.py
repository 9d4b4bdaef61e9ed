"""The figure of an exercise as values: joints of a side view, keyframes from stretched to contracted, band, anchor.

Owns the vocabulary only; `screen/figure` turns it into dots.

Coordinates are in body heights: x to the right, y up, the floor at y = 0. Angles are degrees against the
x axis, counter-clockwise, in which a bone points from its parent joint (hip → knee → ankle → toe;
hip → neck → head; neck → elbow → hand).
"""

from __future__ import annotations

from dataclasses import dataclass

BONES = (
    "trunk", "head", "near_upper_arm", "near_forearm", "far_upper_arm", "far_forearm",
    "near_thigh", "near_shin", "near_foot", "far_thigh", "far_shin", "far_foot",
)  # fmt: skip
"""The bones whose angles make a pose. `near`: the side towards the viewer, and the working one of one-sided exercises."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One keyframe."""

    at: float
    """Where in the motion: 0 = stretched end, 1 = contracted end."""
    hip: tuple[float, float]
    """Place of the hip joint in body heights."""
    angles: tuple[float, ...]
    """One angle in degrees for each of `BONES`, in that order."""


@dataclass(frozen=True, slots=True)
class Figure:
    """All that is needed to draw an exercise in motion."""

    poses: tuple[Pose, ...]
    """Two to four, ascending by `at`, the first at 0 and the last at 1 (one alone for a position that is only held)."""
    band: tuple[tuple[str, ...], ...]
    """Band lines, each a path over points: joints (`near_hand`, `near_sole`, `neck`, `armpit`, …) or `anchor`."""
    working: tuple[str, ...]
    """Bones drawn in the colour of work."""
    arc: str | None = None
    """The joint whose turn is shown as an arc: `near_knee` or `near_hip`."""
    anchor: tuple[float, float] | None = None
    """Where the band is fixed, in body heights; None when nothing holds it but the person."""
    props: tuple[str, ...] = ()
    """Things beside the person: `barbell`, `post`, `pad`."""
