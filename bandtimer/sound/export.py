"""The whole session as a sound file: the same mixer as the live sound, written block by block."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bandtimer.cueing import CLOSING, Score
from bandtimer.durations import HOUR, SECOND
from bandtimer.errors import BandtimerError
from bandtimer.sound import chapters
from bandtimer.sound.frames import PER_MS, RATE, to_frames
from bandtimer.sound.lines import ScoreLines
from bandtimer.sound.mixer import Mixer
from bandtimer.timeline import Kind, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from bandtimer.cue import Cue
    from bandtimer.settings import Settings
    from bandtimer.sound.lines import ReadyClips
    from bandtimer.sound.palette import Palette

WAIT = 10 * SECOND
"""Milliseconds for which a wait stands in a recording."""

FADE = 10 * PER_MS
"""Frames over which a recording that begins or ends amid the session fades."""

BLOCK = 10 * RATE

FORMATS = {
    ".wav": ("WAV", "PCM_16"),
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".opus": ("OGG", "OPUS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}

LONGEST_WAV = 12 * HOUR
"""Milliseconds; a WAV's own lengths end at 4 GiB."""


class Exported(NamedTuple):
    """What was written."""

    path: Path
    duration: int
    """Milliseconds."""
    chapters: tuple[chapters.Chapter, ...]
    sheet: Path | None
    """The cue sheet beside it, where the format has no place for chapters."""
    dropped: int
    """Spoken lines for which there was no room."""


class Rehearsed(Score):
    """A score in which each wait stands for a while and its pulse is heard; an open hold ends at its target."""

    def __init__(self, timeline: Timeline, settings: Settings, wait: int = WAIT) -> None:
        stands = timeline.retimed(lambda segment: wait if segment.kind is Kind.WAIT else segment.duration)
        super().__init__(stands, settings)

    def of_segment(self, number: int) -> tuple[Cue, ...]:
        """The cues of one segment; a wait has those of its loop."""
        cues = super().of_segment(number)
        segment = self.timeline.segments[number]
        if segment.kind is not Kind.WAIT:
            return cues
        loop = (cue for cue in self.waiting(number).cues if cue.at < segment.duration)
        placed = [
            cue._replace(
                at=segment.start + cue.at,
                until=None if cue.until is None else min(segment.start + cue.until, segment.end),
            )
            for cue in loop
        ]
        return tuple(sorted((*cues, *placed), key=lambda cue: (cue.at, cue.text is not None)))


def export(
    score: Score,
    path: Path,
    palette: Palette,
    clips: ReadyClips | None = None,
    *,
    start: int = 0,
    end: int | None = None,
    wait: int = WAIT,
    title: str | None = None,
    overwrite: bool = False,
    progress: Callable[[float], None] = lambda _share: None,
) -> Exported:
    """Write a session, or the part from `start` to `end` (ms of the recording), in the format of the path's suffix.

    `wait`: ms for which a wait stands. `progress` is told the share done, 0 to 1. The file appears when it is whole.
    Raises BandtimerError when the format is unknown, the file exists, or it can't be written.
    """
    rehearsed = Rehearsed(score.timeline, score.settings, wait)
    whole = rehearsed.timeline.duration + CLOSING
    end = whole if end is None else min(end, whole)
    _check(path, start, end, overwrite)
    title = title or score.timeline.name
    lines = ScoreLines(rehearsed, palette, clips) if clips is not None else None
    mixer = Mixer(rehearsed, palette, lines, score.settings.volume)
    found = chapters.of_timeline(rehearsed.timeline, start, end)
    beside = path.with_suffix(".cue")
    with _in_place_of(path) as part:
        _write(part, title, _blocks(mixer, to_frames(start), to_frames(end), end < whole), end - start, progress)
        embedded = chapters.embed(part, title, found, end - start)
    if not embedded:
        with _in_place_of(beside) as part:
            part.write_text(chapters.sheet(path.name, title, found), encoding="utf-8")
    progress(1.0)
    return Exported(path, end - start, found, None if embedded else beside, lines.dropped if lines else 0)


def _check(path: Path, start: int, end: int, overwrite: bool) -> None:
    if path.suffix not in FORMATS:
        known = " ".join(FORMATS)
        raise BandtimerError(f"{path.name}: the name must end in one of {known}, so that the format is known")
    if not path.parent.is_dir():
        raise BandtimerError(f"{path}: the folder {path.parent} does not exist; make it first")
    if path.is_dir():
        raise BandtimerError(f"{path}: is a folder; name a file in it")
    if start < 0 or start >= end:
        raise BandtimerError(f"nothing lies between {start / SECOND:g} s and {end / SECOND:g} s of this session")
    if path.suffix == ".wav" and end - start > LONGEST_WAV:
        raise BandtimerError(f"{path}: a WAV holds 12 hours at most; use .flac, or --start and --end")
    for file in (path, path.with_suffix(".cue")):
        if file.exists() and not overwrite and (file == path or path.suffix in (".ogg", ".opus")):
            raise BandtimerError(f"{file} exists; use --force to replace it, or another name")


@contextlib.contextmanager
def _in_place_of(path: Path) -> Iterator[Path]:
    """A file that takes the place of `path` when all went well, and leaves nothing behind when not."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    except OSError as error:
        raise BandtimerError(f"{path}: can't be written ({error.strerror})") from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        umask = os.umask(0)
        os.umask(umask)
        part.chmod(0o666 & ~umask)
        part.replace(path)
    except OSError as error:
        raise BandtimerError(f"{path}: can't be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)


def _blocks(mixer: Mixer, start: int, end: int, cut: bool) -> Iterator[NDArray[np.float32]]:
    ramp = np.linspace(0.0, 1.0, FADE, dtype=np.float32)
    for first in range(start, end, BLOCK):
        block = mixer.render(first, min(BLOCK, end - first))
        if first == start and start > 0:
            block[:FADE] *= ramp[: len(block)]
        if first + len(block) == end and cut:
            block[-FADE:] *= ramp[::-1][-len(block) :]
        yield block


def _write(
    path: Path, title: str, blocks: Iterator[NDArray[np.float32]], length: int, progress: Callable[[float], None]
) -> None:
    import soundfile

    form, coding = FORMATS[path.suffix]
    try:
        with soundfile.SoundFile(path, "w", RATE, 1, coding, format=form) as file:
            with contextlib.suppress(soundfile.LibsndfileError):  # not every format has a place for a title
                file.title = title
            done = 0
            for block in blocks:
                file.write(_whole_numbers(block) if coding == "PCM_16" else block)
                done += len(block)
                progress(min(done / to_frames(length), 1.0))
    except soundfile.LibsndfileError as error:
        raise BandtimerError(f"the sound can't be written ({error.error_string.strip()}); is the disk full?") from error


def _whole_numbers(block: NDArray[np.float32]) -> NDArray[np.int16]:
    """16-bit samples; the library's own rounding takes five times as long."""
    rounded: NDArray[np.int16] = np.rint(block * np.float32(32_767)).astype(np.int16)
    return rounded
