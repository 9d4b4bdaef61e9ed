import itertools
import wave
from pathlib import Path

import numpy as np
import pytest

from bandtimer.cue import SUSTAINED, Sound
from bandtimer.sound import sustained
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.loudness import loudness, true_peak
from bandtimer.sound.recipes import ONE_SHOTS, RECIPES
from bandtimer.sound.samples import main
from bandtimer.sound.waves import sine

SHIPPED = Path(__file__).parent.parent / "sounds"


def shipped(sound: Sound) -> np.ndarray:
    with wave.open(str(SHIPPED / f"{sound.value}.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2") / 32_768


def test_every_moment_with_a_sample_has_a_shipped_file_and_no_file_is_left_over():
    """Every moment that is no glide, bed or line has a shipped file, and no other file lies there."""
    assert set(ONE_SHOTS) == set(Sound) - SUSTAINED - {Sound.VOICE}
    assert {path.stem for path in SHIPPED.glob("*.wav")} == {sound.value for sound in ONE_SHOTS}


def test_the_shipped_files_are_what_the_command_makes(tmp_path):
    """Running the command gives the shipped files, byte by byte."""
    main(str(tmp_path))
    for sound in ONE_SHOTS:
        name = f"{sound.value}.wav"
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes(), name


@pytest.mark.parametrize("sound", ONE_SHOTS)
def test_beats_are_equally_loud_and_leave_headroom(sound):
    """Each shipped beat measures -18 LUFS ± 1 and its true peak stays below -1 dBFS."""
    samples = shipped(sound)
    assert loudness(samples) == pytest.approx(-18.0, abs=1.0)
    assert true_peak(samples) < -1.0


@pytest.mark.parametrize("sound", ONE_SHOTS)
def test_beats_neither_click_nor_blur(sound):
    """Each beat rises to half of its first peak within 5 ms, starts and ends at nothing, and jumps nowhere."""
    samples = shipped(sound)
    first_peak = np.abs(samples[: 12 * PER_MS]).max()
    assert np.flatnonzero(np.abs(samples) > first_peak / 2)[0] <= 5 * PER_MS
    assert abs(samples[0]) < 0.002 and abs(samples[-1]) < 0.002
    assert np.abs(np.diff(samples)).max() < 0.45 * np.abs(samples).max()


@pytest.mark.parametrize("sound", ONE_SHOTS)
def test_fundamentals_lie_where_laptops_carry_them(sound):
    """All notes of a recipe lie between 500 and 1000 Hz with three to five harmonics and an attack of 2 to 5 ms."""
    notes, strengths = RECIPES[sound]
    assert 3 <= len(strengths) <= 5
    for note in notes:
        assert min(note.pitch, note.to or note.pitch) >= 500 and max(note.pitch, note.to or note.pitch) <= 1000
        assert 2 <= note.attack <= 5


def test_no_two_beats_share_a_contour_or_a_rhythm():
    """Pitch contour alone tells any two beats apart, and rhythm alone does too."""
    for one, other in itertools.combinations(ONE_SHOTS, 2):
        assert contour(one) != contour(other), (one, other)
        assert rhythm(one) != rhythm(other), (one, other)


def contour(sound: Sound) -> tuple:
    """Pitches in semitones above 500 Hz, start and end of each note."""
    notes = RECIPES[sound][0]
    return tuple(
        (round(12 * np.log2(note.pitch / 500)), round(12 * np.log2((note.to or note.pitch) / 500))) for note in notes
    )


def rhythm(sound: Sound) -> tuple:
    """Starts and lengths in steps of 20 ms."""
    return tuple((round(note.at / 20), round(note.length / 20)) for note in RECIPES[sound][0])


def test_no_two_beats_are_alike_in_the_recording_either():
    """The best match of any two shipped waves, at any shift, stays well below that of a wave with itself."""
    size = 1 << 17
    spectra = {}
    for sound in ONE_SHOTS:
        samples = shipped(sound)
        spectra[sound] = np.fft.rfft(samples / np.sqrt(np.sum(samples**2)), size)
    for one, other in itertools.combinations(ONE_SHOTS, 2):
        match = np.abs(np.fft.irfft(spectra[one] * spectra[other].conj(), size)).max()
        assert match < 0.6, (one, other, match)


@pytest.mark.parametrize("sound", sorted(SUSTAINED))
@pytest.mark.parametrize("milliseconds", [500, 1000, 2345, 6000])
def test_sustained_sounds_lie_ten_to_twelve_decibels_below_the_beats(sound, milliseconds):
    """Glides, squeeze note and bed measure -28 to -30 LUFS at any length."""
    length = milliseconds * PER_MS
    assert -30.0 <= loudness(sustained.render(sound, length, 0, length)) <= -28.0


@pytest.mark.parametrize("sound", sorted(SUSTAINED))
@pytest.mark.parametrize("milliseconds", [120, 1000, 2345])
def test_sustained_sounds_last_exactly_as_long_as_their_phase(sound, milliseconds):
    """They sound from the first to the last 5 ms of the phase and swell in and out without a click."""
    length = milliseconds * PER_MS
    whole = sustained.render(sound, length, 0, length)
    assert len(whole) == length
    edge = 8 * PER_MS
    assert np.abs(whole[:edge]).max() > 0.001 and np.abs(whole[-edge:]).max() > 0.001
    assert abs(whole[0]) < 1e-3 and abs(whole[-1]) < 1e-3


@pytest.mark.parametrize(("sound", "first", "last"), [(Sound.CONCENTRIC, 300, 600), (Sound.ECCENTRIC, 600, 300)])
def test_glides_move_evenly_between_their_ends(sound, first, last):
    """Rising for the concentric, falling for the eccentric, over exactly the phase."""
    length = 3000 * PER_MS
    whole = sustained.render(sound, length, 0, length)
    for share in (0.1, 0.5, 0.9):
        middle = int(share * length)
        window = whole[middle - 2400 : middle + 2400] * np.hanning(4800)
        spectrum = np.abs(np.fft.rfft(window, 48_000))
        assert np.argmax(spectrum[:800]) == pytest.approx(first + share * (last - first), abs=8)


def test_the_sine_is_a_sine():
    """Our sine of additions and multiplications is the true one to nine digits."""
    turns = np.linspace(-7.3, 9.1, 20_001)
    assert np.abs(sine(turns) - np.sin(2 * np.pi * turns)).max() < 1e-9


def test_loudness_is_that_of_the_recommendation():
    """A full-scale sine at 997 Hz measures -3.01 LUFS (BS.1770), and 20 dB less is 20 LU less."""
    tone = np.sin(2 * np.pi * 997 * np.arange(2 * RATE) / RATE)
    assert loudness(tone) == pytest.approx(-3.01, abs=0.05)
    assert loudness(tone * 0.1) == pytest.approx(-23.01, abs=0.05)


def test_the_true_peak_finds_what_lies_between_samples():
    """A quarter-rate sine whose samples all miss its peak measures 0 dBFS all the same."""
    tone = np.sin(2 * np.pi * np.arange(4800) / 4 + np.pi / 4) * np.hanning(4800) ** 0.1
    assert np.abs(tone).max() < 0.75
    assert true_peak(tone) == pytest.approx(0.0, abs=0.2)
