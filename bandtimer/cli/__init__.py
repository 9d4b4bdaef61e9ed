"""The command line: one file a verb; each wires the parts it needs and imports them only then."""

from __future__ import annotations


def main() -> None:
    """The `bandtimer` command; ends the process with the exit code that the boundary decides."""
    import gc
    import sys

    # Importing makes many lasting objects and no garbage: looking for some at Python's pace takes a sixth of a start.
    gc.set_threshold(100_000, 10, 10)
    from bandtimer.cli.boundary import run

    sys.exit(run())
