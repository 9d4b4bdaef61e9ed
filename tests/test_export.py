import itertools
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bandtimer.cue import Sound
from bandtimer.cueing import CLOSING, Score
from bandtimer.errors import BandtimerError
from bandtimer.settings import Settings
from bandtimer.sound import export as exporting
from bandtimer.sound.chapters import Chapter, sheet
from bandtimer.sound.export import FORMATS, Rehearsed, export
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.mixer import Mixer
from bandtimer.sound.palette import load
from bandtimer.timeline import Kind
from tests.decoder import decode
from tests.sessions import session
from tests.stock import stock, timeline_of
from tests.voices import Ready

PALETTE = load(Path(__file__).parents[1] / "sounds")
MUTE = Settings(voice=False)
SCORE = Score(session(), MUTE)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_reads_back_whole(tmp_path, suffix):
    """A minute in each format has the length asked for and sounds where the mixer says."""
    path = tmp_path / f"part{suffix}"
    done = export(SCORE, path, PALETTE, start=10_000, end=70_000)
    samples, rate = soundfile.read(path)
    assert done.duration == 60_000
    assert rate == RATE and len(samples) == pytest.approx(60 * RATE, abs=RATE // 10)
    expected = Mixer(Rehearsed(SCORE.timeline, MUTE), PALETTE).render(10 * RATE, 60 * RATE)
    size = min(len(samples), len(expected))
    assert np.corrcoef(envelope(samples[:size]), envelope(expected[:size]))[0, 1] > 0.97


def envelope(samples: np.ndarray) -> np.ndarray:
    """Energy in steps of 50 ms."""
    step = RATE // 20
    return np.square(samples[: len(samples) // step * step], dtype=np.float64).reshape(-1, step).sum(axis=1)


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_a_lossless_file_is_the_mixers_sound_to_the_bit(tmp_path, suffix):
    """What is exported is what is heard live, rounded to 16 bits."""
    path = tmp_path / f"all{suffix}"
    export(SCORE, path, PALETTE)
    samples, _ = soundfile.read(path, dtype="int16")
    mixer = Mixer(Rehearsed(SCORE.timeline, MUTE), PALETTE)
    expected = mixer.render(0, len(samples))
    assert len(samples) == mixer.end
    assert np.array_equal(samples, np.rint(expected * np.float32(32_767)).astype(np.int16))


def test_the_segments_can_be_told_from_an_exported_file(tmp_path):
    """A FLAC file of the session holds every segment for a listener."""
    path = tmp_path / "session.flac"
    export(SCORE, path, PALETTE, wait=0)
    samples, _ = soundfile.read(path)
    found = [segment.kind for segment in decode(samples)]
    assert found == [segment.kind for segment in SCORE.timeline.segments if segment.kind is not Kind.WAIT]


@pytest.mark.parametrize("wait", [4_000, 10_000])
def test_a_wait_stands_for_its_time_and_pulses(wait):
    """What follows the wait comes so much later, and the slow pulse is heard meanwhile."""
    rehearsed = Rehearsed(SCORE.timeline, MUTE, wait)
    assert rehearsed.timeline.duration == SCORE.timeline.duration + wait
    number = next(segment.number for segment in SCORE.timeline.segments if segment.kind is Kind.WAIT)
    segment = rehearsed.timeline.segments[number]
    heard = [(cue.at, cue.cue) for cue in rehearsed.between(segment.start, segment.end)]
    assert heard[0] == (segment.start, Sound.STOP), "the set before it is over"
    assert heard[1:] == [(at, Sound.WAITING) for at in range(segment.start + 3_000, segment.end, 3_000)]


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="skipped: ffmpeg is missing")
@pytest.mark.parametrize("suffix", [".wav", ".flac", ".mp3"])
def test_another_program_finds_title_and_chapters(tmp_path, suffix):
    """ffprobe reads the chapters, one for each exercise, at their times, and the title."""
    timeline = timeline_of(stock("leg-day-blueprint"))
    path = tmp_path / f"legs{suffix}"
    done = export(Score(timeline, MUTE), path, PALETTE, title="Legs & läufer")
    entries = "chapter=start_time:chapter_tags=title:format_tags=title"
    printed = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "default=nk=1:nw=1", path],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert "Legs & läufer" in printed
    found = list(itertools.pairwise(printed))
    assert len(done.chapters) == 3
    for chapter in done.chapters:
        assert any(
            title == chapter.title and abs(float(start) * 1000 - chapter.start) <= 2
            for start, title in found
            if start.replace(".", "").isdigit()
        )


@pytest.mark.skipif(shutil.which("flac") is None, reason="skipped: flac is missing")
def test_the_flac_program_finds_the_file_sound(tmp_path):
    """`flac -t` decodes all of it and finds the checksum right."""
    path = tmp_path / "x.flac"
    export(SCORE, path, PALETTE)
    assert subprocess.run(["flac", "-st", path], check=False).returncode == 0


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="skipped: ffmpeg is missing")
@pytest.mark.parametrize("suffix", FORMATS)
def test_another_program_decodes_the_whole_file(tmp_path, suffix):
    """ffmpeg reads every second without a complaint."""
    path = tmp_path / f"x{suffix}"
    export(SCORE, path, PALETTE)
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-"], capture_output=True, check=True
    )
    assert len(done.stdout) / 2 == pytest.approx((SCORE.timeline.duration + 10_000 + CLOSING) * PER_MS, abs=RATE // 10)
    assert done.stderr == b""


def test_formats_without_chapters_get_a_cue_sheet_beside_them(tmp_path):
    """An Ogg file has its chapters in a .cue of the same name."""
    done = export(SCORE, tmp_path / "x.ogg", PALETTE, end=30_000)
    assert done.sheet == tmp_path / "x.cue"
    assert 'FILE "x.ogg" WAVE' in done.sheet.read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.cue", "x.ogg"]


def test_a_cue_sheet_counts_in_minutes_seconds_and_frames():
    """75 frames a second; quotes in a title do no harm."""
    text = sheet("x.ogg", 'The "best"', [Chapter(0, "A"), Chapter(3_723_480, "B")])
    assert text.splitlines()[0] == "TITLE \"The 'best'\""
    assert "INDEX 01 62:03:36" in text


def test_a_part_of_the_session_fades_at_its_cuts(tmp_path):
    """A cut amid a glide begins and ends in 10 ms, without a click."""
    path = tmp_path / "x.wav"
    export(SCORE, path, PALETTE, start=16_000, end=18_500)
    samples, _ = soundfile.read(path)
    inner = np.abs(samples[RATE // 2 : RATE]).max()
    assert abs(samples[0]) < 1e-4 and abs(samples[-1]) < 1e-3
    assert np.abs(samples[: RATE // 1000]).max() < 0.15 * inner


def test_an_existing_file_is_kept_unless_told(tmp_path):
    """Nothing is overwritten by accident."""
    path = tmp_path / "x.wav"
    path.write_text("mine")
    with pytest.raises(BandtimerError, match="exists"):
        export(SCORE, path, PALETTE, end=1_000)
    assert path.read_text() == "mine"
    export(SCORE, path, PALETTE, end=1_000, overwrite=True)
    assert path.read_bytes()[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("name", "start", "end", "said"),
    [
        ("x.aac", 0, None, "must end in one of .wav .flac"),
        ("x", 0, None, "must end in one of"),
        ("nowhere/x.wav", 0, None, "does not exist"),
        ("x.wav", 5_000, 5_000, "nothing lies between"),
        ("x.wav", 10**9, None, "nothing lies between"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_line(tmp_path, name, start, end, said):
    """Each with its mend, and nothing is left behind."""
    with pytest.raises(BandtimerError, match=said):
        export(SCORE, tmp_path / name, PALETTE, start=start, end=end)
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_broken_off_leaves_nothing(tmp_path):
    """Ctrl-C in the middle: the old file is still there, the new one is not."""
    path = tmp_path / "x.wav"
    path.write_text("old")

    def interrupted(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(SCORE, path, PALETTE, overwrite=True, progress=interrupted)
    assert [file.name for file in tmp_path.iterdir()] == ["x.wav"] and path.read_text() == "old"


def test_progress_rises_to_one(tmp_path):
    """The bar never goes back and ends full."""
    shares: list[float] = []
    export(SCORE, tmp_path / "x.wav", PALETTE, progress=shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 5


def test_the_voice_is_in_the_recording(tmp_path):
    """With lines at hand, the recording holds more than the beats."""
    score = Score(session(), Settings())
    export(score, tmp_path / "spoken.wav", PALETTE, Ready(), end=10_000)
    export(SCORE, tmp_path / "mute.wav", PALETTE, end=10_000)
    spoken, mute = (soundfile.read(tmp_path / name)[0] for name in ("spoken.wav", "mute.wav"))
    assert np.square(spoken).sum() > 2 * np.square(mute).sum()


def test_a_wav_longer_than_its_format_can_hold_is_refused(tmp_path, monkeypatch):
    """12 hours are the end of a WAV; the mend is named."""
    monkeypatch.setattr(exporting, "LONGEST_WAV", 1_000)
    with pytest.raises(BandtimerError, match=r"use \.flac"):
        export(SCORE, tmp_path / "x.wav", PALETTE)
