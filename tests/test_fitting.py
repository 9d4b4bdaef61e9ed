from hypothesis import given
from hypothesis import strategies as st

from bandtimer.sound.fitting import GAP, Line, fit
from bandtimer.sound.frames import RATE


@st.composite
def a_line(draw):
    at = draw(st.integers(0, 60 * RATE))
    until = draw(st.none() | st.integers(0, 20 * RATE).map(lambda slot: at + slot))
    long = draw(st.none() | st.integers(1, 6 * RATE))
    short = draw(st.none() | st.integers(1, 2 * RATE))
    return Line(at, until, draw(st.integers(0, 5)), long, short)


spans = st.lists(
    st.tuples(st.integers(0, 60 * RATE), st.integers(1, RATE)).map(lambda span: (span[0], sum(span))), max_size=8
).map(sorted)


@given(st.lists(a_line(), max_size=12), spans)
def test_lines_never_overlap_are_never_cut_and_end_in_time(lines, beats):
    """Whatever is asked for: each line said is whole, in its slot, 150 ms from the next; others are counted."""
    fitted = fit(lines, beats)
    assert sorted([placed.line for placed in fitted.placed] + list(fitted.dropped)) == list(range(len(lines)))
    for placed in fitted.placed:
        line = lines[placed.line]
        assert placed.end - placed.start == (line.short if placed.short else line.long)
        assert placed.start >= line.at
        assert line.until is None or placed.end <= line.until
    for one, following in zip(fitted.placed, fitted.placed[1:], strict=False):
        assert following.start - one.end >= GAP


@given(st.lists(a_line(), max_size=8), spans)
def test_lines_keep_clear_of_what_is_said_already(lines, taken):
    """Lines under way are neither moved nor run into."""
    for placed in fit(lines, taken=taken).placed:
        assert all(placed.end + GAP <= start or placed.start >= end + GAP for start, end in taken)


@given(st.lists(a_line(), max_size=8), spans)
def test_no_line_is_dropped_that_has_a_slot_of_its_own(lines, beats):
    """The line of the highest priority is said whenever one of its forms fits its slot."""
    if not lines:
        return
    first = min(range(len(lines)), key=lambda number: (-lines[number].priority, lines[number].at, number))
    line = lines[first]
    slot = float("inf") if line.until is None else line.until - line.at
    fits = any(length is not None and length <= slot for length in (line.long, line.short))
    assert fits == (first not in fit(lines, beats).dropped)


def test_the_higher_priority_is_said_where_both_want_the_same_time():
    """Of two lines for one slot the more important one is said."""
    low, high = Line(0, RATE, 1, RATE - 100), Line(0, RATE, 2, RATE - 100)
    fitted = fit([low, high])
    assert [placed.line for placed in fitted.placed] == [1]
    assert fitted.dropped == (0,)


def test_a_line_too_long_for_its_slot_takes_its_short_form():
    """Three seconds do not fit two; the short form does."""
    fitted = fit([Line(0, 2 * RATE, 1, 3 * RATE, RATE)])
    assert fitted.placed[0].short and fitted.placed[0].end == RATE


def test_a_line_that_is_not_ready_takes_its_short_form_or_is_dropped():
    """Only what is rendered can be said."""
    assert fit([Line(0, None, 1, None, RATE)]).placed[0].short
    assert fit([Line(0, None, 1, None, None)]).dropped == (0,)


def test_a_later_line_waits_for_the_one_before_it():
    """A line due while another is said begins a breath after it, when it still ends in time."""
    fitted = fit([Line(0, None, 1, RATE), Line(RATE // 2, 3 * RATE, 1, RATE)])
    assert [placed.start for placed in fitted.placed] == [0, RATE + GAP]


def test_a_line_begins_after_the_beat_it_would_begin_under():
    """The go is heard alone where there is time for the verb after it, else the line ducks under it."""
    beat = (0, RATE // 2)
    assert fit([Line(0, 2 * RATE, 1, RATE)], [beat]).placed[0].start == RATE // 2
    assert fit([Line(0, RATE, 1, RATE)], [beat]).placed[0].start == 0
