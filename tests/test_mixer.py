from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandtimer.cue import Cue, ParkedLoop, Sound
from bandtimer.cueing import Score, open_hold_loop, waiting_loop
from bandtimer.settings import Settings
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.mixer import CEILING, DUCKED, KNEE, LoopMixer, Mixer, Spoken, limited
from bandtimer.sound.palette import load
from bandtimer.timeline import Kind, Segment, Timeline
from tests.sessions import session

PALETTE = load(Path(__file__).parent.parent / "sounds")
MUTE = Settings(voice=False)
SCORE = Score(session(), MUTE)
WHOLE = Mixer(SCORE, PALETTE)
ALL = WHOLE.render(0, WHOLE.end)


class Speech:
    """Lines at fixed places."""

    def __init__(self, *lines: Spoken) -> None:
        self._lines = lines

    def between(self, start: int, end: int) -> list[Spoken]:
        return [line for line in self._lines if line.start < end and line.start + len(line.samples) > start]


class Cues(Score):
    """A score of given cues, for one segment of work."""

    def __init__(self, *cues: Cue, length: int = 10_000) -> None:
        super().__init__(Timeline("x", (Segment(0, Kind.WORK, 0, length, None),), (), {}), MUTE)
        self._cues = tuple(sorted(cues, key=lambda cue: cue.at))

    def of_segment(self, number: int) -> tuple[Cue, ...]:
        return self._cues


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_any_slicing_gives_the_same_bits(data):
    """However the session is sliced, and wherever a seek starts, each sample is bit by bit that of the whole render."""
    start = data.draw(st.integers(-RATE, len(ALL)))
    mixer = Mixer(SCORE, PALETTE)
    for frames in data.draw(st.lists(st.integers(1, 2 * RATE), min_size=1, max_size=4)):
        piece = mixer.render(start, frames)
        expected = np.zeros(frames, dtype=np.float32)
        first, last = max(start, 0), min(start + frames, len(ALL))
        if first < last:
            expected[first - start : last - start] = ALL[first:last]
        assert piece.dtype == np.float32
        assert piece.tobytes() == expected.tobytes()
        start += frames


@given(st.lists(st.integers(1, 3 * RATE), min_size=1, max_size=5), st.integers(0, 40 * RATE))
@settings(max_examples=25, deadline=None)
def test_spoken_lines_and_their_ducking_are_sliced_alike(frames, start):
    """With the voice on, any slicing gives the same bits too."""
    noise = np.random.default_rng(4).normal(0, 0.1, 4 * RATE).astype(np.float32)
    lines = Speech(Spoken(6 * RATE, noise), Spoken(14 * RATE, noise), Spoken(27 * RATE + 7, noise))
    mixer = Mixer(SCORE, PALETTE, lines)
    whole = mixer.render(start, sum(frames))
    pieces, at = [], start
    for count in frames:
        pieces.append(mixer.render(at, count))
        at += count
    assert np.concatenate(pieces).tobytes() == whole.tobytes()


def test_each_beat_begins_at_its_frame():
    """A beat alone is its sample, untouched, from exactly its frame on: error 0 samples."""
    for sound, sample in PALETTE.samples.items():
        mixed = Mixer(Cues(Cue(1234, sound)), PALETTE).render(0, 12 * RATE)
        at = 1234 * PER_MS
        assert not mixed[:at].any()
        assert np.array_equal(mixed[at : at + len(sample)], sample)
        assert not mixed[at + len(sample) :].any()


def test_no_beat_of_a_session_is_missing_or_moved():
    """Every beat of the score stands in the recording: taking all of them away leaves silence between the glides."""
    rest = ALL.astype(np.float64)
    for cue in SCORE.between(0, SCORE.timeline.duration + 6_000):
        at = cue.at * PER_MS
        if cue.duration is None:
            sample = PALETTE.samples[cue.cue]
            rest[at : at + len(sample)] -= sample
    sustained = np.zeros(len(rest), dtype=bool)
    for cue in SCORE.between(0, SCORE.timeline.duration):
        if cue.duration is not None:
            sustained[cue.at * PER_MS : (cue.at + cue.duration) * PER_MS] = True
    assert np.abs(rest[~sustained]).max() < 1e-6


def test_two_beats_at_once_are_both_there():
    """Beats at the same time add up; neither is moved nor dropped."""
    mixed = Mixer(Cues(Cue(100, Sound.STOP), Cue(100, Sound.WAITING)), PALETTE).render(0, RATE)
    both = np.zeros(RATE, dtype=np.float32)
    for sound in (Sound.STOP, Sound.WAITING):
        sample = PALETTE.samples[sound]
        both[4800 : 4800 + len(sample)] += sample
    assert np.array_equal(mixed, both)


