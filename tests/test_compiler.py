"""From a routine to its timeline: what leads to a set, what stands between sets, how ranges and sides come out."""

from __future__ import annotations

from textwrap import dedent

import pytest
from stock import EXERCISES, ROUTINES, shipped_file

from bandtimer.compiler import PlanError, compile_routine
from bandtimer.durations import to_seconds
from bandtimer.loader import read_routine
from bandtimer.routine import Routine
from bandtimer.settings import Settings
from bandtimer.targets import Targets
from bandtimer.timeline import WORKING, Kind, Side, Timeline

OWN = """
exercises:
  press: {name: Press, reps: 10-20, sides: both}
  lift: {name: Lift, reps: 10-20, sides: each}
  plank: {name: Plank, hold: 30-60s}
  pull: {name: Pull, reps: 10, anchor: at the door}
"""


def read(steps: str, head: str = "") -> Routine:
    """A routine of one block with these steps, lines of a list under `do`; `head` are lines of the routine's own."""
    body = "\n".join(f"      {line}" for line in dedent(steps).strip().splitlines())
    text = f"name: Test\n{dedent(head)}{OWN}blocks:\n  - name: Main\n    do:\n{body}\n"
    return read_routine(text, "test.yaml", exercises=EXERCISES, find=shipped_file, base=ROUTINES / "test.yaml").routine


def compiled(
    steps: str, head: str = "", *, targets: Targets | None = None, settings: Settings | None = None
) -> Timeline:
    return compile_routine(read(steps, head), EXERCISES, settings or Settings(), targets or Targets())


def shape(timeline: Timeline) -> list[str]:
    """Each lead-in and gap as `rest 40`, each set as its exercise and side."""
    seen: list[str] = []
    for segment in timeline.segments:
        if segment.kind not in WORKING:
            seen.append(f"{segment.kind} {to_seconds(segment.duration):g}")
        else:
            plan = timeline.sets[segment.set or 0]
            if segment.number == plan.first:
                seen.append(" ".join(filter(None, (plan.exercise, plan.side))))
    return seen


def test_a_set_up_and_a_count_in_lead_to_the_first_set_and_nothing_follows_the_last():
    """10 s where nothing is anchored, 5 s of count-in; 60 s between the sets."""
    assert shape(compiled("- press: 2 x 10")) == ["setup 10", "ready 5", "press", "rest 60", "press"]


def test_an_anchor_takes_twenty_seconds():
    """There is something to check."""
    assert shape(compiled("- pull: 10"))[0] == "setup 20"


def test_set_up_is_the_tail_of_the_rest_before_it():
    """60 s between exercises, the last 20 of them to place the band; then the count-in."""
    assert shape(compiled("- press: 10\n- pull: 10"))[2:] == ["press", "rest 40", "setup 20", "ready 5", "pull"]


@pytest.mark.parametrize("between", ["20s", "5s"])
def test_a_rest_no_longer_than_the_set_up_gives_way_to_it(between: str):
    """The longer of the two counts."""
    steps = f"- press: 10\n- rest: {between}\n- pull: 10"
    assert shape(compiled(steps))[2:] == ["press", "setup 20", "ready 5", "pull"]


def test_set_up_comes_once_per_exercise_and_block():
    """Back at the press no band has to be placed, so the rest is whole and needs no count-in."""
    assert shape(compiled("- press: 10\n- pull: 10\n- press: 10"))[-2:] == ["rest 60", "press"]


def test_set_up_comes_again_in_the_next_block():
    """A block may be done elsewhere."""
    routine = read("- press: 10")
    twice = routine.model_copy(update={"blocks": routine.blocks * 2})
    found = shape(compile_routine(twice, EXERCISES, Settings(), Targets()))
    assert found == ["setup 10", "ready 5", "press", "rest 50", "setup 10", "ready 5", "press"]


def test_an_explicit_rest_takes_the_place_of_the_usual_one():
    """Not added to it."""
    assert shape(compiled("- press: 10\n- rest: 2min\n- press: 10"))[3] == "rest 120"


