"""The shipped routines against the catalogue: what each is made of, and that none needs a key."""

from __future__ import annotations

import itertools

import pytest
from stock import EXERCISES, ROUTINES, STOCK, shipped_file, stock, timeline_of

from bandtimer.durations import MINUTE
from bandtimer.loader import read_routine
from bandtimer.targets import Targets
from bandtimer.timeline import Kind, Side, Timeline

CATALOGUE = {
    "hip-warm-up": ["supine-leg-extension"],
    "beginner-basics": [
        "supine-leg-extension",
        "supine-double-leg-press",
        "supine-leg-press-pulses",
        "quadruped-kickback",
        "straight-leg-lower",
    ],
    "gentle-core-start": ["core-support", "supine-single-leg-press", "quadruped-kickback"],
    "advanced-core": ["straight-leg-lower", "core-leg-extension", "quadruped-kickback"],
    "leg-day-blueprint": ["prone-leg-curl", "band-resisted-rdl", "prone-leg-curl-hold"],
    "posterior-chain": ["prone-leg-curl", "good-morning", "assisted-nordic-curl"],
    "nordic-path": ["prone-leg-curl", "assisted-nordic-curl"],
    "runners-wake-up": ["standing-leg-curl"],
    "desk-reset": ["supine-leg-fling", "supine-active-stretch"],
    "hundred-pull-throughs": ["pull-through"],
    "hold-ladder": ["prone-leg-curl-hold"],
}
"""The exercises of each file in the order in which they first come; the hotel room has a test of its own."""

each_routine = pytest.mark.parametrize("name", STOCK)


def compiled(name: str, policy: str = "bottom", week: int | None = None) -> Timeline:
    return timeline_of(stock(name), targets=Targets(policy), week=week)  # type: ignore[arg-type]


def test_the_twelve_are_there():
    """Exactly the names of the catalogue."""
    assert set(STOCK) == {*CATALOGUE, "hotel-room"}


@pytest.mark.parametrize("name", CATALOGUE)
def test_each_is_made_of_what_the_catalogue_says(name: str):
    """The exercises, in their order."""
    assert list(compiled(name).cards) == CATALOGUE[name]


def test_the_hotel_room_needs_no_anchor_and_leaves_nothing_out():
    """Every exercise that neither an anchor nor a barbell holds back is there, and no other."""
    anywhere = {name for name, exercise in EXERCISES.items() if exercise.anchor is None and not exercise.equipment}
    assert set(compiled("hotel-room").cards) == anywhere


@each_routine
def test_no_key_is_needed_from_the_command_to_the_end(name: str):
    """No wait and no open hold, at any target."""
    for policy in ("bottom", "top"):
        timeline = compiled(name, policy)
        assert all(segment.kind is not Kind.WAIT for segment in timeline.segments)
        assert not any(plan.open for plan in timeline.sets)


@each_routine
def test_a_session_has_a_sensible_length(name: str):
    """From two minutes for a warm-up to 35 for the longest at the top of all ranges."""
    assert 2 * MINUTE <= compiled(name).duration <= compiled(name, "top").duration <= 35 * MINUTE


@each_routine
def test_the_segments_are_gapless(name: str):
    """Starts are the running sum of durations."""
    timeline = compiled(name)
    assert timeline.segments[0].start == 0
    assert all(before.end == after.start for before, after in itertools.pairwise(timeline.segments))
    assert all(segment.duration > 0 for segment in timeline.segments)


