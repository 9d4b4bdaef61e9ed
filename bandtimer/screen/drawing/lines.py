"""The lines of the session screen: header, title, tip, what to do, what comes, captions, keys."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.durations import clock
from bandtimer.keys import Action
from bandtimer.screen.digits import large
from bandtimer.screen.drawing.rows import (
    Block,
    Row,
    Run,
    apart,
    blank,
    columns_of,
    cut,
    empty,
    fitted,
    inked,
    line,
    wrapped,
)
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone
from bandtimer.timeline import Side

if TYPE_CHECKING:
    from bandtimer.timeline import Tip
    from bandtimer.view import View
    from bandtimer.view_parts import Coming

FLANKS = {Side.LEFT: "◀ ", Side.RIGHT: "▶ "}


class KeyPlace(NamedTuple):
    """Where a key stands in the footer, for the mouse."""

    start: int
    end: int
    action: Action


def header(view: View, width: int) -> Block:
    """The routine and where in it we are; how long it still takes."""
    where = [view.timeline.name]
    if view.block:
        where.append(view.block)
    if view.rounds is not None and view.rounds > 1:
        where.append(f"round {view.round} of {view.rounds}")
    left = f"{clock(-(-view.session_remaining // 1000) * 1000)} left" if view.session_remaining else ""
    return (_header(tuple(where), left, width),)


@lru_cache(maxsize=64)
def _header(where: tuple[str, ...], left: str, width: int) -> Row:
    runs = [Run(where[0], STRONG), *(run for text in where[1:] for run in (Run(" · ", DIM), Run(text, DIM)))]
    return apart(runs, (Run(left, TEXT),), width)


def bare_header(view: View, width: int) -> Block:
    """For the smallest terminals: exercise, side, set."""
    if view.plan is None:
        return (line((Run(view.timeline.name, STRONG),), width),)
    right = view.limb or (f"{view.set}/{view.sets}" if view.sets > 1 else "")
    return (_bare_header(view.exercise, right, width),)


@lru_cache(maxsize=64)
def _bare_header(exercise: str, right: str, width: int) -> Row:
    return apart((Run(exercise, STRONG),), (Run(right, TEXT),), width)


def title(view: View, width: int, height: int) -> Block:
    """The exercise above its figure; with room, the side in large letters."""
    beside = "like this" if view.demonstrating and view.card is not None else view.breathing
    return _title(view.exercise, view.limb, view.side, beside, width, height)


@lru_cache(maxsize=64)
def _title(name: str, limb: str, side: Side | None, beside: str, width: int, height: int) -> Block:
    flank = FLANKS[side] if side else ""
    rows: list[Row] = []
    if height == 1 and side:
        return (apart((Run(name, STRONG),), (Run(f"{flank}{side}".upper(), STRONG),), width),)
    if columns_of(name) + columns_of(beside) + 2 > width:
        beside = ""
    rows.append(apart((Run(name, STRONG),), (Run(beside, DIM),), width))
    if limb:
        letters = height - 3
        if letters >= 3:
            rows += [blank(width), *inked(large(limb, width, letters))]
        else:
            rows.append(line((Run(f"{flank}{limb}".upper(), STRONG),), width))
    return fitted(rows, width, height)


def advice(tip: Tip | None, tone: Tone, width: int, height: int, *, now: bool) -> Block:
    """A form tip with where it comes from; the mark takes the colour of the phase that it is about."""
    if tip is None:
        return empty(width, height)
    return _advice(tip.text, tip.source, tone if now else Tone.DIM, width, height)


@lru_cache(maxsize=64)
def _advice(text: str, source: str, tone: Tone, width: int, height: int) -> Block:
    source = "" if source == "ours" else f"  [{source}]".replace(" ", "\u00a0")
    lines = wrapped(text + source, width - 2, height)
    rows = []
    for number, part in enumerate(lines):
        mark = Run("● " if number == 0 else "  ", Ink(tone, bold=True))
        body, bracket, rest = part.rpartition("[")
        runs = (
            (Run(body, TEXT), Run(bracket + rest, DIM))
            if bracket and source and number == len(lines) - 1
            else (Run(part),)
        )
        rows.append(line((mark, *runs), width))
    return fitted(rows, width, height)


def rows_to_do(steps: tuple[str, ...], width: int) -> int:
    """How many rows `to_do` needs to say all of them."""
    return sum(len(wrapped(step, width - 4, MOST_LINES)) for step in steps)


MOST_LINES = 4
"""Of one step."""


@lru_cache(maxsize=64)
def to_do(steps: tuple[str, ...], width: int, height: int) -> Block:
    """What to do with band and anchor, numbered; a step takes as many lines as it needs while there is room."""
    rows: list[Row] = []
    for number, step in enumerate(steps, 1):
        left = len(steps) - number
        room = min(MOST_LINES, max(1, height - len(rows) - left))
        for which, part in enumerate(wrapped(step, width - 4, room)):
            mark = f"{number:>2}  " if which == 0 else "    "
            rows.append(line((Run(mark, Ink(Tone.SETUP, bold=True)), Run(part)), width))
    return fitted(rows, width, height)


def coming(view: View, width: int) -> Block:
    """What is next."""
    return (_coming(view.next, "Next" if not view.demonstrating else "Then", view.plan is None, width),)


@lru_cache(maxsize=64)
def _coming(next_set: Coming | None, word: str, over: bool, width: int) -> Row:
    if next_set is None:
        return blank(width) if over else line((Run(word.ljust(6), DIM), Run("the end", TEXT)), width)
    parts = [next_set.dose]
    if next_set.sets > 1:
        parts.append(f"set {next_set.number} of {next_set.sets}")
    if next_set.limb:
        parts.append(next_set.limb)
    runs = [Run(word.ljust(6), DIM), Run(next_set.exercise, STRONG), Run(" · " + " · ".join(parts), TEXT)]
    return line(runs, width)


def notice(caption: str, trouble: str, message: str, width: int) -> Block:
    """One line: what was just asked for, else the words of the last cue, else what is wrong."""
    return (_notice(caption, trouble, message, width),)


@lru_cache(maxsize=64)
def _notice(caption: str, trouble: str, message: str, width: int) -> Row:
    if message:
        return line((Run(message, Ink(Tone.SETUP, bold=True)),), width)
    if caption:
        return line((Run("♪ ", DIM), Run(caption, STRONG)), width)
    return line((Run(trouble, Ink(Tone.ALERT)),), width)


@lru_cache(maxsize=64)
def footer(keys: tuple[tuple[str, str, Action], ...], status: str, width: int) -> tuple[Block, tuple[KeyPlace, ...]]:
    """The keys that make sense now, as many as there is room for, and where each stands; help and leave always stay."""
    always = [key for key in keys if key[2] in (Action.HELP, Action.LEAVE)]
    others = [key for key in keys if key[2] not in (Action.HELP, Action.LEAVE)]
    room = width - columns_of(status) - (2 if status else 0) - sum(_key_width(key) for key in always)
    shown = []
    for key in others:
        room -= _key_width(key)
        if room < 0:
            break
        shown.append(key)
    runs: list[Run] = []
    places: list[KeyPlace] = []
    at = 0
    for sign, label, action in [*shown, *always]:
        runs += [Run(sign, Ink(Tone.SETUP, bold=True)), Run(f" {label}", DIM), Run("   ", DIM)]
        places.append(KeyPlace(at, at + columns_of(sign) + 1 + columns_of(label), action))
        at += _key_width((sign, label, action))
    return (apart(runs, (Run(cut(status, width), DIM),) if status else (), width),), tuple(places)


def _key_width(key: tuple[str, str, Action]) -> int:
    sign, label, _ = key
    return columns_of(sign) + 1 + columns_of(label) + 3