def test_a_step_s_own_rest_stands_between_its_sets_only():
    """After its last set comes the rest between exercises."""
    steps = "- press: 2 x 10, rest 15s\n- press: 10"
    assert shape(compiled(steps))[2:] == ["press", "rest 15", "press", "rest 60", "press"]


def test_a_wait_takes_the_place_of_the_rest_and_is_followed_by_a_count_in():
    """It has no length; what it waits for is its label."""
    timeline = compiled("- press: 10\n- wait: Fetch water\n- press: 10")
    assert shape(timeline)[2:] == ["press", "wait 0", "ready 5", "press"]
    assert next(segment.label for segment in timeline.segments if segment.kind is Kind.WAIT) == "Fetch water"


def test_a_set_up_can_t_lie_inside_a_wait():
    """First the wait, then all of the set-up."""
    assert shape(compiled("- press: 10\n- rest: ready\n- pull: 10"))[2:] == [
        "press", "wait 0", "setup 20", "ready 5", "pull",
    ]  # fmt: skip


def test_a_rest_or_wait_at_the_very_end_is_dropped():
    """After the last set of the session there is nothing to rest for."""
    assert shape(compiled("- press: 10\n- rest: 60s"))[-1] == "press"
    assert shape(compiled("- press: 10\n- wait: Done?"))[-1] == "press"


def test_each_side_is_all_of_the_left_a_switch_and_all_of_the_right():
    """Then the rest."""
    found = shape(compiled("- lift: 2 x 10"))[2:]
    assert found == ["lift left", "switch 5", "lift right", "rest 60", "lift left", "switch 5", "lift right"]


def test_the_first_side_can_be_the_right_one():
    """By the routine's defaults or the person's settings."""
    assert shape(compiled("- lift: 10", "defaults:\n  starts: right\n"))[2] == "lift right"
    assert shape(compiled("- lift: 10", settings=Settings(first_side=Side.RIGHT)))[2] == "lift right"


def test_alternate_asks_for_the_number_on_each_side():
    """Ten for the left and ten for the right, turn by turn, in one set."""
    timeline = compiled("- lift: 10, alternate")
    plan = timeline.sets[0]
    assert (len(timeline.sets), plan.reps, plan.alternate, plan.side) == (1, 20, True, None)
    turns = {segment.rep: segment.side for segment in timeline.segments if segment.rep}
    assert list(turns.values()) == [Side.LEFT, Side.RIGHT] * 10


def test_a_superset_takes_one_set_of_each_in_turn():
    """10 s between the two; the last one's own rest is the rest between rounds."""
    steps = """
        - superset:
            - press: 2 x 10
            - plank: 2 x 30s, rest 90s
    """
    found = shape(compiled(steps, "defaults:\n  setup: 1s\n"))
    assert [it for it in found if not it.startswith(("setup", "ready"))] == [
        "press", "rest 9", "plank", "rest 90", "press", "rest 10", "plank",
    ]  # fmt: skip


def test_a_member_with_fewer_sets_drops_out_of_a_superset():
    """Three sets of one, one of the other."""
    steps = """
        - superset:
            - press: 3 x 10
            - plank: 1 x 30s
    """
    assert [plan.exercise for plan in compiled(steps).sets] == ["press", "plank", "press", "press"]


def test_rounds_take_the_whole_list_again():
    """With the usual rest between the exercises and the group's own between the rounds."""
    steps = """
        - rounds:
            times: 2
            rest: 2min
            do:
              - press: 10
              - plank: 30s
    """
    timeline = compiled(steps)
    assert shape(timeline)[-4:] == ["rest 120", "press", "rest 60", "plank"]
    assert [(plan.round, plan.rounds) for plan in timeline.sets] == [(1, 2), (1, 2), (2, 2), (2, 2)]


def test_rounds_that_name_no_rest_take_the_usual_one():
    """The routine's rest between sets, else 60 s; not the one between exercises, nor both."""
    steps = "- circuit:\n    rounds: 2\n    do:\n      - press: 10"
    assert shape(compiled(steps, "defaults:\n  between: 7s\n"))[2:] == ["press", "rest 60", "press"]
    assert shape(compiled(steps, "defaults:\n  rest: 45s\n"))[2:] == ["press", "rest 45", "press"]


