"""Tempo: the four-field notation of the field, as a person writes it and as milliseconds."""

from __future__ import annotations

import re
from typing import NamedTuple

EXPLOSIVE = 1_000
"""Milliseconds that `X`, as fast as possible, is timed as."""

_SEPARATED = re.compile(r"\s*([-/:])\s*")
_FIELD = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?|[xX]")


class Tempo(NamedTuple):
    """Milliseconds of each phase, in the order in which the field writes them."""

    eccentric: int
    stretched: int
    """Pause at the stretched end."""
    concentric: int
    contracted: int
    """Pause at the contracted end."""
    explosive: bool = False
    """Whether the concentric was written `X`; it is timed as one second."""

    @property
    def rep(self) -> int:
        """Milliseconds of one whole rep."""
        return self.eccentric + self.stretched + self.concentric + self.contracted

    def __str__(self) -> str:
        fields = [f"{milliseconds / 1000:g}" for milliseconds in self[:4]]
        if self.explosive:
            fields[2] = "X"
        return "-".join(fields)


def parse_tempo(text: str) -> Tempo:
    """Read `3-1-2-0`, `3/1/2`, `3:2:X:1`, `3120` or `31X0`; three fields leave the fourth 0.

    Raises ValueError with the mend when the text is no tempo or a rep would have no length.
    """
    text = text.strip()
    separators = set(_SEPARATED.findall(text))
    if len(separators) > 1:
        raise ValueError(f"tempo {text!r} mixes separators; write one kind, such as 3-1-2-0")
    fields = _SEPARATED.sub(" ", text).split(" ") if separators else list(text)
    if len(fields) not in (3, 4) or not all(_FIELD.fullmatch(field) for field in fields):
        raise ValueError(
            f"{text!r} is no tempo; write eccentric-pause-concentric-pause in seconds, such as 3-1-2-0, 3120 or 31X0"
        )
    if any(field in "xX" for field in (*fields[:2], *fields[3:])):
        raise ValueError(f"tempo {text!r}: X (as fast as possible) goes in the third field, such as 3-1-X-0")
    times = [EXPLOSIVE if field in "xX" else round(float(field) * 1000) for field in fields]
    eccentric, stretched, concentric, contracted = (*times, 0)[:4]
    if max(times) > 120_000:
        raise ValueError(f"tempo {text!r}: a phase of more than 120 s; write a hold instead")
    if eccentric + concentric == 0:
        raise ValueError(f"tempo {text!r}: a rep with no movement; write a hold instead, such as 30s hold")
    return Tempo(eccentric, stretched, concentric, contracted, fields[2] in "xX")
