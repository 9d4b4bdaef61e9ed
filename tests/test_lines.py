import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandtimer.cue import Cue, ParkedLoop, Sound
from bandtimer.cueing import Score
from bandtimer.settings import Settings
from bandtimer.sound.fitting import GAP
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.lines import LoopLines, ScoreLines
from bandtimer.sound.palette import load
from bandtimer.timeline import Kind
from tests.sessions import Builder, session
from tests.stock import STOCK, stock, timeline_of
from tests.voices import Ready

PALETTE = load(Path(__file__).parents[1] / "sounds")


def assert_well_spoken(score: Score, lines: ScoreLines) -> None:
    said = sorted(lines.all_said(), key=lambda line: line[1])
    assert said
    for cue, start, end in said:
        assert start >= cue.at * PER_MS
        assert cue.until is None or end <= cue.until * PER_MS
    for (_, _, end), (_, start, _) in itertools.pairwise(said):
        assert start - end >= GAP


@pytest.mark.parametrize("name", STOCK)
@pytest.mark.parametrize("a_letter", [45, 75, 140])
def test_what_is_spoken_in_a_stock_routine_never_overlaps_and_fits_its_slot(name, a_letter):
    """With a fast, a usual and a slow voice: lines lie 150 ms apart, whole, and end in time."""
    score = Score(timeline_of(stock(name)), Settings())
    assert_well_spoken(score, ScoreLines(score, PALETTE, Ready(a_letter)))


@pytest.mark.parametrize("name", STOCK)
def test_a_usual_voice_finds_room_for_nearly_all_of_a_stock_routine(name):
    """At a usual pace, at most one line in ten is dropped for want of room."""
    score = Score(timeline_of(stock(name)), Settings())
    lines = ScoreLines(score, PALETTE, Ready(65))
    said = len(lines.all_said())
    assert lines.dropped <= 0.1 * (said + lines.dropped)


@st.composite
def random_sessions(draw):
    built = Builder()
    for _ in range(draw(st.integers(1, 4))):
        built.leads(draw(st.sampled_from([Kind.SETUP, Kind.REST, Kind.SWITCH])), draw(st.integers(500, 40_000)))
        if draw(st.booleans()):
            built.leads(Kind.WAIT, 0)
            built.leads(Kind.READY, draw(st.integers(500, 5_000)))
        match draw(st.integers(0, 2)):
            case 0:
                built.reps(draw(st.integers(1, 6)), tuple(draw(st.integers(1, 4_000)) for _ in range(4)))
            case 1:
                built.hold(
                    draw(st.integers(1_000, 60_000)),
                    draw(st.none() | st.integers(500, 30_000)),
                    draw(st.integers(1, 3)),
                )
            case _:
                built.work(draw(st.integers(1_000, 60_000)))
    return built.timeline()


@given(random_sessions(), st.integers(20, 200))
def test_what_is_spoken_in_any_session_never_overlaps_and_fits_its_slot(timeline, a_letter):
    """Random sessions with random voices keep the same promise."""
    score = Score(timeline, Settings())
    lines = ScoreLines(score, PALETTE, Ready(a_letter))
    if lines.all_said():
        assert_well_spoken(score, lines)


@given(st.integers(0, 165), st.lists(st.integers(1, 3 * RATE), min_size=1, max_size=12))
def test_the_lines_are_the_same_however_they_are_asked_for(second, spans):
    """A span asked for in pieces, or after a seek, holds the lines of the whole session."""
    score = Score(session(), Settings())
    everything = ScoreLines(score, PALETTE, Ready())
    expected = {(start, end) for _, start, end in everything.all_said()}
    lines = ScoreLines(score, PALETTE, Ready())
    at = second * RATE
    for span in spans:
        found = {(line.start, line.start + len(line.samples)) for line in lines.between(at, at + span)}
        assert found == {line for line in expected if line[0] < at + span and line[1] > at}
        at += span


def test_a_line_that_becomes_ready_late_is_still_said_when_it_fits():
    """The first line of a new session is rendered while the session begins, and begins then."""
    score = Score(session(), Settings())
    texts = {cue.text for cue in score.between(0, 5_000) if cue.text} | {cue.short for cue in score.between(0, 5_000)}
    clips = Ready(30, frozenset(text for text in texts if text))
    lines = ScoreLines(score, PALETTE, clips)
    assert lines.between(0, 2 * RATE) == []
    clips.appear(*clips.missing)
    (line,) = lines.between(2 * RATE, 3 * RATE)
    assert line.start == 2 * RATE


def test_what_was_handed_out_is_not_moved_by_a_line_that_becomes_ready():
    """A line under way stays where it is; the new one keeps clear of it."""
    loop = ParkedLoop(
        (Cue(0, Sound.VOICE, None, "first line", None, 1), Cue(0, Sound.VOICE, None, "more", None, 9)), None
    )
    clips = Ready(100, frozenset({"more"}))
    lines = LoopLines(loop, PALETTE, clips)
    (first,) = lines.between(0, RATE // 2)
    clips.appear("more")
    found = lines.between(0, 4 * RATE)
    assert found[0] == first
    assert found[1].start >= first.start + len(first.samples) + GAP


def test_no_line_is_heard_from_its_middle_on():
    """A seek into a line of the past leaves it out; one just due is said from its beginning."""
    score = Score(session(), Settings())
    due = next(cue for cue in score.between(0, 5_000) if cue.text)
    soon = ScoreLines(score, PALETTE, Ready(20), begin=(due.at + 400) * PER_MS)
    (line,) = soon.between((due.at + 400) * PER_MS, (due.at + 900) * PER_MS)
    assert line.start == (due.at + 400) * PER_MS
    late = ScoreLines(score, PALETTE, Ready(20), begin=(due.at + 4_000) * PER_MS)
    assert late.between((due.at + 4_000) * PER_MS, 10 * RATE) == []


def test_a_line_under_way_survives_an_edit():
    """When a rest grows while its line is said, the line goes on where it was."""
    timeline = session()
    score = Score(timeline, Settings())
    rest = next(segment for segment in timeline.segments if segment.kind is Kind.REST)
    longer = Score(
        timeline.retimed(lambda segment: segment.duration + 15_000 * (segment == rest), rest.number), Settings()
    )
    lines = ScoreLines(score, PALETTE, Ready(40))
    now = (rest.start + 2_000) * PER_MS
    (before,) = lines.between(now - 100, now)
    edited = lines.continuing(longer, now)
    (after,) = edited.between(now, now + 100)
    assert (before.start, len(before.samples)) == (after.start, len(after.samples))


def test_a_loop_says_its_lines_once():
    """A wait says what it waits for and leaves the rest to its pulse."""
    loop = ParkedLoop((Cue(0, Sound.WAITING), Cue(700, Sound.VOICE, None, "ready?", None, 1)), 3_000)
    assert len(LoopLines(loop, PALETTE, Ready()).between(0, 60 * RATE)) == 1
