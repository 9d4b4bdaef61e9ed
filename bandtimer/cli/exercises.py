"""`exercises`: the exercise library, and a page for one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bandtimer.cli.terminal import Terminal
    from bandtimer.exercise import Exercise
    from bandtimer.library import Shelf


@click.command("exercises")
@click.argument("exercise", metavar="[ID]", required=False, shell_complete=options.complete_exercise)
@options.as_json
def command(exercise: str | None, as_json: bool) -> None:
    """List the exercises, or show all about one: set-up, phases, dose, tips and where they come from."""
    from bandtimer.cli import wiring
    from bandtimer.cli.terminal import terminal

    shelf = wiring.library().exercises
    chosen = list(shelf) if exercise is None else [meant(exercise, shelf)]
    if as_json:
        document = {"format": 1, "exercises": [exercise_json(name, shelf) for name in chosen]}
        if exercise is None:
            document["broken"] = [
                {"id": name, "path": str(shelf.entries[name].path), "problem": str(error.problems[0])}
                for name, error in shelf.broken.items()
            ]
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    if exercise is None:
        lines = _table(shelf, terminal())
    else:
        from bandtimer.cli.exercise_page import page

        lines = page(chosen[0], shelf[chosen[0]], terminal())
    for line in lines:
        click.echo(line, color=True)


def meant(word: str, shelf: Shelf) -> str:
    """The id that a person means. Raises BandtimerError where there is none, FileError where its file is broken."""
    from difflib import get_close_matches

    from bandtimer.errors import BandtimerError
    from bandtimer.library import id_of

    for wanted in (word, id_of(word)):
        if wanted in shelf.broken:
            raise shelf.broken[wanted]
        if wanted in shelf:
            return wanted
    close = get_close_matches(id_of(word), list(shelf), 1, 0.5)
    mend = f"did you mean {close[0]}?" if close else "`bandtimer exercises` lists them"
    raise BandtimerError(f"there is no exercise {word!r}; {mend}")


def exercise_json(exercise_id: str, shelf: Shelf) -> dict[str, object]:
    """One exercise of `exercises --json`; tempo and holds in seconds."""
    from bandtimer.durations import to_seconds

    exercise = shelf[exercise_id]
    entry = shelf.entries[exercise_id]
    tempo, reps, hold = exercise.tempo, exercise.reps, exercise.hold
    return {
        "id": exercise_id,
        "name": exercise.name,
        "path": str(entry.path),
        "shipped": entry.shipped,
        "source": exercise.source,
        "about": exercise.about,
        "position": exercise.position,
        "setup": list(exercise.setup),
        "place": exercise.place.long,
        "pattern": [str(pattern) for pattern in exercise.pattern],
        "level": str(exercise.level),
        "first": exercise.first,
        "verbs": {str(phase): {"long": words.long, "short": words.short} for phase, words in exercise.verbs.items()},
        "breathing": dict(exercise.breathing),
        "tempo": {
            "eccentric": to_seconds(tempo.eccentric),
            "stretched": to_seconds(tempo.stretched),
            "concentric": to_seconds(tempo.concentric),
            "contracted": to_seconds(tempo.contracted),
        },
        "sets": exercise.sets,
        "reps": {"low": reps.low, "high": reps.high} if reps and not reps.most else None,
        "hold": {"low": to_seconds(hold.low), "high": to_seconds(hold.high)} if hold else None,
        "dose_source": exercise.dose_source,
        "hold_at": str(exercise.hold_at),
        "sides": exercise.sides,
        "band": exercise.band,
        "hand_held": exercise.hand_held,
        "anchored": exercise.anchor is not None,
        "anchor": exercise.anchor,
        "equipment": list(exercise.equipment),
        "easier": list(exercise.easier),
        "harder": list(exercise.harder),
        "tips": [{"text": tip.text, "source": tip.source, "when": list(tip.when)} for tip in exercise.tips],
        "figure": exercise.figure.model_dump(mode="json", exclude_defaults=True) if exercise.figure else None,
    }


def dose(exercise: Exercise) -> str:
    """The dose as a routine would write it: `2 x 10-20`, `30-60s hold`."""
    many = f"{exercise.sets} x " if exercise.sets > 1 else ""
    if exercise.reps is not None:
        return f"{many}{exercise.reps}"
    if exercise.hold is not None:
        low, high = exercise.hold.low, exercise.hold.high
        return f"{many}{low / 1000:g}-{high / 1000:g}s hold" if low != high else f"{many}{low / 1000:g}s hold"
    return ""


def _table(shelf: Shelf, terminal: Terminal) -> Iterator[str]:
    from bandtimer.cli.terminal import fitted

    width = terminal.columns
    ids = min(max((len(name) for name in shelf), default=8), max(20, width // 2))
    doses = max((len(dose(exercise)) for exercise in shelf.values()), default=0)
    rest = width - ids - doses - 4
    for name, exercise in shelf.items():
        sides = "each side" if exercise.sides == "each" else ""
        words = ", ".join(it for it in (*map(str, exercise.pattern), sides) if it)
        cells = [terminal.paint("bold", fitted(name, ids)), fitted(dose(exercise), doses)]
        if rest >= 12:
            cells.append(terminal.paint("dim", fitted(words, rest).rstrip()))
        yield "  ".join(cells).rstrip()
    for name, error in shelf.broken.items():
        yield f"{terminal.paint('bold', fitted(name, ids))}  {terminal.paint('error', 'broken')}"
        yield f"  {terminal.paint('error', str(error.problems[0]))}"
