"""What a device is fed: silence to wake it, a count-in, the score, a parked loop, joined without a gap."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from bandtimer.sound.frames import PER_MS, RATE, to_frames
from bandtimer.sound.lines import LoopLines, ReadyClips, ScoreLines
from bandtimer.sound.mixer import LoopMixer, Mixer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bandtimer.cue import Cue, ParkedLoop
    from bandtimer.cueing import Score
    from bandtimer.sound.palette import Palette
    from bandtimer.sound.take import Take

LEAD = 20 * PER_MS
"""Frames of silence before the first sound: devices swallow the first few milliseconds of a stream."""

_FOREVER = 1 << 62


class Room(NamedTuple):
    """What every stream of a session needs besides its take."""

    palette: Palette
    clips: ReadyClips | None
    volume: float = 1.0


class _Rendering(Protocol):
    def render(self, start: int, frames: int) -> NDArray[np.float32]: ...


class _Silence:
    def render(self, start: int, frames: int) -> NDArray[np.float32]:
        return np.zeros(frames, dtype=np.float32)


class _Part(NamedTuple):
    start: int
    """Frame of the stream at which it begins."""
    first: int
    """The frame of its own that is heard then."""
    source: _Rendering


class Stream:
    """Sound in the order in which a device takes it. One thread renders; any may ask for positions."""

    def __init__(self, take: Take, room: Room) -> None:
        self.take = take
        self._room = room
        self._parts: list[_Part] = [_Part(0, 0, _Silence())]
        self.handed_out = 0
        """The frame that is rendered next."""
        self._reaching = 0
        """The frame up to which is rendered, or being rendered now."""
        self._score_part: int | None = None
        start = LEAD
        if take.score is not None:
            if take.count_in is not None and take.count_in_length > 0:
                self._parts.append(_Part(start, 0, self._loop(take.count_in)))
                start += to_frames(take.count_in_length)
            self._score_part = len(self._parts)
            self._score_at = start
            self._parts.append(_Part(start, to_frames(take.position), self._mixer(take.score, None)))
            if take.until is None:
                return
            start += max(0, to_frames(take.until - take.position))
        self._parts.append(_Part(start, 0, self._loop(take.then) if take.then is not None else _Silence()))

    def render(self, frames: int) -> NDArray[np.float32]:
        """The next so many frames."""
        pieces: list[NDArray[np.float32]] = []
        self._reaching = self.handed_out + frames
        while frames > 0:
            number = self._part_at(self.handed_out)
            part = self._parts[number]
            end = self._parts[number + 1].start if number + 1 < len(self._parts) else _FOREVER
            count = min(frames, end - self.handed_out)
            pieces.append(part.source.render(part.first + self.handed_out - part.start, count))
            self.handed_out += count
            frames -= count
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces or [np.zeros(0, np.float32)])

    def next_cut(self, at_least: int) -> int:
        """How many frames to take so that at least so many are, and the cut lies where a segment or a part ends."""
        earliest = self.handed_out + at_least
        number = self._part_at(earliest)
        end = self._parts[number + 1].start if number + 1 < len(self._parts) else _FOREVER
        take = self.take
        if number == self._score_part and take.score is not None and take.score.timeline.segments:
            part = self._parts[number]
            frame = part.first + earliest - part.start
            segment = take.score.timeline.at(frame // PER_MS)
            cut = part.start + to_frames(segment.end) - part.first
            end = min(end, cut) if cut >= earliest else end
        return min(end, self.handed_out + MOST_AHEAD) - self.handed_out

    def position_at(self, frame: int) -> int:
        """The position in ms when a frame of the stream is heard."""
        take = self.take
        if self._score_part is None:
            return take.position
        position = take.position + (max(frame, LEAD) - self._score_at) // PER_MS
        return position if take.until is None else min(position, take.until)

    def frame_of(self, position: int) -> int:
        """The frame of the stream in which a position is heard."""
        return self._score_at + to_frames(position - self.take.position) if self._score_part is not None else LEAD

    def swapped(self, score: Score, heard: int) -> bool:
        """Go on with an edited score, if nothing between the frames heard and handed out sounds otherwise.

        On False the stream is no longer to be trusted: open a new one.
        """
        old = self.take.score
        if self._score_part is None or old is None:
            return False
        part = self._parts[self._score_part]
        reaching = self._reaching
        if not self._same(old, score, part, heard, reaching):
            return False
        lines = part.source.lines if isinstance(part.source, Mixer) else None
        ahead = part.first + reaching - part.start
        kept = lines.continuing(score, ahead) if isinstance(lines, ScoreLines) else None
        self._parts[self._score_part] = part._replace(source=self._mixer(score, kept))
        self.take = self.take._replace(score=score)
        # The device may have asked meanwhile, and got what the old score says.
        return self._reaching == reaching or self._same(old, score, part, reaching, self._reaching)

    def _same(self, old: Score, new: Score, part: _Part, start: int, end: int) -> bool:
        first = max(part.first, part.first + start - part.start) // PER_MS
        last = (part.first + end - part.start) // PER_MS + 1
        longest = self._room.palette.longest // PER_MS
        return _sounding(old, first, last, longest) == _sounding(new, first, last, longest)

    @property
    def dropped(self) -> int:
        """Spoken lines for which there was no room."""
        source = None if self._score_part is None else self._parts[self._score_part].source
        lines = source.lines if isinstance(source, Mixer) else None
        return lines.dropped if isinstance(lines, ScoreLines) else 0

    def _part_at(self, frame: int) -> int:
        return bisect_right(self._parts, frame, key=lambda part: part.start) - 1

    def _mixer(self, score: Score, lines: ScoreLines | None) -> Mixer:
        palette, clips, volume = self._room
        if lines is None and clips is not None:
            lines = ScoreLines(score, palette, clips, to_frames(self.take.position))
        return Mixer(score, palette, lines, volume)

    def _loop(self, loop: ParkedLoop) -> LoopMixer:
        palette, clips, volume = self._room
        return LoopMixer(loop, palette, LoopLines(loop, palette, clips) if clips is not None else None, volume)


MOST_AHEAD = 30 * RATE
"""Frames that are rendered ahead at most, however long a segment is."""


def _sounding(score: Score, first: int, last: int, longest: int) -> list[Cue]:
    """The beats that sound in the milliseconds `first` to `last`."""
    timeline = score.timeline
    since = min(timeline.at(max(first, 0)).start, first - longest) if timeline.segments else first
    return [
        cue
        for cue in score.between(max(since, 0), last)
        if cue.text is None and cue.at + (longest if cue.duration is None else cue.duration) > first
    ]
