"""Session time: one line, whichever clock tells it."""

from __future__ import annotations

from building import SECOND, HeldClock
from hypothesis import given
from hypothesis import strategies as st

from bandtimer.clocks import SystemClock
from bandtimer.transport import UNSEEN, Transport

MS = 1_000_000


def test_time_is_what_elapsed_since_the_start():
    """Without a speaker it is the monotonic clock's."""
    clock = HeldClock()
    transport = Transport(clock)
    assert transport.now() == 0
    clock.pass_(1.5)
    assert transport.now() == 1_500 * MS


def test_the_wall_clock_decides_nothing():
    """A transport asks its clock for nothing but the two times that never step."""
    asked = []

    class Asked(HeldClock):
        def __getattribute__(self, name: str) -> object:
            if name.startswith("now"):
                asked.append(name)
            return super().__getattribute__(name)

    transport = Transport(Asked())
    transport.look()
    transport.now()
    assert set(asked) == {"now", "now_with_sleep"}


def test_while_a_speaker_plays_time_is_what_is_heard():
    """A device that is slow to begin, or slips, takes the session with it."""
    clock, ear = HeldClock(), [4_000]
    transport = Transport(clock)
    clock.pass_(2)
    assert transport.now() == 2 * SECOND
    transport.follow(lambda: ear[0])
    assert transport.now() == 2 * SECOND
    clock.pass_(0.3)
    assert transport.now() == 2 * SECOND, "the device has not begun"
    ear[0] = 4_250
    assert transport.now() == 2_250 * MS


def test_what_is_heard_counts_from_when_it_was_asked_for():
    """Not from the first look after it: else shown and heard would differ by a look."""
    clock, ear = HeldClock(), [0]
    transport = Transport(clock)
    transport.follow(lambda: ear[0])
    clock.pass_(0.066)
    ear[0] = 40
    assert transport.now() == 40 * MS


def test_a_count_in_that_is_heard_counts_as_time():
    """Heard positions before the one asked for are the count-in; time runs on through it."""
    clock, ear = HeldClock(), [7_000]
    transport = Transport(clock)
    transport.follow(lambda: ear[0])
    transport.now()
    ear[0] = 10_000
    assert transport.now() == 3 * SECOND


def test_when_a_device_dies_time_goes_on_from_what_was_heard_last():
    """And when it is back, from the time it is then."""
    clock = HeldClock()
    ear: list[int | None] = [0]
    transport = Transport(clock)
    transport.follow(lambda: ear[0])
    transport.now()
    ear[0] = 1_000
    clock.pass_(1.4)
    assert transport.now() == SECOND
    ear[0] = None
    assert transport.now() == SECOND, "never forward"
    clock.pass_(3)
    assert transport.now() == 4 * SECOND
    ear[0] = 3_980
    assert transport.now() == 4 * SECOND, "never back"
    ear[0] = 4_480
    assert transport.now() == 4_500 * MS


def test_past_the_position_at_which_a_speaker_stands_the_clock_goes_on():
    """What sounds there is a loop in parked time."""
    clock, ear = HeldClock(), [9_000]
    transport = Transport(clock)
    transport.follow(lambda: ear[0], until=10_000)
    transport.now()
    clock.pass_(1)
    ear[0] = 10_000
    assert transport.now() == SECOND
    clock.pass_(5)
    assert transport.now() == 6 * SECOND


def test_sleep_and_stalls_are_noticed_and_left_out():
    """Time that nobody saw pass does not count."""
    clock = HeldClock()
    transport = Transport(clock)
    clock.pass_(1)
    assert transport.look() is None
    assert transport.now() == SECOND
    clock.sleep(30)
    clock.pass_(0.1)
    assert transport.look() == "sleep"
    assert transport.now() == SECOND
    clock.pass_(20)
    assert transport.look() == "stall"
    assert transport.now() == SECOND
    clock.pass_(1)
    assert transport.look() is None
    assert transport.now() == 2 * SECOND


def test_a_short_nap_or_a_slow_look_is_no_absence():
    """Up to 2 s nobody is sent into a pause."""
    clock = HeldClock()
    transport = Transport(clock)
    clock.pass_(UNSEEN / SECOND)
    clock.sleep(UNSEEN / SECOND)
    assert transport.look() is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["pass", "hear", "deaf", "follow", "unfollow", "look", "sleep"]), st.integers(0, 5_000)
        ),
        max_size=60,
    )
)
def test_time_never_goes_back_and_never_faster_than_a_clock(moves: list[tuple[str, int]]):
    """Whatever the clocks and devices do, each answer is at least the last and explained by one of the two clocks."""
    clock = HeldClock()
    transport = Transport(clock)
    ear: list[int | None] = [None]
    last = transport.now()
    for what, amount in moves:
        room = 0
        match what:
            case "pass":
                clock.pass_(amount / 1_000)
                room = amount * MS
            case "hear":
                # What is heard rises; a device that begins anew may begin anywhere.
                room = amount * MS if ear[0] is not None else 0
                ear[0] = (ear[0] or 0) + amount
            case "deaf":
                ear[0] = None
            case "follow":
                transport.follow(lambda: ear[0], until=amount if amount % 2 else None)
            case "unfollow":
                transport.unfollow()
            case "look":
                transport.look()
            case "sleep":
                clock.sleep(amount / 1_000)
        now = transport.now()
        assert last <= now <= last + room
        last = now


def test_the_clocks_of_this_machine_run_together_while_it_is_awake():
    """The real clocks: neither goes back, and awake they pass alike."""
    clock = SystemClock()
    first = clock.now(), clock.now_with_sleep()
    for _ in range(20_000):
        second = clock.now(), clock.now_with_sleep()
    assert second[0] > first[0] and second[1] > first[1]
    assert abs((second[0] - first[0]) - (second[1] - first[1])) < 50 * MS
