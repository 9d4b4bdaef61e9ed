import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bandtimer.cueing import Score, count_in_loop, waiting_loop
from bandtimer.errors import BandtimerError
from bandtimer.settings import Settings
from bandtimer.sound import choice
from bandtimer.sound.choice import open_speaker
from bandtimer.sound.frames import to_frames
from bandtimer.sound.outputs.output import OutputError
from bandtimer.sound.palette import load
from bandtimer.sound.silence import Silence
from bandtimer.sound.speaker import LiveSpeaker
from bandtimer.sound.stream import LEAD
from bandtimer.timeline import Kind
from tests.sessions import session

PALETTE = load(Path(__file__).parents[1] / "sounds")
MUTE = Settings(voice=False)
SCORE = Score(session(), MUTE)


class Device:
    """A device that a test holds: what it was told, what it has heard, whether it answers."""

    name = "held"

    def __init__(self) -> None:
        self.streams: list = []
        self.frames: int | None = 0
        self.answers = True
        self.sounding = False
        self.closed = False
        self.settles = True
        self.threads: set[int] = set()
        self.begun = threading.Semaphore(0)
        self.tried = threading.Semaphore(0)
        self.stopped = threading.Semaphore(0)
        self.opening: Callable[[], None] = lambda: None

    def start(self, stream):
        self.threads.add(threading.get_ident())
        self.opening()
        self.tried.release()
        if not self.answers:
            raise OutputError("no sound device answers; plug one in")
        self.streams.append((stream, stream.handed_out))
        stream.render(4800)
        self.sounding = True
        self.frames = 0
        self.begun.release()

    def stop(self):
        self.threads.add(threading.get_ident())
        self.sounding = False
        self.stopped.release()

    def alive(self):
        return self.answers

    def settled(self):
        return self.settles

    def heard(self):
        return self.frames

    def close(self):
        self.stop()
        self.closed = True

    def hears(self, milliseconds: int) -> None:
        self.frames = LEAD + to_frames(milliseconds)


@pytest.fixture
def device():
    return Device()


@pytest.fixture
def speaker(device):
    made = LiveSpeaker("held", lambda: device, lambda: PALETTE)
    yield made
    made.close()


def wait(happened: threading.Semaphore) -> None:
    assert happened.acquire(timeout=5)


def settled(condition: Callable[[], bool]) -> bool:
    """Whether something that another thread is about to do is done, within five seconds."""
    ready = threading.Event()
    for _ in range(500):
        if condition():
            return True
        ready.wait(0.01)
    return False


def test_playing_tells_the_position_that_is_heard(speaker, device):
    """The position begins where it was asked for and moves with what the device has heard."""
    speaker.play(SCORE, 5_000)
    assert speaker.heard() == 5_000
    wait(device.begun)
    assert settled(lambda: speaker._sounding is not None)
    device.hears(1_234)
    assert speaker.heard() == 6_234
    assert speaker.trouble is None


def test_the_position_never_falls(speaker, device):
    """A device that corrects itself downwards makes the position stand, not fall."""
    speaker.play(SCORE, 5_000)
    wait(device.begun)
    assert settled(lambda: speaker._sounding is not None)
    device.hears(500)
    assert speaker.heard() == 5_500
    device.hears(400)
    assert speaker.heard() == 5_500


def test_stop_is_silent_and_tells_no_position(speaker, device):
    """After stop the device is closed and the clock is the session's."""
    speaker.play(SCORE, 0)
    wait(device.begun)
    speaker.stop()
    assert speaker.heard() is None
    assert settled(lambda: not device.sounding)


def test_a_seek_opens_a_new_stream_at_the_position(speaker, device):
    """Nothing of the past is left to be heard."""
    speaker.play(SCORE, 0)
    wait(device.begun)
    speaker.play(SCORE, 30_000)
    assert speaker.heard() == 30_000
    wait(device.begun)
    assert device.streams[-1][0].take.position == 30_000


def test_the_count_in_lies_below_the_position(speaker, device):
    """Three seconds before the set the position is three seconds below it."""
    speaker.play(SCORE, 15_000, count_in=count_in_loop(3_000, MUTE), count_in_length=3_000)
    assert speaker.heard() == 12_000
    wait(device.begun)
    assert settled(lambda: speaker._sounding is not None)
    device.hears(2_999)
    assert speaker.heard() == 14_999


