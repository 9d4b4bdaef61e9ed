"""Renders the spoken lines in the background, in order of first use: between the sets, never during one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from bandtimer.timeline import WORKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from bandtimer.cue import Cue
    from bandtimer.sound.clips import Clips
    from bandtimer.sound.take import Take
    from bandtimer.sound.voices.voice import Voice

AHEAD = 60_000
"""Milliseconds of the session whose lines are held ready in memory."""

LOOK = 1.0
"""Seconds between two looks at where the session is."""

PATIENCE = 3
"""Lines that may fail one after another before the voice is given up."""

NO_VOICE = "no voice found, the session sounds without one; install espeak-ng, or the extra `bandtimer[voice]`"


class Narrator:
    """Owns the voice and its thread. To the mixer it is the lines that are ready (`ReadyClips`)."""

    def __init__(self, find_voice: Callable[[], Voice | None], folder: Path | None) -> None:
        """`find_voice` is called once, in the narrator's thread. `folder`: where lines are kept; None: nowhere."""
        self.trouble: str | None = None
        """One line that says why nothing is spoken and what to do, or None."""
        self._find_voice = find_voice
        self._folder = folder
        self._clips: Clips | None = None
        self._state = threading.Condition()
        self._take: Take | None = None
        self._position: Callable[[], int | None] = lambda: None
        self._serial = 0
        self._leaving = False
        self._thread: threading.Thread | None = None
        self._unsayable: set[str] = set()
        self._failed = 0

    @property
    def generation(self) -> int:
        """Grows whenever a line becomes ready."""
        return self._clips.generation if self._clips is not None else 0

    def get(self, text: str) -> NDArray[np.int16] | None:
        """A line at 48 kHz, if it is ready; never waits."""
        return self._clips.get(text) if self._clips is not None else None

    def follow(self, take: Take, position: Callable[[], int | None]) -> None:
        """Render what this take says. `position` gives the place in ms, None while the playhead is parked."""
        with self._state:
            self._take, self._position = take, position
            self._serial += 1
            if self._thread is None and not self._leaving:
                self._thread = threading.Thread(target=self._work, name="narrator", daemon=True)
                self._thread.start()
            self._state.notify()

    def close(self) -> None:
        """Stop rendering; a line under way is given up."""
        with self._state:
            self._leaving = True
            self._state.notify()

    def wait_until_done(self, seconds: float) -> None:
        """Wait until the thread has ended: after `close`, or because there is no voice."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _work(self) -> None:
        from bandtimer.errors import BandtimerError

        try:
            voice = self._find_voice()
        except BandtimerError as error:
            self.trouble = str(error)
            return
        if voice is None:
            self.trouble = NO_VOICE
            return
        from bandtimer.sound.clips import Clips, sweep

        if self._folder is not None:
            sweep(self._folder)
        self._clips = Clips(voice, self._folder)
        try:
            self._render_all(self._clips)
        finally:
            voice.close()

    def _render_all(self, clips: Clips) -> None:
        serial = -1
        later: Iterator[str] = iter(())
        while self.trouble is None:
            with self._state:
                if self._leaving:
                    return
                take, position = self._take, self._position
                changed, serial = serial != self._serial, self._serial
            if take is None:
                return
            if changed:
                later = texts_from(take, take.position)
            at = position()
            for text in texts_from(take, take.position if at is None else at, AHEAD):
                self._try(clips, text, hold=True)
                if self._interrupted(serial):
                    break
            while not self._interrupted(serial) and self._may_render():
                coming = next(later, None)
                if coming is None:
                    break
                self._try(clips, coming, hold=self._folder is None)
            with self._state:
                if serial == self._serial and not self._leaving:
                    self._state.wait(LOOK)

    def _interrupted(self, serial: int) -> bool:
        return self._leaving or serial != self._serial or self.trouble is not None

    def _may_render(self) -> bool:
        take, at = self._take, self._position()
        return take is None or take.score is None or at is None or take.score.timeline.at(at).kind not in WORKING

    def _try(self, clips: Clips, text: str, *, hold: bool) -> None:
        from bandtimer.sound.voices.voice import VoiceError

        if text in self._unsayable or (not hold and clips.on_disk(text)):
            return
        try:
            clips.ready(text, may_render=self._may_render())
            self._failed = 0
        except VoiceError as error:
            self._unsayable.add(text)
            self._failed += 1
            if self._failed >= PATIENCE:
                self.trouble = f"{error}; the session goes on without a voice"


def texts_from(take: Take, position: int, length: int | None = None) -> Iterator[str]:
    """What a take says from a position on (for `length` ms), in order of first use, each once; loops come first."""
    seen: set[str] = set()
    for cue in _spoken(take, position, length):
        for text in (cue.text, cue.short):
            if text and text not in seen:
                seen.add(text)
                yield text


def _spoken(take: Take, position: int, length: int | None) -> Iterator[Cue]:
    for loop in (take.count_in, take.then):
        if loop is not None:
            yield from loop.cues
    if take.score is None:
        return
    timeline = take.score.timeline
    first = timeline.index_at(position)
    for number in range(max(first - 1, 0), len(timeline.segments)):
        if length is not None and timeline.segments[number].start > position + length:
            return
        yield from take.score.of_segment(number)
