"""What doctor says about sound: devices and voices found, what they answer, and the mend for what is missing."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from bandtimer.ports import Speaker
    from bandtimer.settings import Settings

LISTENED = 1.6
"""Seconds for which the test figure plays."""
WARM_UP = 4.0
"""Seconds after which a device that has not begun to play is waited for no longer."""


class Finding(NamedTuple):
    """One line of doctor."""

    good: bool
    what: str
    """What was looked at, such as `speaker miniaudio`."""
    said: str
    """What was found, and the mend where it is wanting."""


def probe(settings: Settings, speaker: Speaker | None = None) -> list[Finding]:
    """Look at everything that sound needs; with a `speaker`, play a test figure on it and measure its answer."""
    return [*_libraries(), _device(), *([_played(speaker)] if speaker is not None else []), *_voices(settings)]


def _libraries() -> list[Finding]:
    from bandtimer.sound.outputs.simpleaudio_output import unusable

    found = []
    for name, what in (("miniaudio", "speaker miniaudio"), ("soundfile", "export")):
        try:
            found.append(Finding(True, what, f"{name} {version(name)}"))
        except PackageNotFoundError:
            found.append(Finding(False, what, f"{name} is not installed; pip install {name}"))
    reason = unusable()
    found.append(
        Finding(True, "speaker simpleaudio", f"optional; {reason}" if reason else "usable by --speaker simpleaudio")
    )
    return found


def _device() -> Finding:
    """Open and close the default device in silence."""
    from bandtimer.sound.outputs.output import OutputError

    try:
        from bandtimer.sound.outputs.miniaudio_output import opened, release

        began = time.monotonic()
        device = opened()
        took = (time.monotonic() - began) * 1000
        backend = device.backend
        release(device)
        return Finding(True, "sound device", f"{backend} answers in {took:.0f} ms")
    except OutputError as error:
        return Finding(False, "sound device", str(error))
    except ImportError as error:
        return Finding(False, "sound device", f"miniaudio does not load ({error}); install it again")


def _played(speaker: Speaker) -> Finding:
    """Play the figure of a set that begins and ends, and see that the device takes it at the right speed."""
    from bandtimer.sound import tour

    score = tour.score()
    begin = next(stop.at for stop in tour.stops() if stop.sound.value == "go") - 100
    speaker.prepare()
    speaker.play(score, begin)
    asked = time.monotonic()
    first = last = None
    while time.monotonic() - asked < LISTENED + WARM_UP:
        heard = speaker.heard()
        if heard is not None and heard > begin:
            last = (time.monotonic(), heard)
            first = first or last
            if heard >= begin + LISTENED * 1000:
                break
        time.sleep(0.005)
    trouble = speaker.trouble
    speaker.stop()
    if trouble:
        return Finding(False, "test figure", trouble)
    if first is None or last is None or last[0] - first[0] < LISTENED / 4:
        return Finding(speaker.name != "miniaudio", "test figure", f"played by {speaker.name}, which tells no position")
    speed = (last[1] - first[1]) / 1000 / (last[0] - first[0])
    good = 0.9 < speed < 1.1
    mend = "" if good else "; the device does not keep time: try another output of the system"
    waited = (first[0] - asked) * 1000
    return Finding(good, "test figure", f"begun after {waited:.0f} ms, at {speed:.0%} of its speed{mend}")


def _voices(settings: Settings) -> list[Finding]:
    from bandtimer.sound.narrator import NO_VOICE
    from bandtimer.sound.voices.choice import all_voices
    from bandtimer.sound.voices.voice import Wish

    found = []
    with suppress(BandtimerError):
        for voice in all_voices(Wish(settings.voice_name, settings.voice_rate, settings.language)):
            try:
                began = time.monotonic()
                voice.speak("ready")
                took = (time.monotonic() - began) * 1000
                found.append(Finding(True, "voice", f"{voice.name}: a word takes {took:.0f} ms"))
            except BandtimerError as error:
                found.append(Finding(False, "voice", str(error)))
            finally:
                voice.close()
    if not found:
        found.append(Finding(False, "voice", NO_VOICE))
    if sys.platform == "linux" and settings.voice_name is None:
        found.append(
            Finding(True, "voices", "`espeak-ng --voices` lists them; choose one by `voice: name:` in the preferences")
        )
    return found
