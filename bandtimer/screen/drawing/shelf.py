"""The list of routines: a row or two each, the chosen one marked, broken ones with their sign. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.durations import clock
from bandtimer.screen.drawing.rows import Block, Row, Run, apart, blank, cut, fitted, line
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone

if TYPE_CHECKING:
    from datetime import datetime

    from bandtimer.summary import Summary

PER_ENTRY = 3
"""Rows of an entry: name, facts, air."""
CHOSEN = "▌"


class Entry(NamedTuple):
    """A line of the list, as it is shown."""

    title: str
    facts: str
    aside: str
    broken: bool


def entries_of(summaries: tuple[Summary, ...], now: datetime) -> tuple[Entry, ...]:
    """How each routine stands in the list."""
    return tuple(_entry(summary, now) for summary in summaries)


def _entry(summary: Summary, now: datetime) -> Entry:
    own = "" if summary.shipped else "yours"
    if summary.problem is not None:
        return Entry(summary.id, "broken: can't be run", own, broken=True)
    sets = f"{summary.sets} {'set' if summary.sets == 1 else 'sets'}"
    facts = [clock(summary.duration or 0), sets]
    if summary.last_done is not None:
        facts.append(ago(summary.last_done, now))
    return Entry(summary.name or summary.id, " · ".join(facts), own, broken=False)


def ago(moment: datetime, now: datetime) -> str:
    """`just now`, `40 min ago`, `3 h ago`, `yesterday`, `5 days ago`, `12 weeks ago`."""
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 2:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if days < 1:
        return f"{minutes // 60} h ago"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 21 else f"{days // 7} weeks ago"


def first_shown(chosen: int, count: int, height: int) -> int:
    """The first entry on the screen: the chosen one is always whole, and as far in the middle as can be."""
    room = max(1, (height + 1) // PER_ENTRY)
    return max(0, min(chosen - room // 2, count - room))


@lru_cache(maxsize=16)
def shelf(entries: tuple[Entry, ...], chosen: int, width: int, height: int, nothing: str = "") -> Block:
    """The list in a box. `nothing`: what stands there when it is empty."""
    if not entries:
        return fitted([line((Run(nothing, DIM),), width)], width, height)
    rows: list[Row] = []
    for number in range(first_shown(chosen, len(entries), height), len(entries)):
        rows += _rows(entries[number], width, chosen=number == chosen)
        if len(rows) >= height:
            break
    return fitted(rows, width, height)


def entry_at(count: int, chosen: int, height: int, y: int) -> int | None:
    """The number of the entry whose rows hold row `y` of the box."""
    number = first_shown(chosen, count, height) + y // PER_ENTRY
    return number if 0 <= y < height and number < count else None


def _rows(entry: Entry, width: int, *, chosen: bool) -> tuple[Row, ...]:
    mark = Run(f"{CHOSEN} " if chosen else "  ", Ink(Tone.CONCENTRIC, bold=True))
    name = Ink(Tone.CONCENTRIC, bold=True) if chosen else STRONG
    title = Run(entry.title, Ink(Tone.ALERT, bold=True) if entry.broken else name)
    facts = Run(f"! {entry.facts}" if entry.broken else entry.facts, Ink(Tone.ALERT) if entry.broken else DIM)
    aside = (Run(entry.aside, DIM),) if entry.aside else ()
    return (
        apart((mark, title), aside, width),
        line((mark, facts), width),
        blank(width),
    )


@lru_cache(maxsize=64)
def bar(left: str, right: str, width: int, *, strong: bool = True) -> Block:
    """A line with something at both ends."""
    return (apart((Run(left, STRONG if strong else TEXT),), (Run(cut(right, width), DIM),), width),)


Keys = tuple[tuple[str, str], ...]
"""Sign and label."""


def fitting(keys: Keys, width: int, staying: int = 1) -> Keys:
    """The keys that there is room for. The last ones stay, the way out among them; those before them give way."""
    kept = list(keys)
    while len(kept) > staying + 1 and sum(len(sign) + len(label) + 4 for sign, label in kept) - 3 > width:
        del kept[-staying - 1]
    return tuple(kept)


@lru_cache(maxsize=32)
def keys_line(keys: Keys, width: int) -> Block:
    """Keys in a line."""
    runs: list[Run] = []
    for sign, label in keys:
        runs += [Run("   " if runs else "", DIM), Run(sign, Ink(Tone.SETUP, bold=True)), Run(f" {label}", DIM)]
    return (line(runs, width),)


def key_in(keys: Keys, x: int) -> str | None:
    """The sign of the key at a column of `keys_line`."""
    at = 0
    for sign, label in keys:
        end = at + len(sign) + 1 + len(label)
        if at <= x < end:
            return sign
        at = end + 3
    return None
