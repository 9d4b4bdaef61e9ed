"""All that a screen or a line shows of a session at one time, as one frozen value; `viewing` makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bandtimer.keys import Action, Situation
    from bandtimer.ribbon import Stretch
    from bandtimer.session_state import Mode, Record
    from bandtimer.timeline import Card, Kind, SetPlan, Side, Timeline, Tip
    from bandtimer.view_parts import Coming, Hold, Summary, TempoField


@dataclass(frozen=True, slots=True)
class View:
    """One moment. Times are whole milliseconds; shares go from 0 to 1."""

    timeline: Timeline
    mode: Mode
    """How the session moves, or why it stands."""
    kind: Kind | None
    """The phase under way; in a count-in READY (or SETUP), at the end of the session None."""
    segment: int
    """Number of the segment under way; the number after the last one at the end."""
    segment_kind: Kind | None
    """The kind of that segment, also where a count-in or a pause stands in it."""
    word: str
    """What stands large: `CURL`, `SLOWLY OUT`, `HOLD`, `REST`, `GET READY`, `PAUSED`, `DONE`."""
    phrase: str
    """The same in full: `curl the heels up`, a wait's reason, why it paused."""
    remaining: int
    """Of the phase; 0 at a wait, past an open hold's target, and at the end."""
    duration: int
    """Of the phase."""
    progress: float
    """Share of the phase that is done."""
    contraction: float
    """Where the figure is: 0 stretched, 1 contracted; outside of sets the exercise that comes, in demonstration."""
    demonstrating: bool
    """Whether the figure shows what comes, not what is being done."""
    plan: SetPlan | None
    """The set under way, or the one that comes; None at the end."""
    card: Card | None
    """Its exercise."""
    exercise: str
    """Its name."""
    block: str
    side: Side | None
    """The side that works now."""
    limb: str
    """`left leg`; empty where both sides work."""
    rep: int | None
    """1-based, of `reps`; None outside of reps."""
    reps: int | None
    reps_done: int
    """In this attempt."""
    set: int
    """1-based, of `sets`, within the exercise and side; 0 at the end."""
    sets: int
    attempt: int
    """1 unless the set is done again."""
    round: int | None
    """1-based, of `rounds`, where the set lies in one."""
    rounds: int | None
    tempo: tuple[TempoField, ...]
    """The phases of the rep under way, in order; empty outside of reps."""
    active: int | None
    """Index into `tempo` of the phase under way."""
    pace: int
    """Steps that this exercise is slower (positive) or faster than planned."""
    hold: Hold | None
    tip: Tip | None
    """One form tip with its source, changed at most every 12 s."""
    tip_is_now: bool
    """Whether the tip is about the very phase under way."""
    breathing: str
    to_do: tuple[str, ...]
    """During set-up, and in the rest before another exercise: what to do with band and anchor, in order."""
    note: str
    """What the routine notes on this set."""
    say: str
    """What the routine has said as this set begins."""
    band: str
    """The band that the routine names."""
    next: Coming | None
    """In a set the one after it; before a set that set."""
    set_progress: float
    session_progress: float
    position: int
    """On the timeline."""
    session_remaining: int
    """Until the end, waits not counted; with what is left of a count-in."""
    ribbon: tuple[Stretch, ...]
    """The same value for as long as the timeline is."""
    records: Mapping[int, Record]
    """How each set ended so far, by index; the same value until one ends."""
    count_in: int
    """Milliseconds left of a count-in; 0 without one."""
    parked: int
    """Milliseconds that it has stood where it stands: in a count-in, at a wait, in a pause; 0 while running."""
    paused_for: Literal["", "asked", "sleep", "stall"]
    """Why it is paused (`sleep`: the machine slept, `stall`: nobody looked); empty while it isn't."""
    waiting_for: str
    """What a wait waits for; empty while none does."""
    situation: Situation
    """What the person is in, as far as keys go."""
    keys: tuple[tuple[str, str, Action], ...]
    """The keys that make sense now: sign, label, action."""
    caption: str = ""
    """The words of the last cue, for those who don't hear; empty when it was long ago."""
    summary: Summary | None = None
    """At the end: what was done."""
