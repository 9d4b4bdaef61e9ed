"""Chooses and puts together the speaker of a session; whatever is heavy is loaded later, in the speaker's thread."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from bandtimer.errors import BandtimerError
from bandtimer.sound.silence import Silence
from bandtimer.sound.speaker import LiveSpeaker

if TYPE_CHECKING:
    from pathlib import Path

    from bandtimer.ports import Speaker
    from bandtimer.settings import Settings
    from bandtimer.sound.narrator import Narrator
    from bandtimer.sound.outputs.output import Output
    from bandtimer.sound.palette import Palette
    from bandtimer.sound.voices.voice import Voice


def open_speaker(
    settings: Settings,
    *,
    shipped: Path | None,
    own: Path | None = None,
    voices: Path | None = None,
) -> Speaker:
    """The speaker that the settings ask for; `auto` is miniaudio.

    `shipped` and `own` are the folders of samples, `voices` the folder in which rendered lines are kept. Nothing is
    opened before `prepare` or the first order. Raises BandtimerError when a speaker asked for by name can't be used.
    """
    name = "miniaudio" if settings.speaker == "auto" else settings.speaker
    if name == "silence":
        return Silence()
    if name == "simpleaudio":
        from bandtimer.sound.outputs.simpleaudio_output import unusable

        if reason := unusable():
            raise BandtimerError(reason)
    elif find_spec("miniaudio") is None:
        return Silence("miniaudio is not installed, nothing will sound; install it with: pip install miniaudio")
    narrator = _narrator(settings, voices) if settings.voice else None

    def palette() -> Palette:
        from bandtimer.sound.palette import load

        return load(shipped, own)

    return LiveSpeaker(name, _OUTPUTS[name], palette, narrator, settings.volume, settings.delay)


def _narrator(settings: Settings, folder: Path | None) -> Narrator:
    from bandtimer.sound.narrator import Narrator

    return Narrator(lambda: _voice(settings), folder)


def _voice(settings: Settings) -> Voice | None:
    from bandtimer.sound.voices.choice import find_voice
    from bandtimer.sound.voices.voice import Wish

    return find_voice(Wish(settings.voice_name, settings.voice_rate, settings.language))


def _miniaudio() -> Output:
    from bandtimer.sound.outputs.miniaudio_output import MiniaudioOutput

    return MiniaudioOutput()


def _simpleaudio() -> Output:
    from bandtimer.sound.outputs.simpleaudio_output import SimpleaudioOutput

    return SimpleaudioOutput()


_OUTPUTS = {"miniaudio": _miniaudio, "simpleaudio": _simpleaudio}