def test_a_rest_that_ends_a_round_is_the_rest_between_rounds():
    """The usual one is not added to it; after the last round it leads to the next exercise."""
    steps = """
        - rounds:
            times: 2
            do:
              - press: 10
              - rest: 30s
        - press: 10
    """
    assert shape(compiled(steps))[2:] == ["press", "rest 30", "press", "rest 30", "press"]


def test_what_is_left_of_a_window_is_the_rest():
    """A set of 40 s in a window of 60 s."""
    assert shape(compiled("- press: 2 x 10 @ 2-0-2-0, every 1min"))[2:] == ["press", "rest 20", "press"]


def test_a_set_longer_than_its_window_is_refused_with_its_place():
    """The message says how long it takes."""
    with pytest.raises(PlanError, match=r"set 1 takes 40 s, but one starts every 40 s") as caught:
        compiled("- press: 2 x 10 @ 2-0-2-0, every 40s")
    assert caught.value.path == ("blocks", 0, "do", 0)


def test_every_does_not_go_into_a_superset():
    """Two windows can't both be kept."""
    with pytest.raises(PlanError, match="superset"):
        compiled("- superset:\n    - press: 2 x 10, every 1min\n    - plank: 30s")


@pytest.mark.parametrize(
    ("targets", "reps"),
    [
        (Targets(), 10),
        (Targets("bottom", reps={"press": 14}), 10),
        (Targets("top"), 20),
        (Targets("auto", reps={"press": 14}), 14),
        (Targets("auto", reps={"press": 99}), 20),
        (Targets("auto", reps={"press": 3}), 10),
    ],
)
def test_a_number_is_chosen_inside_the_range(targets: Targets, reps: int):
    """The bottom, the top, or what the journal chose, never outside."""
    plan = compiled("- press: 10-20", targets=targets).sets[0]
    assert (plan.reps, plan.reps_low, plan.reps_high) == (reps, 10, 20)


def test_a_range_of_seconds_has_a_minimum_below_its_target():
    """And none when the target is the bottom itself."""
    plan = compiled("- plank: 30-60s", targets=Targets("auto", holds={"plank": 45_000})).sets[0]
    assert (plan.minimum, plan.target, plan.maximum) == (30_000, 45_000, 60_000)
    assert compiled("- plank: 30-60s").sets[0].minimum is None


def test_the_reason_for_a_target_is_noted():
    """For the exercises of this routine only."""
    targets = Targets("auto", reasons={"press": "two good sessions", "lift": "not here"})
    assert compiled("- press: 10-20", targets=targets).notes == ("two good sessions",)


def test_max_and_a_plus_are_open():
    """`max` counts the top of the range at the tempo in force; a hold with a plus its length."""
    timeline = compiled("- press: max\n- plank: 30s+", "defaults:\n  tempo: 1-0-1-0\n")
    assert [(plan.open, plan.timed, plan.target) for plan in timeline.sets] == [
        (True, Kind.WORK, 40_000),
        (True, Kind.HOLD, 30_000),
    ]


def test_short_holds_of_one_set_have_releases_between_them():
    """Three holds, two releases, numbered."""
    timeline = compiled("- plank: (3 x 10s hold, 4s off)")
    assert [(segment.kind, segment.bout) for segment in timeline.segments[2:]] == [
        (Kind.HOLD, 1), (Kind.RELEASE, 1), (Kind.HOLD, 2), (Kind.RELEASE, 2), (Kind.HOLD, 3),
    ]  # fmt: skip
    assert timeline.sets[0].holds == 3


def test_the_nearest_tempo_counts():
    """The step's before the routine's, the routine's before the exercise's."""
    head = "defaults:\n  tempo: 4-0-4-0\n"
    assert compiled("- press: 10 @ 1-0-1-0", head).sets[0].tempo == (1000, 0, 1000, 0)
    assert compiled("- press: 10", head).sets[0].tempo == (4000, 0, 4000, 0)
    assert compiled("- prone-leg-curl: 10").sets[0].tempo == (2000, 0, 1000, 1000)
    assert compiled("- press: 10").sets[0].tempo == (2000, 0, 2000, 0)


