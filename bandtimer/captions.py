"""The words of what sounds, for those who don't hear it: the spoken line, else the name of the signal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.cue import Cue, Sound
from bandtimer.cueing import Score
from bandtimer.session_state import Mode

if TYPE_CHECKING:
    from bandtimer.session_state import Session
    from bandtimer.settings import Settings
    from bandtimer.timeline import Segment, Timeline

LINE_FOR = 4_000
"""Milliseconds for which a spoken line stands."""
SIGNAL_FOR = 1_200
"""Milliseconds for which the name of a signal stands."""

SIGNALS = {
    Sound.SETUP: "set up",
    Sound.GO: "go",
    Sound.MINIMUM: "minimum reached",
    Sound.STOP: "stop",
    Sound.RELEASE: "let go",
    Sound.REST: "rest",
    Sound.SWITCH: "switch sides",
    Sound.DONE: "done",
}
"""Signals that have a name; glides, beds and clicks are seen on the tempo bar."""


class Captions:
    """The captions of a session. They don't depend on what is switched off: they stand for it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = replace(settings, beats=True, voice=True)
        self._of: tuple[Timeline, int] | None = None
        self._words: list[tuple[int, int, str]] = []
        """Of the segment in `_of`: from, to (ms on the timeline), words."""

    def at(self, session: Session, now: int) -> str:
        """The words at session time `now` (ns); empty when nothing was said lately."""
        match session.head.mode:
            case Mode.WAITING:
                return session.timeline.segments[session.head.segment].label
            case Mode.OPEN:
                return "target reached, stay if you can" if session.over(now) < LINE_FOR else ""
            case Mode.RUNNING | Mode.FINISHED:
                return self._running(session, session.position(now))
            case _:
                return ""

    def _running(self, session: Session, position: int) -> str:
        number = session.segment_at(position)
        if number >= session.course.end:
            return "done"
        timeline = session.timeline
        if self._of is None or self._of[0] is not timeline or self._of[1] != number:
            self._of = (timeline, number)
            # A line that began in the segment before is still being said.
            cues = Score(timeline, self._settings)
            self._words = [
                words
                for which in range(max(0, number - 1), number + 1)
                for cue in cues.of_segment(which)
                if (words := _words(cue, timeline.segments[which])) is not None
            ]
        said = [words for words in self._words if words[0] <= position < words[1]]
        return max(said)[2] if said else ""


def _words(cue: Cue, segment: Segment) -> tuple[int, int, str] | None:
    if cue.text is not None:
        return cue.at, cue.at + LINE_FOR, cue.text
    if cue.cue is Sound.TICK:
        return cue.at, cue.at + 1_000, str(round((segment.end - cue.at) / 1_000))
    name = SIGNALS.get(cue.cue)
    return None if name is None else (cue.at, cue.at + SIGNAL_FOR, name)
