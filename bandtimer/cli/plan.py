"""A timeline as a plan to read: a bar of the whole session, and every set with its clock time, dose and what follows.

Pure: lines of text for a given terminal. Wide terminals get one row a set; narrow ones leave out columns and give
what follows a set a row of its own.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.cli.session_bar import bar, legend
from bandtimer.cli.terminal import columns_of, fitted
from bandtimer.cli.wrapping import wrapped
from bandtimer.durations import SECOND, clock, written
from bandtimer.timeline import WORKING, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bandtimer.cli.terminal import Terminal
    from bandtimer.timeline import SetPlan, Timeline

LONGEST_WAIT = 32
"""Columns that what a wait waits for may take in a row."""
SHORTEST_NAME = 24
"""Columns below which a name gets a row of its own."""

Piece = tuple[str, str]
"""A look of the terminal and the text in it."""

_GAP_WORDS = {
    Kind.REST: "rest",
    Kind.SETUP: "set up",
    Kind.READY: "ready",
    Kind.SWITCH: "switch",
}


class _Layout(NamedTuple):
    """Columns of the table, in characters; 0 leaves one out."""

    clock: int
    name: int
    set: int
    side: int
    dose: int
    tempo: int
    length: int
    then: int


def plan_lines(timeline: Timeline, terminal: Terminal) -> Iterator[str]:
    """The plan, line by line; a session of any length takes no more memory than one block's layout."""
    yield from _heading(timeline, terminal)
    if not timeline.segments:
        return
    yield ""
    yield bar(timeline, terminal)
    yield legend(timeline, terminal)
    layout = _layout(timeline, terminal)
    for _, plans in groupby(timeline.sets, key=lambda plan: plan.block_index):
        yield from _block(timeline, list(plans), layout, terminal)
    if any(plan.tempo for plan in timeline.sets):
        yield ""
        yield _tempo_key(terminal)


def _heading(timeline: Timeline, terminal: Terminal) -> Iterator[str]:
    total = clock(timeline.duration)
    width = terminal.columns
    title = fitted(timeline.name, min(columns_of(timeline.name), width - len(total) - 2))
    gap = " " * (width - columns_of(title) - len(total))
    yield f"{terminal.paint('bold', title)}{gap}{terminal.paint('bold', total)}"
    if timeline.about:
        yield from wrapped(timeline.about, width)
    worked = sum(segment.duration for segment in timeline.segments if segment.kind in WORKING)
    facts = [
        _count(len(timeline.cards), "exercise"),
        _count(len(timeline.sets), "set"),
        f"{clock(worked)} of work",
    ]
    waits = sum(segment.kind is Kind.WAIT for segment in timeline.segments)
    if waits:
        facts.append(f"waits for you {_count(waits, 'time')}")
    if timeline.week is not None:
        facts.append(f"week {timeline.week}")
    for line in wrapped(" · ".join(facts) if terminal.blocks else ", ".join(facts), width):
        yield terminal.paint("dim", line)
    if timeline.equipment:
        for line in wrapped(f"You need: {', '.join(timeline.equipment)}", width):
            yield terminal.paint("dim", line)
    for note in timeline.notes:
        yield from wrapped(note, width)


def _layout(timeline: Timeline, terminal: Terminal) -> _Layout:
    plans = timeline.sets
    width = terminal.columns
    name = max((columns_of(_name(timeline, plan)) for plan in plans), default=0)
    set_ = max((len(_number(plan)) for plan in plans), default=0)
    side = max((len(plan.side or "") for plan in plans), default=0)
    dose = max((columns_of(_dose(plan)) for plan in plans), default=0)
    tempo = max((len(_tempo(plan)) for plan in plans), default=0)
    time = max(5, len(clock(timeline.duration)))
    gaps = max((sum(len(text) + 3 for _, text in _gap(timeline, plan)) - 3 for plan in plans[1:]), default=0)
    fixed = time + set_ + dose + time + 2 * 3 + (side + 2 if side else 0)
    with_tempo = fixed + (tempo + 2 if tempo else 0)
    left = width - with_tempo - 2
    shortest = min(name, SHORTEST_NAME)
    if gaps and left >= shortest + 2 + gaps:
        return _Layout(time, min(name, left - 2 - gaps), set_, side, dose, tempo, time, gaps)
    if left >= shortest:
        return _Layout(time, min(name, left), set_, side, dose, tempo, time, 0)
    if width >= with_tempo:
        return _Layout(time, 0, set_, side, dose, tempo, time, 0)
    return _Layout(time, 0, set_, side, min(dose, max(8, width - (fixed - dose))), 0, time, 0)


def _block(timeline: Timeline, plans: Sequence[SetPlan], layout: _Layout, terminal: Terminal) -> Iterator[str]:
    start = timeline.segments[plans[0].approach].start
    end = timeline.segments[plans[-1].last - 1].end
    span = f"{clock(start)} {'–' if terminal.blocks else '-'} {clock(end)}"
    title = fitted(plans[0].block, min(columns_of(plans[0].block), terminal.columns - len(span) - 2))
    yield ""
    rule = " " * max(2, terminal.columns - columns_of(title) - len(span))
    yield f"{terminal.paint('bold', title)}{rule}{terminal.paint('dim', span)}"
    before: SetPlan | None = None
    room = terminal.columns - layout.clock - 2
    for plan in plans:
        first_of_step = before is None or before.exercise != plan.exercise
        if plan.index == 0:
            at = terminal.paint("dim", fitted(clock(0), layout.clock, right=True))
            for row in _gap_rows(_gap(timeline, plan), room, terminal):
                yield f"{at}  {row}"
                at = " " * layout.clock
        if first_of_step and not layout.name:
            yield " " * (layout.clock + 2) + terminal.paint("bold", fitted(_name(timeline, plan), room).rstrip())
        yield _row(timeline, plan, layout, terminal, named=first_of_step)
        if first_of_step and plan.note and (before is None or before.note != plan.note):
            for line in wrapped(plan.note, room):
                yield " " * (layout.clock + 2) + terminal.paint("dim", line)
        if not layout.then:
            for row in _gap_rows(_gap_after(timeline, plan), room, terminal):
                yield " " * (layout.clock + 2) + row
        before = plan


