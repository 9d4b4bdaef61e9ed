"""Figures: bodies that could be people, in the place and position their exercise says."""

import math
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bandtimer.exercise import Exercise, FigureText
from bandtimer.figure import BONES, JOINTS, PINNED, Figure, Pin, Pose
from bandtimer.screen.figure import Role, draw, eased
from bandtimer.screen.figure.blocks import PATTERNS
from bandtimer.screen.figure.skeleton import LENGTHS, joints_at, motion
from bandtimer.screen.figure.stretch import stretch_of
from bandtimer.timeline import Side

FOLDER = Path(__file__).parent.parent / "routines" / "exercises"
EXERCISES = {
    path.stem: Exercise.model_validate(yaml.load(path.read_text(), yaml.BaseLoader))
    for path in sorted(FOLDER.glob("*.yaml"))
}
FIGURES = {name: exercise.figure.frozen() for name, exercise in EXERCISES.items() if exercise.figure}
each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
each_name = pytest.mark.parametrize("name", FIGURES)

WORKING = (Role.WORKING, Role.WORKING_FAR)
angles = st.floats(-360, 360, allow_nan=False)
shares = st.floats(0, 1, allow_nan=False)
places = st.tuples(st.floats(-1, 1), st.floats(0, 1))


def standing(**more: object) -> dict[str, object]:
    """The least that a person must write."""
    bones = {"trunk": 90, "near_upper_arm": -90, "near_forearm": -85, "near_thigh": -90, "near_shin": -90}
    pose = {"at": 0, "hip": [0, 0.535], "angles": {**bones, "near_foot": 0}}
    return {"poses": [pose, {"at": 1, "hip": [0, 0.535], "angles": {"near_thigh": -60}}], **more}


def bend(joints, root, middle, end):
    """Degrees counter-clockwise from the upper bone to the lower one, -180..180."""
    (x0, y0), (x1, y1), (x2, y2) = joints[root], joints[middle], joints[end]
    turn = math.degrees(math.atan2(y2 - y1, x2 - x1) - math.atan2(y1 - y0, x1 - x0))
    return (turn + 180) % 360 - 180


def middle_of(grid, roles):
    """The mean column of the cells in some roles."""
    columns = [n for row in grid for n, cell in enumerate(row) if cell.fore in roles or cell.back in roles]
    return sum(columns) / len(columns)


# the skeleton


@given(st.lists(angles, min_size=24, max_size=24), shares, places, places)
@settings(max_examples=60)
def test_bones_keep_their_length_whatever_the_pose(turns, contraction, hip, place):
    pins = (Pin("near_ankle", place), Pin("far_hand", hip))
    figure = Figure((Pose(0, hip, tuple(turns[:12]), pins), Pose(1, place, tuple(turns[12:]), pins)), (), ())
    joints = joints_at(figure, contraction)
    for side in ("near", "far"):
        for start, end, bone in (
            ("hip", f"{side}_knee", "thigh"),
            (f"{side}_knee", f"{side}_ankle", "shin"),
            ("shoulder", f"{side}_elbow", "upper_arm"),
            (f"{side}_elbow", f"{side}_hand", "forearm"),
        ):
            assert math.dist(joints[start], joints[end]) == pytest.approx(LENGTHS[bone], abs=1e-6)
    assert math.dist(joints["hip"], joints["neck"]) == pytest.approx(LENGTHS["trunk"])


def test_every_joint_of_the_vocabulary_has_a_place():
    assert set(joints_at(next(iter(FIGURES.values())), 0.5)) == set(JOINTS)


def test_a_standing_body_is_one_body_height_tall_and_stands_on_the_floor():
    joints = joints_at(FigureText.model_validate(standing()).frozen(), 0)
    assert joints["near_heel"][1] == pytest.approx(0, abs=0.001)
    assert joints["head"][1] + 0.07 == pytest.approx(1, abs=0.01)