def test_a_rep_begins_with_the_phase_that_the_exercise_says():
    """A curl pulls first, a good morning lowers first; the step may say otherwise."""

    def phases(steps: str) -> list[Kind]:
        return [segment.kind for segment in compiled(steps).segments if segment.rep == 1]

    assert phases("- prone-leg-curl: 10 @ 3-0-1-1") == [Kind.CONCENTRIC, Kind.PAUSE, Kind.ECCENTRIC]
    assert phases("- good-morning: 10 @ 3-0-1-1") == [Kind.ECCENTRIC, Kind.CONCENTRIC, Kind.PAUSE]
    assert phases("- good-morning: 10 @ 3-0-1-0, first concentric") == [Kind.CONCENTRIC, Kind.ECCENTRIC]


def test_a_count_in_or_switch_that_is_set_to_nothing_leaves_no_segment():
    """No segment has length 0 but a wait."""
    timeline = compiled("- lift: 10", settings=Settings(ready=0, switch=0))
    assert shape(timeline) == ["setup 10", "lift left", "lift right"]


def test_an_exercise_s_own_reps_by_set_last_for_any_number_of_sets():
    """Four sets of an exercise that says 12/10/8 end with 8 and 8; two end with 10."""
    own = "exercises:\n  ladder: {name: Ladder, reps: 12/10/8}\n"

    def reps(sets: int) -> list[int | None]:
        text = f"name: T\n{own}blocks:\n  - do:\n      - ladder:\n          sets: {sets}\n"
        routine = read_routine(text, "t.yaml", exercises=EXERCISES, find=shipped_file, base=ROUTINES / "t.yaml").routine
        return [plan.reps for plan in compile_routine(routine, EXERCISES, Settings(), Targets()).sets]

    assert reps(4) == [12, 10, 8, 8]
    assert reps(2) == [12, 10]


def test_an_included_routine_is_laid_out_in_its_place():
    """Its blocks come between, with their own names and times."""
    timeline = compiled("- include: hip-warm-up\n- press: 10")
    assert [plan.block for plan in timeline.sets] == ["Warm up", "Warm up", "Main"]


def test_what_step_and_block_say_goes_with_the_set():
    """Role, note, spoken line, band and switches for sound and voice."""
    steps = """
        - press:
            line: 10
            role: finish
            note: Slowly
            say: Breathe
            band: green
            cues: false
            voice: false
            partial: top
    """
    plan = compiled(steps).sets[0]
    assert (plan.role, plan.note, plan.say, plan.band) == ("finish", "Slowly", "Breathe", "green")
    assert (plan.cues, plan.voice, plan.partial, plan.block) == (False, False, "top", "Main")


def test_too_many_segments_are_refused_before_the_memory_is_full():
    """A thousand rounds of a thousand reps."""
    steps = "- rounds:\n    times: 1000\n    do:\n      - press: 10 x 1000"
    with pytest.raises(PlanError, match="500,000 segments"):
        compiled(steps)


def test_the_cards_are_those_of_the_exercises_used():
    """With the routine's equipment before theirs, each thing once."""
    timeline = compiled("- prone-leg-curl: 10\n- pull: 10\n- prone-leg-curl: 10", "equipment: [a mat]\n")
    assert list(timeline.cards) == ["prone-leg-curl", "pull"]
    assert timeline.equipment == ("a mat", "41-inch loop band", "anchor at floor height", "anchor at the door")


def test_a_faster_session_asks_for_less():
    """Twice as fast, lengths, targets and tempo are halved, so the chime at the minimum still comes in its place."""
    timeline = compiled("- plank: 30-60s\n- press: 10", targets=Targets("top")).scaled(2)
    hold, reps = timeline.sets
    assert (hold.minimum, hold.target, hold.maximum) == (15_000, 30_000, 30_000)
    assert reps.tempo == (1000, 0, 1000, 0)
    assert timeline.segments[hold.first].duration == 30_000