@each_routine
def test_it_says_what_it_is_and_teaches_the_format(name: str):
    """A name, a sentence, the document that it comes from, and comments."""
    routine = stock(name)
    assert routine.name and routine.about.endswith(".") and routine.source.startswith(("A", "B"))
    text = (ROUTINES / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ") and sum("# " in line for line in text.splitlines()) >= 3


@each_routine
def test_one_side_gets_what_the_other_gets(name: str):
    """Left and right have the same sets with the same work."""
    sets = compiled(name, "top").sets
    sides = {
        side: [(plan.exercise, plan.reps, plan.target, plan.holds) for plan in sets if plan.side is side]
        for side in Side
    }
    assert sides[Side.LEFT] == sides[Side.RIGHT]


def test_together_they_teach_the_whole_format():
    """Each word that a routine may use stands in at least one of the files, be it in a comment."""
    text = "\n".join((ROUTINES / f"{name}.yaml").read_text(encoding="utf-8") for name in STOCK)
    words = (
        "name: about: source: goal: equipment: defaults: exercises: blocks: do: role: note: setup: ready: rest: "
        "between: switch tempo: starts: line: sets: hold: band: say: until: first: weeks: superset: circuit: rounds: "
        "include: wait: every alternate partial max voice: cues: X off"
    )
    assert [word for word in words.split() if word not in text] == []


def test_the_leg_day_blueprint_is_the_blueprint():
    """2 × 25 curls, the deadlift in the middle, holds of 30 to 60 s at the end."""
    bottom, top = compiled("leg-day-blueprint"), compiled("leg-day-blueprint", "top")
    primer, middle, finish = ([plan for plan in bottom.sets if plan.block_index == index] for index in range(3))
    assert [(plan.exercise, plan.reps, plan.role) for plan in primer] == [("prone-leg-curl", 25, "primer")] * 2
    assert {(plan.exercise, plan.role) for plan in middle} == {("band-resisted-rdl", "main")}
    assert {(plan.exercise, plan.role, plan.target) for plan in finish} == {("prone-leg-curl-hold", "finish", 30_000)}
    assert {(plan.minimum, plan.target) for plan in top.sets if plan.role == "finish"} == {(30_000, 60_000)}


def test_the_hundred_is_in_one_go():
    """One set of a hundred reps at a tree."""
    assert [plan.reps for plan in compiled("hundred-pull-throughs").sets] == [100]
    assert "a tree" in stock("hundred-pull-throughs").equipment


def test_the_ladder_climbs_from_thirty_to_sixty():
    """Holds of 30, 40, 50 and 60 s; the band is put in place once."""
    timeline = compiled("hold-ladder")
    assert [plan.target for plan in timeline.sets] == [30_000, 40_000, 50_000, 60_000]
    assert [segment.kind for segment in timeline.segments].count(Kind.SETUP) == 1


def test_the_core_is_set_for_thirty_seconds_first():
    """The routine's own exercise carries a tip of A and a figure."""
    timeline = compiled("gentle-core-start")
    first = timeline.sets[0]
    assert (first.exercise, first.target) == ("core-support", 30_000)
    card = timeline.cards["core-support"]
    assert card.figure is not None and "A, weak core" in {tip.source for tip in card.tips}


def test_the_nordic_path_lowers_for_longer_as_the_weeks_go_by():
    """Five seconds in week 1, six in week 3, eight from week 7 on."""
    lowering = {week: compiled("nordic-path", week=week).sets[-1].tempo for week in (1, 3, 5, 7, 9)}
    assert {week: tempo and tempo[0] for week, tempo in lowering.items()} == {
        1: 5000, 3: 6000, 5: 6000, 7: 8000, 9: 8000,
    }  # fmt: skip


def test_the_runners_circuit_goes_round_three_times():
    """Both legs in each of three rounds."""
    timeline = compiled("runners-wake-up")
    assert [plan.round for plan in timeline.sets] == [1] * 4 + [2] * 4 + [3] * 4


@each_routine
def test_it_reads_back_after_being_written_out(name: str):
    """The same routine from the text that `dump` makes of it."""
    from bandtimer.routine_text import dump

    read = read_routine(
        dump(stock(name)), f"{name}.yaml", exercises=EXERCISES, find=shipped_file, base=ROUTINES / "x.yaml"
    )
    assert timeline_of(read.routine) == timeline_of(stock(name))


@each_routine
def test_the_checker_finds_nothing_to_warn_of(name: str):
    """No lint warning on a stock file."""
    lint = pytest.importorskip("bandtimer.lint")
    from bandtimer.loader import load_routine

    loaded = load_routine(ROUTINES / f"{name}.yaml", exercises=EXERCISES, find=shipped_file)
    assert list(lint.lint(loaded, EXERCISES)) == []
