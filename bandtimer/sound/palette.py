"""The samples that a session sounds with: the shipped ones, and a person's own where their folder has them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bandtimer.cue import SUSTAINED, Sound
from bandtimer.sound.frames import RATE
from bandtimer.sound.loudness import gain_to, loudness, true_peak
from bandtimer.sound.recipes import ONE_SHOTS
from bandtimer.sound.samples import HIGHEST_PEAK, LOUDNESS, make

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

SUFFIXES = (".wav", ".flac", ".ogg", ".mp3")
"""Files that can replace a sound; where there are several, the first of these counts."""

LONGEST = 5 * RATE
"""Frames of a person's own sound that are used."""


@dataclass(frozen=True)
class Palette:
    """A sample for every one-shot sound."""

    samples: Mapping[Sound, NDArray[np.float32]]
    problems: tuple[str, ...] = ()
    """One line for each file of the person's that could not be used, and what to do."""

    @property
    def longest(self) -> int:
        """Frames of the longest sample."""
        return max(len(sample) for sample in self.samples.values())


def load(shipped: Path | None, own: Path | None = None) -> Palette:
    """Read the samples; a sound that is in neither folder is made from its recipe.

    Own files are brought to the loudness of ours, so that no beat drowns another. Never raises for a file:
    what is wrong with one stands in `problems`.
    """
    samples = {sound: _shipped(sound, shipped) for sound in ONE_SHOTS}
    problems: list[str] = []
    for sound, path in _own_files(own, problems):
        try:
            samples[sound] = _levelled(read(path))
        except ValueError as reason:
            problems.append(f"{path}: {reason}; the built-in {sound} sounds instead. Save it anew as 16-bit WAV.")
    return Palette(samples, tuple(problems))


def read(path: Path) -> NDArray[np.float32]:
    """Decode wav, flac, ogg or mp3 to 48 kHz mono, at most `LONGEST` frames. Raises ValueError with the reason."""
    import miniaudio

    blocks: list[NDArray[np.float32]] = []
    left = LONGEST
    try:
        stream: Any = miniaudio.stream_file(
            str(path), output_format=miniaudio.SampleFormat.FLOAT32, nchannels=1, sample_rate=RATE
        )
        for block in stream:
            blocks.append(np.array(block, dtype=np.float32)[:left])
            left -= len(blocks[-1])
            if left <= 0:
                break
    except (miniaudio.MiniaudioError, OSError, ValueError) as error:
        raise ValueError(f"can't be read as sound ({error})") from error
    whole = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    if not np.any(np.abs(whole) > 1e-4) or not np.all(np.isfinite(whole)):
        raise ValueError("holds no sound")
    return whole


def _shipped(sound: Sound, folder: Path | None) -> NDArray[np.float32]:
    if folder is not None and (path := folder / f"{sound.value}.wav").is_file():
        return read(path)
    return make(sound).astype(np.float32)


def _own_files(folder: Path | None, problems: list[str]) -> Iterator[tuple[Sound, Path]]:
    if folder is None or not folder.is_dir():
        return
    names = [sound.value for sound in ONE_SHOTS]
    chosen: dict[Sound, Path] = {}
    files = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES]
    for path in sorted(files, key=lambda path: (SUFFIXES.index(path.suffix.lower()), path.name)):
        name = path.stem.lower()
        if name in names:
            chosen.setdefault(Sound(name), path)
        elif name in {sound.value for sound in SUSTAINED}:
            problems.append(f"{path}: {name} is made for the length of each phase, no file can replace it; remove it.")
        else:
            close = difflib.get_close_matches(name, names, n=1)
            mend = f"did you mean {close[0]}{path.suffix}?" if close else f"use one of: {', '.join(names)}."
            problems.append(f"{path}: no cue is called {name}; {mend}")
    yield from chosen.items()


def _levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    gain = min(gain_to(LOUDNESS, loudness(samples)), gain_to(HIGHEST_PEAK - 0.1, true_peak(samples)))
    return (samples * gain).astype(np.float32)
