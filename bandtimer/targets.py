"""Which number to take inside a range: the bottom, the top, or what the journal chose."""

from __future__ import annotations

from typing import Literal, NamedTuple

Policy = Literal["bottom", "top", "auto"]


class Targets(NamedTuple):
    """The numbers chosen for one session. A range that names nothing chosen takes its bottom."""

    policy: Policy = "auto"
    reps: dict[str, int] = {}  # noqa: RUF012 -- never changed; a NamedTuple has no default factory
    """Reps by exercise id."""
    holds: dict[str, int] = {}  # noqa: RUF012
    """Milliseconds of a hold by exercise id."""
    reasons: dict[str, str] = {}  # noqa: RUF012
    """Why, in words, by exercise id."""

    def choose(self, chosen: dict[str, int], exercise: str, low: int, high: int) -> int:
        """A number in `[low, high]`, both ends included; `chosen` is `reps` or `holds`."""
        if self.policy == "bottom" or low == high:
            return low
        if self.policy == "top":
            return high
        return min(high, max(low, chosen.get(exercise, low)))
