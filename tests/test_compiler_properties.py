"""What holds for every routine: gapless segments, equal sides, exact reps, no cue lost by slicing, two forms alike."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from stock import EXERCISES, ROUTINES, shipped_file, timeline_of

from bandtimer.coach_line import parse_line
from bandtimer.cue import Cue
from bandtimer.cueing import CLOSING, Score
from bandtimer.dose import Count, Length, Reps
from bandtimer.loader import read_routine
from bandtimer.routine import (
    Block,
    Dosage,
    ExerciseStep,
    GroupStep,
    Rest,
    RestStep,
    Routine,
    Step,
    Timing,
    WaitStep,
    Week,
)
from bandtimer.routine_text import dump, line_of
from bandtimer.settings import Settings
from bandtimer.targets import Targets
from bandtimer.tempo import Tempo
from bandtimer.timeline import Kind, Side, Timeline

seconds = st.integers(1, 90).map(lambda number: number * 1000)
odd_milliseconds = st.integers(1, 20_000)
short = st.one_of(seconds, odd_milliseconds)
lengths = st.tuples(short, st.integers(0, 30_000)).map(lambda pair: Length(pair[0], pair[0] + pair[1]))
open_lengths = st.tuples(lengths, st.booleans()).map(lambda pair: pair[0]._replace(open=pair[1]))
rests = st.one_of(st.just(Rest(None)), lengths.map(Rest))
phase = st.integers(0, 4_000)
tempos = st.tuples(phase, phase, st.integers(1, 4_000), phase).map(lambda fields: Tempo(*fields))
ranged_reps = st.tuples(st.integers(1, 6), st.integers(0, 4)).map(lambda pair: Reps(pair[0], pair[0] + pair[1]))
counts = st.tuples(st.integers(1, 3), st.integers(0, 2)).map(lambda pair: Count(pair[0], pair[0] + pair[1]))


def or_none(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy)


@st.composite
def dosages(draw: st.DrawFn) -> dict[str, object]:
    """The keys of a dose: one measure, with what may stand beside it."""
    data: dict[str, object] = {"tempo": draw(or_none(tempos)), "rest": draw(or_none(rests))}
    kind = draw(st.sampled_from(["reps", "each", "most", "hold", "work", "bouts"]))
    if kind == "each":
        each = tuple(draw(st.lists(st.integers(1, 5), min_size=1, max_size=3)))
        return data | {"reps": Reps(min(each), max(each), each)} if len(each) > 1 else data | {"reps": Reps(*each * 2)}
    data["sets"] = draw(or_none(counts))
    if kind == "reps":
        data["reps"] = draw(ranged_reps)
    elif kind == "most":
        data["reps"] = Reps(0, 0, most=True)
    elif kind == "bouts":
        data |= {"hold": draw(lengths), "bouts": draw(st.integers(1, 4)), "off": draw(short)}
    else:
        data[kind] = draw(open_lengths)
    return data


@st.composite
def exercise_steps(draw: st.DrawFn) -> ExerciseStep:
    data = draw(dosages())
    weeks: tuple[Week, ...] = ()
    if draw(st.booleans()) and not getattr(data.get("reps"), "each", ()):
        weeks = (Week(first=2, last=4, dosage=Dosage(reps=draw(ranged_reps), sets=draw(counts))),)
    return ExerciseStep.model_validate(
        {
            **{key: value for key, value in data.items() if value is not None},
            "exercise": draw(st.sampled_from(sorted(EXERCISES))),
            "sides": draw(or_none(st.sampled_from(["each", "alternate", "left", "right", "both"]))),
            "first": draw(or_none(st.sampled_from(["concentric", "eccentric"]))),
            "partial": draw(or_none(st.sampled_from(["top", "bottom", "middle"]))),
            "switch": draw(or_none(short)),
            "setup": draw(or_none(short)),
            "ready": draw(or_none(short)),
            "say": draw(or_none(st.sampled_from(["Breathe", "No: not so fast", "- 3 x 10 # yes", "'on'"]))),
            "note": draw(or_none(st.sampled_from(["Pain above 3? Stop.", "@ the top", "null"]))),
            "cues": draw(or_none(st.booleans())),
            "voice": draw(or_none(st.booleans())),
            "weeks": weeks,
        }
    )


simple_steps = st.one_of(
    exercise_steps(),
    exercise_steps(),
    rests.map(lambda rest: RestStep(rest=rest)),
    st.just(WaitStep(wait="Fix the band")),
)
groups = st.builds(
    lambda kind, rounds, rest, between, do: GroupStep(kind=kind, rounds=rounds, rest=rest, between=between, do=do),
    st.sampled_from(["superset", "circuit", "rounds"]),
    or_none(st.integers(1, 3)),
    or_none(rests),
    or_none(rests),
    st.lists(simple_steps, min_size=1, max_size=3).map(tuple),
)
steps: st.SearchStrategy[Step] = st.one_of(simple_steps, simple_steps, groups)
timings = st.fixed_dictionaries(
    {},
    optional={
        "setup": short,
        "ready": short,
        "rest": rests,
        "between": rests,
        "switch": short,
        "tempo": tempos,
        "starts": st.sampled_from(["left", "right"]),
    },
)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    blocks = tuple(
        Block.model_validate(
            {**draw(timings), "name": name, "do": (draw(exercise_steps()), *draw(st.lists(steps, max_size=2)))}
        )
        for name in ("One", "Two")[: draw(st.integers(1, 2))]
    )
    return Routine(name="Any", defaults=Timing.model_validate(draw(timings)), blocks=blocks)


timelines = st.builds(
    lambda routine, policy, week: timeline_of(routine, targets=Targets(policy), week=week),
    routines(),
    st.sampled_from(["bottom", "top"]),
    st.sampled_from([None, 1, 3]),
)


def check(timeline: Timeline) -> None:
    """What every timeline keeps to."""
    now = 0
    for number, segment in enumerate(timeline.segments):
        assert segment.number == number
        assert segment.start == now
        assert segment.duration > 0 or (segment.kind is Kind.WAIT and segment.duration == 0)
        now = segment.end
    assert timeline.duration == now == sum(segment.duration for segment in timeline.segments)
    after = 0
    for number, plan in enumerate(timeline.sets):
        assert plan.index == number
        assert plan.approach == after
        assert plan.approach <= plan.first < plan.last
        after = plan.last
        assert {segment.set for segment in timeline.segments[plan.approach : plan.last]} == {number}
    assert after == len(timeline.segments), "nothing trails after the last set"


@given(timelines)
def test_segments_are_gapless_and_ordered_and_belong_to_one_set(timeline: Timeline):
    """Starts are the running sum of durations; only a wait has no length; every segment leads to a set or is in it."""
    check(timeline)


@given(routines())
def test_compiling_twice_gives_the_same(routine: Routine):
    """Nothing but the routine decides."""
    assert timeline_of(routine) == timeline_of(routine)


@given(timelines)
def test_every_rep_lasts_its_tempo(timeline: Timeline):
    """a + b + c + d, on whichever side and whichever phase comes first."""
    for plan in timeline.sets:
        if plan.tempo is None:
            continue
        lasting: dict[int, int] = {}
        for segment in timeline.segments[plan.first : plan.last]:
            lasting[segment.rep or 0] = lasting.get(segment.rep or 0, 0) + segment.duration
        assert lasting == dict.fromkeys(range(1, (plan.reps or 0) + 1), sum(plan.tempo))


@given(timelines)
def test_both_sides_do_the_same(timeline: Timeline):
    """Set by set where one side follows the other, rep by rep where they alternate."""
    for one, other in itertools.pairwise(timeline.sets):
        follows = timeline.segments[other.approach].kind is Kind.SWITCH
        if follows and one.side and (one.step, one.set) == (other.step, other.set):
            assert other.side is one.side.other
            work = [
                [(it.kind, it.duration, it.rep, it.bout) for it in timeline.segments[plan.first : plan.last]]
                for plan in (one, other)
            ]
            assert work[0] == work[1]
    for plan in timeline.sets:
        if plan.alternate:
            spent = dict.fromkeys(Side, 0)
            for segment in timeline.segments[plan.first : plan.last]:
                if segment.side and segment.kind is not Kind.RELEASE:
                    spent[segment.side] += segment.duration
            assert spent[Side.LEFT] == spent[Side.RIGHT] > 0


@given(timelines, st.floats(0.25, 50))
def test_a_scaled_session_keeps_to_the_same_rules(timeline: Timeline, speed: float):
    """And has the same segments, none of them gone."""
    scaled = timeline.scaled(speed)
    check(scaled)
    assert [segment.kind for segment in scaled.segments] == [segment.kind for segment in timeline.segments]


@given(timelines, st.data())
def test_a_retimed_session_keeps_its_past(timeline: Timeline, data: st.DataObject):
    """What lies before the change stays as it was; what follows is gapless again."""
    since = data.draw(st.integers(0, len(timeline.segments)))
    more = data.draw(st.integers(0, 15_000))
    retimed = timeline.retimed(lambda segment: segment.duration + more if segment.duration else 0, since)
    check(retimed)
    assert retimed.segments[:since] == timeline.segments[:since]


@given(timelines, st.floats(1, 20), st.data())
def test_slicing_the_cues_anyhow_delivers_each_once_and_in_order(timeline: Timeline, speed: float, data: st.DataObject):
    """Slices that touch lose and double nothing, at waits, at equal starts and after the end too."""
    score = Score(timeline.scaled(speed), Settings())
    end = score.timeline.duration + CLOSING + 1
    starts = [segment.start for segment in score.timeline.segments]
    edges = st.one_of(st.integers(0, end), st.sampled_from([*starts, score.timeline.duration]))
    cuts = sorted({0, end, *data.draw(st.lists(edges, max_size=12))})
    whole = [cue for number in range(len(starts)) for cue in score.of_segment(number)]
    assert [cue.at for cue in whole] == sorted(cue.at for cue in whole)
    sliced: list[Cue] = []
    for begin, stop in itertools.pairwise(cuts):
        part = list(score.between(begin, stop))
        assert all(begin <= cue.at < stop for cue in part)
        sliced += part
    assert sliced == whole


@given(exercise_steps())
def test_a_line_and_its_long_form_are_one_step(step: ExerciseStep):
    """What `line_of` says reads back as the same values, key by key."""
    line, said = line_of(step)
    if not line:
        return
    exercise = EXERCISES[step.exercise]
    read = parse_line(line, held=exercise.hold is not None and exercise.reps is None)
    assert read.slips == ()
    keys = {key: getattr(step, key) for key in said if getattr(step, key) is not None}
    found = {key: word.value for key, word in read.words.items()}
    if step.reps and step.reps.each:
        keys.pop("sets", None)
        found.pop("sets", None)
    assert found == keys


@given(routines(), st.sampled_from([None, 3]))
def test_writing_a_routine_out_and_reading_it_back_changes_nothing(routine: Routine, week: int | None):
    """compile(parse(dump(routine))) is the same timeline."""
    text = dump(routine)
    read = read_routine(text, "any.yaml", exercises=EXERCISES, find=shipped_file, base=ROUTINES / "any.yaml")
    assert timeline_of(read.routine, week=week) == timeline_of(routine, week=week)
