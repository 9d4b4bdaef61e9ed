"""Counts, reps and lengths: what may be written, what it comes to, and what is refused with the mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandtimer.dose import Count, Length, Reps, parse_count, parse_length, parse_reps
from bandtimer.durations import LONGEST

MILLISECONDS = st.integers(1, LONGEST)


@given(MILLISECONDS, MILLISECONDS, st.booleans())
def test_a_length_reads_back_as_it_was_written(one, other, is_open):
    """Any length of whole milliseconds, ranges and open ones too."""
    length = Length(min(one, other), max(one, other), is_open)
    assert parse_length(str(length), bare_seconds=False) == length


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_count_reads_back_as_it_was_written(one, other):
    """A number and a range of numbers."""
    count = Count(min(one, other), max(one, other))
    assert parse_count(str(count)) == count


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=8))
def test_reps_by_set_read_back_as_they_were_written(each):
    """`12/10/8` keeps its order, and its least and greatest are its ends."""
    reps = Reps(min(each), max(each), tuple(each))
    assert parse_reps(str(reps)) == reps


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("45s", (45_000, 45_000)), ("45 sec", (45_000, 45_000)), ("1.5 min", (90_000, 90_000)),
        ("1:30", (90_000, 90_000)), ("30-60s", (30_000, 60_000)), ("30s-1min", (30_000, 60_000)),
        ("2–3min", (120_000, 180_000)), ("0:30-1:00", (30_000, 60_000)), ("0.001s", (1, 1)),
        ("24 minutes", (1_440_000,) * 2),
    ],
)  # fmt: skip
def test_lengths(text, milliseconds):
    """Each way to write a length of time, in milliseconds."""
    assert parse_length(text, bare_seconds=False)[:2] == milliseconds


@pytest.mark.parametrize(
    ("text", "written"), [("30s-1min", "30-60s"), ("120s-3min", "2-3min"), ("90s", "90s"), ("30s+", "30s+")]
)
def test_a_length_is_written_as_people_write_it(text, written):
    """One unit for both ends of a range."""
    assert str(parse_length(text, bare_seconds=False)) == written


def test_a_bare_number_is_seconds_only_where_that_is_meant():
    """The long form takes `45`; a line needs the unit, for there a bare number is reps."""
    assert parse_length("45", bare_seconds=True) == Length(45_000, 45_000)
    with pytest.raises(ValueError, match="45s or 45min"):
        parse_length("45", bare_seconds=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-5s", "less than nothing"), ("0s", "no length"), ("60-30s", "backwards"), ("1441min", "longer than a day"),
        ("1" * 400 + "s", "a day"), ("1e9s", "no length of time"), ("soon", "no length of time"),
        ("", "no length of time"),
        ("1:75", "no length of time"), ("nan", "no length of time"), ("٣s", "no length of time"),
    ],
)  # fmt: skip
def test_what_is_no_length_is_refused(text, said):
    """Nothing negative, empty, endless, backward or in another script."""
    with pytest.raises(ValueError, match=said):
        parse_length(text, bare_seconds=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "too few"), ("1001", "too many"), ("1" * 5000, "too many"), ("20-10", "backwards"), ("12/x", "each set"),
        ("-5", "no reps|are no reps"), ("1.5", "no reps|are no reps"), ("", "are no reps"), ("10/0", "too few"),
        ("٣", "are no reps"),
    ],
)  # fmt: skip
def test_what_are_no_reps_is_refused(text, said):
    """Nothing below one, above a thousand, backward or broken."""
    with pytest.raises(ValueError, match=said):
        parse_reps(text)


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_valueerror(text):
    """No other exception, whatever is typed."""
    for parse in (parse_count, parse_reps, lambda it: parse_length(it, bare_seconds=True)):
        try:
            parse(text)
        except ValueError as error:
            assert str(error)
