"""The tempo bar: the rep under way drawn as the motion it is, rising, standing, falling, with all that is done filled.

Its slopes are the glides that are heard: the same phases, as long as they sound.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING

from bandtimer.coaching import rep_from
from bandtimer.durations import SECOND
from bandtimer.screen.drawing.rows import Block, Row, Run, columns_of, cut, empty, joined, line
from bandtimer.screen.tones import Ink, Tone, tone_of_phase
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from bandtimer.timeline import SetPlan, Timeline
    from bandtimer.view import View
    from bandtimer.view_parts import TempoField

BARS = " ▁▂▃▄▅▆▇█"
LOWEST = 1
"""Eighths of a row: what lies still at the bottom is a line, not nothing."""


def rep_course(view: View, width: int, height: int) -> Block:
    """The course of the rep at a moment; the labels lie in the lowest row."""
    if not view.tempo or view.active is None:
        return empty(width, height)
    fields = view.tempo
    before = sum(field.duration for field in fields[: view.active])
    elapsed = before + view.duration - view.remaining
    total = sum(field.duration for field in fields)
    return _course(fields, view.active, round(width * elapsed / total) if total else 0, width, height)


def rep_ahead(timeline: Timeline, plan: SetPlan, width: int, height: int) -> Block:
    """The course of a rep of a set that comes."""
    return _course(rep_from(timeline, plan.first), None, 0, width, height)


def _course(fields: tuple[TempoField, ...], active: int | None, reached: int, width: int, height: int) -> Block:
    if not fields or width < 1 or height < 1:
        return empty(width, height)
    labels = _labels(fields, active, width)
    if height == 1:
        return (labels,)
    return (*(_slope(fields, width, height - 1, row, reached) for row in range(height - 1)), labels)


@lru_cache(maxsize=512)
def _slope(fields: tuple[TempoField, ...], width: int, height: int, row: int, reached: int) -> Row:
    """One row of the slopes; columns before `reached` are done."""
    cells = _columns(fields, width, height)[row]
    return joined((char, Ink(tone if column < reached else Tone.FAINT)) for column, (char, tone) in enumerate(cells))


@lru_cache(maxsize=8)
def _columns(fields: tuple[TempoField, ...], width: int, height: int) -> tuple[tuple[tuple[str, Tone], ...], ...]:
    """For each row its cells: bar and tone."""
    edges = _edges(fields, width)
    columns: list[tuple[int, Tone]] = []
    for field, (left, right) in zip(fields, itertools.pairwise(edges), strict=True):
        tone = tone_of_phase(field.kind, contracted=field.contracted)
        for column in range(left, right):
            share = (column - left + 0.5) / (right - left)
            columns.append((max(LOWEST, round(_height(field, share) * (height * 8 - 2))), tone))
    return tuple(
        tuple((BARS[min(8, max(0, eighths - (height - 1 - row) * 8))], tone) for eighths, tone in columns)
        for row in range(height)
    )


def _height(field: TempoField, share: float) -> float:
    if field.kind is Kind.CONCENTRIC:
        return share
    if field.kind is Kind.ECCENTRIC:
        return 1 - share
    return 1.0 if field.contracted else 0.0


def _edges(fields: tuple[TempoField, ...], width: int) -> list[int]:
    """Columns at which the phases begin, and the width; the shares are of time."""
    total = sum(field.duration for field in fields) or 1
    ends = itertools.accumulate(field.duration for field in fields)
    return [0, *(round(width * end / total) for end in ends)]


@lru_cache(maxsize=256)
def _labels(fields: tuple[TempoField, ...], active: int | None, width: int) -> Row:
    """Each phase's verb and seconds below it; what is under way stands out."""
    runs: list[Run] = []
    for number, (field, (left, right)) in enumerate(
        zip(fields, itertools.pairwise(_edges(fields, width)), strict=True)
    ):
        now = number == active
        tone = tone_of_phase(field.kind, contracted=field.contracted)
        ink = Ink(Tone.PAPER, tone, bold=True) if now else Ink(Tone.DIM)
        ground = ink if now else Ink()
        runs += line((Run(_label(field, right - left), ink),), right - left, "centre", ground)
    return tuple(runs)


def _label(field: TempoField, width: int) -> str:
    """The longest form that fits: `CURL 2 s`, `CURL 2`, `CURL`, `2`."""
    length = f"{field.duration / SECOND:g}"
    for text in (f"{field.word} {length} s", f"{field.word} {length}", field.word, length):
        if columns_of(text) <= width - 2:
            return text
    return cut(length, width)
