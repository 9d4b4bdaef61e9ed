"""What a voice is, and how a program's WAV becomes one's speech."""

from __future__ import annotations

import io
import subprocess
import wave
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SLOWEST_ANSWER = 20.0
"""Seconds after which a program that says nothing is given up."""


class VoiceError(BandtimerError):
    """A voice that can't say something; the session goes on without."""


class Speech(NamedTuple):
    """A line as the voice gave it."""

    samples: NDArray[np.int16]
    """Mono."""
    rate: int
    """Frames a second: the voice's own."""


class Voice(Protocol):
    """Something that turns text into sound. Used by one thread at a time."""

    @property
    def name(self) -> str:
        """What a person calls it, such as `espeak-ng, en`."""
        ...

    @property
    def identity(self) -> str:
        """All that the sound depends on besides the text: engine, voice, language, rate."""
        ...

    def speak(self, text: str) -> Speech:
        """Say a line. Raises VoiceError with the mend when it can't."""
        ...

    def close(self) -> None:
        """Let go of programs and libraries; may be called twice."""
        ...


class Wish(NamedTuple):
    """What a person wants of a voice."""

    name: str | None = None
    """A voice of the engine by its own name; None: the language's default."""
    rate: int = 165
    """Words a minute."""
    language: str = "en"
    """A language tag, such as `en`, `en-GB`, `de`."""


def run(arguments: Sequence[str], text: str | None = None) -> bytes:
    """What a program writes to stdout, given a text on stdin. Raises VoiceError in one line."""
    try:
        done = subprocess.run(
            arguments,
            input=None if text is None else text.encode(),
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            timeout=SLOWEST_ANSWER,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VoiceError(f"the voice program {arguments[0]} does not answer ({error})") from error
    reason = done.stderr.decode(errors="replace").strip().splitlines()
    if done.returncode or any(line.startswith("Error:") for line in reason):  # espeak-ng ends well all the same
        raise VoiceError(f"the voice program {arguments[0]} failed: {reason[-1] if reason else done.returncode}")
    return done.stdout


def from_wav(data: bytes) -> Speech:
    """Read 16-bit WAV, also one whose header (written to a pipe) claims more than is there. Raises VoiceError."""
    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            if file.getsampwidth() != 2:
                raise VoiceError("the voice gave something other than 16-bit sound")
            raw = file.readframes(file.getnframes())
            samples = np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2").astype(np.int16)
            channels, rate = file.getnchannels(), file.getframerate()
    except (EOFError, wave.Error) as error:
        raise VoiceError(f"the voice gave no sound ({error})") from error
    return Speech(samples[::channels].copy(), rate)
