"""Paints a body: trunk and head, legs with feet, arms with hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.screen.figure.canvas import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.figure import Figure
    from bandtimer.screen.figure.canvas import Canvas
    from bandtimer.screen.figure.fitting import Fit

    Joints = Mapping[str, tuple[float, float]]

# Radii in body heights, somewhat stouter than life: from three metres a thin limb is a scratch.
HEAD = 0.07
HIP, WAIST, CHEST, NECK = 0.062, 0.052, 0.062, 0.032
THIGH, KNEE, ANKLE, FOOT = 0.052, 0.036, 0.026, 0.023
UPPER_ARM, ELBOW, WRIST, HAND = 0.031, 0.025, 0.02, 0.028

THIN = 1.7
"""The least radius of a limb in samples: narrower ones come apart."""
FOOT_THIN = 2.3
"""The same for a foot, which must stay visible at the edge of a cell."""


SEAM = 1.6
"""Samples of paper between an arm and what is behind it."""
SEAM_FROM = 300
"""Samples in a body height from which there is room for the seam."""


def paint_trunk(canvas: Canvas, fit: Fit, joints: Joints) -> None:
    """Hips, waist, chest, neck and head, and a nose that says which way the face looks."""
    hip, neck, head = joints["hip"], joints["neck"], joints["head"]
    waist, chest = _between(hip, neck, 0.45), _between(hip, neck, 0.78)
    for start, end, first, last in (
        (hip, waist, HIP, WAIST),
        (waist, chest, WAIST, CHEST),
        (chest, neck, CHEST, NECK),
        (neck, head, NECK, NECK),
    ):
        canvas.capsule(Role.BODY, fit.place(start), fit.place(end), fit.size(first, THIN), fit.size(last, THIN))
    canvas.disc(Role.BODY, fit.place(head), fit.size(HEAD, 4.4))
    # the face looks to the right of the way from neck to head
    across, up = head[0] - neck[0], head[1] - neck[1]
    length = (across * across + up * up) ** 0.5 or 1.0
    forward = (up / length, -across / length)
    nose = (head[0] + forward[0] * HEAD * 1.12, head[1] + forward[1] * HEAD * 1.12)
    canvas.capsule(Role.BODY, fit.place(head), fit.place(nose), fit.size(0.03), fit.size(0.014))


def paint_foot(canvas: Canvas, fit: Fit, joints: Joints, side: str, figure: Figure) -> None:
    """One foot, `near` or `far`: heel, instep and sole."""
    ankle, heel, toe = joints[f"{side}_ankle"], joints[f"{side}_heel"], joints[f"{side}_toe"]
    foot = role_of(figure, f"{side}_foot")
    heel_bone, toe_bone = _between(heel, ankle, 0.42), _between(toe, ankle, 0.16)
    for start, end, first, last in (
        (ankle, heel_bone, ANKLE, FOOT),
        (ankle, toe_bone, ANKLE, FOOT * 0.8),
        (heel_bone, toe_bone, FOOT, FOOT * 0.8),
    ):
        canvas.capsule(foot, fit.place(start), fit.place(end), fit.size(first, THIN), fit.size(last, FOOT_THIN))


def paint_leg(canvas: Canvas, fit: Fit, joints: Joints, side: str, figure: Figure) -> None:
    """One leg, `near` or `far`, each bone in the role it has in this exercise."""
    paint_foot(canvas, fit, joints, side, figure)
    hip, knee, ankle = joints["hip"], joints[f"{side}_knee"], joints[f"{side}_ankle"]
    shin, thigh = role_of(figure, f"{side}_shin"), role_of(figure, f"{side}_thigh")
    calf = _between(knee, ankle, 0.3)
    canvas.capsule(shin, fit.place(calf), fit.place(ankle), fit.size(KNEE * 1.04, THIN), fit.size(ANKLE, THIN))
    canvas.capsule(shin, fit.place(knee), fit.place(calf), fit.size(KNEE, THIN), fit.size(KNEE * 1.04, THIN))
    canvas.capsule(thigh, fit.place(hip), fit.place(knee), fit.size(THIGH, THIN), fit.size(KNEE, THIN))


def paint_arm(canvas: Canvas, fit: Fit, joints: Joints, side: str, figure: Figure) -> None:
    """One arm, `near` or `far`; the near one with a seam round it, which parts it from a leg of the same colour."""
    upper, fore = role_of(figure, f"{side}_upper_arm"), role_of(figure, f"{side}_forearm")
    if side == "near" and fit.scale >= SEAM_FROM:
        _arm(canvas, fit, joints, side, (None, None), SEAM)
    _arm(canvas, fit, joints, side, (upper, fore), 0.0)


def _arm(
    canvas: Canvas, fit: Fit, joints: Joints, side: str, roles: tuple[Role | None, Role | None], more: float
) -> None:
    shoulder, elbow, hand = (fit.place(joints[joint]) for joint in ("shoulder", f"{side}_elbow", f"{side}_hand"))
    radii = [fit.size(radius, THIN) + more for radius in (UPPER_ARM, ELBOW, WRIST, HAND)]
    canvas.capsule(roles[0], shoulder, elbow, radii[0], radii[1])
    canvas.capsule(roles[1], elbow, hand, radii[1], radii[2])
    canvas.disc(roles[1], hand, radii[3])


def role_of(figure: Figure, bone: str) -> Role:
    """The role a bone is drawn in."""
    if bone in figure.working:
        return Role.WORKING_FAR if bone.startswith("far_") else Role.WORKING
    return Role.FAR if bone.startswith("far_") else Role.NEAR


def _between(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
