"""The default device: one continuous stream that miniaudio pulls, exact to the sample.

To pause or to seek the device is closed and opened anew (3 to 5 ms): its stop and start would replay old sound and lose
new. Its queue of 700 ms rides out a busy machine and costs nothing, because closing throws it away.
"""

from __future__ import annotations

import ctypes
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import miniaudio
import numpy as np

from bandtimer.sound.frames import PER_MS, RATE
from bandtimer.sound.heard import Heard
from bandtimer.sound.outputs.output import OutputError

if TYPE_CHECKING:
    from collections.abc import Generator

    from bandtimer.sound.stream import Stream

BUFFER = 700
"""Milliseconds queued at the device. When it asks for more a good half is left: enough to sit out 300 ms of a held
interpreter lock, where a buffer of 500 was seen to slip."""

SILENT_FOR = 1_200_000_000
"""Nanoseconds without an ask after which the device counts as dead; it asks every 700 ms."""

WAKING = 3_000_000_000
"""The same for a device that has just begun: one that slept may take 1.6 s before it asks again."""

PULSE_REST = BUFFER * 54 // 100 * PER_MS
"""Frames that are queued at each ask on PulseAudio and PipeWire with this buffer: measured, 0.54 to 0.58 of it."""

_Backend = miniaudio.Backend
BACKENDS: tuple[tuple[Any, ...], ...] = {
    "linux": ((_Backend.PULSEAUDIO,), (_Backend.ALSA, _Backend.JACK)),
    "darwin": ((_Backend.COREAUDIO,),),
    "win32": ((_Backend.WASAPI, _Backend.DSOUND, _Backend.WINMM),),
}.get(sys.platform, ((_Backend.SNDIO, _Backend.AUDIO4, _Backend.OSS),))
"""Tried in this order; named, because unnamed ones fall back to a device that plays to nobody."""


class MiniaudioOutput:
    """Owns at most one open device."""

    name = "miniaudio"

    def __init__(self) -> None:
        self._device: Any = None
        self._heard: Heard | None = None
        self._failed = False
        self.backend: str | None = None
        """The sound system that answered last, as miniaudio calls it."""

    def start(self, stream: Stream) -> None:
        """Open the device and begin."""
        self.stop()
        self._failed = False
        self._device = opened()
        self.backend = str(self._device.backend)
        least = PULSE_REST if self.backend.lower().startswith("pulse") else 0
        heard = Heard(time.monotonic_ns(), least)
        feed = self._feed(stream, heard)
        next(feed)
        try:
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            self.stop()
            raise OutputError(f"the sound device does not start ({error}); check that it is plugged in") from error
        heard.begun(time.monotonic_ns())
        self._heard = heard

    def stop(self) -> None:
        """Close the device: silent within 5 ms."""
        device, self._device, self._heard = self._device, None, None
        if device is not None:
            release(device)

    def alive(self) -> bool:
        """Whether it asked for sound lately."""
        heard = self._heard
        if heard is None or self._failed:
            return False
        return time.monotonic_ns() - heard.asked < (SILENT_FOR if heard.settled else WAKING)

    def settled(self) -> bool:
        """Whether it has asked a few times."""
        return self._heard is not None and self._heard.settled

    def heard(self) -> int | None:
        """Frames heard."""
        heard = self._heard
        return None if heard is None else heard.at(time.monotonic_ns())

    def close(self) -> None:
        """The same as `stop`."""
        self.stop()

    def _feed(self, stream: Stream, heard: Heard) -> Generator[Any, int, None]:
        """What the device's own thread runs: it takes no lock, writes no log and never ends."""
        frames = yield b""
        while True:
            heard.ask(time.monotonic_ns(), frames)
            try:
                samples: Any = stream.render(frames)
            except Exception:  # raised here it would be printed into the screen and the device fall silent
                self._failed = True
                samples = np.zeros(frames, dtype=np.float32)
            frames = yield samples


def release(device: miniaudio.PlaybackDevice) -> None:
    """Close a device and its connection to the sound system. Never raises."""
    with suppress(Exception):
        device.close()
        miniaudio.lib.ma_context_uninit(device._context)  # its own close leaves the connection open


def opened() -> miniaudio.PlaybackDevice:
    """The default device of this machine, not started yet. Raises OutputError."""
    reason: Exception | None = None
    for backends in BACKENDS:
        if backends[0] is _Backend.ALSA:
            _hush_alsa()
        try:
            return miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=BUFFER,
                backends=list(backends),
                app_name="bandtimer",
            )
        except miniaudio.MiniaudioError as error:
            reason = reason or error
    raise OutputError(
        "no sound device answers: plug one in or start the sound server; `bandtimer doctor` says more"
    ) from reason


_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
_MESSAGE = ctypes.CFUNCTYPE(None, ctypes.c_char_p)


_ignore_alsa = _HANDLER(lambda _file, _line, _function, _error, _format: None)
_ignore_jack = _MESSAGE(lambda _message: None)


def _hush_alsa() -> None:
    """Keep the two libraries from writing some 25 lines into the screen when they find no device.

    Their own switch is used: pointing stderr elsewhere would swallow what the screen paints meanwhile.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_ignore_alsa)
    with suppress(OSError, AttributeError):
        jack = ctypes.CDLL("libjack.so.0")
        jack.jack_set_error_function(_ignore_jack)
        jack.jack_set_info_function(_ignore_jack)
