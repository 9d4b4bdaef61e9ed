"""`schema`: the JSON Schema that an editor checks and completes routines with."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("what", type=click.Choice(["routine", "exercise"]), default="routine")
def command(what: str) -> None:
    """Print the JSON Schema of a routine file (or of an exercise file), with the exercises of your library."""
    click.echo(schema_text(what), nl=False)


def schema_text(what: str) -> str:
    """The schema as a file holds it."""
    from bandtimer.cli import wiring
    from bandtimer.schema import exercise_schema, routine_schema

    if what == "exercise":
        schema = exercise_schema()
    else:
        schema = routine_schema({name: exercise.name for name, exercise in wiring.library().exercises.items()})
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
