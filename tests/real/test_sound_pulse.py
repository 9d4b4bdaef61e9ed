"""The speakers against a real sound server, by what it really plays."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bandtimer.cue import Sound
from bandtimer.cueing import Score, count_in_loop
from bandtimer.settings import Settings
from bandtimer.sound.choice import open_speaker
from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.palette import load
from tests.real.sound_server import MISSING, REASON, Recorder, Server, onsets
from tests.sessions import session

pytestmark = [pytest.mark.real, pytest.mark.skipif(MISSING is not None, reason=REASON)]

SOUNDS = Path(__file__).parents[2] / "sounds"
PALETTE = load(SOUNDS)
MUTE = Settings(voice=False)
SCORE = Score(session(), MUTE)


@pytest.fixture
def server(monkeypatch):
    made = Server()
    for name in ("XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_CLIENTCONFIG"):
        monkeypatch.setenv(name, made.environment[name])
    yield made
    made.close()


@pytest.fixture
def speaker(server):
    made = open_speaker(MUTE, shipped=SOUNDS)
    yield made
    made.close()


def wait_for(condition, seconds=10.0):
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_every_beat_of_a_set_is_heard_once_and_in_its_place(server, speaker):
    """Fifteen seconds of the session: no beat missing or doubled, distances those of the timeline."""
    recorder = Recorder(server)
    start, end = 11_500, 26_500
    speaker.play(SCORE, start)
    assert wait_for(lambda: (speaker.heard() or 0) >= end, 20)
    speaker.stop()
    recording = recorder.stop()
    first = None
    for sound in (Sound.TICK, Sound.GO, Sound.REP):
        expected = [cue.at for cue in SCORE.between(start, end - 200) if cue.cue is sound]
        heard = [at / PER_MS for at in onsets(recording, PALETTE.samples[sound])]
        assert len(heard) == len(expected), sound
        first = heard[0] - expected[0] if first is None else first
        assert [at - first for at in heard] == pytest.approx(expected, abs=5)


def test_what_is_told_as_heard_is_what_is_heard(server, speaker):
    """The position told at each tick lies within 30 ms of the tick's own time in the recording."""
    recorder = Recorder(server)
    speaker.play(SCORE, 11_500)
    told = []
    assert wait_for(lambda: (speaker.heard() or 0) > 11_600)
    for _ in range(30):
        time.sleep(0.1)
        told.append((recorder.so_far() / PER_MS, speaker.heard()))
    speaker.stop()
    tick = onsets(recorder.stop(), PALETTE.samples[Sound.TICK])[0] / PER_MS
    # parec hands over what it records some 20 to 40 ms late
    lags = [frame - tick - (position - 12_000) for frame, position in told]
    assert abs(float(np.median(lags))) <= 60


def test_a_count_in_meets_its_set_without_a_gap(server, speaker):
    """The ticks of a count-in and the go after it lie a second apart each."""
    recorder = Recorder(server)
    speaker.play(SCORE, 15_000, count_in=count_in_loop(3_500, MUTE), count_in_length=3_500)
    assert wait_for(lambda: (speaker.heard() or 0) >= 16_000)
    speaker.stop()
    recording = recorder.stop()
    beats = onsets(recording, PALETTE.samples[Sound.TICK]) + onsets(recording, PALETTE.samples[Sound.GO])
    assert np.diff(beats) / PER_MS == pytest.approx([1000, 1000, 1000], abs=3)


