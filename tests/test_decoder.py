from pathlib import Path

import numpy as np
import pytest

from bandtimer.cueing import Score
from bandtimer.settings import Settings
from bandtimer.sound.mixer import Mixer
from bandtimer.sound.palette import load
from bandtimer.timeline import Kind, Timeline
from tests.decoder import decode
from tests.sessions import session
from tests.stock import STOCK, stock, timeline_of

PALETTE = load(Path(__file__).parents[1] / "sounds")


def recording(timeline: Timeline) -> np.ndarray:
    mixer = Mixer(Score(timeline, Settings(voice=False)), PALETTE)
    return mixer.render(0, mixer.end)


def assert_recovered(timeline: Timeline) -> None:
    expected = [segment for segment in timeline.segments if segment.kind is not Kind.WAIT]
    found = decode(recording(timeline))
    assert [segment.kind for segment in found] == [segment.kind for segment in expected]
    for one, other in zip(found, expected, strict=True):
        assert abs(one.start - other.start) <= 20 and abs(one.end - other.end) <= 20, (one, other)


def test_a_session_of_every_kind_is_recovered_from_its_recording():
    """Set-up, count-in, reps with every phase, switch, rests, holds, releases and work, by sound alone."""
    assert_recovered(session())


@pytest.mark.parametrize("name", STOCK)
def test_a_stock_routine_is_recovered_from_its_recording(name):
    """From the recording alone, voice off: all segments of the routine, kinds and times within 20 ms."""
    assert_recovered(timeline_of(stock(name)))
