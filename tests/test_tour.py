import itertools
from pathlib import Path

from bandtimer.cue import Sound
from bandtimer.sound import tour
from bandtimer.sound.frames import to_frames
from bandtimer.sound.palette import load
from bandtimer.sound.recipes import ONE_SHOTS

PALETTE = load(Path(__file__).parents[1] / "sounds")


def test_the_tour_has_every_sound_once_and_lasts_at_most_forty_seconds():
    """No sound is missing from the language, and each is explained."""
    sounds = [stop.sound for stop in tour.stops()]
    assert set(sounds) == set(Sound) - {Sound.VOICE} and len(sounds) == len(set(sounds))
    assert tour.score().timeline.duration <= 40_000
    assert len({stop.meaning for stop in tour.stops()}) == len(sounds)


def test_no_sound_of_the_tour_runs_into_the_next():
    """Each is over before the next begins, so it can be told apart."""
    stops = tour.stops()
    for stop, following in itertools.pairwise(stops):
        length = to_frames(stop.duration) if stop.duration else len(PALETTE.samples[stop.sound])
        assert to_frames(stop.at + 1_000 * (stop.repeats - 1)) + length < to_frames(following.at)


def test_the_score_of_the_tour_plays_what_it_explains():
    """The cues are those of the stops."""
    cues = list(tour.score().between(0, 40_000))
    assert [cue.cue for cue in cues if cue.cue in ONE_SHOTS and cue.cue is not Sound.TICK] == [
        stop.sound for stop in tour.stops() if stop.sound in ONE_SHOTS and stop.sound is not Sound.TICK
    ]
    assert sum(cue.cue is Sound.TICK for cue in cues) == 3
