"""The command line: one file a verb; each wires the parts it needs and imports them only then."""

from __future__ import annotations


def main() -> None:
    """The `bandtimer` command; ends the process with the exit code that the boundary decides."""
    import sys

    from bandtimer.cli.boundary import run

    sys.exit(run())
