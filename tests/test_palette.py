from pathlib import Path

import numpy as np
import pytest
import soundfile

from bandtimer.cue import Sound
from bandtimer.sound.frames import RATE
from bandtimer.sound.loudness import loudness, true_peak
from bandtimer.sound.palette import LONGEST, load
from bandtimer.sound.recipes import ONE_SHOTS

SHIPPED = Path(__file__).parent.parent / "sounds"


def beep(seconds: float = 0.3, rate: int = 44_100, channels: int = 2) -> np.ndarray:
    tone = 0.05 * np.sin(2 * np.pi * 700 * np.arange(int(seconds * rate)) / rate)
    return np.column_stack([tone] * channels)


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3"])
def test_a_persons_own_file_replaces_ours(tmp_path, suffix):
    """tick.wav, tick.flac, tick.ogg and tick.mp3, stereo at another rate, sound in place of ours, as loud as ours."""
    soundfile.write(tmp_path / f"tick.{suffix}", beep(), 44_100)
    palette = load(SHIPPED, tmp_path)
    own = palette.samples[Sound.TICK]
    assert palette.problems == ()
    assert len(own) == pytest.approx(0.3 * RATE, abs=0.06 * RATE)
    assert loudness(own) == pytest.approx(-18.0, abs=0.5)
    assert np.array_equal(palette.samples[Sound.GO], load(SHIPPED).samples[Sound.GO])


def test_a_broken_file_gives_a_line_and_ours_is_used(tmp_path):
    """A text named go.ogg is reported with its path, and the built-in sound stays."""
    (tmp_path / "go.ogg").write_text("this is no sound")
    palette = load(SHIPPED, tmp_path)
    assert len(palette.problems) == 1
    assert str(tmp_path / "go.ogg") in palette.problems[0] and "built-in go" in palette.problems[0]
    assert np.array_equal(palette.samples[Sound.GO], load(SHIPPED).samples[Sound.GO])


def test_an_empty_and_a_silent_file_are_broken_too(tmp_path):
    """No sample can silence a beat by accident."""
    soundfile.write(tmp_path / "stop.wav", np.zeros(1000), RATE)
    (tmp_path / "done.wav").write_bytes(b"")
    assert len(load(SHIPPED, tmp_path).problems) == 2


def test_a_misspelt_name_is_told_with_the_right_one(tmp_path):
    """tik.wav: did you mean tick.wav?"""
    soundfile.write(tmp_path / "tik.wav", beep(), RATE)
    assert "did you mean tick.wav?" in load(SHIPPED, tmp_path).problems[0]


def test_glides_cannot_be_replaced_and_it_is_said(tmp_path):
    """A glide is made for the length of its phase."""
    soundfile.write(tmp_path / "concentric.wav", beep(), RATE)
    assert "concentric" in load(SHIPPED, tmp_path).problems[0]


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    """A readme or a picture beside the sounds is no problem."""
    (tmp_path / "notes.txt").write_text("mine")
    assert load(SHIPPED, tmp_path).problems == ()


def test_the_first_of_several_formats_counts(tmp_path):
    """With tick.wav and tick.mp3 there, the WAV sounds."""
    soundfile.write(tmp_path / "tick.wav", beep(0.2, RATE), RATE)
    soundfile.write(tmp_path / "tick.mp3", beep(0.9, RATE), RATE)
    assert len(load(SHIPPED, tmp_path).samples[Sound.TICK]) == int(0.2 * RATE)


def test_a_long_file_is_cut_and_a_loud_one_stays_below_full_scale(tmp_path):
    """At most five seconds are used; peaks stay below -1 dBFS whatever the loudness asks for."""
    clicks = np.zeros(RATE * 8)
    clicks[:: RATE * 2] = 1.0
    soundfile.write(tmp_path / "done.wav", clicks, RATE)
    sample = load(SHIPPED, tmp_path).samples[Sound.DONE]
    assert len(sample) == LONGEST
    assert true_peak(sample) < -1.0


def test_without_any_folder_every_sound_is_there():
    """Should the shipped files be missing, the samples are made from their recipes."""
    assert set(load(None).samples) == set(ONE_SHOTS)