def test_at_until_the_position_stands(speaker, device):
    """The session finds the playhead at the wait, and the pulse already sounds."""
    speaker.play(SCORE, 15_000, until=16_000, then=waiting_loop("on?", MUTE))
    wait(device.begun)
    assert settled(lambda: speaker._sounding is not None)
    device.hears(9_000)
    assert speaker.heard() == 16_000


def test_a_parked_loop_tells_no_position(speaker, device):
    """While the playhead stands, time is the session's."""
    speaker.park(waiting_loop("on?", MUTE))
    wait(device.begun)
    assert speaker.heard() is None


def test_the_delay_to_the_ear_is_taken_off(device):
    """With wireless headphones 200 ms late, what is heard lies 200 ms behind the device."""
    speaker = LiveSpeaker("held", lambda: device, lambda: PALETTE, delay=200)
    speaker.play(SCORE, 5_000)
    wait(device.begun)
    assert settled(lambda: speaker._sounding is not None)
    device.hears(100)
    assert speaker.heard() == 5_000
    device.hears(1_000)
    assert speaker.heard() == 5_800
    speaker.close()


def test_without_a_device_the_session_goes_on_and_is_told_once(speaker, device):
    """No position, one line with the mend; the orders go on being taken."""
    device.answers = False
    speaker.play(SCORE, 5_000)
    wait(device.tried)
    assert settled(lambda: speaker.trouble is not None)
    assert "plug one in" in speaker.trouble and "comes back by itself" in speaker.trouble
    assert "\n" not in speaker.trouble
    assert speaker.heard() is None
    speaker.play(SCORE, 6_000)
    speaker.stop()


def test_sound_comes_back_where_the_session_is_by_then(speaker, device):
    """A device that answers again joins at the session's own position, with no count-in left to hear."""
    device.answers = False
    speaker.play(SCORE, 5_000, now=lambda: 77_000)
    wait(device.tried)
    assert settled(lambda: speaker.trouble is not None)
    device.answers = True
    wait(device.begun)
    stream, first = device.streams[-1]
    assert stream.position_at(first) == 77_000
    assert settled(lambda: speaker.trouble is None)


def test_sound_that_joined_in_beside_the_session_joins_once_more(speaker, device):
    """A device that wakes up slowly is heard late: until that is known and mended the clock is the session's own."""
    device.answers = device.settles = False
    place = [77_000]
    speaker.play(SCORE, 5_000, now=lambda: place[0])
    wait(device.tried)
    device.answers = True
    wait(device.begun)
    assert settled(lambda: speaker.trouble is None)
    assert speaker.heard() is None
    place[0] = 78_500
    device.settles = True
    wait(device.begun)
    assert settled(lambda: speaker.heard() == 78_500)
    assert len(device.streams) == 2


def test_a_device_that_dies_amid_a_set_is_opened_anew(speaker, device):
    """The watch notices, tries at once, and joins at the session's position."""
    speaker.play(SCORE, 5_000, now=lambda: 9_000)
    wait(device.begun)
    device.answers = False
    wait(device.tried)
    wait(device.tried)
    assert settled(lambda: speaker.trouble is not None)
    assert speaker.heard() is None
    device.answers = True
    wait(device.begun)
    stream, first = device.streams[-1]
    assert stream.position_at(first) == 9_000


def test_an_edit_far_ahead_leaves_the_device_alone(speaker, device):
    """A longer rest minutes ahead: no new stream, and the next frames follow the new score."""
    timeline = SCORE.timeline
    switch = next(segment for segment in timeline.segments if segment.kind is Kind.SWITCH)
    longer = Score(timeline.retimed(lambda one: one.duration + 15_000 * (one == switch), switch.number), MUTE)
    speaker.play(SCORE, 5_000)
    wait(device.begun)
    assert settled(lambda: speaker._sounding is not None)
    speaker.swap(longer)
    assert settled(lambda: device.streams[0][0].take.score is longer)
    assert len(device.streams) == 1


