"""The page of one exercise: set-up, phases, dose and tips, each tip with where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.cards import card_of
from bandtimer.cli.exercises import dose
from bandtimer.cli.figure_print import figure_lines
from bandtimer.cli.wrapping import hung, wrapped
from bandtimer.durations import SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bandtimer.cli.terminal import Terminal
    from bandtimer.exercise import Exercise
    from bandtimer.timeline import Card

WIDEST_TEXT = 96
"""Columns; longer lines are hard to read."""
_SAID = {"setup": "Setting up", "rest": "While you rest", "page": "Good to know"}


def page(exercise_id: str, exercise: Exercise, terminal: Terminal) -> Iterator[str]:
    """The page, line by line."""
    terminal = terminal._replace(columns=min(terminal.columns, WIDEST_TEXT))
    width = terminal.columns
    card = card_of(exercise_id, exercise)
    yield terminal.paint("bold", exercise.name)
    yield terminal.paint("dim", f"{exercise_id}, from {exercise.source}")
    if exercise.about:
        yield ""
        yield from wrapped(exercise.about, width)
    if terminal.interactive:
        yield ""
        yield from figure_lines(card, terminal)
    yield ""
    yield from _facts(exercise, card, terminal)
    if card.setup:
        yield from _title("Set-up", terminal)
        for number, step in enumerate(card.setup, 1):
            yield from hung(f"{number}. ", step, width)
    yield from _title("One rep" if exercise.reps is not None or exercise.hold is None else "The hold", terminal)
    yield from _phases(exercise, card, terminal)
    yield from _tips(exercise, terminal)


def _title(text: str, terminal: Terminal) -> Iterator[str]:
    yield ""
    yield terminal.paint("bold", text)


def _facts(exercise: Exercise, card: Card, terminal: Terminal) -> Iterator[str]:
    sides = "each side" if exercise.sides == "each" else ""
    facts = {
        "Dose": ", ".join(it for it in (dose(exercise), sides) if it) + f" [{exercise.dose_source}]",
        "Tempo": f"{exercise.tempo} (eccentric-pause-concentric-pause)" if exercise.reps is not None else "",
        "Trains": ", ".join(map(str, exercise.pattern)),
        "Level": "" if exercise.level == "general" else str(exercise.level),
        "You need": ", ".join(card.equipment),
        "Easier": ", ".join(exercise.easier),
        "Harder": ", ".join(exercise.harder),
    }
    for what, value in facts.items():
        if value:
            lines = hung(f"{what:<9} ", value, terminal.columns)
            for number, line in enumerate(lines):
                yield terminal.paint("dim", line[:10]) + line[10:] if number == 0 else line


def _phases(exercise: Exercise, card: Card, terminal: Terminal) -> Iterator[str]:
    if exercise.reps is None and exercise.hold is not None:
        yield from _phase("hold", card.verbs["hold"].long, "", card.breathing.get("hold", ""), terminal)
        return
    tempo = exercise.tempo
    phases = [
        ("eccentric", "eccentric", tempo.eccentric),
        ("pause", "stretched", tempo.stretched),
        ("concentric", "concentric", tempo.concentric),
        ("pause", "contracted", tempo.contracted),
    ]
    if exercise.first == "concentric":
        phases = phases[2:] + phases[:2]
    for look, verb, length in phases:
        if length:
            yield from _phase(
                look, card.verbs[verb].long, f"{length / SECOND:g}s", card.breathing.get(look, ""), terminal
            )


def _phase(look: str, verb: str, length: str, breathing: str, terminal: Terminal) -> Iterator[str]:
    start = f"{look:<11}{length:>4}  " if length else f"{look:<6}"
    words = ", ".join(it for it in (verb, breathing) if it)
    for number, line in enumerate(hung(start, words, terminal.columns)):
        yield line if number else terminal.paint(look, start) + line[len(start) :]


def _tips(exercise: Exercise, terminal: Terminal) -> Iterator[str]:
    """Each tip once, under the first moment it is for."""
    under: dict[str, list[str]] = {}
    for tip in exercise.tips:
        moment = tip.when[0]
        title = _SAID.get(moment, "During the set")
        under.setdefault(title, []).append(f"{tip.text} [{tip.source}]")
    for title in ("Setting up", "During the set", "While you rest", "Good to know"):
        if title in under:
            yield from _title(title, terminal)
            for text in under[title]:
                yield from hung("- ", text, terminal.columns)
