"""`completion`: the script that completes verbs, options and routine names in a shell."""

from __future__ import annotations

import click

_INSTALL = {
    "bash": 'eval "$(bandtimer completion bash)"   in ~/.bashrc',
    "zsh": 'eval "$(bandtimer completion zsh)"   in ~/.zshrc',
    "fish": "bandtimer completion fish > ~/.config/fish/completions/bandtimer.fish",
}


@click.command("completion", epilog="Install with: " + "; ".join(_INSTALL.values()))
@click.argument("shell", type=click.Choice(list(_INSTALL)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print a script that completes verbs, options and routine names in your shell."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    root = context.find_root().command
    if completion is None:
        raise click.UsageError(f"click knows no completion for {shell}")
    script = completion(root, {}, "bandtimer", "_BANDTIMER_COMPLETE").source()
    click.echo(script)
