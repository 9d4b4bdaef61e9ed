"""A coach's line as the keys of the long form: everything the grammar says, and each slip told at its word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import lines_and_keys

from bandtimer.coach_line import parse_line
from bandtimer.dose import Count, Length, Reps
from bandtimer.routine import ExerciseStep, Rest
from bandtimer.tempo import Tempo


def read(text, held=False):
    line = parse_line(text, held=held)
    assert line.slips == ()
    return {key: word.value for key, word in line.words.items()}


@given(lines_and_keys())
def test_a_line_says_what_its_long_form_says(pair):
    """Both forms give the same step."""
    line, keys = pair
    assert ExerciseStep(exercise="x", **read(line)) == ExerciseStep.model_validate({"exercise": "x", **keys})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 x 25 @ 2-0-1-0, rest 45s", {
            "sets": Count(2, 2), "reps": Reps(25, 25), "tempo": Tempo(2000, 0, 1000, 0),
            "rest": Rest(Length(45_000, 45_000)),
        }),
        ("10-20", {"reps": Reps(10, 20)}),
        ("12/10/8", {"reps": Reps(8, 12, (12, 10, 8))}),
        ("3 × max", {"sets": Count(3, 3), "reps": Reps(0, 0, most=True)}),
        ("30-60s hold", {"hold": Length(30_000, 60_000)}),
        ("2-3 X 1:30 work", {"sets": Count(2, 3), "work": Length(90_000, 90_000)}),
        ("30s+ hold", {"hold": Length(30_000, 30_000, open=True)}),
        ("2 x (6 x 7s hold, 3s off), rest 2-3min", {
            "sets": Count(2, 2), "bouts": 6, "hold": Length(7000, 7000), "off": 3000,
            "rest": Rest(Length(120_000, 180_000)),
        }),
        ("8 @ 31X0, each side, switch 10 s, first eccentric, partial top", {
            "reps": Reps(8, 8), "tempo": Tempo(3000, 1000, 1000, 0, explosive=True), "sides": "each",
            "switch": 10_000, "first": "eccentric", "partial": "top",
        }),
        ("10, every 1min, alternate", {"reps": Reps(10, 10), "every": 60_000, "sides": "alternate"}),
        ("5, rest ready", {"reps": Reps(5, 5), "rest": Rest(None)}),
        ("each side, rest 60s", {"sides": "each", "rest": Rest(Length(60_000, 60_000))}),
    ],
)  # fmt: skip
def test_the_grammar(text, said):
    """Each form of a dose and each option."""
    assert read(text) == said


def test_a_bare_time_is_a_hold_where_the_exercise_is_one():
    """`45s` of a plank is held; of anything else it is worked."""
    assert read("45s", held=True) == {"hold": Length(45_000, 45_000)}
    assert read("45s", held=False) == {"work": Length(45_000, 45_000)}


def test_letting_go_makes_holds_bouts_of_one_set():
    """`5 x 10s, off 2s` is `1 x (5 x 10s hold, 2s off)`."""
    assert read("5 x 10s, off 2s", held=True) == read("1 x (5 x 10s hold, 2s off)")


@pytest.mark.parametrize(
    ("text", "start", "said"),
    [
        ("3 x", 0, "of what"),
        ("@ 3-1-1", 0, "how much"),
        ("٣ x 10", 0, "no length"),
        ("0 x 10", 0, "too few"),
        ("3 x 0", 4, "too few"),
        ("3 x 1000000000", 4, "too many"),
        ("99999 x 10", 0, "10,000 is the most"),
        ("20-10", 0, "backwards"),
        ("-5s hold", 0, "less than nothing"),
        ("0s hold", 0, "no length"),
        ("30 hold", 0, "no unit"),
        ("hold", 0, "how long"),
        ("3 sets of 10", 0, "`3 x 10`"),
        ("12 reps", 0, "`12`"),
        ("3 x 10 @", 7, "no tempo"),
        ("3 x 10 @ 3-1", 9, "no tempo"),
        ("3 x 10 @ 3-1/1", 9, "mixes"),
        ("3 x 10 @ X-0-1-0", 9, "third field"),
        ("3 x 10, rest 45", 13, "no unit"),
        ("3 x 10, rest", 8, "how long"),
        ("3 x 10, rest: 45s", 8, "`rest 45s`"),
        ("3 x 10, 45s rest", 8, "`rest 45s`"),
        ("3 x 10, tempo 3-1-1", 8, "@ 3-1-1"),
        ("3 x 10, @ 3-1-1", 8, "right after the dose"),
        ("3 x 10, reast 45s", 8, "did you mean `rest`"),
        ("3 x 10, per side", 8, "`each side`"),
        ("3 x 10, each leg", 8, "`each side`"),
        ("3 x 10, to failure", 8, "until: fatigue"),
        ("3 x 10, note slowly", 8, "key of its own"),
        ("3 x 10, first concentrik", 14, "concentric"),
        ("3 x 10, partial", 8, "partial top"),
        ("3 x 10, rest 1s, rest 2s", 22, "twice"),
        ("3 x 10, left, right", 14, "twice"),
        ("3 x 10,, rest 1s", 7, "comma"),
        ("3 x 10,", 6, "comma"),
        ("3 x 10, rest 1,5min", 13, "1.5min"),
        ("3 x 10, off 2s", 12, "not reps"),
        ("30s hold, off 2s", 14, "several holds"),
        ("2-3 x 10s hold, off 2s", 0, "one number"),
        ("3 x (6 x 7s)", 4, "(6 x 7s hold, 3s off)"),
        ("3 x (6 x 7s hold, 3s off", 4, "(6 x 7s hold, 3s off)"),
        ("(6 x 7 hold, 3s off)", 5, "no unit"),
        ("2 x 3 x 10", 4, "second x"),
        ("3 x 30-60s+ rest", 4, "`rest 30-60s+`"),
        ("rest 30s+", 5, "has an end"),
        ("10, every 1-2min", 10, "range"),
        ("quite a lot", 0, "dose"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_word_with_the_mend(text, start, said):
    """What can't be read is named with the place of the word and what to write."""
    slips = parse_line(text, held=True).slips
    assert [slip.start for slip in slips] == [start], slips
    assert said in slips[0].message


def test_all_slips_of_a_line_are_told():
    """One wrong word does not hide the next."""
    assert [slip.start for slip in parse_line("3 x 0 @ 9, soon, rest 5", held=False).slips] == [8, 4, 11, 22]


@given(st.text(st.sampled_from("0123456789 x×@-/:.,()+sminholdworkrestofX"), max_size=60), st.booleans())
def test_any_text_is_read_or_told(text, held):
    """Nothing raises; whatever is told has its place inside the line."""
    line = parse_line(text, held=held)
    assert all(0 <= slip.start <= len(text) and slip.message for slip in line.slips)
    assert all(0 <= word.start < max(len(text), 1) for word in line.words.values())


def test_an_endless_line_is_refused():
    """A megabyte in one line is answered at once."""
    assert "more than 400" in parse_line("1 x " * 250_000, held=True).slips[0].message
