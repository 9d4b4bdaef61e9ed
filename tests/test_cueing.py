"""The rules of the cues, one test for each moment of the design's table, on compiled routines."""

from __future__ import annotations

import pytest
from stock import EXERCISES, ROUTINES, shipped_file, stock, timeline_of

from bandtimer.compiler import compile_routine
from bandtimer.cue import SUSTAINED, Cue, Sound
from bandtimer.cueing import AFTER_STOP, Score, count_in_loop, open_hold_loop, paused_loop, waiting_loop
from bandtimer.loader import read_routine
from bandtimer.settings import Settings
from bandtimer.targets import Targets
from bandtimer.timeline import Kind, Segment

OWN = """
exercises:
  curl: {name: Curl, reps: 10-20, place: "Loop round both ankles | ankles", tempo: 3-1-2-1,
         verbs: {concentric: curl the heels up | curl, eccentric: slowly out | out, contracted: squeeze it | squeeze}}
  lift: {name: Lift, reps: 10, sides: each}
  plank: {name: Plank, hold: 30-60s}
"""


def score_of(*steps: str, settings: Settings | None = None, targets: Targets | None = None, block: str = "") -> Score:
    lines = "".join(f"      - {step}\n" for step in steps)
    text = f"name: Test\n{OWN}blocks:\n  - name: Main\n{block}    do:\n{lines}"
    read = read_routine(text, "test.yaml", exercises=EXERCISES, find=shipped_file, base=ROUTINES / "test.yaml")
    chosen = settings or Settings()
    return Score(compile_routine(read.routine, EXERCISES, chosen, targets or Targets()), chosen)


def first(score: Score, kind: Kind, number: int = 0) -> Segment:
    return [segment for segment in score.timeline.segments if segment.kind is kind][number]


def beats(score: Score, segment: Segment) -> list[tuple[int, Sound]]:
    """From the start of the segment, in milliseconds; what closes the session is left out."""
    found = [cue for cue in score.of_segment(segment.number) if cue.at < segment.end]
    return [(cue.at - segment.start, cue.cue) for cue in found if cue.cue is not Sound.VOICE]


def said(score: Score, segment: Segment) -> list[str]:
    found = [cue for cue in score.of_segment(segment.number) if cue.at < segment.end]
    return [cue.text or "" for cue in found if cue.cue is Sound.VOICE]


def ticks(length: int) -> list[tuple[int, Sound]]:
    return [(length - second * 1000, Sound.TICK) for second in (3, 2, 1)]


def test_set_up_begins_with_its_figure_and_says_what_and_where():
    """Two low notes; exercise, side and place of the band; the last three seconds tick."""
    score = score_of("curl: 10")
    segment = first(score, Kind.SETUP)
    assert beats(score, segment) == [(0, Sound.SETUP), *ticks(10_000)]
    assert said(score, segment) == ["Curl. Loop round both ankles."]
    score = score_of("lift: 10")
    assert said(score, first(score, Kind.SETUP))[0].startswith("Lift. Left leg")


def test_a_count_in_says_ready_and_ticks():
    """No beat of its own at its start."""
    score = score_of("curl: 10")
    segment = first(score, Kind.READY)
    assert beats(score, segment) == ticks(5_000)
    assert said(score, segment) == ["ready"]


@pytest.mark.parametrize("step", ["curl: 10", "plank: 30s hold", "curl: 30s work"])
def test_a_set_begins_with_go(step: str):
    """Reps, hold and work alike, with the first verb."""
    score = score_of(step)
    segment = score.timeline.segments[score.timeline.sets[0].first]
    assert beats(score, segment)[0] == (0, Sound.GO)
    assert said(score, segment)


def test_the_phases_of_a_rep_sound_for_as_long_as_they_last():
    """A rising glide, a steady note where it is contracted, a falling glide, silence where it is stretched."""
    score = score_of("curl: 10")
    rep = [segment for segment in score.timeline.segments if segment.rep == 3]
    sustained = [[cue for cue in score.of_segment(segment.number) if cue.cue in SUSTAINED] for segment in rep]
    assert [[(cue.cue, cue.at, cue.duration) for cue in cues] for cues in sustained] == [
        [(Sound.CONCENTRIC, rep[0].start, 2000)],
        [(Sound.SQUEEZE, rep[1].start, 1000)],
        [(Sound.ECCENTRIC, rep[2].start, 3000)],
        [],
    ]


def test_verbs_are_spoken_in_the_first_two_reps():
    """Long and short form, over by the end of the phase."""
    score = score_of("curl: 10")

    def verbs(rep: int) -> list[tuple[str | None, str | None]]:
        cues = [cue for it in score.timeline.segments if it.rep == rep for cue in score.of_segment(it.number)]
        return [(cue.text, cue.short) for cue in cues if cue.short]

    assert verbs(1)[:3] == [("curl the heels up", "curl"), ("squeeze it", "squeeze"), ("slowly out", "out")]
    assert verbs(2)[:3] == verbs(1)[:3]
    assert verbs(3) == []