def test_the_voice_lies_nine_decibels_lower_while_a_beat_sounds():
    """Under a beat the line is heard at 0.355 of itself, well before and after at all of it; the beat stays whole."""
    line = np.full(6 * RATE, 0.1, dtype=np.float32)
    beat = PALETTE.samples[Sound.GO]
    mixed = Mixer(Cues(Cue(3000, Sound.GO)), PALETTE, Speech(Spoken(0, line))).render(0, 6 * RATE)
    at = 3 * RATE
    voice = mixed.copy()
    voice[at : at + len(beat)] -= beat
    assert np.allclose(voice[at : at + len(beat)], 0.1 * DUCKED, atol=1e-6)
    assert 20 * np.log10(DUCKED) == pytest.approx(-9.0, abs=0.01)
    assert np.all(voice[: at - RATE // 20] == line[0]) and np.all(voice[at + len(beat) + RATE // 8 :] == line[0])
    assert np.abs(np.diff(voice)).max() < 0.001


def test_glides_do_not_turn_the_voice_down():
    """A glide lies below the voice already."""
    line = np.full(2 * RATE, 0.1, dtype=np.float32)
    with_voice = Mixer(Cues(Cue(0, Sound.BED, 2000)), PALETTE, Speech(Spoken(0, line))).render(0, 2 * RATE)
    without = Mixer(Cues(Cue(0, Sound.BED, 2000)), PALETTE).render(0, 2 * RATE)
    assert np.allclose(with_voice - without, 0.1, atol=1e-6)


@given(st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=200))
def test_nothing_ever_clips(samples):
    """Whatever is added up, no sample reaches full scale, small ones stay as they are, and order is kept."""
    values = np.array(samples, dtype=np.float32)
    out = limited(values)
    assert np.abs(out).max() <= CEILING < 1.0
    small = np.abs(values) <= KNEE
    assert np.array_equal(out[small], values[small])
    assert np.all(np.diff(out[np.argsort(values, kind="stable")]) >= 0)


def test_many_beats_at_once_do_not_clip():
    """Ten beats on one frame with a loud line stay below full scale."""
    cues = [Cue(500, sound) for sound in PALETTE.samples for _ in range(3)]
    loud = np.ones(RATE, dtype=np.float32)
    mixed = Mixer(Cues(*cues), PALETTE, Speech(Spoken(24_000, loud))).render(0, 2 * RATE)
    assert 0.9 < np.abs(mixed).max() <= CEILING


def test_volume_turns_all_of_it_down():
    """Half the volume is half of each sample."""
    half = Mixer(SCORE, PALETTE, volume=0.5).render(15 * RATE, RATE)
    assert np.array_equal(half, ALL[15 * RATE : 16 * RATE] * np.float32(0.5))


@given(st.integers(0, 100 * RATE), st.lists(st.integers(1, RATE), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_parked_loops_are_sliced_alike(start, frames):
    """The slow pulse of a wait is the same however it is sliced, round after round."""
    mixer = LoopMixer(waiting_loop("ready?", MUTE), PALETTE)
    whole = mixer.render(start, sum(frames))
    pieces, at = [], start
    for count in frames:
        pieces.append(mixer.render(at, count))
        at += count
    assert np.concatenate(pieces).tobytes() == whole.tobytes()


def test_a_loop_repeats_with_its_period():
    """Each round sounds like the first, tails that reach over the seam included."""
    loop = ParkedLoop((Cue(0, Sound.WAITING), Cue(900, Sound.REST)), 1000)
    mixed = LoopMixer(loop, PALETTE).render(0, 5 * RATE)
    assert np.array_equal(mixed[RATE : 2 * RATE], mixed[3 * RATE : 4 * RATE])
    assert not np.array_equal(mixed[:RATE], mixed[RATE : 2 * RATE])


def test_a_bed_that_fills_its_loop_has_no_seam():
    """Where a sustained sound meets itself it doesn't dip."""
    mixed = LoopMixer(ParkedLoop((Cue(0, Sound.BED, 4000),), 4000), PALETTE).render(0, 9 * RATE)
    seam = np.abs(mixed[4 * RATE - 480 : 4 * RATE + 480]).max()
    assert seam > 0.5 * np.abs(mixed[RATE : 3 * RATE]).max()


def test_an_open_hold_goes_on_with_its_chime_and_bed():
    """Past the target the chime sounds at once and the bed goes on."""
    plan = SCORE.timeline.sets[2]
    mixed = LoopMixer(open_hold_loop(plan, MUTE), PALETTE).render(0, 30 * RATE)
    target = PALETTE.samples[Sound.TARGET]
    match = np.dot(mixed[: len(target)], target) / np.dot(target, target)
    assert match == pytest.approx(1.0, abs=0.1)
    assert np.abs(mixed[25 * RATE : 26 * RATE]).max() > 0.01
