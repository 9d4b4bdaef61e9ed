"""What a session lets its speaker play: the score from where the playhead is, or the loop of what it stands in.

A speaker is told anew only when the motion breaks (a new take) or what is left changes; stretches that follow one
another by themselves, a count-in and the parked loop at the next stop are handed over as one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.cue import Cue, ParkedLoop, Sound
from bandtimer.cueing import Score, count_in_loop, open_hold_loop, paused_loop
from bandtimer.session_state import Mode, Session
from bandtimer.spoken import Priority, side_of
from bandtimer.transport import MILLISECOND

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.ports import Clock, Speaker
    from bandtimer.settings import Settings
    from bandtimer.timeline import Timeline
    from bandtimer.transport import Transport

APART = 20
"""Milliseconds by which what is shown and what is heard may differ when a device is back."""

PLAYED = frozenset((Mode.RUNNING, Mode.COUNT_IN))
"""Where the speaker plays the score."""


class Accompanist:
    """Keeps a speaker with a session."""

    def __init__(self, speaker: Speaker, settings: Settings, clock: Clock, transport: Transport) -> None:
        self.muted = False
        self._speaker = speaker
        self._settings = settings
        self._clock = clock
        self._transport = transport
        self._take: int | None = None
        self._score: Score | None = None
        self._place: tuple[int, int, int] | None = None
        """Position in ms, when that was (ns of the monotonic clock), and the position it can't pass."""

    def restart(self, transport: Transport) -> None:
        """Follow another time; nothing has been played yet."""
        self._transport, self._take = transport, None

    @property
    def voice(self) -> bool:
        """Whether lines are spoken."""
        return self._settings.voice

    def follow(self, session: Session, now: int) -> None:
        """Call after every step of the session."""
        self._note_place(session, now)
        if self.muted:
            return
        if session.head.take != self._take or session.head.mode is Mode.LEFT:
            self._order(session, now)
        elif self._transport.rejoined:
            self._aligned(session, now)
        elif self._score is not None and self._score.timeline is not session.timeline:
            self._edited(session, now)

    def mute(self, session: Session, now: int) -> None:
        """Be silent, or sound again from here."""
        self.muted = not self.muted
        if self.muted:
            self._transport.unfollow()
            self._speaker.stop()
        else:
            self._take = None
            self.follow(session, now)

    def switch_voice(self, session: Session, now: int) -> None:
        """Leave out the spoken lines, or have them again."""
        self._settings = replace(self._settings, voice=not self._settings.voice)
        if not self.muted and self._score is not None:
            self._edited(session, now)

    def _order(self, session: Session, now: int) -> None:
        self._take = session.head.take
        match session.head.mode:
            case Mode.RUNNING | Mode.COUNT_IN | Mode.FINISHED:
                self._play(session, now)
            case Mode.LEFT:
                self._silence()
            case _:
                self._park(self._loop_at(session, session.head.segment))

    def _play(self, session: Session, now: int) -> None:
        head, position = session.head, session.position(now)
        score = self._scored(session.timeline)
        left = session.count_in(now)
        until, then = None, None
        if head.mode is not Mode.FINISHED:
            boundary = session.next_stop(head.segment)
            if boundary < session.course.end or session.course.is_open(boundary - 1):
                until = session.course.start_of(boundary)
                then = self._loop_after(session, boundary)
        count_in = self._count_in(session, left) if left else None
        self._speaker.play(
            score, position, count_in=count_in, count_in_length=left, until=until, then=then, now=self._whereabouts()
        )
        self._transport.follow(self._speaker.heard, until)

    def _edited(self, session: Session, now: int) -> None:
        """What is left has changed."""
        running = session.head.mode in PLAYED
        ends_by_itself = running and session.next_stop(session.head.segment) == session.course.end
        if ends_by_itself and not session.course.is_open(session.course.end - 1):
            self._speaker.swap(self._scored(session.timeline))
        elif running:
            # Where the speaker was to stop has moved: tell it anew.
            self._play(session, now)
        else:
            self._scored(session.timeline)

    def _aligned(self, session: Session, now: int) -> None:
        """A device is back; where its sound came in late it is asked anew, now that it is awake."""
        self._transport.rejoined = False
        heard = self._speaker.heard()
        shown = session.position(now) - session.count_in(now)
        if heard is not None and session.head.mode in PLAYED and abs(heard - shown) > APART:
            self._play(session, now)

    def _scored(self, timeline: Timeline) -> Score:
        score = self._score
        if score is None or score.timeline is not timeline or score.settings is not self._settings:
            self._score = score = Score(timeline, self._settings)
        return score

    def _loop_after(self, session: Session, boundary: int) -> ParkedLoop | None:
        """What sounds when the playhead stops at a boundary; None where it leaps on."""
        if session.course.is_open(boundary - 1):
            return self._loop_at(session, boundary - 1, Mode.OPEN)
        if boundary in session.passed:
            return None
        return self._loop_at(session, boundary, Mode.WAITING)

    def _loop_at(self, session: Session, number: int, mode: Mode | None = None) -> ParkedLoop:
        match mode or session.head.mode:
            case Mode.WAITING:
                return self._scored(session.timeline).waiting(number)
            case Mode.OPEN if (plan := session.course.plan(number)) is not None:
                return open_hold_loop(plan, self._settings)
            case _:
                return paused_loop(self._settings)

    def _count_in(self, session: Session, left: int) -> ParkedLoop:
        """The count-in; where it begins with set-up, what to set up is said first."""
        loop = count_in_loop(left, self._settings)
        head = session.head
        setting_up = head.setting_up - (head.length - left)
        plan = session.course.plan(head.segment)
        if setting_up <= 0 or plan is None:
            return loop
        cues = [cue for cue in loop.cues if cue.cue is not Sound.VOICE]
        if self._settings.voice:
            card = session.timeline.card_of(plan)
            parts = [part for part in (card.name, side_of(session.timeline, plan), card.place.long) if part]
            cues += [
                Cue(900, Sound.VOICE, None, ". ".join(parts) + ".", card.name, Priority.PLACE, setting_up),
                Cue(setting_up + 200, Sound.VOICE, None, "ready", None, Priority.PLACE, left),
            ]
        return ParkedLoop(tuple(sorted(cues, key=lambda cue: (cue.at, cue.cue is Sound.VOICE))), None)

    def _park(self, loop: ParkedLoop) -> None:
        self._transport.unfollow()
        self._speaker.park(loop)

    def _silence(self) -> None:
        self._transport.unfollow()
        self._speaker.stop()

    def _note_place(self, session: Session, now: int) -> None:
        position = session.position(now)
        furthest = position
        if session.head.mode is Mode.RUNNING:
            furthest = session.course.start_of(session.next_stop(session.head.segment))
        self._place = (position, self._clock.now(), furthest)

    def _whereabouts(self) -> Callable[[], int]:
        """The position by the clock, for a speaker whose lost device is back; safe in any thread."""

        def position() -> int:
            if self._place is None:
                return 0
            place, at, furthest = self._place
            return min(place + (self._clock.now() - at) // MILLISECOND, furthest)

        return position