def test_after_a_pause_and_a_seek_nothing_of_the_past_is_heard(server, speaker):
    """Silence after the stop; after the seek only what lies there, and nothing louder than before."""
    recorder = Recorder(server)
    speaker.play(SCORE, 15_600)
    assert wait_for(lambda: (speaker.heard() or 0) >= 16_600)
    speaker.stop()
    stopped = recorder.so_far()
    time.sleep(1.0)
    silent = recorder.so_far()
    speaker.play(SCORE, 7_900)
    assert wait_for(lambda: (speaker.heard() or 0) >= 8_700)
    speaker.stop()
    recording = recorder.stop()
    assert np.abs(recording[: stopped - RATE // 2]).max() > 0.03
    assert np.abs(recording[stopped + RATE // 5 : silent]).max() < 1e-4
    assert np.abs(recording[: stopped + RATE // 5]).max() < 0.2  # a glide was sounding, no burst came on top
    assert len(onsets(recording, PALETTE.samples[Sound.TICK])) == 1


def test_the_server_is_killed_in_the_middle_of_a_set_and_comes_back(server, speaker):
    """The session goes on, is told, and the sound is back by itself where the session is by then."""
    began = time.monotonic()

    def now():
        return 15_000 + round((time.monotonic() - began) * 1000)

    speaker.play(SCORE, 15_000, now=now)
    assert wait_for(lambda: (speaker.heard() or 0) > 16_000)
    server.kill()
    killed = time.monotonic()
    assert wait_for(lambda: speaker.trouble is not None and speaker.heard() is None, 3)
    assert time.monotonic() - killed < 2.5
    server.start()
    recorder = Recorder(server, settle=0.0)
    back = time.monotonic()
    assert wait_for(lambda: speaker.trouble is None, 5)
    assert time.monotonic() - back < 2
    assert wait_for(lambda: speaker.heard() is not None, 8)
    assert abs(speaker.heard() - now()) <= 60
    told = []
    while now() < 29_600:
        time.sleep(0.05)
        told.append((recorder.so_far() / PER_MS, speaker.heard()))
    rep = onsets(recorder.stop(), PALETTE.samples[Sound.REP])[-1] / PER_MS
    at = min(told, key=lambda pair: abs(pair[0] - rep))
    assert at[1] == pytest.approx(29_000 + at[0] - rep, abs=60)


def leave(server: Server, *arguments: str, environment=None, stdin=None) -> tuple[float, int, str, str]:
    """Seconds from `leaving` to the end of the process, its exit code, stdout and stderr."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.real.sounding", *arguments],
        cwd=Path(__file__).parents[2], env=environment or server.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        said = process.stdout.readline()
        if stdin is not None:
            stdin(process)
        else:
            said += process.stdout.readline()
        began = time.monotonic()
        out, err = process.communicate(timeout=10)
        return time.monotonic() - began, process.returncode, said + out, err
    finally:
        process.kill()


@pytest.mark.parametrize("leaving", ["playing", "paused", "parked", "closed", "exception"])
def test_leaving_in_any_state_takes_at_most_a_second(server, leaving):
    """The interpreter ends, whatever sounded; but for the exception nothing is printed on stderr."""
    took, code, said, err = leave(server, leaving)
    assert "trouble None" in said
    assert took <= 1.5
    assert (code, "on purpose" in err) == ((1, True) if leaving == "exception" else (0, False))
    assert err == "" or leaving == "exception"


def test_leaving_by_sigterm_and_by_ctrl_c_takes_at_most_a_second(server):
    """Neither hangs with the device open."""
    for number in (signal.SIGTERM, signal.SIGINT):
        took, code, _, _ = leave(server, "stay", stdin=lambda process, number=number: process.send_signal(number))
        assert took <= 1.5 and code != 0


def test_leaving_with_a_dead_device_takes_at_most_a_second(server):
    """The server is gone when the session ends."""

    def kill(process):
        server.kill()
        time.sleep(2)
        process.stdin.write("\n")
        process.stdin.flush()

    took, code, _, err = leave(server, "stay", stdin=kill)
    assert took <= 1.5 and code == 0 and err == ""


def test_without_any_server_it_starts_says_so_and_prints_nothing(server):
    """One line with the mend, no complaint of a library on the screen."""
    nowhere = {
        **server.environment,
        "XDG_RUNTIME_DIR": str(server.folder / "none"),
        "PULSE_SERVER": "unix:/nonexistent",
    }
    took, code, said, err = leave(server, "playing", environment=nowhere)
    assert "heard None" in said and "no sound device answers" in said
    assert took <= 1.5 and code == 0 and err == ""


def simpleaudio_usable() -> bool:
    from bandtimer.sound.outputs.simpleaudio_output import unusable

    return importlib.util.find_spec("simpleaudio") is not None and unusable() is None


@pytest.mark.skipif(not simpleaudio_usable(), reason="skipped: simpleaudio is missing or would crash this Python")
def test_simpleaudio_plays_a_session_in_order_with_none_missing(server, monkeypatch):
    """The real library, through ALSA's plugin: every beat once, drifting less than 50 ms."""
    (server.folder / ".asoundrc").write_text("pcm.!default pulse\nctl.!default pulse\n")
    monkeypatch.setenv("HOME", str(server.folder))
    recorder = Recorder(server)
    done = subprocess.run(
        [sys.executable, "-m", "tests.real.sounding", "long", "simpleaudio"], cwd=Path(__file__).parents[2],
        env={**os.environ, "HOME": str(server.folder)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    recording = recorder.stop()
    assert done.returncode == 0 and "trouble None" in done.stdout, done.stderr
    first = None
    for sound in (Sound.TICK, Sound.GO, Sound.REP):
        expected = [cue.at for cue in SCORE.between(11_500, 36_500) if cue.cue is sound]
        heard = [at / PER_MS for at in onsets(recording, PALETTE.samples[sound])]
        assert len(heard) >= len(expected), sound
        first = heard[0] - expected[0] if first is None else first
        assert [at - first for at in heard[: len(expected)]] == pytest.approx(expected, abs=50)
