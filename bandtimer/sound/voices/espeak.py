"""The espeak-ng program (or the older espeak): the voice of most Linux machines, and there for macOS and Windows too.

speech-dispatcher, which many desktops have in front of it, only speaks at once and hands no sound out; a line that has
to begin at an exact frame can't come from it, so its engine is asked instead.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bandtimer.sound.voices.voice import Speech, Wish, from_wav, run

PROGRAMS = ("espeak-ng", "espeak")


@dataclass(frozen=True)
class EspeakProgram:
    """One process a line: 16 to 68 ms each, measured."""

    program: str
    wish: Wish

    @property
    def name(self) -> str:
        """Program and voice."""
        return f"{Path(self.program).name}, {self.wish.name or self.wish.language}"

    @property
    def identity(self) -> str:
        """Both programs give the same sound for the same voice."""
        return f"espeak {self.wish.name or self.wish.language.lower()} {self.wish.rate}"

    def speak(self, text: str) -> Speech:
        """Say a line."""
        voice = self.wish.name or self.wish.language.lower()
        arguments = [self.program, "-v", voice, "-s", str(self.wish.rate), "-b", "1", "--stdin", "--stdout"]
        return from_wav(run(arguments, text))

    def close(self) -> None:
        """Nothing is kept open."""


def find(wish: Wish) -> EspeakProgram | None:
    """The program, where it is installed."""
    for name in PROGRAMS:
        if program := shutil.which(name):
            return EspeakProgram(program, wish)
    return None


def voices(program: str) -> list[tuple[str, str]]:
    """Every voice as (language, name). Raises VoiceError."""
    rows = [line.split() for line in run([program, "--voices"]).decode(errors="replace").splitlines()[1:]]
    return [(row[1], row[3]) for row in rows if len(row) > 3]
