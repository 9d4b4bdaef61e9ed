"""Screen and sound agree: what a frame shows is what is heard as it is painted."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real.sound_server import MISSING, REASON, Recorder, Server

pytestmark = [pytest.mark.real, pytest.mark.skipif(MISSING is not None, reason=REASON)]

FRAME = 1000 / 15
"""Milliseconds."""


def test_a_frame_shows_what_is_heard():
    """Less than a frame apart, at every frame of fifteen seconds; `test_sound_pulse` compares that with a recording."""
    server = Server()
    try:
        recorder = Recorder(server)
        here = Path(__file__).parent
        path = os.pathsep.join(map(str, (here.parents[1], here.parent)))
        done = subprocess.run(
            [sys.executable, str(here / "screen_child.py"), "15"],
            env={**server.environment, "PYTHONPATH": path}, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        recorder.stop()
    finally:
        server.close()
    painted = json.loads(done.stdout.splitlines()[-1])
    both = [(shown, heard) for _, shown, heard in painted if heard is not None]
    assert len(both) > 100, done.stderr
    apart = sorted(abs(shown - heard) for shown, heard in both)
    print(f"{len(both)} frames: {apart[len(apart) // 2]} ms apart in the middle, {apart[-1]} ms at most")
    assert apart[-1] < FRAME
    gaps = sorted(after[0] - before[0] for before, after in itertools.pairwise(painted))
    print(f"between frames {gaps[len(gaps) // 2] * 1000:.0f} ms")
