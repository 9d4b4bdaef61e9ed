import os
import sys
import threading
import wave
from pathlib import Path

import numpy as np
import pytest

from bandtimer.cueing import Score, waiting_loop
from bandtimer.settings import Settings
from bandtimer.sound.clips import Clips, ClipsAtOnce, resampled, sweep, trimmed
from bandtimer.sound.frames import RATE
from bandtimer.sound.loudness import loudness
from bandtimer.sound.narrator import NO_VOICE, Narrator, texts_from
from bandtimer.sound.take import Take
from bandtimer.sound.voices import espeak, library, macos, windows
from bandtimer.sound.voices.voice import VoiceError, Wish, from_wav
from tests.sessions import session
from tests.voices import Tone

SCORE = Score(session(), Settings())


def test_a_line_is_trimmed_and_levelled(tmp_path):
    """Silence at the ends goes, and the line is as loud as the beats."""
    clips = Clips(Tone(), tmp_path)
    assert clips.ready("a line of some length")
    clip = clips.get("a line of some length")
    assert clip is not None and clip.dtype == np.int16
    assert len(clip) == pytest.approx(21 * 0.06 * RATE, abs=0.04 * RATE)
    assert loudness(clip / 32_768) == pytest.approx(-18.0, abs=0.5)


def test_a_line_is_rendered_once_and_then_read_from_disk(tmp_path):
    """The second session asks the voice for nothing, and sounds the same."""
    first, second = Tone(), Tone()
    one, other = Clips(first, tmp_path), Clips(second, tmp_path)
    one.ready("ten seconds")
    other.ready("ten seconds", may_render=False)
    assert first.asked == ["ten seconds"] and second.asked == []
    assert np.array_equal(one.get("ten seconds"), other.get("ten seconds"))


def test_another_voice_or_rate_is_another_line(tmp_path):
    """What one voice said is not taken for another's."""
    Clips(Tone(), tmp_path).ready("go")
    other = Tone()
    other.identity = "tone 2"
    assert not Clips(other, tmp_path).on_disk("go")


def test_a_broken_file_in_the_cache_is_rendered_anew(tmp_path):
    """Half a file costs a line nothing."""
    Clips(Tone(), tmp_path).ready("go")
    (file,) = tmp_path.glob("*.wav")
    file.write_bytes(file.read_bytes()[:30])
    voice = Tone()
    assert Clips(voice, tmp_path).ready("go") and voice.asked == ["go"]


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path):
    """The line is said all the same."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    clips = Clips(Tone(), blocked / "voices")
    assert clips.ready("go") and clips.get("go") is not None


def test_memory_is_bounded(tmp_path):
    """However many lines there are, those held take no more than the bound; the last ones are held."""
    clips = Clips(Tone(), tmp_path, memory=1 << 20)
    texts = [f"line number {number} of a long session" for number in range(40)]
    for text in texts:
        clips.ready(text)
    held = [clip for text in texts if (clip := clips.get(text)) is not None]
    assert sum(clip.nbytes for clip in held) <= 1 << 20
    assert clips.get(texts[-1]) is not None and clips.get(texts[0]) is None


def test_old_lines_leave_the_disk(tmp_path):
    """Those not used for longest go first."""
    for age, name in enumerate(("new", "middle", "old")):
        path = tmp_path / f"{name}.wav"
        path.write_bytes(b"\0" * 1000)
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    sweep(tmp_path, 2000)
    assert {path.stem for path in tmp_path.iterdir()} == {"new", "middle"}


def test_a_voice_that_gives_silence_says_so():
    """Silence is no line."""
    with pytest.raises(VoiceError):
        trimmed(np.zeros(1000, dtype=np.int16), 22_050)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_resampling_keeps_pitch_and_length(rate):
    """A tone of 440 Hz is one of 440 Hz at 48 kHz, as long and as strong."""
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)).astype(np.int16)
    out = resampled(tone, rate)
    assert len(out) == RATE
    inner = out[4800:-4800].astype(float)
    spectrum = np.abs(np.fft.rfft(inner * np.hanning(len(inner)), RATE))
    assert np.argmax(spectrum) == 440
    assert np.abs(inner).max() == pytest.approx(8000, rel=0.01)


def test_lines_come_in_the_order_of_their_first_use_each_once():
    """A parked loop's lines come first, then the session's from the position on."""
    texts = list(texts_from(Take(SCORE, 0, then=waiting_loop("band on?", Settings())), 0))
    assert texts[0] == "band on?"
    assert len(texts) == len(set(texts))
    later = list(texts_from(Take(SCORE, 60_000), 60_000))
    assert set(later) < set(texts) and len(later) < len(texts)


class Watched(Tone):
    """A tone that says where the session was when it was asked."""

    def __init__(self, position: list[int | None]) -> None:
        super().__init__()
        self.places: list[int | None] = []
        self._position = position
        self.enough = threading.Event()
        self.expected = 10**6

    def speak(self, text):
        self.places.append(self._position[0])
        if len(self.places) >= self.expected:
            self.enough.set()
        return super().speak(text)


def test_lines_are_rendered_between_the_sets_never_during_one(tmp_path):
    """During a set only what lies on disk is taken; in the rest the others are rendered."""
    kinds = {segment.kind: segment for segment in SCORE.timeline.segments}
    inside, rest = kinds["concentric"].start + 10, kinds["rest"].start + 10
    position: list[int | None] = [inside]
    voice = Watched(position)
    narrator = Narrator(lambda: voice, tmp_path)
    looked = threading.Event()

    def place() -> int | None:
        looked.set()
        return position[0]

    narrator.follow(Take(SCORE, inside), place)
    assert looked.wait(5)
    narrator.follow(Take(SCORE, inside), place)
    voice.expected = 5
    position[0] = rest
    narrator.follow(Take(SCORE, rest), place)
    assert voice.enough.wait(10)
    narrator.close()
    assert inside not in voice.places and rest in voice.places


def test_without_a_voice_the_narrator_says_so_and_gives_nothing():
    """One line with the mend; the session sounds as before."""
    narrator = Narrator(lambda: None, None)
    narrator.follow(Take(SCORE, 0), lambda: 0)
    narrator.wait_until_done(5)
    assert narrator.trouble == NO_VOICE
    assert narrator.get("go") is None and narrator.generation == 0


def test_a_voice_that_keeps_failing_is_given_up(tmp_path):
    """After three lines in a row the session goes on without, and says why."""
    texts = tuple(texts_from(Take(SCORE, 0), 0))
    narrator = Narrator(lambda: Tone(refuses=texts), tmp_path)
    narrator.follow(Take(SCORE, 0), lambda: None)
    narrator.wait_until_done(5)
    assert narrator.trouble is not None and "without a voice" in narrator.trouble


def test_for_a_recording_a_line_is_rendered_when_asked_for_and_a_failing_one_left_out(tmp_path):
    """Nothing is missing for want of time."""
    clips = ClipsAtOnce(Clips(Tone(refuses=("bad",)), tmp_path))
    assert clips.get("good") is not None
    assert clips.get("bad") is None and clips.trouble == "can't say 'bad'"


@pytest.mark.skipif(espeak.find(Wish()) is None, reason="skipped: espeak-ng is missing")
def test_espeak_ng_speaks():
    """The program gives a word of speech; its header, written to a pipe, claims more than is there."""
    voice = espeak.find(Wish())
    speech = voice.speak("ten seconds")
    assert speech.rate == 22_050
    assert 0.3 < len(speech.samples) / speech.rate < 3
    with pytest.raises(VoiceError):
        espeak.find(Wish(name="xyzzy")).speak("go")
    assert ("en-gb", "English_(Great_Britain)") in espeak.voices(voice.program)


@pytest.mark.skipif(library.find(Wish()) is None, reason="skipped: the extra voice (espeakng-loader) is missing")
def test_the_bundled_library_speaks():
    """In-process, without any program."""
    speech = library.find(Wish()).speak("ten seconds")
    assert 0.3 < len(speech.samples) / speech.rate < 3


def fake_program(folder: Path, name: str, code: str) -> None:
    program = folder / name
    program.write_text(f"#!{sys.executable}\nimport sys, wave\n{code}")
    program.chmod(0o755)


FAKE_WAV = """
def write(path, length):
    with wave.open(path, "wb") as file:
        file.setnchannels(1); file.setsampwidth(2); file.setframerate(22050)
        file.writeframes(b"\\1\\2" * length)