def test_an_edit_of_what_is_queued_opens_anew_at_the_position(speaker, device):
    """The phase under way gets another tempo: the new stream begins where the old one was heard."""
    timeline = SCORE.timeline
    first = next(segment for segment in timeline.segments if segment.kind is Kind.CONCENTRIC)
    slower = Score(timeline.retimed(lambda one: one.duration + 500 * (one == first), first.number), MUTE)
    speaker.play(SCORE, first.start)
    wait(device.begun)
    assert settled(lambda: speaker._sounding is not None)
    device.hears(50)
    speaker.swap(slower)
    wait(device.begun)
    stream, _ = device.streams[-1]
    assert stream.take.score is slower
    assert stream.take.position == first.start + 50


def test_one_thread_owns_the_device(speaker, device):
    """Every call to the device comes from the same thread, none from the caller's."""
    for position in range(0, 50_000, 10_000):
        speaker.play(SCORE, position)
        speaker.stop()
    speaker.play(SCORE, 1_000)
    wait(device.begun)
    speaker.close()
    assert settled(lambda: device.closed)
    assert len(device.threads) == 1 and threading.get_ident() not in device.threads


def test_no_call_waits_for_a_device_that_hangs(speaker, device):
    """Orders return at once and closing takes no more than a second, though the device never answers."""
    hanging = threading.Event()
    device.opening = lambda: hanging.wait(30) and None
    began = time.monotonic()
    speaker.play(SCORE, 0)
    speaker.play(SCORE, 1_000)
    speaker.stop()
    speaker.close()
    speaker.close()
    assert time.monotonic() - began < 1.0
    hanging.set()


def test_a_device_that_breaks_in_an_unknown_way_is_one_line(device):
    """No traceback reaches the screen; the session goes on."""

    def broken():
        raise RuntimeError("libsomething is odd")

    speaker = LiveSpeaker("held", broken, lambda: PALETTE)
    speaker.play(SCORE, 0)
    assert settled(lambda: speaker.trouble is not None)
    assert "libsomething is odd" in speaker.trouble and "doctor" in speaker.trouble
    assert speaker.heard() is None
    speaker.close()


def test_a_speaker_is_put_together_without_loading_anything_heavy():
    """Until the first order neither numpy nor a device library is loaded: the first frame doesn't wait for them."""
    code = (
        "import sys; from bandtimer.settings import Settings; from bandtimer.sound.choice import open_speaker\n"
        "open_speaker(Settings(), shipped=None)\n"
        "print([name for name in ('numpy', 'miniaudio', 'soundfile', 'pydantic', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_silence_takes_every_order():
    """Muted, the session runs the same, on its own clock."""
    speaker = Silence()
    speaker.prepare()
    speaker.play(SCORE, 0)
    speaker.park(waiting_loop("", MUTE))
    speaker.swap(SCORE)
    speaker.stop()
    assert speaker.heard() is None and speaker.trouble is None
    speaker.close()


@pytest.mark.parametrize(("asked", "got"), [("auto", "miniaudio"), ("miniaudio", "miniaudio"), ("silence", "silence")])
def test_the_speaker_is_chosen_by_name(asked, got):
    """Without a wish it is miniaudio."""
    speaker = open_speaker(Settings(speaker=asked), shipped=None)
    assert speaker.name == got
    speaker.close()


def test_a_simpleaudio_that_would_crash_is_refused_with_the_mend(monkeypatch):
    """Asked for by name where it can't be used: one line, before the session starts."""
    monkeypatch.setattr("bandtimer.sound.outputs.simpleaudio_output._version", {"simpleaudio": "1.0.4"}.get)
    monkeypatch.setattr("bandtimer.sound.outputs.simpleaudio_output.sys.version_info", (3, 12, 1))
    with pytest.raises(BandtimerError, match=r"would crash Python 3\.12"):
        open_speaker(Settings(speaker="simpleaudio"), shipped=None)


def test_a_missing_simpleaudio_says_how_to_get_it(monkeypatch):
    """The extra is named."""
    monkeypatch.setattr("bandtimer.sound.outputs.simpleaudio_output._version", lambda name: None)
    with pytest.raises(BandtimerError, match=r"bandtimer\[simpleaudio\]"):
        open_speaker(Settings(speaker="simpleaudio"), shipped=None)


def test_where_miniaudio_is_missing_the_session_is_silent_and_says_why(monkeypatch):
    """Sound is no reason not to train."""
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    speaker = open_speaker(Settings(), shipped=None)
    assert speaker.name == "silence" and "pip install miniaudio" in (speaker.trouble or "")
