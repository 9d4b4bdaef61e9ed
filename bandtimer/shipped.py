"""Finds what ships with the program, in an installed package and in a checkout alike."""

from __future__ import annotations

from pathlib import Path

from bandtimer.errors import BandtimerError


def shipped(name: str) -> Path:
    """The shipped folder called `name`: `routines` or `sounds`.

    Raises BandtimerError when neither the package nor the checkout has it.
    """
    package = Path(__file__).parent
    for place in (package / "_shipped" / name, package.parent / name):
        if place.is_dir():
            return place
    raise BandtimerError(f"the {name} that ship with bandtimer are missing; install it again")
