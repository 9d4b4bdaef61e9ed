"""The group of all verbs; a verb's file is imported when the verb is used, or its help is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from bandtimer import __version__

VERBS = {
    "run": "run",
    "hold": "hold",
    "list": "list_routines",
    "exercises": "exercises",
    "show": "show",
    "check": "check",
    "new": "new",
    "schema": "schema",
    "export": "export",
    "sounds": "sounds",
    "history": "history",
    "progress": "progress",
    "where": "where",
    "doctor": "doctor",
    "completion": "completion",
}
"""Each verb and the module of `bandtimer.cli` whose `command` it is, in the order in which help shows them."""


class Verbs(click.Group):
    """A group that loads its commands late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of a person's day."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, or None where there is no such verb."""
        module = VERBS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"bandtimer.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the verb that was likely meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches

            close = get_close_matches(args[0], VERBS, 1, 0.5)
            mend = f"did you mean {close[0]}?" if close else f"the verbs are {', '.join(VERBS)}"
            raise click.UsageError(f"there is no verb {args[0]!r}; {mend}", ctx) from None


@click.group(cls=Verbs, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="bandtimer %(version)s")
@click.pass_context
def bandtimer(context: click.Context) -> int | None:
    """A guided interval timer for resistance-band sessions.

    Without a verb: the library, to choose a routine from.
    """
    if context.invoked_subcommand is not None:
        return None
    from bandtimer.cli.library import open_library

    return open_library()