def test_a_pinned_ankle_stays_while_the_hip_moves():
    figure = FIGURES["good-morning"]
    assert {(round(j["near_ankle"][0], 6), round(j["near_ankle"][1], 6)) for j in motion(figure)} == {(0, 0.045)}
    assert motion(figure)[0]["hip"][0] < motion(figure)[-1]["hip"][0] - 0.1


def test_a_pinned_knee_carries_the_body():
    joints = motion(FIGURES["assisted-nordic-curl"])
    assert {(round(j["near_knee"][0], 6), round(j["near_knee"][1], 6)) for j in joints} == {(0, 0.06)}
    assert joints[0]["head"][0] > joints[-1]["head"][0] + 0.3


def test_contraction_beyond_the_ends_is_the_end():
    figure = FIGURES["prone-leg-curl"]
    assert joints_at(figure, -3) == joints_at(figure, 0) and joints_at(figure, 7) == joints_at(figure, 1)


def test_a_lone_pose_is_held_at_any_contraction():
    text = standing()
    text["poses"] = text["poses"][:1]
    figure = FigureText.model_validate(text).frozen()
    assert joints_at(figure, 0) == joints_at(figure, 0.6) == joints_at(figure, 1)


@given(shares)
def test_easing_starts_and_ends_at_rest(progress):
    assert 0 <= eased(progress) <= 1
    assert eased(0) == 0 and eased(1) == 1 and eased(0.001) < 0.0001 and eased(0.999) > 0.9999


# the sixteen of the library


def test_every_exercise_of_the_library_has_a_figure():
    assert len(FIGURES) == len(EXERCISES) == 16


@each_figure
def test_nothing_sinks_into_the_floor(figure):
    for joints in motion(figure):
        assert min(joints[f"{side}_{part}"][1] for side in ("near", "far") for part in ("heel", "toe", "hand")) > -0.02
        assert joints["head"][1] > 0.05 and joints["hip"][1] > 0.05


@each_figure
def test_knees_and_elbows_bend_the_way_they_do(figure):
    for joints in motion(figure):
        for side in ("near", "far"):
            # arms folded under the face bend out of the plane of the picture
            folded = abs(joints["shoulder"][1] - joints[f"{side}_hand"][1]) < 0.05
            assert -165 <= bend(joints, "hip", f"{side}_knee", f"{side}_ankle") <= 3
            assert -3 <= bend(joints, "shoulder", f"{side}_elbow", f"{side}_hand") <= 165 or folded


@each_figure
def test_hands_and_feet_that_are_pinned_are_within_reach(figure):
    for pose in figure.poses:
        joints = joints_at(figure, pose.at)
        for joint, place in pose.pins:
            assert math.dist(joints[joint], place) < 0.005, joint


@each_figure
def test_the_motion_is_smooth(figure):
    for before, after in zip(motion(figure), motion(figure)[1:], strict=False):
        assert max(math.dist(before[joint], after[joint]) for joint in JOINTS) < 0.05


@each_figure
def test_something_moves(figure):
    first, last = motion(figure)[0], motion(figure)[-1]
    assert max(math.dist(first[joint], last[joint]) for joint in JOINTS) > 0.09


@each_name
def test_the_band_is_longest_where_the_work_ends_except_where_it_helps(name):
    figure = FIGURES[name]
    stretched, contracted = stretch_of(figure, motion(figure)[0]), stretch_of(figure, motion(figure)[-1])
    # the Nordic's band carries the person at the bottom; the leg stretch is held at its long end
    assert (contracted < stretched) == (name == "assisted-nordic-curl")


@each_name
def test_figure_and_exercise_agree_on_sides_and_anchor(name):
    exercise, figure = EXERCISES[name], FIGURES[name]
    far_works = any(bone.startswith("far_") for bone in figure.working)
    assert far_works == (exercise.sides == "both")
    assert (figure.anchor is not None) == (exercise.anchor is not None)
    assert any("hand" in point for line in figure.band for point in line) >= (
        exercise.hand_held and not exercise.anchor
    )


