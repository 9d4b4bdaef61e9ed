"""The speaker that a session talks to: one thread owns the device, so that nobody else ever waits for one.

Callers only say what should sound; the thread opens, closes and watches the device, and brings sound back by itself
when a lost device answers again. Heavy parts (numpy, the device library) are loaded in that thread.
"""

from __future__ import annotations

import atexit
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from bandtimer.errors import BandtimerError
from bandtimer.sound.frames import to_frames
from bandtimer.sound.sounding import TOLERATED, Sounding

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.cue import ParkedLoop
    from bandtimer.cueing import Score
    from bandtimer.sound.narrator import Narrator
    from bandtimer.sound.outputs.output import Output
    from bandtimer.sound.palette import Palette
    from bandtimer.sound.stream import Room, Stream
    from bandtimer.sound.take import Take

WATCH, RETRY = 0.1, 0.9
"""Seconds between two looks at a playing device, and between two tries to open a lost one."""
OPENING = 1_500_000_000
"""Nanoseconds after which a device that is still opening no longer holds the session's clock."""
LEAVING = 0.7
"""Seconds that a stuck device is waited for on leaving; it is abandoned then."""


class LiveSpeaker:
    """A `Speaker` (see `bandtimer.ports`) on a device."""

    def __init__(
        self,
        name: str,
        output: Callable[[], Output],
        palette: Callable[[], Palette],
        narrator: Narrator | None = None,
        volume: float = 1.0,
        delay: int = 0,
    ) -> None:
        """`output` and `palette` are called once, in the owning thread. `delay`: ms from the device to the ear."""
        self.name = name
        self.trouble: str | None = None
        self._make_output = output
        self._make_palette = palette
        self._narrator = narrator
        self._volume = volume
        self._delay = to_frames(delay)
        self._state = threading.Condition()
        self._wanted: Take | None = None
        self._asked_at = 0
        self._serial = 0
        self._edits: list[Score] = []
        self._leaving = False
        self._thread: threading.Thread | None = None
        self._output: Output | None = None
        self._sounding: Sounding | None = None
        self._joined_again = False
        self._latest: int | None = None
        self._dropped = 0

    def prepare(self) -> None:
        """Load what sound needs, in the background."""
        with self._state:
            if self._thread is None and not self._leaving:
                self._thread = threading.Thread(target=self._own, name="speaker", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def play(
        self,
        score: Score,
        position: int,
        *,
        count_in: ParkedLoop | None = None,
        count_in_length: int = 0,
        until: int | None = None,
        then: ParkedLoop | None = None,
        now: Callable[[], int] | None = None,
    ) -> None:
        """Sound the score from `position` on."""
        from bandtimer.sound.take import Take

        self._want(Take(score, position, count_in, count_in_length if count_in else 0, until, then, now))

    def park(self, loop: ParkedLoop) -> None:
        """Sound a loop from its beginning."""
        from bandtimer.sound.take import Take

        self._want(Take(None, then=loop))

    def stop(self) -> None:
        """Be silent."""
        self._want(None)

    def swap(self, score: Score) -> None:
        """Go on with an edited score."""
        with self._state:
            if self._wanted is not None and self._wanted.score is not None:
                self._wanted = self._wanted._replace(score=score)
                self._edits.append(score)
                self._state.notify()

    def heard(self) -> int | None:
        """The position in ms that is heard now."""
        take, sounding, output = self._wanted, self._sounding, self._output
        if take is None or take.score is None:
            return None
        if sounding is None or output is None or sounding.serial != self._serial:
            opening = self.trouble is None and time.monotonic_ns() - self._asked_at < OPENING
            return self._never_less(take.position - take.count_in_length) if opening else None
        frames = output.heard()
        if frames is None or self.trouble is not None or not sounding.settled:
            return None
        return self._never_less(sounding.position(frames - self._delay))

    @property
    def voice_trouble(self) -> str | None:
        """Why nothing is spoken."""
        return self._narrator.trouble if self._narrator is not None else None

    @property
    def dropped(self) -> int:
        """Spoken lines so far for which there was no room."""
        sounding = self._sounding
        return self._dropped + (sounding.stream.dropped if sounding is not None else 0)

    def close(self) -> None:
        """Let go of everything, within a second."""
        with self._state:
            if self._leaving:
                return  # whoever closed it first has waited
            self._leaving = True
            self._wanted = None
            self._serial += 1
            self._state.notify()
        atexit.unregister(self.close)
        if self._narrator is not None:
            self._narrator.close()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(LEAVING)

    def _never_less(self, position: int) -> int:
        latest = self._latest
        self._latest = position if latest is None else max(latest, position)
        return self._latest

    def _want(self, take: Take | None) -> None:
        self.prepare()
        with self._state:
            if self._leaving:
                return
            self._wanted = take
            self._asked_at = time.monotonic_ns()
            self._latest = None
            self._serial += 1
            self._edits.clear()
            self._state.notify()

    def _own(self) -> None:
        """The owning thread, from the first call to `close`."""
        output: Output | None = None
        try:
            from bandtimer.sound.stream import Room

            output = self._make_output()
            self._serve(output, Room(self._make_palette(), self._narrator, self._volume))
        except BandtimerError as error:
            self.trouble = str(error)
        except Exception as error:  # a session goes on without sound, whatever a device library does
            self.trouble = f"sound can't be used ({type(error).__name__}: {error}); see `bandtimer doctor`"
        finally:
            self._sounding = None
            if output is not None:
                output.close()

    def _serve(self, output: Output, room: Room) -> None:
        self._output = output
        served = -1
        while True:
            with self._state:
                if served == self._serial and not self._edits and not self._leaving:
                    self._state.wait(self._pause())
                if self._leaving:
                    return
                serial, take, edits = self._serial, self._wanted, self._edits[:]
                self._edits.clear()
            if serial != served:
                served = serial
                self._silence(output)
                if take is not None:
                    self._begin(output, room, take, serial)
            elif take is not None and self._sounding is None:
                self._begin(output, room, take, serial, late=True)
            elif take is not None and not output.alive():
                self._silence(output)
                self._begin(output, room, take, serial, late=True)
            elif take is not None and edits:
                self._edit(output, room, take, serial, edits[-1])
            elif take is not None:
                self._settle(output, room, take)

    def _pause(self) -> float | None:
        """Seconds until the thread has something to look at by itself."""
        if self._wanted is None:
            return None
        return RETRY if self._sounding is None else WATCH

    def _begin(self, output: Output, room: Room, take: Take, serial: int, *, late: bool = False) -> None:
        """Sound a take: from its beginning, or (`late`) from where the session is by now."""
        from bandtimer.sound.outputs.output import OutputError
        from bandtimer.sound.stream import Stream

        stream = Stream(take, room)
        if self._narrator is not None:
            self._narrator.follow(take, self._whereabouts)
        if late:
            stream.handed_out = self._joining_frame(stream, take)
        shifted = stream.handed_out
        try:
            output.start(stream)
        except OutputError as error:
            self.trouble = f"{error}; the session goes on, and sound comes back by itself"
            return
        self.trouble = None
        self._sounding = Sounding(stream, shifted, serial, settled=not late)

    def _settle(self, output: Output, room: Room, take: Take) -> None:
        """Sound is back: once it is known how late it is heard, join again if that is not where the session is."""
        sounding = self._sounding
        if sounding is None or sounding.settled or not output.settled():
            return
        frames, again = output.heard(), self._joined_again
        self._joined_again = False
        if frames is not None and take.score is not None and not again:
            off = self._position_by_clock(take) - sounding.position(frames - self._delay)
            if abs(off) > TOLERATED:
                self._silence(output)
                self._begin(output, room, take, sounding.serial, late=True)
                self._joined_again = True
                return
        self._sounding = sounding._replace(settled=True)

    def _edit(self, output: Output, room: Room, take: Take, serial: int, score: Score) -> None:
        sounding = self._sounding
        if sounding is None:
            return
        stream, shifted = sounding.stream, sounding.shifted
        frames = output.heard()
        if stream.swapped(score, stream.handed_out if frames is None else shifted + frames):
            if self._narrator is not None:
                self._narrator.follow(stream.take, self._whereabouts)
            return
        position = self._position_by_clock(take) if frames is None else stream.position_at(shifted + frames)
        self._silence(output)
        if position < take.position:
            self._begin(output, room, take, serial, late=True)
        else:
            self._begin(output, room, take._replace(position=position, count_in=None, count_in_length=0), serial)

    def _joining_frame(self, stream: Stream, take: Take) -> int:
        elapsed = self._elapsed()
        if take.score is None or elapsed < take.count_in_length:
            return to_frames(elapsed)
        return max(stream.frame_of(self._position_by_clock(take)), 0)

    def _position_by_clock(self, take: Take) -> int:
        if take.now is not None:
            with suppress(Exception):  # the session's own trouble is not the sound's
                return take.now()
        return take.position + self._elapsed() - take.count_in_length

    def _elapsed(self) -> int:
        return (time.monotonic_ns() - self._asked_at) // 1_000_000

    def _whereabouts(self) -> int | None:
        """The position for the narrator, also where the device can't tell; None while the playhead is parked."""
        take = self._wanted
        if take is None or take.score is None:
            return None
        position = self.heard()
        position = self._position_by_clock(take) if position is None else position
        parked = position < take.position or (take.until is not None and position >= take.until)
        return None if parked else position

    def _silence(self, output: Output) -> None:
        sounding, self._sounding = self._sounding, None
        output.stop()
        if sounding is not None:
            self._dropped += sounding.stream.dropped
