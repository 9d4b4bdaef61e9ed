"""Lays sets out in time: a growing list of segments, the gap that is pending before the next set, set-up and count-in.

Owns the rules of what leads to a set (design §3): a rest's tail is the set-up of what follows, set-up comes once per
exercise and block, a count-in follows set-up and waits only, a change of side has its own time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.timeline import End, Kind, Segment, SetPlan, Side

if TYPE_CHECKING:
    from bandtimer.prescription import Prescription
    from bandtimer.routine import Rest

MOST_SEGMENTS = 500_000
"""A routine that comes to more is refused: it would take days to do and hundreds of megabytes to keep."""


class Layout:
    """Segments and sets so far, and what is pending before the next set."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.sets: list[SetPlan] = []
        self.now = 0
        """End of the last segment, in milliseconds."""
        self._ready_for: set[str] = set()
        """Exercises whose band has been placed in this block."""
        self._gap: list[tuple[str, int, str]] = []
        """Pending, in order: (`rest` | `wait` | `switch`, milliseconds, label)."""
        self._between: Rest | None = None
        """Pending rest between exercises; gives way to an explicit gap."""
        self._between_is_window = False

    # --- what is pending ---------------------------------------------------------------------------------

    def new_block(self) -> None:
        """Set-up is due again for every exercise."""
        self._ready_for.clear()

    def pending_rest(self, milliseconds: int) -> None:
        """Rest before the next set."""
        self._gap.append(("rest", milliseconds, "Rest"))

    def pending_wait(self, label: str) -> None:
        """Wait for the person before the next set."""
        self._gap.append(("wait", 0, label))

    def pending_switch(self, milliseconds: int) -> None:
        """Change sides before the next set."""
        self._gap = [("switch", milliseconds, "")]

    def pending_between(self, rest: Rest, *, window: bool = False) -> None:
        """Rest before the next exercise, unless something else is asked for by then.

        `window`: it is what is left of the set's window, which stands for the rest between rounds too.
        """
        self._between = rest
        self._between_is_window = window

    # --- laying out --------------------------------------------------------------------------------------

    @property
    def gap_asked_for(self) -> bool:
        """Whether a rest, a wait or a window was asked for before the next set, not only the usual rest."""
        return bool(self._gap) or (self._between is not None and self._between_is_window)

    def _add(
        self,
        kind: Kind,
        duration: int,
        set_: int,
        label: str,
        rep: int | None = None,
        side: Side | None = None,
        end: End | None = None,
        bout: int | None = None,
    ) -> None:
        if duration <= 0 and kind is not Kind.WAIT:
            return  # a count-in or a change of side that is set to nothing
        self.segments.append(Segment(len(self.segments), kind, self.now, duration, set_, rep, side, end, bout, label))
        self.now += duration

    def _approach(self, what: Prescription, set_: int, side: Side | None) -> None:
        """All that leads from the set before to this one."""
        gap = self._gap
        if not gap and self._between is not None and self.sets:
            gap = [("wait", 0, "ready when you are")]
            if self._between.length is not None:
                gap = [("rest", self._between.length.low, "Rest")]
        self._gap, self._between = [], None
        setup = 0 if what.exercise in self._ready_for else what.setup
        self._ready_for.add(what.exercise)
        # Set-up is the tail of the rest that stands right before the set; a wait or a change of side can't hold it.
        if setup and gap and gap[-1][0] == "rest":
            kind, length, label = gap[-1]
            gap = gap[:-1] + ([(kind, length - setup, label)] if length > setup else [])
        waited = False
        for kind, length, label in gap:
            if kind == "switch":
                self._add(Kind.SWITCH, length, set_, f"Switch: {side} {what.card.limb}", side=side)
            else:
                self._add(Kind(kind), length, set_, label)
            waited = kind == "wait"
        if setup:
            self._add(Kind.SETUP, setup, set_, "Set up", side=side)
        if setup or waited:
            self._add(Kind.READY, what.ready, set_, "Ready", side=side)

    def set(
        self,
        what: Prescription,
        *,
        number: int,
        side: Side | None,
        block: str,
        block_index: int,
        step: int,
        round_: int | None,
        rounds: int | None,
        role: str | None,
        partial: str | None,
        note: str | None,
        say: str | None,
        band: str | None,
        cues: bool,
        voice: bool,
    ) -> int:
        """Lay out one set on one side with all that leads to it; returns when its work starts, in milliseconds."""
        set_ = len(self.sets)
        approach = len(self.segments)
        alternate = what.sides == "alternate"
        self._approach(what, set_, what.starts if alternate else side)
        first, start = len(self.segments), self.now
        reps = what.reps[number - 1] * (2 if alternate else 1) if what.reps else None
        bouts = None if reps else what.bouts * (2 if alternate else 1)
        if reps:
            self._reps(what, set_, reps, side)
        else:
            self._bouts(what, set_, bouts or 1, side)
        low, high = what.reps_range or (None, None)
        held_low, held_high = what.hold_range or (None, None)
        self.sets.append(
            SetPlan(
                index=set_,
                exercise=what.exercise,
                block=block,
                block_index=block_index,
                step=step,
                side=side,
                set=number,
                sets=what.sets,
                approach=approach,
                first=first,
                last=len(self.segments),
                round=round_,
                rounds=rounds,
                reps=reps,
                reps_low=low,
                reps_high=high,
                timed=None if reps else what.timed or Kind.WORK,
                target=what.target if reps is None else None,
                minimum=held_low if held_low is not None and held_low < what.target else None,
                maximum=held_high,
                holds=bouts,
                open=what.open,
                alternate=alternate,
                tempo=what.tempo[:4] if reps else None,
                role=role,
                partial=partial,
                note=note,
                say=say,
                band=band,
                cues=cues,
                voice=voice,
            )
        )
        return start

    def _reps(self, what: Prescription, set_: int, reps: int, side: Side | None) -> None:
        tempo, verbs = what.tempo, what.card.verbs
        eccentric = (Kind.ECCENTRIC, tempo.eccentric, None, verbs["eccentric"].long)
        stretched = (Kind.PAUSE, tempo.stretched, End.STRETCHED, verbs["stretched"].long)
        concentric = (Kind.CONCENTRIC, tempo.concentric, None, verbs["concentric"].long)
        contracted = (Kind.PAUSE, tempo.contracted, End.CONTRACTED, verbs["contracted"].long)
        if what.first is Kind.CONCENTRIC:
            order = (concentric, contracted, eccentric, stretched)
        else:
            order = (eccentric, stretched, concentric, contracted)
        phases = [phase for phase in order if phase[1]]
        segments, now, index = self.segments, self.now, len(self.segments)
        for rep in range(1, reps + 1):
            turn = side if what.sides != "alternate" else (what.starts if rep % 2 else what.starts.other)
            for kind, duration, end, label in phases:
                # As Segment(...), in half the time: a long routine has hundreds of thousands of these.
                segments.append(tuple.__new__(Segment, (index, kind, now, duration, set_, rep, turn, end, None, label)))
                now += duration
                index += 1
        self.now = now

    def _bouts(self, what: Prescription, set_: int, bouts: int, side: Side | None) -> None:
        kind = what.timed or Kind.WORK
        end = what.hold_at if kind is Kind.HOLD else None
        verbs = what.card.verbs
        for bout in range(1, bouts + 1):
            turn = side if what.sides != "alternate" else (what.starts if bout % 2 else what.starts.other)
            self._add(kind, what.target, set_, verbs[str(kind)].long, side=turn, end=end, bout=bout)
            if bout < bouts and what.off:
                self._add(Kind.RELEASE, what.off, set_, verbs["release"].long, side=turn, bout=bout)
