"""What is to be heard from now on, as a value: the order that a session gives its speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.cue import ParkedLoop
    from bandtimer.cueing import Score


class Take(NamedTuple):
    """What is to be heard from now on; see `Speaker.play`."""

    score: Score | None
    """None: `then` alone, from the start."""
    position: int = 0
    count_in: ParkedLoop | None = None
    count_in_length: int = 0
    until: int | None = None
    then: ParkedLoop | None = None
    now: Callable[[], int] | None = None
