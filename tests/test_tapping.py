from hypothesis import given
from hypothesis import strategies as st

from bandtimer.sound.tapping import HABIT, LEAST, estimate

BEATS = list(range(1_000, 16_000, 600))


@given(st.integers(0, 450), st.lists(st.integers(-25, 25), min_size=len(BEATS), max_size=len(BEATS)))
def test_steady_taps_tell_the_delay(delay, wavering):
    """Whatever the delay, taps that waver by 25 ms tell it within 25 ms."""
    taps = [beat + delay + HABIT + late for beat, late in zip(BEATS, wavering, strict=True)]
    found = estimate(BEATS, taps)
    assert found.delay is not None
    assert abs(found.delay - delay) <= 25


@given(st.sets(st.integers(3, len(BEATS) - 1), max_size=6), st.integers(0, 300))
def test_missed_taps_change_nothing(missed, delay):
    """A beat without a tap is passed over."""
    taps = [beat + delay + HABIT for number, beat in enumerate(BEATS) if number not in missed]
    assert estimate(BEATS, taps).delay == delay


def test_a_few_wild_taps_change_little():
    """The median doesn't follow them."""
    taps = [beat + 180 + HABIT for beat in BEATS]
    taps[5] += 250
    taps[9] -= 200
    assert abs((estimate(BEATS, taps).delay or 0) - 180) <= 5


def test_too_few_or_too_uneven_taps_say_nothing():
    """Rather no figure than a wrong one."""
    assert estimate(BEATS, BEATS[: LEAST + 2]).delay is None
    assert estimate(BEATS, [1_000 + 377 * number for number in range(40)]).delay is None
    assert estimate([], []).delay is None


def test_the_delay_is_never_negative():
    """Someone who taps far ahead of the beat has no device that plays before it is asked."""
    assert estimate(BEATS, [beat - 80 for beat in BEATS]).delay == 0