def test_a_rep_that_another_follows_clicks_and_is_counted():
    """A click on each boundary between reps, not after the last; the last three are counted down."""
    score = score_of("curl: 6", settings=Settings(verb_reps=0))
    cues = [cue for segment in score.timeline.segments for cue in score.of_segment(segment.number)]
    clicks = [cue.at for cue in cues if cue.cue is Sound.REP]
    start = score.timeline.segments[score.timeline.sets[0].first].start
    assert clicks == [start + 7000 * rep for rep in range(1, 6)]
    assert [cue.text for cue in cues if cue.at in clicks and cue.text] == [
        "one", "two", "three more", "two more", "last one",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counting", "last_reps", "words"),
    [
        ("up", "same", ["one", "two", "three"]),
        ("down", "same", ["three", "two", "one"]),
        ("up", "last one", ["one", "two", "last one"]),
        ("off", "down", []),
    ],
)
def test_the_way_of_counting_is_a_setting(counting: str, last_reps: str, words: list[str]):
    """Up, down or not at all; the last reps counted down, named or as the others."""
    settings = Settings(verb_reps=0, counting=counting, last_reps=last_reps)  # type: ignore[arg-type]
    score = score_of("curl: 4", settings=settings)
    found = [text for it in score.timeline.segments if it.rep and it.rep > 1 for text in said(score, it)]
    assert found == words


def test_a_hold_has_a_bed_a_pulse_and_a_chime_at_its_minimum():
    """A tick every ten seconds, the chime in place of the one at 30 s, the last three seconds ticked."""
    score = score_of("plank: 30-60s", targets=Targets("top"))
    segment = first(score, Kind.HOLD)
    assert beats(score, segment) == [
        (0, Sound.GO), (0, Sound.BED), (10_000, Sound.PULSE), (20_000, Sound.PULSE), (30_000, Sound.MINIMUM),
        (40_000, Sound.PULSE), (50_000, Sound.PULSE), *ticks(60_000),
    ]  # fmt: skip
    assert [cue.duration for cue in score.of_segment(segment.number) if cue.cue is Sound.BED] == [60_000]
    assert said(score, segment)[1:] == ["minimum, keep going", "ten seconds"]


def test_a_long_hold_says_half_way_and_ten_seconds():
    """A short one neither."""
    score = score_of("plank: 40s hold", "plank: 15s hold")
    assert said(score, first(score, Kind.HOLD))[1:] == ["half-way", "ten seconds"]
    assert said(score, first(score, Kind.HOLD, 1))[1:] == []


def test_a_hold_that_goes_on_chimes_at_its_target():
    """In parked time; the countdown before the target stays silent, for nothing ends there."""
    score = score_of("plank: 30s+")
    segment = first(score, Kind.HOLD)
    assert Sound.TICK not in {sound for _, sound in beats(score, segment)}
    assert "ten seconds" not in said(score, segment)
    loop = open_hold_loop(score.timeline.sets[0], Settings())
    assert [(cue.at, cue.cue) for cue in loop.cues[:2]] == [(0, Sound.TARGET), (0, Sound.BED)]
    assert loop.period is None


def test_a_set_that_is_over_stops_and_the_rest_follows():
    """The stop figure on the boundary, then the two notes of the rest, length and what is next, and a tip."""
    score = score_of("curl: 2 x 10")
    segment = first(score, Kind.REST)
    assert beats(score, segment) == [(0, Sound.STOP), (AFTER_STOP, Sound.REST), *ticks(60_000)]
    assert said(score, segment)[0].endswith("Rest 1 minute. Next: Curl, set 2 of 2.")
    score = score_of("prone-leg-curl: 2 x 10")
    tips = {tip.text for tip in score.timeline.cards["prone-leg-curl"].tips if "rest" in tip.moments}
    assert said(score, first(score, Kind.REST))[1] in tips


def test_a_short_rest_has_no_tip():
    """Below twenty seconds there is no time for one."""
    score = score_of("prone-leg-curl: 2 x 10, rest 15s")
    assert len(said(score, first(score, Kind.REST))) == 1


def test_letting_go_between_holds_is_soft():
    """A short note, no stop figure, since the set goes on; each hold begins with go."""
    score = score_of("plank: (3 x 10s hold, 5s off)")
    segment = first(score, Kind.RELEASE)
    assert beats(score, segment) == [(0, Sound.RELEASE), *ticks(5_000)]
    assert said(score, segment) == ["let go"]
    assert beats(score, first(score, Kind.HOLD, 1))[0] == (0, Sound.GO)


