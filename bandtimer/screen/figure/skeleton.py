"""Forward kinematics: where every joint of a figure is at any point of its motion."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from bandtimer.figure import BONES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.figure import Figure

Point = tuple[float, float]

LENGTHS = {
    "trunk": 0.29,
    "head": 0.1,
    "upper_arm": 0.165,
    "forearm": 0.18,
    "thigh": 0.245,
    "shin": 0.245,
}
"""Bone lengths in body heights (rounded segment lengths of an adult); the head's reaches to its middle."""

ANKLE_HEIGHT = 0.045
"""From the sole to the ankle, in body heights."""

SHOULDER = 0.9
"""How far up the trunk the arms begin."""

TREMBLE = 1.3
"""Degrees by which a working bone shakes at tremble 1."""

SAMPLES = 31
"""Positions of a rep that are drawn; the motion between two of them is smaller than a dot."""


def eased(progress: float) -> float:
    """Smoothstep: progress through a phase, 0..1, as a body moves: it starts and ends at rest."""
    progress = min(1.0, max(0.0, progress))
    return progress * progress * (3 - 2 * progress)


def joints_at(figure: Figure, contraction: float, tremble: float = 0.0) -> Mapping[str, Point]:
    """The place of each of `figure.JOINTS`, in body heights.

    `contraction`: 0 stretched .. 1 contracted, clamped. `tremble`: -1..1, how far the working bones shake.
    """
    hip, angle, pins = _between(figure, contraction)
    for number, bone in enumerate(name for name in BONES if name in figure.working):
        angle[bone] += tremble * TREMBLE * (-1) ** number
    for side in ("near", "far"):
        if knee := pins.get(f"{side}_knee"):
            hip = _reach(knee, angle[f"{side}_thigh"] + 180, LENGTHS["thigh"])
            break
    return {**_trunk(hip, angle), **_limbs(hip, angle, pins)}


@lru_cache(maxsize=64)
def motion(figure: Figure) -> tuple[Mapping[str, Point], ...]:
    """The joints at `SAMPLES` evenly spaced contractions, from stretched to contracted."""
    return tuple(joints_at(figure, step / (SAMPLES - 1)) for step in range(SAMPLES))


def _between(figure: Figure, contraction: float) -> tuple[Point, dict[str, float], dict[str, Point]]:
    """Hip, angles and pins at a contraction: straight lines between the two poses around it."""
    contraction = min(1.0, max(0.0, contraction))
    poses = figure.poses
    before = max((pose for pose in poses if pose.at <= contraction), key=lambda pose: pose.at, default=poses[0])
    after = min((pose for pose in poses if pose.at >= contraction), key=lambda pose: pose.at, default=poses[-1])
    share = (contraction - before.at) / (after.at - before.at) if after.at > before.at else 0.0
    angles = {
        bone: start + (end - start) * share for bone, start, end in zip(BONES, before.angles, after.angles, strict=True)
    }
    ends = dict(after.pins)
    pins = {joint: _mixed(place, ends[joint], share) for joint, place in before.pins if joint in ends}
    return _mixed(before.hip, after.hip, share), angles, pins


def _trunk(hip: Point, angle: Mapping[str, float]) -> dict[str, Point]:
    along = angle["trunk"]
    neck = _reach(hip, along, LENGTHS["trunk"])
    return {
        "hip": hip,
        "crotch": _reach(hip, along + 180, 0.055),
        "neck": neck,
        "traps": _reach(_reach(hip, along, LENGTHS["trunk"] * 1.02), along + 90, 0.045),
        "collar": _reach(_reach(hip, along, LENGTHS["trunk"] * 0.95), along - 90, 0.068),
        "head": _reach(neck, angle["head"], LENGTHS["head"]),
        "shoulder": _reach(hip, along, LENGTHS["trunk"] * SHOULDER),
        "armpit": _reach(hip, along, LENGTHS["trunk"] * 0.72),
    }


def _limbs(hip: Point, angle: Mapping[str, float], pins: Mapping[str, Point]) -> dict[str, Point]:
    joints: dict[str, Point] = {}
    shoulder = _reach(hip, angle["trunk"], LENGTHS["trunk"] * SHOULDER)
    for side in ("near", "far"):
        joints[f"{side}_elbow"], joints[f"{side}_hand"] = _limb(
            shoulder, angle, (f"{side}_upper_arm", f"{side}_forearm"), pins.get(f"{side}_hand")
        )
        knee, ankle = _limb(hip, angle, (f"{side}_thigh", f"{side}_shin"), pins.get(f"{side}_ankle"))
        joints[f"{side}_knee"], joints[f"{side}_ankle"] = knee, ankle
        foot = angle[f"{side}_foot"]
        low = _reach(ankle, foot - 90, ANKLE_HEIGHT)
        joints[f"{side}_heel"] = _reach(low, foot + 180, 0.035)
        joints[f"{side}_toe"] = _reach(low, foot, 0.105)
        joints[f"{side}_sole"] = _reach(low, foot, 0.03)
    return joints


def _limb(root: Point, angle: Mapping[str, float], bones: tuple[str, str], pin: Point | None) -> tuple[Point, Point]:
    """The middle and the end of a limb of two bones."""
    upper, lower = bones
    first, second = LENGTHS[upper.split("_", 1)[1]], LENGTHS[lower.split("_", 1)[1]]
    if pin is None:
        middle = _reach(root, angle[upper], first)
        return middle, _reach(middle, angle[lower], second)
    across, up = pin[0] - root[0], pin[1] - root[1]
    distance = min(max(math.hypot(across, up), abs(first - second) + 1e-6), first + second - 1e-6)
    towards = math.degrees(math.atan2(up, across))
    # the law of cosines gives how far the first bone swings off the straight line to the pin
    cosine = (first * first + distance * distance - second * second) / (2 * first * distance)
    swing = math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
    bends_left = math.sin(math.radians(angle[lower] - angle[upper])) > 0
    middle = _reach(root, towards - swing if bends_left else towards + swing, first)
    end = _reach(root, towards, distance)
    return middle, end


def _reach(point: Point, degrees: float, length: float) -> Point:
    radians = math.radians(degrees)
    return point[0] + length * math.cos(radians), point[1] + length * math.sin(radians)


def _mixed(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
