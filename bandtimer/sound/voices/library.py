"""The espeak-ng library that the extra `bandtimer[voice]` brings: in-process, 5 to 12 ms a line, no program needed."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache
from typing import Any

import numpy as np

from bandtimer.sound.voices.voice import Speech, VoiceError, Wish

_RETRIEVAL = 1
"""espeak-ng's mode in which sound is handed over, not played."""
_SYNCHRONOUS_UTF8 = 1
_RATE = 1
"""espeak-ng's number for the parameter `words a minute`."""

_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class EspeakLibrary:
    """The library is loaded once a process and used by one thread."""

    def __init__(self, loaded: tuple[Any, int], wish: Wish) -> None:
        self._library, self._frames_a_second = loaded
        self._wish = wish

    @property
    def name(self) -> str:
        """Library and voice."""
        return f"espeak-ng library, {self._wish.name or self._wish.language}"

    @property
    def identity(self) -> str:
        """Its own, since its version may differ from that of the program."""
        return f"espeak-library {self._wish.name or self._wish.language.lower()} {self._wish.rate}"

    def speak(self, text: str) -> Speech:
        """Say a line."""
        blocks: list[Any] = []

        def keep(samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
            if samples and count > 0:
                blocks.append(np.ctypeslib.as_array(samples, (count,)).copy())
            return 0

        callback = _CALLBACK(keep)
        voice = (self._wish.name or self._wish.language.lower()).encode()
        if self._library.espeak_SetVoiceByName(voice):
            raise VoiceError(f"the voice {voice.decode()!r} is not one of espeak-ng's; choose another in preferences")
        self._library.espeak_SetParameter(_RATE, self._wish.rate, 0)
        self._library.espeak_SetSynthCallback(callback)
        data = text.encode() + b"\0"
        failed = self._library.espeak_Synth(data, len(data), 0, 0, 0, _SYNCHRONOUS_UTF8, None, None)
        if failed or not blocks:
            raise VoiceError("the espeak-ng library gave no sound")
        return Speech(np.concatenate(blocks).astype(np.int16), self._frames_a_second)

    def close(self) -> None:
        """The library stays loaded: it can't be loaded twice."""


def find(wish: Wish) -> EspeakLibrary | None:
    """The library, where the extra is installed."""
    loaded = _loaded()
    return EspeakLibrary(loaded, wish) if loaded is not None else None


@cache
def _loaded() -> tuple[Any, int] | None:
    with suppress(ImportError, OSError, AttributeError):
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        library.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
            ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        rate = int(library.espeak_Initialize(_RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0))
        return (library, rate) if rate > 0 else None
    return None