def _row(timeline: Timeline, plan: SetPlan, layout: _Layout, terminal: Terminal, *, named: bool) -> str:
    segments = timeline.segments
    start, end = segments[plan.first].start, segments[plan.last - 1].end
    look = "reps" if plan.timed is None else str(plan.timed)
    cells = [terminal.paint("dim", fitted(clock(start), layout.clock, right=True))]
    if layout.name:
        cells.append(fitted(_name(timeline, plan) if named else "", layout.name))
    cells.append(fitted(_number(plan), layout.set, right=True))
    if layout.side:
        cells.append(fitted(plan.side or "", layout.side))
    dose = _dose(plan)
    if columns_of(dose) > layout.dose:
        dose = dose.partition(" (")[0]
    cells.append(terminal.paint(look, fitted(dose, layout.dose)))
    if layout.tempo:
        tempo = _tempo(plan)
        cells.append(_painted_tempo(tempo, terminal) + " " * (layout.tempo - len(tempo)))
    cells.append(fitted(clock(end - start), layout.length, right=True))
    if layout.then and (gap := _gap_after(timeline, plan)):
        cells.append(_joined(gap, terminal))
    return "  ".join(cells).rstrip()


def _gap_after(timeline: Timeline, plan: SetPlan) -> list[Piece]:
    """What leads from a set to the next one."""
    return _gap(timeline, timeline.sets[plan.index + 1]) if plan.index + 1 < len(timeline.sets) else []


def _gap(timeline: Timeline, plan: SetPlan) -> list[Piece]:
    """What leads to a set, such as `rest 0:40` and `set up 0:20`, each with its look."""
    return [
        (
            str(segment.kind),
            f"wait: {fitted(segment.label, min(columns_of(segment.label), LONGEST_WAIT))}"
            if segment.kind is Kind.WAIT
            else f"{_GAP_WORDS[segment.kind]} {clock(segment.duration)}",
        )
        for segment in timeline.segments[plan.approach : plan.first]
    ]


def _joined(pieces: Sequence[Piece], terminal: Terminal) -> str:
    return _dot(terminal).join(terminal.paint(look, text) for look, text in pieces)


def _gap_rows(pieces: Sequence[Piece], columns: int, terminal: Terminal) -> Iterator[str]:
    """The pieces in as many rows as they need."""
    row: list[Piece] = []
    for piece in pieces:
        if row and columns_of(_dot(terminal).join(text for _, text in (*row, piece))) > columns:
            yield _joined(row, terminal)
            row = []
        row.append((piece[0], fitted(piece[1], min(columns_of(piece[1]), columns))))
    if row:
        yield _joined(row, terminal)


def _dot(terminal: Terminal) -> str:
    return " · " if terminal.blocks else ", "


def _name(timeline: Timeline, plan: SetPlan) -> str:
    name = timeline.card_of(plan).name
    extras = [text for text in (plan.band, f"{plan.partial} part" if plan.partial else None) if text]
    return f"{name} ({', '.join(extras)})" if extras else name


def _number(plan: SetPlan) -> str:
    if plan.round is not None and plan.rounds is not None:
        return f"{plan.round}/{plan.rounds}"
    return f"{plan.set}/{plan.sets}"


def _dose(plan: SetPlan) -> str:
    if plan.timed is None:
        text = _count(plan.reps or 0, "rep")
        if plan.alternate:
            text += " alternating"
        elif plan.reps_low is not None:
            text += f" ({plan.reps_low}-{plan.reps_high})"
        return text
    target = written(plan.target or 0) + ("+" if plan.open else "")
    many = f"{plan.holds} x " if (plan.holds or 1) > 1 else ""
    text = f"{many}{target} {plan.timed}"
    if plan.alternate:
        return f"{text} alternating"
    if plan.maximum is not None:
        low = plan.minimum if plan.minimum is not None else plan.target or 0
        text += f" ({_range(low, plan.maximum)})"
    return text


def _range(low: int, high: int) -> str:
    """A range of lengths, in seconds as long as it is one that people count in seconds."""
    if high <= 120 * SECOND:
        return f"{low / SECOND:g}-{high / SECOND:g}s"
    return f"{written(low)}-{written(high)}"


def _tempo(plan: SetPlan) -> str:
    return "-".join(f"{field / 1000:g}" for field in plan.tempo) if plan.tempo else ""


_FIELDS = ("eccentric", "pause", "concentric", "pause")


def _painted_tempo(tempo: str, terminal: Terminal) -> str:
    if not tempo:
        return ""
    fields = zip(_FIELDS, tempo.split("-"), strict=True)
    return "-".join(terminal.paint(look, field) for look, field in fields)


def _tempo_key(terminal: Terminal) -> str:
    words = "-".join(terminal.paint(look, look) for look in _FIELDS)
    tail = " in seconds" if terminal.columns >= 60 else ""
    return f"{terminal.paint('dim', 'Tempo: ')}{words}{terminal.paint('dim', tail)}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
