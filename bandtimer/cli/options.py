"""Options and arguments that several verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_routine(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of the library that begin so; with none, the shell completes files."""
    from click.shell_completion import CompletionItem

    from bandtimer.cli.wiring import library

    try:
        ids = [entry.id for entry in library().routines() if entry.id.startswith(incomplete)]
    except Exception:  # a broken home is told by the verb, not in the middle of a person's typing
        ids = []
    return [CompletionItem(name) for name in ids] or [CompletionItem(incomplete, type="file")]


def complete_exercise(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of exercises that begin so."""
    from click.shell_completion import CompletionItem

    from bandtimer.cli.wiring import library

    try:
        return [CompletionItem(name) for name in library().exercises if name.startswith(incomplete)]
    except Exception:
        return []


as_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for programs (docs/json.md).")
week = click.option(
    "--week", type=click.IntRange(1, 520), metavar="N", help="The week of the plan, where the routine has weeks."
)
targets = click.option(
    "--targets",
    type=click.Choice(["bottom", "top", "auto"]),
    default="auto",
    show_default=True,
    help="The number inside a range: its bottom, its top, or what your history says.",
)
routine = click.argument("routine", shell_complete=complete_routine)
