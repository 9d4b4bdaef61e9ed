"""Finds the voice of this machine: the system's own first, then the espeak-ng program, then its bundled library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bandtimer.sound.voices import espeak, library, macos, windows

if TYPE_CHECKING:
    from bandtimer.sound.voices.voice import Voice, Wish


def find_voice(wish: Wish) -> Voice | None:
    """The first voice that is there; None when the machine has none."""
    return next(iter(all_voices(wish)), None)


def all_voices(wish: Wish) -> list[Voice]:
    """Every voice engine that is there, the preferred one first."""
    found: list[Voice | None] = []
    if sys.platform == "darwin":
        found.append(macos.find(wish))
    if sys.platform == "win32":
        found.append(windows.find(wish))
    found += [espeak.find(wish), library.find(wish)]
    return [voice for voice in found if voice is not None]
