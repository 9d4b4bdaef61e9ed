"""Protocols of public sources as routine files: the total that each file's comment works out by hand, and its shape."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from stock import routine_in, timeline_of

from bandtimer.durations import to_seconds
from bandtimer.targets import Targets
from bandtimer.timeline import Kind, Side, Timeline

FOLDER = Path(__file__).parent / "protocols"
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
TOTAL = re.compile(r"^# total(?: in week (?P<week>\d+)| at the (?P<top>top))?: (?P<seconds>\d+) s\b", re.MULTILINE)


def protocol(name: str, week: int | None = None, targets: Targets | None = None) -> Timeline:
    return timeline_of(routine_in(FOLDER / f"{name}.yaml"), week=week, targets=targets)


def totals() -> list[tuple[str, int | None, str, int]]:
    found = []
    for name in FILES:
        matches = list(TOTAL.finditer((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))
        assert matches, f"{name} has no total in its comment"
        for match in matches:
            week = int(match["week"]) if match["week"] else None
            found.append((name, week, match["top"] or "bottom", int(match["seconds"])))
    return found


@pytest.mark.parametrize(("name", "week", "policy", "seconds"), totals())
def test_the_total_is_the_one_worked_out_by_hand(name: str, week: int | None, policy: str, seconds: int):
    """Set-up, count-in, reps, rests and switches add up to what the comment in the file says."""
    timeline = protocol(name, week, Targets("top" if policy == "top" else "bottom"))
    assert to_seconds(timeline.duration) == seconds


def test_every_protocol_is_there():
    """Fifteen files, so that none is lost unnoticed."""
    assert len(FILES) == 15


def kinds(timeline: Timeline) -> list[tuple[Kind, int | float]]:
    return [(segment.kind, to_seconds(segment.duration)) for segment in timeline.segments]


def test_heavy_slow_resistance_has_other_sets_in_other_weeks():
    """15 reps become 6 and three sets four; after the last week the step's own dose holds."""
    doses = {
        week: [plan.reps for plan in protocol("heavy-slow-resistance", week).sets] for week in (1, 3, 5, 8, 12, 13)
    }
    assert doses == {1: [15] * 3, 3: [12] * 3, 5: [10] * 4, 8: [8] * 4, 12: [6] * 4, 13: [15] * 3}
    assert {plan.tempo for plan in protocol("heavy-slow-resistance", 9).sets} == {(3000, 0, 3000, 0)}


def test_nordics_in_season_fall_from_set_to_set():
    """12, 10 and 8 reps."""
    assert [plan.reps for plan in protocol("nordic-in-season").sets] == [12, 10, 8]


def test_isometrics_know_their_range():
    """30 s is the minimum when 45 s is the target; at the bottom there is nothing below the target."""
    bottom, top = (
        protocol("proximal-hamstring-isometrics", targets=Targets(policy)).sets for policy in ("bottom", "top")
    )
    assert [(plan.target, plan.minimum, plan.maximum) for plan in bottom] == [(30_000, None, 45_000)] * 5
    assert [(plan.target, plan.minimum, plan.maximum) for plan in top] == [(45_000, 30_000, 45_000)] * 5


def test_three_isometrics_finish_the_left_leg_first():
    """Both ways to write short holds come to five holds and four releases; the leg changes with the block."""
    timeline = protocol("three-isometrics-a-side")
    assert [plan.side for plan in timeline.sets] == [Side.LEFT] * 3 + [Side.RIGHT] * 3
    assert {plan.holds for plan in timeline.sets} == {5}
    one = [(Kind.SETUP, 10), (Kind.READY, 5), *[(Kind.HOLD, 10), (Kind.RELEASE, 2)] * 4, (Kind.HOLD, 10)]
    assert kinds(timeline) == one * 6


