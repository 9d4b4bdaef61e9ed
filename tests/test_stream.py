from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandtimer.cueing import Score, count_in_loop, paused_loop, waiting_loop
from bandtimer.settings import Settings
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.mixer import LoopMixer, Mixer
from bandtimer.sound.palette import load
from bandtimer.sound.stream import LEAD, MOST_AHEAD, Room, Stream
from bandtimer.sound.take import Take
from bandtimer.timeline import Kind
from tests.sessions import session

PALETTE = load(Path(__file__).parents[1] / "sounds")
ROOM = Room(PALETTE, None)
MUTE = Settings(voice=False)
SCORE = Score(session(), MUTE)
MIXER = Mixer(SCORE, PALETTE)


def changed(kind: Kind, more: int) -> Score:
    """The session with its first segment of a kind made longer."""
    segment = next(segment for segment in SCORE.timeline.segments if segment.kind is kind)
    return Score(
        SCORE.timeline.retimed(lambda one: one.duration + more * (one.number == segment.number), segment.number), MUTE
    )


@given(st.integers(0, 160_000), st.lists(st.integers(1, RATE), min_size=1, max_size=6))
def test_a_stream_is_silence_and_then_the_score_from_the_position(position, asks):
    """After 20 ms of silence each frame is that of the mixer, whatever the device asks for."""
    stream = Stream(Take(SCORE, position), ROOM)
    got = np.concatenate([stream.render(frames) for frames in asks])
    expected = np.concatenate([np.zeros(LEAD, np.float32), MIXER.render(position * PER_MS, len(got))])[: len(got)]
    assert np.array_equal(got, expected)


def test_count_in_score_and_parked_loop_meet_without_a_gap():
    """The go of a set follows its count-in to the frame, and at the wait the slow pulse begins to the frame."""
    count_in, waiting = count_in_loop(3_000, MUTE), waiting_loop("on?", MUTE)
    stream = Stream(Take(SCORE, 15_000, count_in, 3_000, 17_000, waiting), ROOM)
    got = np.concatenate([stream.render(7_777) for _ in range(60)])
    expected = np.concatenate(
        [
            np.zeros(LEAD, np.float32),
            LoopMixer(count_in, PALETTE).render(0, 3 * RATE),
            MIXER.render(15 * RATE, 2 * RATE),
            LoopMixer(waiting, PALETTE).render(0, 9 * RATE),
        ]
    )
    assert np.array_equal(got, expected[: len(got)])


def test_positions_run_through_the_count_in_and_stand_at_the_end():
    """What is left of the count-in is below the position; past `until` the position stands."""
    stream = Stream(Take(SCORE, 15_000, count_in_loop(3_000, MUTE), 3_000, 17_000), ROOM)
    at = [stream.position_at(LEAD + seconds * RATE) for seconds in (0, 1, 3, 4, 5, 60)]
    assert at == [12_000, 13_000, 15_000, 16_000, 17_000, 17_000]
    assert stream.position_at(0) == 12_000
    assert stream.frame_of(16_000) == LEAD + 4 * RATE


def test_a_loop_alone_has_no_position_to_move():
    """Parked, the stream sounds and the position stands."""
    stream = Stream(Take(None, then=paused_loop(MUTE)), ROOM)
    assert np.abs(stream.render(RATE)).max() > 0.1
    assert stream.position_at(RATE) == 0


def test_an_edit_far_ahead_is_swapped_in_without_a_break():
    """A longer rest changes nothing that is queued: the stream goes on with the new score."""
    longer = changed(Kind.SWITCH, 15_000)
    stream = Stream(Take(SCORE, 20_000), ROOM)
    first = stream.render(RATE)
    assert stream.swapped(longer, RATE // 2)
    got = np.concatenate([first, stream.render(40 * RATE)])
    assert np.array_equal(got[LEAD:], Mixer(longer, PALETTE).render(20 * RATE, len(got) - LEAD))


def test_an_edit_of_what_is_queued_asks_for_a_new_stream():
    """A glide that is already queued gets another length: that can't be swapped."""
    stream = Stream(Take(SCORE, 14_000), ROOM)
    stream.render(3 * RATE)
    assert not stream.swapped(changed(Kind.CONCENTRIC, 500), RATE)
    assert stream.swapped(SCORE, RATE)


@given(st.integers(0, 160_000), st.integers(1, 10 * RATE))
def test_cuts_lie_at_the_ends_of_segments(position, at_least):
    """A buffer is at least as long as asked for and ends with a segment, unless that lies more than 30 s off."""
    stream = Stream(Take(SCORE, position), ROOM)
    cut = stream.next_cut(at_least)
    assert at_least <= cut <= MOST_AHEAD
    ends = {segment.end for segment in SCORE.timeline.segments}
    past_the_end = position + at_least // PER_MS >= SCORE.timeline.duration - 50
    assert cut in (MOST_AHEAD, LEAD) or past_the_end or position + (cut - LEAD) // PER_MS in ends


@pytest.mark.parametrize("frame", [0, LEAD - 1, LEAD])
def test_the_position_stands_during_the_silence_at_the_start(frame):
    """Nothing is passed over while the device wakes up."""
    assert Stream(Take(SCORE, 5_000), ROOM).position_at(frame) == 5_000
