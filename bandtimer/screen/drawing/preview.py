"""What a routine comes to, before it is begun: about, what is needed, what it trains, plan, ribbon. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.durations import clock, written
from bandtimer.ribbon import ribbon_of
from bandtimer.screen.drawing.ribbon_line import ribbon_lines
from bandtimer.screen.drawing.rows import Block, Row, Run, apart, blank, columns_of, cut, fitted, line, wrapped
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone
from bandtimer.spoken import dose
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bandtimer.timeline import SetPlan, Timeline


class Step(NamedTuple):
    """A step of the plan: the sets of one exercise that belong together."""

    block: str
    name: str
    dose: str
    """`3 × 10 reps each side`."""
    details: str
    """Tempo and rest."""
    set: int
    """Index of its first set."""


@dataclass(frozen=True, eq=False)
class Preview:
    """A routine, ready to be drawn; equal only to itself, so that what was drawn of it can be kept."""

    timeline: Timeline
    steps: tuple[Step, ...]
    facts: str


def preview_of(timeline: Timeline) -> Preview:
    """What there is to show of a timeline."""
    sets = len(timeline.sets)
    waits = sum(segment.kind is Kind.WAIT for segment in timeline.segments)
    facts = [clock(timeline.duration), f"{sets} {'set' if sets == 1 else 'sets'}"]
    if waits:
        facts.append(f"waits for you {'once' if waits == 1 else f'{waits} times'}")
    return Preview(timeline, tuple(_steps(timeline)), " · ".join(facts))


def _steps(timeline: Timeline) -> Iterable[Step]:
    groups: dict[tuple[int, int], list[SetPlan]] = {}
    for plan in timeline.sets:
        groups.setdefault((plan.block_index, plan.step), []).append(plan)
    for plans in groups.values():
        yield _step(timeline, plans)


def _step(timeline: Timeline, plans: Sequence[SetPlan]) -> Step:
    first = plans[0]
    sides = dict.fromkeys(plan.side for plan in plans)
    per_side = [plan for plan in plans if plan.side is first.side]
    doses = dict.fromkeys(dose(plan) for plan in per_side)
    if len(doses) == 1:
        text = f"{len(per_side)} × {dose(first)}" if len(per_side) > 1 else dose(first)
    else:
        *others, last = (dose(plan) for plan in per_side)
        text = ", ".join([*(it.split()[0] for it in others), last])
    if len(sides) > 1:
        text += " each side"
    elif first.side is not None and not first.alternate:
        text += f" {first.side}"
    details = []
    if first.tempo is not None:
        details.append("-".join(f"{field / 1000:g}" for field in first.tempo))
    if (rest := _rest_between(timeline, plans)) is not None:
        details.append(f"rest {written(rest)}")
    return Step(first.block, timeline.card_of(first).name, text, " · ".join(details), first.index)


def _rest_between(timeline: Timeline, plans: Sequence[SetPlan]) -> int | None:
    """Milliseconds of rest before the second set of the step, where there is one."""
    for plan in plans[1:]:
        for segment in timeline.segments[plan.approach : plan.first]:
            if segment.kind is Kind.REST:
                return segment.duration
    return None


Balance = tuple[tuple[str, int], ...]
"""What is trained, and in how many sets."""


def balance_of(timeline: Timeline, patterns: Mapping[str, Sequence[str]]) -> Balance:
    """Sets by what they train, the most first. `patterns`: what each exercise trains, by id."""
    counts: dict[str, int] = {}
    for plan in timeline.sets:
        for pattern in patterns.get(plan.exercise, ()):
            counts[str(pattern)] = counts.get(str(pattern), 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: -item[1]))


@lru_cache(maxsize=8)
def preview_text(preview: Preview, balance: Balance, chosen: int, width: int, height: int) -> Block:
    """All in words, in a box; what there is no room for is left out, the plan last. `chosen`: the step marked."""
    timeline = preview.timeline
    rows: list[Row] = [line((Run(timeline.name, STRONG),), width)]
    rows += [line((Run(part),), width) for part in wrapped(timeline.about, width, 3 if height > 20 else 2)]
    rows.append(line((Run(preview.facts, DIM),), width))
    if timeline.equipment:
        said = ", ".join(timeline.equipment)
        rows += [line((Run(part, DIM),), width) for part in wrapped(f"You need: {said}", width, 2)]
    plan = list(_plan(preview, chosen, width))
    room = height - len(rows) - 1
    bars = list(_balance(balance, width)) if balance else []
    notes = [row for note in timeline.notes for row in _note(note, width)]
    for extra in (notes, bars):
        if extra and room - len(plan) > len(extra):
            rows += [blank(width), *extra]
            room -= len(extra) + 1
    rows.append(blank(width))
    rows += _around(plan, chosen, max(0, height - len(rows)), width)
    return fitted(rows, width, height)


def _note(note: str, width: int) -> Iterable[Row]:
    for number, part in enumerate(wrapped(note, width - 2, 2)):
        yield line((Run("→ " if number == 0 else "  ", DIM), Run(part)), width)


def _plan(preview: Preview, chosen: int, width: int) -> Iterable[Row]:
    """A row for each step; where another block begins, its name stands before it."""
    named = any(step.block for step in preview.steps)
    blocks = max((columns_of(step.block) for step in preview.steps), default=0)
    first = min(blocks, 14) + 2 if named and width >= 72 else 0
    details = max((columns_of(step.details) for step in preview.steps), default=0)
    block = None
    for number, step in enumerate(preview.steps):
        here = step.block if step.block != block else ""
        block = step.block
        mark = Run("▸ " if number == chosen else "  ", Ink(Tone.CONCENTRIC, bold=True))
        left = [mark]
        if first:
            left += line((Run(cut(here, first - 2), DIM),), first)
        left.append(Run(step.name, STRONG if number == chosen else TEXT))
        right = [Run(step.dose, TEXT)]
        if details and width >= 84:
            right.append(Run(f"  {step.details:<{details}}", DIM))
        yield apart(left, right, width)


def _around(rows: list[Row], chosen: int, room: int, width: int) -> list[Row]:
    """The rows that fit, the chosen one among them; where rows are missing it is said."""
    if len(rows) <= room or room <= 0:
        return rows[: max(0, room)]
    if room < 3:
        return rows[chosen : chosen + room]
    start = max(0, min(chosen - room // 2, len(rows) - room + 1))
    shown = rows[start : start + room - 1]
    return [*shown, line((Run(f"  … {len(rows)} steps in all", DIM),), width)]


def _balance(balance: Balance, width: int) -> Iterable[Row]:
    """A bar for each thing that is trained."""
    names = max(columns_of(name) for name, _ in balance)
    most = max(count for _, count in balance)
    room = max(4, min(24, width - names - 12))
    for name, count in balance[:5]:
        filled = max(1, round(room * count / most))
        bar = Run("▆" * filled, Ink(Tone.ECCENTRIC))
        sets = "1 set" if count == 1 else f"{count} sets"
        yield line((Run(name.ljust(names + 2), DIM), bar, Run(f" {sets}", DIM)), width)


@lru_cache(maxsize=8)
def ribbon_ahead(preview: Preview, width: int) -> Block:
    """The whole session as it is planned."""
    return ribbon_lines(ribbon_of(preview.timeline), preview.timeline.duration, None, {}, width, 1)
