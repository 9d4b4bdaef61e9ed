"""Voices that a test holds: tones whose length follows from the text."""

from __future__ import annotations

import numpy as np

from bandtimer.sound.frames import RATE
from bandtimer.sound.voices.voice import Speech, VoiceError


class Tone:
    """A voice that says each text as a tone, 60 ms a letter, and remembers what it was asked."""

    name = "tone"
    identity = "tone 1"

    def __init__(self, a_letter: int = 60, refuses: tuple[str, ...] = ()) -> None:
        self.asked: list[str] = []
        self.closed = False
        self._a_letter = a_letter
        self._refuses = refuses

    def speak(self, text: str) -> Speech:
        self.asked.append(text)
        if text in self._refuses:
            raise VoiceError(f"can't say {text!r}")
        rate = 22_050
        frames = np.arange(len(text) * self._a_letter * rate // 1000)
        quiet = np.zeros(rate // 10)
        tone = 3000 * np.sin(2 * np.pi * 440 * frames / rate)
        return Speech(np.concatenate([quiet, tone, quiet]).astype(np.int16), rate)

    def close(self) -> None:
        self.closed = True


class Ready:
    """Lines of a given length each, all ready but some."""

    def __init__(self, a_letter: int = 60, missing: frozenset[str] = frozenset()) -> None:
        self.missing = set(missing)
        self.generation = 0
        self._a_letter = a_letter

    def appear(self, *texts: str) -> None:
        self.missing -= set(texts)
        self.generation += 1

    def get(self, text: str) -> np.ndarray | None:
        if text in self.missing:
            return None
        return np.full(len(text) * self._a_letter * RATE // 1000, 3000, dtype=np.int16)