"""


@pytest.mark.skipif(os.name == "nt", reason="skipped: stands in for a program of macOS by a script")
def test_say_is_asked_as_its_manual_says(tmp_path, monkeypatch):
    """The text on stdin, voice, rate, file and format as options: a text that looks like one is still a text."""
    fake_program(
        tmp_path,
        "say",
        FAKE_WAV
        + """
a = sys.argv
if a[1:] == ["-v", "?"]:
    print("Alex                en_US    # Hello\\nAnna (Premium)      de_DE    # Hallo")
else:
    assert a[a.index("-v") + 1] == "Anna (Premium)" and a[a.index("-r") + 1] == "150", a
    assert "--data-format=LEI16@22050" in a and a[a.index("-f") + 1] == "-", a
    write(a[a.index("-o") + 1], 100 * len(sys.stdin.read()))
""",
    )
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    voice = macos.find(Wish(rate=150, language="de"))
    assert len(voice.speak("-v Alex").samples) == 700


@pytest.mark.skipif(os.name == "nt", reason="skipped: stands in for a program of Windows by a script")
def test_windows_speech_is_asked_in_one_process_and_no_text_is_a_command(tmp_path, monkeypatch):
    """Orders go as base64 lines to one PowerShell; a failure comes back as one line; it ends with the voice."""
    fake_program(
        tmp_path,
        "powershell",
        FAKE_WAV
        + """
import base64, json
for line in sys.stdin:
    order = json.loads(base64.b64decode(line))
    if order["text"] == "bad": print("failed no such voice", flush=True)
    else: write(order["file"], 100 * len(order["text"])); print("done", flush=True)
""",
    )
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    voice = windows.find(Wish())
    assert len(voice.speak("'; exit #\n").samples) == 1000
    first = voice._shell
    with pytest.raises(VoiceError, match="no such voice"):
        voice.speak("bad")
    assert voice._shell is first and len(voice.speak("ten").samples) == 300
    voice.close()
    voice.close()
    assert first.returncode is not None


def test_words_a_minute_become_the_steps_of_windows():
    """180 words are the usual pace; the ends are kept."""
    assert [windows.sapi_rate(words) for words in (20, 180, 200, 900)] == [-7, 0, 1, 10]


def test_a_wav_that_is_none_is_told():
    """A program that prints nonsense gives a line, not a traceback."""
    with pytest.raises(VoiceError):
        from_wav(b"nonsense")


def test_stereo_speech_becomes_mono(tmp_path):
    """The first channel is taken."""
    path = tmp_path / "two.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(np.array([[1, 9], [2, 9], [3, 9]], dtype="<i2").tobytes())
    assert from_wav(path.read_bytes()).samples.tolist() == [1, 2, 3]
