from hypothesis import given
from hypothesis import strategies as st

from bandtimer.sound.frames import RATE
from bandtimer.sound.heard import Heard

MS = 1_000_000
BLOCK = RATE // 2
REST = 270 * 48


def asks(heard: Heard, first: int, last: int, late: int = 0, once: dict[int, int] | None = None) -> None:
    """Ask in a steady device's rhythm: every 500 ms from 220 ms on, all `late` ms late."""
    for number in range(first, last):
        at = 0 if number == 0 else 220 + 500 * (number - 1) + late + (once or {}).get(number, 0)
        heard.ask(at * MS, BLOCK)


@given(st.lists(st.integers(0, 20), min_size=30, max_size=60))
def test_a_steady_device_is_heard_on_the_clock(jitter):
    """Asks that waver by a server's 20 ms leave what is heard within 20 ms of the clock, never falling."""
    heard = Heard(0, REST)
    latest = 0
    for number, late in enumerate(jitter):
        at = 0 if number == 0 else 220 + 500 * (number - 1) + late
        heard.ask(at * MS, BLOCK)
        now = heard.at((at + 50) * MS) / 48
        assert latest <= now
        assert abs(now - (at + 50)) <= 21
        latest = now


def test_a_single_late_ask_changes_nothing():
    """The machine was busy once for 200 ms; the queue held."""
    heard = Heard(0, REST)
    asks(heard, 0, 20, once={12: 200})
    assert abs(heard.slip) <= 48 * 5


def test_a_lasting_lateness_is_a_slip_and_what_is_heard_waits_for_it():
    """After an underrun of 300 ms, what is heard lies 300 ms behind the clock, known within two asks."""
    heard = Heard(0, REST)
    asks(heard, 0, 20)
    before = heard.at((220 + 500 * 18 + 100) * MS)
    asks(heard, 20, 22, late=300)
    now = (220 + 500 * 20 + 300 + 100) * MS
    assert abs(heard.at(now) - (now // MS - 300) * 48) <= 48 * 10
    assert heard.at(now) >= before


def test_a_device_that_starts_late_is_heard_late():
    """A sink that wakes up for 1.6 s plays its first frame then."""
    heard = Heard(0, REST)
    heard.ask(0, BLOCK)
    heard.ask(1_820 * MS, BLOCK)
    assert abs(heard.slip - 1_600 * 48) <= 25 * 48
    assert heard.at(1_600 * MS) <= BLOCK


def test_a_clock_that_runs_slower_is_followed():
    """100 parts in a million over an hour are 360 ms, and what is heard follows them."""
    heard = Heard(0, REST)
    at = 0
    for number in range(7_200):
        at = 0 if number == 0 else round((220 + 500 * (number - 1)) * MS * 1.0001)
        heard.ask(at, BLOCK)
    assert abs(heard.at(at) / 48 - at / MS / 1.0001) <= 10


def test_never_more_than_was_handed_out():
    """When the device stops asking, what is heard stands at the end of what it got."""
    heard = Heard(0, REST)
    asks(heard, 0, 4)
    assert heard.at(60_000 * MS) == 4 * BLOCK


def test_before_the_first_ask_nothing_is_heard():
    """A stream that has not begun stands at its start."""
    assert Heard(5 * MS, REST).at(4 * MS) == 0
