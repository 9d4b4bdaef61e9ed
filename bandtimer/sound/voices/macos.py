"""macOS: the `say` program, which writes a file."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bandtimer.sound.voices.voice import Speech, Wish, from_wav, run


@dataclass(frozen=True)
class Say:
    """One process a line."""

    program: str
    wish: Wish
    voice: str | None
    """Its own name for the voice; None: the one chosen in the system's settings."""

    @property
    def name(self) -> str:
        """Program and voice."""
        return f"say, {self.voice or 'system voice'}"

    @property
    def identity(self) -> str:
        """Voice and rate; the system's own voice may change behind this name."""
        return f"say {self.voice or 'system'} {self.wish.rate}"

    def speak(self, text: str) -> Speech:
        """Say a line."""
        with tempfile.TemporaryDirectory() as folder:
            spoken = Path(folder) / "line.wav"
            voice = ["-v", self.voice] if self.voice else []
            rate = ["-r", str(self.wish.rate)]
            run([self.program, *voice, *rate, "-o", str(spoken), "--data-format=LEI16@22050", "-f", "-"], text)
            return from_wav(spoken.read_bytes() if spoken.is_file() else b"")

    def close(self) -> None:
        """Nothing is kept open."""


def find(wish: Wish) -> Say | None:
    """The program; where no voice is named, one that speaks the language."""
    program = shutil.which("say")
    if program is None:
        return None
    return Say(program, wish, wish.name or voice_for(run([program, "-v", "?"]).decode(errors="replace"), wish.language))


def voice_for(listing: str, language: str) -> str | None:
    """The first voice of a language in what `say -v ?` prints; None for English, where the system's choice is best."""
    wanted = language.replace("-", "_").lower()
    if wanted == "en":
        return None
    for line in listing.splitlines():
        words = line.partition("#")[0].split()
        if len(words) > 1 and (words[-1].lower() == wanted or words[-1].lower().startswith(wanted + "_")):
            return " ".join(words[:-1])
    return None