@pytest.mark.parametrize(
    ("name", "lies"), [("supine-leg-extension", "up"), ("prone-leg-curl", "down"), ("supine-leg-fling", "up")]
)
def test_supine_is_on_the_back_and_prone_face_down(name, lies):
    joints = motion(FIGURES[name])[0]
    (hip, _), (neck, _) = joints["hip"], joints["neck"]
    assert abs(joints["hip"][1] - joints["neck"][1]) < 0.05
    assert ("up" if neck < hip else "down") == lies


# the drawing


@pytest.mark.parametrize("size", [(100, 30), (60, 16), (30, 8), (12, 4), (3, 2), (1, 1), (0, 0), (5, 0)])
@each_figure
def test_a_drawing_fills_exactly_its_box_with_block_elements(figure, size):
    grid = draw(figure, 0.4, None, *size)
    assert [len(row) for row in grid] == [size[0]] * size[1]
    assert all(cell.char in PATTERNS for row in grid for cell in row)


@pytest.mark.parametrize("size", [(100, 30), (60, 16), (30, 8)])
@each_figure
def test_body_work_band_and_floor_are_all_seen(figure, size):
    for contraction in (0, 0.5, 1):
        seen = {role for row in draw(figure, contraction, None, *size) for cell in row for role in cell[1:]}
        assert {Role.BODY, Role.WORKING, Role.FLOOR, Role.NEAR} <= seen
        assert seen & {Role.BAND, Role.BAND_TAUT}


@each_figure
def test_no_part_is_cut_off_at_the_top(figure):
    body = {Role.BODY, Role.NEAR, Role.FAR, *WORKING}
    for contraction in (0, 0.25, 0.5, 0.75, 1):
        top = draw(figure, contraction, None, 60, 16)[0]
        assert sum(cell.fore in body and cell.char == "█" for cell in top) <= 4


@pytest.mark.parametrize("name", [name for name in FIGURES if EXERCISES[name].sides == "each"])
def test_the_left_side_looks_the_other_way(name):
    figure = FIGURES[name]
    right, left = (draw(figure, 0.7, side, 60, 16) for side in (Side.RIGHT, Side.LEFT))
    assert right != left and right == draw(figure, 0.7, None, 60, 16)
    assert middle_of(left, WORKING) == pytest.approx(59 - middle_of(right, WORKING), abs=1.5)


@each_figure
def test_the_floor_stays_in_its_row(figure):
    for contraction in (0, 0.3, 1):
        grid = draw(figure, contraction, None, 60, 16)
        assert all(cell.fore is Role.FLOOR for cell in grid[-1])
        assert not any(Role.FLOOR in (cell.fore, cell.back) for row in grid[:-1] for cell in row)


@each_figure
def test_the_anchor_does_not_move(figure):
    def anchored(contraction: float) -> set[tuple[int, int]]:
        grid = draw(figure, contraction, None, 60, 16)
        return {(r, c) for r, row in enumerate(grid) for c, cell in enumerate(row) if cell.fore is Role.ANCHOR}

    if figure.anchor:
        assert len(anchored(0) & anchored(1)) > 0.8 * len(anchored(0))


@each_figure
def test_the_ends_of_the_motion_look_different(figure):
    assert draw(figure, 0, None, 60, 16) != draw(figure, 1, None, 60, 16)


def test_a_taut_band_is_thinner_and_brighter_than_a_slack_one():
    figure = FIGURES["prone-leg-curl"]

    def shown(contraction: float, role: Role) -> int:
        grid = draw(figure, contraction, None, 100, 30)
        return sum(role in (cell.fore, cell.back) for row in grid for cell in row)

    assert shown(0, Role.BAND) > 10 and shown(0, Role.BAND_TAUT) == 0
    assert shown(1, Role.BAND_TAUT) > 20


def test_reduced_motion_shows_only_the_two_ends_and_never_trembles():
    figure = FIGURES["prone-leg-curl-hold"]
    shown = {draw(figure, n / 20, None, 60, 16, (-1) ** n * 0.9, reduced_motion=True) for n in range(21)}
    assert shown == {draw(figure, 0, None, 60, 16), draw(figure, 1, None, 60, 16)}