def test_a_change_of_sides_has_its_own_figure_and_names_the_side():
    """After the stop of the first side."""
    score = score_of("lift: 10")
    segment = first(score, Kind.SWITCH)
    assert beats(score, segment) == [(0, Sound.STOP), (AFTER_STOP, Sound.SWITCH), *ticks(5_000)]
    assert said(score, segment) == ["switch: right leg"]


def test_a_wait_sounds_in_parked_time_only():
    """The stop figure of the set before it comes first, so that it isn't heard when the wait is over."""
    score = score_of("curl: 10", "wait: Fetch water", "curl: 10")
    wait = first(score, Kind.WAIT)
    assert score.of_segment(wait.number) == ()
    assert Sound.STOP not in {cue.cue for cue in score.between(wait.start, wait.start + 1)}
    loop = score.waiting(wait.number)
    assert loop.cues[0] == Cue(0, Sound.STOP)
    assert [cue.at for cue in loop.cues if cue.cue is Sound.WAITING][:3] == [3_000, 6_000, 9_000]
    assert {cue.text for cue in loop.cues if cue.cue is Sound.VOICE} == {"Fetch water"}
    assert Sound.STOP not in {cue.cue for cue in waiting_loop("Ready?", Settings()).cues}


def test_a_pause_falls_and_going_on_rises():
    """Short figures in parked time; the count-in ticks its last three seconds."""
    assert paused_loop(Settings()).cues == (Cue(0, Sound.PAUSED),)
    found = [(cue.at, cue.cue) for cue in count_in_loop(5_000, Settings()).cues if cue.cue is not Sound.VOICE]
    assert found == [(0, Sound.RESUMED), *ticks(5_000)]


def test_half_of_the_session_is_said_once_in_a_rest():
    """In the first rest that begins after the half."""
    score = score_of("curl: 4 x 10")
    texts = [text for segment in score.timeline.segments for text in said(score, segment) if "Half of" in text]
    assert len(texts) == 1


def test_the_session_closes_with_a_stop_a_figure_and_a_summary():
    """At its very end and just after it."""
    score = score_of("curl: 10")
    end = score.timeline.duration
    closing = list(score.between(end, end + 10_000))
    assert [(cue.at - end, cue.cue) for cue in closing] == [
        (0, Sound.STOP),
        (AFTER_STOP, Sound.DONE),
        (2 * AFTER_STOP, Sound.VOICE),
    ]
    assert closing[-1].text == "Done. 1 set in 85 seconds."


def test_beats_voice_and_glides_can_be_switched_off():
    """By setting for all, by block for its sets; the stop of a set that is heard stays heard."""
    quiet = score_of("curl: 10", settings=Settings(beats=False))
    assert {cue.cue for cue in quiet.between(0, 10**9)} == {Sound.VOICE}
    mute = score_of("curl: 10", settings=Settings(voice=False))
    assert Sound.VOICE not in {cue.cue for cue in mute.between(0, 10**9)}
    plain = score_of("curl: 10", settings=Settings(glides=False))
    assert {cue.cue for cue in plain.between(0, 10**9)}.isdisjoint(SUSTAINED)
    block = score_of("curl: 10", block="    cues: false\n    voice: false\n")
    assert [cue.cue for cue in block.between(0, 10**9)] == [Sound.DONE, Sound.VOICE]


def test_the_stop_belongs_to_the_set_that_ends():
    """Silent sets end silently, whatever follows; heard ones end with a stop before a silent one."""
    heard = score_of("curl: 10", "curl: {line: 10, cues: false}")
    assert beats(heard, first(heard, Kind.REST)) == [(0, Sound.STOP)]
    silent = score_of("curl: {line: 10, cues: false}", "curl: 10")
    assert beats(silent, first(silent, Kind.REST))[0] == (0, Sound.REST)


def test_what_the_routine_says_is_spoken_as_the_set_begins():
    """Even where the first phase is shorter than the usual delay, the line lies inside its segment."""
    score = score_of("curl: {line: 10 @ 1-0-1-0, say: Breathe}")
    segment = score.timeline.segments[score.timeline.sets[0].first]
    assert "Breathe" in said(score, segment)


@pytest.mark.parametrize("name", ["leg-day-blueprint", "hotel-room", "desk-reset"])
@pytest.mark.parametrize("speed", [1, 3, 17])
def test_every_cue_of_a_segment_lies_inside_it(name: str, speed: float):
    """At any speed; lines may end later, never before they begin."""
    score = Score(timeline_of(stock(name)).scaled(speed), Settings())
    for segment in score.timeline.segments[:-1]:
        for cue in score.of_segment(segment.number):
            assert segment.start <= cue.at < segment.end
            assert cue.until is None or cue.until >= cue.at
