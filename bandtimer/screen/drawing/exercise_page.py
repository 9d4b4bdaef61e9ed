"""The page of an exercise as rows: what it is good for, dose, set-up, the phases of a rep, tips with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.durations import SECOND
from bandtimer.screen.drawing.rows import Block, Row, Run, blank, columns_of, line, wrapped
from bandtimer.screen.tones import DIM, STRONG, TEXT, Ink, Tone, tone_of_phase
from bandtimer.timeline import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bandtimer.exercise import Exercise
    from bandtimer.timeline import Card

MOST = 6
"""Lines of one paragraph."""
_MOMENTS = {"setup": "Setting up", "rest": "While you rest", "page": "Good to know"}


def exercise_page(exercise: Exercise, card: Card, names: Mapping[str, str], width: int) -> Block:
    """All rows of the page, as many as it takes. `names`: of the exercises, by id."""
    width = max(1, width)
    rows: list[Row] = [line((Run(exercise.name, STRONG),), width)]
    rows += _paragraph(exercise.about, width)
    rows.append(blank(width))
    rows += _facts(exercise, card, names, width)
    if card.setup:
        rows += _title("Set-up", width)
        for number, step in enumerate(card.setup, 1):
            rows += _hung(f"{number}  ", step, width, Ink(Tone.SETUP, bold=True))
    rows += _title("One rep" if exercise.reps is not None or exercise.hold is None else "The hold", width)
    rows += _phases(exercise, card, width)
    rows += _tips(exercise, width)
    return tuple(rows)


def _title(text: str, width: int) -> list[Row]:
    return [blank(width), line((Run(text, STRONG),), width)]


def _paragraph(text: str, width: int, ink: Ink = TEXT) -> list[Row]:
    return [line((Run(part, ink),), width) for part in wrapped(text, width, MOST)]


def _hung(mark: str, text: str, width: int, ink: Ink = DIM, source: str = "") -> list[Row]:
    """A paragraph whose first line begins with a mark; where it comes from stands at its end."""
    indent = columns_of(mark)
    shown = f"[{source}]".replace(" ", "\u00a0") if source else ""
    rows = []
    parts = wrapped(f"{text} {shown}" if shown else text, max(1, width - indent), MOST)
    for number, part in enumerate(parts):
        begin = Run(mark if number == 0 else " " * indent, ink)
        if shown and number == len(parts) - 1 and part.endswith(shown):
            rows.append(line((begin, Run(part.removesuffix(shown)), Run(shown, DIM)), width))
        else:
            rows.append(line((begin, Run(part)), width))
    return rows


def dose_of(exercise: Exercise) -> str:
    """`3 sets of 10-20 reps`, `2 sets of 30-60 s hold`."""
    sets = f"{exercise.sets} sets of " if exercise.sets > 1 else ""
    side = ", each side" if exercise.sides == "each" else ""
    if exercise.reps is not None:
        return f"{sets}{exercise.reps} reps{side}"
    return f"{sets}{exercise.hold} hold{side}" if exercise.hold is not None else ""


def _facts(exercise: Exercise, card: Card, names: Mapping[str, str], width: int) -> list[Row]:
    def named(ids: Iterable[str]) -> str:
        return ", ".join(names.get(it, it) for it in ids)

    dose = dose_of(exercise)
    facts = {
        "Dose": f"{dose} [{exercise.dose_source}]" if dose and exercise.dose_source != "ours" else dose,
        "Tempo": f"{exercise.tempo} eccentric-pause-concentric-pause" if exercise.reps is not None else "",
        "Trains": ", ".join(str(pattern) for pattern in exercise.pattern),
        "You need": ", ".join(card.equipment),
        "Easier": named(exercise.easier),
        "Harder": named(exercise.harder),
    }
    return [row for what, value in facts.items() if value for row in _hung(f"{what:<9} ", value, width)]


def _phases(exercise: Exercise, card: Card, width: int) -> list[Row]:
    if exercise.reps is None and exercise.hold is not None:
        return _phase(Kind.HOLD, "hold", 0, card, width, contracted=True)
    tempo = exercise.tempo
    phases = [
        (Kind.ECCENTRIC, "eccentric", tempo.eccentric, False),
        (Kind.PAUSE, "stretched", tempo.stretched, False),
        (Kind.CONCENTRIC, "concentric", tempo.concentric, True),
        (Kind.PAUSE, "contracted", tempo.contracted, True),
    ]
    if exercise.first == "concentric":
        phases = phases[2:] + phases[:2]
    return [
        row
        for kind, verb, length, contracted in phases
        if length
        for row in _phase(kind, verb, length, card, width, contracted=contracted)
    ]


def _phase(kind: Kind, verb: str, length: int, card: Card, width: int, *, contracted: bool) -> list[Row]:
    said = ", ".join(it for it in (card.verbs[verb].long, card.breathing.get(kind, "")) if it)
    seconds = f"{length / SECOND:g} s" if length else ""
    ink = Ink(tone_of_phase(kind, contracted=contracted), bold=True)
    return _hung(f"{kind:<11}{seconds:>5}  ", said, width, ink)


def _tips(exercise: Exercise, width: int) -> list[Row]:
    """Each tip once, under the first moment it is for."""
    under: dict[str, list[Row]] = {}
    for tip in exercise.tips:
        title = _MOMENTS.get(tip.when[0], "During the set")
        under.setdefault(title, []).extend(_hung("● ", tip.text, width, source=tip.source))
    rows: list[Row] = []
    for title in ("Setting up", "During the set", "While you rest", "Good to know"):
        if title in under:
            rows += [*_title(title, width), *under[title]]
    return rows