def test_trembling_shakes_the_working_limb_and_nothing_else():
    figure = FIGURES["prone-leg-curl-hold"]
    still, shaken = joints_at(figure, 1), joints_at(figure, 1, tremble=1)
    assert 0 < math.dist(still["near_ankle"], shaken["near_ankle"]) < 0.02
    assert all(still[joint] == shaken[joint] for joint in ("hip", "head", "near_hand"))
    assert draw(figure, 1, None, 60, 16, 1) != draw(figure, 1, None, 60, 16, -1)


def test_positions_closer_than_a_dot_are_drawn_once():
    figure = FIGURES["prone-leg-curl"]
    assert len({id(draw(figure, n / 500, None, 60, 16)) for n in range(501)}) == 31


def test_the_figure_loads_nothing_heavy():
    loaded = "import bandtimer.screen.figure, bandtimer.screen.digits, sys; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()
    assert not {"textual", "rich", "numpy", "pydantic", "yaml", "sqlite3"} & set(modules)


# what a person writes


def test_bones_left_out_follow_their_partner_and_the_pose_before():
    text = standing()
    text["poses"][0]["angles"]["far_thigh"] = -70
    first, last = FigureText.model_validate(text).frozen().poses
    assert dict(zip(BONES, first.angles, strict=True))["far_shin"] == -90
    after = dict(zip(BONES, last.angles, strict=True))
    assert (after["near_thigh"], after["far_thigh"], after["trunk"], after["head"]) == (-60, -70, 90, 90)


def with_pose(number: int, **change: object) -> dict[str, object]:
    text = standing()
    text["poses"][number] |= change
    return text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (with_pose(0, angles={"near_thing": 3}), "'near_thing' is no bone; did you mean near_thigh?"),
        (with_pose(0, angles={"trunk": 90}), "the first pose lacks the angle of near_upper_arm, near_forearm"),
        (with_pose(0, at=0.2), "the first pose is at 0.2; the stretched end is `at: 0`"),
        (with_pose(1, at=0.8), "the last pose is at 0.8; the contracted end is `at: 1`"),
        (with_pose(0, hip=None), "the body has no place; write `hip: [0, 0.53]`, or pin a knee"),
        (with_pose(1, pins={"near_ancle": [0, 0]}), "did you mean near_ankle?"),
        (with_pose(1, pins={"near_ankle": [0, 0]}), "the poses pin different joints"),
        (standing(band=[["near_hand", "near_sohle"]]), "'near_sohle' is no point of a band; did you mean near_sole?"),
        (standing(band=[["near_hand"]]), "a band line needs two points at least"),
        (standing(band=[["anchor", "near_hand"]]), "write `anchor: [-0.9, 0.1]`"),
        (standing(working=["near_leg"]), "'near_leg' is no bone"),
        (standing(arc="near_kne"), "'near_kne' is no joint; did you mean near_knee?"),
        (standing(props=["barbel"]), "'barbel' is no prop; did you mean barbell?"),
        (standing(props=["post"]), "a post stands at the anchor, which has no place"),
    ],
)
def test_each_slip_is_told_with_its_mend(text, message):
    with pytest.raises(ValidationError) as caught:
        FigureText.model_validate(text)
    assert message in str(caught.value)


def test_poses_out_of_order_are_told():
    text = standing()
    text["poses"] = [
        text["poses"][0],
        {**text["poses"][1], "at": 0.7},
        {**text["poses"][1], "at": 0.4},
        text["poses"][1],
    ]
    with pytest.raises(ValidationError, match=r"0\.4 follows the one at 0\.7; write the poses in ascending order"):
        FigureText.model_validate(text)


def test_every_joint_that_may_be_pinned_is_a_joint():
    assert set(PINNED) <= set(JOINTS)


def test_the_example_of_the_documentation_is_a_figure():
    page = (Path(__file__).parent.parent / "docs" / "figures.md").read_text()
    example = page.split("```yaml\n")[-1].split("```")[0]
    figure = FigureText.model_validate(yaml.safe_load(example)["figure"]).frozen()
    assert draw(figure, 0.5, None, 60, 16)