def test_the_leg_alternates_with_each_rep_or_after_its_set():
    """The same reps for both legs in another order."""
    alternating, one_first = protocol("bird-dog-alternating"), protocol("bird-dog-one-side-first")
    assert [plan.side for plan in alternating.sets] == [None, None]
    reps = {segment.rep: segment.side for segment in alternating.segments if segment.set == 0 and segment.rep}
    assert list(reps.values()) == [Side.LEFT, Side.RIGHT] * 6
    assert [plan.side for plan in one_first.sets] == [Side.LEFT, Side.RIGHT] * 2


def test_the_side_plank_is_left_switch_right():
    """15 s, 5 s, 15 s."""
    timeline = protocol("side-plank")
    assert kinds(timeline)[2:] == [(Kind.HOLD, 15), (Kind.SWITCH, 5), (Kind.HOLD, 15)]
    assert [segment.side for segment in timeline.segments[2:]] == [Side.LEFT, Side.RIGHT, Side.RIGHT]
    assert timeline.segments[3].label == "Switch: right side"


def test_repeaters_rest_long_between_the_rounds():
    """Two minutes between the sets, twelve between the rounds, six hangs of 7 s in a set."""
    timeline = protocol("hangboard-repeaters")
    assert [seconds for kind, seconds in kinds(timeline) if kind is Kind.REST] == [120, 120, 720, 120, 120]
    assert [seconds for kind, seconds in kinds(timeline) if kind is Kind.HOLD] == [7] * 36
    assert [plan.round for plan in timeline.sets] == [1, 1, 1, 2, 2, 2]


def test_a_good_morning_goes_up_fast_and_squeezes():
    """Eccentric first, then one second up, then the squeeze at the top."""
    rep = [segment for segment in protocol("good-morning-explosive").segments if segment.rep == 2 and segment.set == 0]
    assert [(segment.kind, segment.duration) for segment in rep] == [
        (Kind.ECCENTRIC, 3000),
        (Kind.CONCENTRIC, 1000),
        (Kind.PAUSE, 1000),
    ]


def test_tabata_works_eight_times():
    """20 s on, 10 s off."""
    assert kinds(protocol("tabata"))[2:] == [*[(Kind.WORK, 20), (Kind.REST, 10)] * 7, (Kind.WORK, 20)]


def test_sets_on_the_minute_start_on_the_minute():
    """Ten starts, sixty seconds apart."""
    timeline = protocol("on-the-minute")
    starts = [timeline.segments[plan.first].start for plan in timeline.sets]
    assert {later - earlier for earlier, later in itertools.pairwise(starts)} == {60_000}
    assert len(starts) == 10


def test_two_exercises_share_the_minutes():
    """After the one count-in of the second exercise every start is a minute after the one before."""
    timeline = protocol("two-on-the-minute")
    starts = [timeline.segments[plan.first].start for plan in timeline.sets]
    apart = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert apart == [65_000] + [60_000] * 8
    assert [plan.exercise for plan in timeline.sets] == ["good-morning", "squat"] * 5


def test_rest_until_ready_waits_and_the_rule_for_pain_is_shown():
    """Two waits, each followed by a count-in; the note goes with every set."""
    timeline = protocol("until-fatigue")
    found = [segment.kind for segment in timeline.segments if segment.kind in (Kind.WAIT, Kind.READY, Kind.REST)]
    assert found == [Kind.READY, Kind.WAIT, Kind.READY, Kind.WAIT, Kind.READY]
    assert {plan.note for plan in timeline.sets} == {
        "Stop when pain goes above 3 of 10, or is still there the next morning."
    }


def test_as_many_as_possible_is_open():
    """No number of reps is planned; the set goes on until told."""
    for plan in protocol("as-many-as-possible").sets:
        assert plan.open and plan.reps is None and plan.timed is Kind.WORK and plan.target == 100_000


def test_every_notation_of_tempo_is_read():
    """Separators, digits, X, and a fourth field that may be left out."""
    tempos = [plan.tempo for plan in protocol("tempo-notations").sets]
    same = (3000, 1000, 2000, 0)
    assert tempos == [same, same, (4000, 2000, 1000, 1000), (3000, 2000, 1000, 1000), same, same]
