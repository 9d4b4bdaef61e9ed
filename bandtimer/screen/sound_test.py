"""The sound test that the first screen and the library offer: a short figure, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

LISTEN = 3.2
"""Seconds until it is told how it went."""


def play_sound_test(
    screen: Screen[int], play: Callable[[], Callable[[], str | None]], tell: Callable[[str], None]
) -> None:
    """Play it (see `House.test_sound`) and tell the person what to hear, then what was wrong, if anything was."""
    try:
        outcome = play()
    except BandtimerError as error:
        tell(str(error))
        return
    heard = "You should hear a short figure now. Nothing? `bandtimer doctor` says why."
    tell(heard)

    def told() -> None:
        trouble = outcome()
        if screen.is_attached and screen.is_active:
            tell(trouble or heard)

    # Of the app, not of the screen: who leaves the screen first still has the device closed.
    screen.app.set_timer(LISTEN, told)
