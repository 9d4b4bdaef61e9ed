"""What the models of routines and exercises share: their base, and the types that are read from a person's text.

Every type takes the text as it stands in the file (`45s`, `10-20`, `3-1-2-0`) or the value itself, and tells an
editor through its JSON Schema what may be written.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from bandtimer.dose import Count, Length, Reps, parse_count, parse_length, parse_reps
from bandtimer.tempo import Tempo, parse_tempo


class WrittenWords(BaseModel):
    """The base of all that is read from files: unknown keys are errors, values don't change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _read_count(value: object) -> object:
    return parse_count(value) if isinstance(value, str) else value


def _read_reps(value: object) -> object:
    return parse_reps(value) if isinstance(value, str) else value


def _read_length(value: object) -> object:
    return parse_length(value, bare_seconds=True) if isinstance(value, str) else value


def _read_single_length(value: object) -> object:
    if not isinstance(value, str):
        return value
    length = parse_length(value, bare_seconds=True, ranges=False)
    if length.open:
        raise ValueError(f"{value.strip()!r}: only a hold or work can go on until told; leave out the +")
    return length.low


def _read_tempo(value: object) -> object:
    return parse_tempo(value) if isinstance(value, str) else value


NUMBER = r"[0-9]+(\.[0-9]+)?"
UNIT = r"\s*([sS]|[sS]ecs?|[sS]econds?|[mM]|[mM]ins?|[mM]inutes?)"
ONE_LENGTH = rf"({NUMBER}({UNIT})?|[0-9]{{1,4}}:[0-5][0-9])"
"""A length in the long form, as a regular expression; seconds need no unit."""
LENGTH = rf"{ONE_LENGTH}(\s*[-–]\s*{ONE_LENGTH})?\s*\+?"
COUNT = r"[0-9]+(\s*[-–]\s*[0-9]+)?"
REPS = rf"([mM]ax|{COUNT}|[0-9]+(\s*/\s*[0-9]+)+)"
FIELD = rf"({NUMBER}|[xX])"
TEMPO = rf"({FIELD}(\s*[-/:]\s*{FIELD}){{2,3}}|[0-9xX]{{3,4}})"


def written_as(pattern: str, *examples: str) -> WithJsonSchema:
    """The JSON Schema of a type that is written as text; bare numbers pass an editor's YAML reader as numbers."""
    return WithJsonSchema({"type": ["string", "number"], "pattern": rf"^\s*{pattern}\s*$", "examples": [*examples]})


CountText = Annotated[Count, BeforeValidator(_read_count), written_as(COUNT, "3", "2-3")]
RepsText = Annotated[Reps, BeforeValidator(_read_reps), written_as(REPS, "12", "10-20", "12/10/8", "max")]
LengthText = Annotated[Length, BeforeValidator(_read_length), written_as(LENGTH, "45s", "30-60s", "1:30", "30s+")]
MillisecondsText = Annotated[int, BeforeValidator(_read_single_length), written_as(ONE_LENGTH, "20s", "1.5min", "1:30")]
TempoText = Annotated[Tempo, BeforeValidator(_read_tempo), written_as(TEMPO, "3-1-2-0", "2-0-X-1", "3120")]
