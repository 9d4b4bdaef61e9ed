"""Tempo as the field writes it: eccentric, pause, concentric, pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandtimer.tempo import Tempo, parse_tempo


@pytest.mark.parametrize(
    "text", ["3-1-2-0", "3120", "3/1/2/0", "3:1:2:0", "3-1-2", "312", "3 - 1 - 2 - 0", "3/1/2", " 3.0-1-2-0.0 "]
)
def test_every_notation_says_the_same(text):
    """Three fields or four, separated or run together."""
    assert parse_tempo(text) == Tempo(3000, 1000, 2000, 0)


def test_x_is_as_fast_as_possible():
    """`X` in the third field is timed as one second and stays `X` when written."""
    tempo = parse_tempo("3:2:X:1")
    assert tempo == Tempo(3000, 2000, 1000, 1000, explosive=True)
    assert str(tempo) == "3-2-X-1"
    assert tempo.rep == 7000


PHASE = st.integers(0, 120_000)


@given(st.tuples(PHASE, PHASE, PHASE, PHASE).filter(lambda phases: phases[0] + phases[2]))
def test_a_tempo_reads_back_as_it_was_written(phases):
    """Any phases of whole milliseconds up to two minutes."""
    assert parse_tempo(str(Tempo(*phases))) == Tempo(*phases)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3-1", "no tempo"), ("31", "no tempo"), ("3-1-2-0-1", "no tempo"), ("31201", "no tempo"), ("", "no tempo"),
        ("3-1/2-0", "mixes"), ("X-0-1-0", "third field"), ("3-X-1-0", "third field"), ("0-1-0-1", "no movement"),
        ("0000", "no movement"), ("500-0-1-0", "120 s"), ("3--1-2", "no tempo"), ("a-b-c", "no tempo"),
        ("-3-1-2", "no tempo"),
        ("３120", "no tempo"),
    ],
)  # fmt: skip
def test_what_is_no_tempo_is_refused(text, said):
    """Too few or many fields, mixed separators, an X out of place, a rep without movement."""
    with pytest.raises(ValueError, match=said):
        parse_tempo(text)
