"""simpleaudio, asked for by name: whole segments rendered ahead into buffers, each started at its own time.

It knows no stream and no position: one buffer follows the other on the clock, so nothing drifts, but each starts some
milliseconds late, and silence after a stop takes up to 0.2 s. That is why it is not the default.
"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np

from bandtimer.sound.frames import RATE
from bandtimer.sound.outputs.output import OutputError

if TYPE_CHECKING:
    from types import ModuleType

    from bandtimer.sound.stream import Stream

LEAST = 8 * RATE
"""Frames of a buffer at least: each seam may be heard, so there should be few."""

FIRST = RATE // 2
"""The first buffer may be shorter, so that sound begins at once."""

AHEAD = 1.0
"""Seconds before its time at which a buffer is rendered."""

INSTALL = "install the extra `bandtimer[simpleaudio]`, or use --speaker miniaudio"


def unusable() -> str | None:
    """Why simpleaudio can't be used here, in one line with the mend; None when it can."""
    patched, original = _version("simpleaudio-patched"), _version("simpleaudio")
    if patched is None and original is None:
        return f"simpleaudio is not installed; {INSTALL}"
    if patched is None and sys.version_info >= (3, 12):
        return (
            f"simpleaudio {original} would crash Python {sys.version_info[0]}.{sys.version_info[1]} when a sound ends; "
            "replace it: pip uninstall simpleaudio, then pip install simpleaudio-patched; or use --speaker miniaudio"
        )
    return None


def _version(name: str) -> str | None:
    with suppress(PackageNotFoundError):
        return version(name)
    return None


class SimpleaudioOutput:
    """Owns the buffers under way."""

    name = "simpleaudio"

    def __init__(self) -> None:
        if reason := unusable():
            raise OutputError(reason)
        try:
            import simpleaudio
        except ImportError as error:
            raise OutputError(f"simpleaudio does not load ({error}); {INSTALL}") from error
        self._library: Any = simpleaudio
        self._under_way: _UnderWay | None = None

    def start(self, stream: Stream) -> None:
        """Sound the first buffer; a thread starts the others at their time."""
        self.stop()
        self._under_way = _UnderWay(self._library, stream)

    def stop(self) -> None:
        """Be silent, within 0.2 s."""
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            under_way.end()

    def alive(self) -> bool:
        """Whether the last buffer could be started."""
        return self._under_way is not None and not self._under_way.failed

    def settled(self) -> bool:
        """There is nothing to wait for."""
        return True

    def heard(self) -> int | None:
        """It can't tell."""
        return None

    def close(self) -> None:
        """The same as `stop`."""
        self.stop()


class _UnderWay:
    def __init__(self, library: ModuleType, stream: Stream) -> None:
        self._library = library
        self._stream = stream
        self._ended = threading.Event()
        self._playing: list[Any] = []
        self.failed = False
        self._began = time.monotonic()
        self._frames = 0
        self._play(self._rendered(FIRST))
        self._thread = threading.Thread(target=self._follow, name="simpleaudio", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join(0.5)
        with suppress(Exception):
            self._library.stop_all()

    def _follow(self) -> None:
        while not self._ended.is_set():
            at = self._began + self._frames / RATE
            if self._ended.wait(max(0.0, at - AHEAD - time.monotonic())):
                return
            buffer = self._rendered(LEAST)
            if self._ended.wait(max(0.0, at - time.monotonic())):
                return
            try:
                self._play(buffer)
            except OutputError:
                self.failed = True
                return

    def _rendered(self, at_least: int) -> bytes:
        samples = self._stream.render(self._stream.next_cut(at_least))
        self._frames += len(samples)
        return bytes(np.rint(samples * np.float32(32_767)).astype("<i2").tobytes())

    def _play(self, buffer: bytes) -> None:
        if not buffer:
            return  # an empty one kills the interpreter
        self._playing = [sound for sound in self._playing if sound.is_playing()]
        try:
            self._playing.append(self._library.play_buffer(buffer, 1, 2, RATE))
        except Exception as error:  # it raises its own and others, by platform
            raise OutputError(
                f"simpleaudio can't play ({error}); check the device, or use --speaker miniaudio"
            ) from error
