"""Rendered lines: trimmed and levelled, kept on disk by voice and text, and a bounded number of them in memory."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
import wave
from collections import OrderedDict
from math import gcd
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.loudness import gain_to, loudness
from bandtimer.sound.voices.voice import VoiceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bandtimer.sound.voices.voice import Voice

LOUDNESS = -18.0
"""LUFS of the voice: that of the beats, under which it gives way."""

MEMORY = 8 << 20
"""Bytes of lines held ready: some 90 seconds of speech."""

ON_DISK = 200 << 20
"""Bytes after which the lines not used for longest leave the disk."""

_QUIET = 0.01
"""Amplitude, against the loudest sample, below which the ends of a line are trimmed."""


class Clips:
    """The lines of one voice. Rendering belongs to one thread; `get` may be called from any and never waits."""

    def __init__(self, voice: Voice, folder: Path | None, memory: int = MEMORY) -> None:
        self._voice = voice
        self._folder = folder
        self._most = memory
        self._held: OrderedDict[str, NDArray[np.int16]] = OrderedDict()
        self._bytes = 0
        self._adding = threading.Lock()
        self._generation = 0

    @property
    def voice(self) -> Voice:
        """The voice that says the lines."""
        return self._voice

    @property
    def generation(self) -> int:
        """Grows whenever a line becomes ready."""
        return self._generation

    def get(self, text: str) -> NDArray[np.int16] | None:
        """The line at 48 kHz, if it is held ready."""
        return self._held.get(text)

    def ready(self, text: str, may_render: bool = True) -> bool:
        """Hold a line ready: from memory, from disk, or rendered when that is allowed. Raises VoiceError."""
        if text in self._held:
            with contextlib.suppress(KeyError):
                self._held.move_to_end(text)
            return True
        clip = self._from_disk(text)
        if clip is None:
            if not may_render:
                return False
            clip = self._rendered(text)
        self._hold(text, clip)
        return True

    def on_disk(self, text: str) -> bool:
        """Whether a line was rendered before, in this session or another."""
        return self._folder is not None and self._path(text).is_file()

    def _rendered(self, text: str) -> NDArray[np.int16]:
        speech = self._voice.speak(text)
        finished = levelled(trimmed(speech.samples, speech.rate), speech.rate)
        self._to_disk(text, finished, speech.rate)
        return resampled(finished, speech.rate)

    def _hold(self, text: str, clip: NDArray[np.int16]) -> None:
        with self._adding:
            self._held[text] = clip
            self._bytes += clip.nbytes
            while self._bytes > self._most and len(self._held) > 1:
                _, dropped = self._held.popitem(last=False)
                self._bytes -= dropped.nbytes
            self._generation += 1

    def _path(self, text: str) -> Path:
        name = hashlib.blake2b(f"{self._voice.identity}\n{text}".encode(), digest_size=16).hexdigest()
        return (self._folder or Path()) / f"{name}.wav"

    def _from_disk(self, text: str) -> NDArray[np.int16] | None:
        if self._folder is None:
            return None
        path = self._path(text)
        try:
            with wave.open(str(path), "rb") as file:
                samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
                rate = file.getframerate()
            os.utime(path)
        except (OSError, EOFError, wave.Error, ValueError):
            return None
        return resampled(samples.astype(np.int16), rate) if len(samples) else None

    def _to_disk(self, text: str, samples: NDArray[np.int16], rate: int) -> None:
        if self._folder is None:
            return
        with contextlib.suppress(OSError):  # a full or read-only disk costs only the time to render again
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as raw, wave.open(raw, "wb") as file:
                    file.setnchannels(1)
                    file.setsampwidth(2)
                    file.setframerate(rate)
                    file.writeframes(samples.astype("<i2").tobytes())
                Path(name).replace(self._path(text))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise


def trimmed(samples: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    """A line without the silence at its ends, but for the few milliseconds in which it swells and fades."""
    size = np.abs(samples.astype(np.int32))
    loud = np.flatnonzero(size > max(int(size.max(initial=0) * _QUIET), 1))
    if not len(loud):
        raise VoiceError("the voice gave silence")
    margin = rate // 100
    return samples[max(0, loud[0] - margin) : loud[-1] + 2 * margin]


def levelled(samples: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    """A line at `LOUDNESS`; peaks that would not fit are left to 95 % of full scale by turning all of it down."""
    whole = samples.astype(np.float64) / 32_768
    gain = gain_to(LOUDNESS, loudness(resampled(samples, rate).astype(np.float64) / 32_768))
    gain = min(gain, 0.95 / max(float(np.max(np.abs(whole))), 1e-9))
    fade = min(len(whole) // 2, 5 * rate // 1_000) or 1
    whole[:fade] *= np.linspace(0.0, 1.0, fade)
    whole[-fade:] *= np.linspace(1.0, 0.0, fade)
    return np.rint(whole * gain * 32_767).astype(np.int16)


def resampled(samples: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    """A line at 48 kHz, by way of its spectrum."""
    if rate == RATE:
        return samples
    common = gcd(rate, RATE)
    block = rate // common
    blocks = -(-(len(samples) + 10 * PER_MS) // block)
    size, target = blocks * block, blocks * (RATE // common)
    spectrum = np.fft.rfft(samples.astype(np.float64), size)
    shifted = np.zeros(target // 2 + 1, dtype=np.complex128)
    kept = min(len(shifted), len(spectrum))
    shifted[:kept] = spectrum[:kept]
    wave_at_target = np.fft.irfft(shifted, target) * (target / size)
    length = len(samples) * RATE // rate
    return np.clip(np.rint(wave_at_target[:length]), -32_768, 32_767).astype(np.int16)


def sweep(folder: Path, most: int = ON_DISK) -> None:
    """Let the lines not used for longest leave the disk until what is left takes at most so many bytes."""
    files: list[tuple[float, int, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.glob("*.wav"):
            status = path.stat()
            files.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= most:
                break
            path.unlink(missing_ok=True)
            total -= size


class ClipsAtOnce:
    """The lines of a voice for a recording: each is rendered when it is asked for; one that fails is left out."""

    def __init__(self, clips: Clips) -> None:
        self._clips = clips
        self.trouble: str | None = None
        """Why lines are missing, or None."""

    generation = 0
    """Nothing becomes ready later: all is ready when asked for."""

    def get(self, text: str) -> NDArray[np.int16] | None:
        """The line at 48 kHz."""
        try:
            self._clips.ready(text)
        except VoiceError as error:
            self.trouble = str(error)
            return None
        return self._clips.get(text)
