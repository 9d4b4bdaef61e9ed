"""The tap-along test with a real sound server and a real terminal: an even tapper is told a delay."""

from __future__ import annotations

import re
import sys
import time

import pytest

from tests.real.sound_server import MISSING, REASON, Recorder, Server

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX"),
    pytest.mark.skipif(MISSING is not None, reason=REASON),
]


def test_whoever_taps_evenly_is_told_a_delay(tmp_path):
    """Every 0.7 s, as the beat goes."""
    from benchmarks.terminal import Terminal

    server = Server()
    try:
        environment = {**server.environment, "BANDTIMER_HOME": str(tmp_path)}
        recorder = Recorder(server)
        with Terminal([sys.executable, "-m", "bandtimer", "doctor", "--tap"], 80, 24, environment) as terminal:
            terminal.wait_for(b"Tap any key")
            begun = time.monotonic()
            for number in range(22):
                time.sleep(max(0.0, begun + 1.5 + 0.7 * number - time.monotonic()))
                terminal.type("x")
            assert terminal.ended() == 0
            said = terminal.printed.decode()
        recorder.stop()
    finally:
        server.close()
    found = re.search(r"comes (\d+) ms after the device \((\d+) taps, spread (\d+) ms\)", said)
    assert found is not None, said
    delay, taps, spread = map(int, found.groups())
    assert 0 <= delay < 720 and taps >= 10 and spread <= 30


def test_without_a_keyboard_it_says_so(tmp_path):
    """A pipe has nothing to tap on."""
    from command_line import process

    ended = process("doctor", "--tap", text="", BANDTIMER_HOME=str(tmp_path))
    assert ended.code == 1
    assert "there is no keyboard to tap on" in ended.err
