"""The full screen in a real terminal: sizes, pauses, every way out, a whole routine against its journal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.real, pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")]

if sys.platform != "win32":
    from benchmarks.terminal import Terminal

COMMAND = (sys.executable, "-m", "bandtimer")
FOOTER = b"leave"
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Alternate screen left, cursor shown, mouse and pasted text no longer reported."""


def shown(home: Path, *words: str, **environment: str) -> Terminal:
    return Terminal([*COMMAND, *words], 100, 30, {"BANDTIMER_HOME": str(home), "NO_COLOR": "", **environment})


def sessions(home: Path) -> list[dict]:
    done = subprocess.run(
        [*COMMAND, "history", "--json"],
        env={**os.environ, "BANDTIMER_HOME": str(home)},
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)["sessions"]


def words(terminal: Terminal) -> str:
    """What was printed, without what moves and colours."""
    return re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", terminal.printed.decode("utf-8", "replace"))


def test_it_is_resized_while_it_runs_and_left_by_keys(tmp_path: Path):
    """Through all sizes and absurd ones; the place is kept, the terminal as before; resume goes on there."""
    with shown(tmp_path, "run", "hip-warm-up", "--mute") as terminal:
        terminal.wait_for(FOOTER)
        terminal.type("\r\r")
        for size in ((200, 60), (120, 40), (80, 24), (60, 20), (40, 15), (20, 5), (3, 2), (100, 30)):
            terminal.resize(*size)
            time.sleep(0.25)
        terminal.type("q")
        terminal.wait_for(b"Leave this session?")
        terminal.type("q")
        assert terminal.ended() == 0
        tail = bytes(terminal.printed[-400:])
        assert all(code in bytes(terminal.printed) for code in RESTORED)
        assert b"the place is kept" in tail
        assert "Traceback" not in words(terminal)
    (kept,) = sessions(tmp_path)
    assert kept["finished"] is None
    with shown(tmp_path, "run", "--resume", "--mute") as again:
        again.wait_for(FOOTER)
        again.type("\x03")
        assert again.ended() == 130
    assert len(sessions(tmp_path)) == 1


def test_a_pause_sends_nothing(tmp_path: Path):
    """Less than half a kilobyte a second."""
    with shown(tmp_path, "run", "leg-day-blueprint", "--mute") as terminal:
        terminal.wait_for(FOOTER)
        terminal.type("\r\r")
        time.sleep(1)
        terminal.type(" ")
        terminal.wait_for(b"go on")
        time.sleep(4.5)  # the message of the last key has gone
        before = terminal.bytes
        time.sleep(2)
        assert terminal.bytes - before < 1_000
        terminal.type("\x03")
        assert terminal.ended() == 130


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_restores_the_terminal_and_keeps_the_place(tmp_path: Path, number: signal.Signals):
    with shown(tmp_path, "run", "leg-day-blueprint", "--mute") as terminal:
        terminal.wait_for(FOOTER)
        terminal.type("\r\r")
        time.sleep(1)
        os.kill(terminal.process, number)
        assert terminal.ended() == 128 + number
        assert all(code in bytes(terminal.printed) for code in RESTORED)
        assert "Traceback" not in words(terminal)
    (kept,) = sessions(tmp_path)
    assert kept["finished"] is None
    assert kept["sets"]


def test_an_unexpected_error_is_one_line_and_its_traceback_is_kept(tmp_path: Path):
    """The terminal is restored first, and the place is kept."""
    script = (
        "import bandtimer.screen.session_screen as it\n"
        "look = it.SessionScreen._look\n"
        "def fail(self):\n"
        "    look(self)\n"
        "    if self.player.view().position > 800: raise RuntimeError('on purpose')\n"
        "it.SessionScreen._look = fail\n"
        "import sys; sys.argv = ['bandtimer', 'run', 'hip-warm-up', '--mute']\n"
        "from bandtimer.cli import main; main()\n"
    )
    with Terminal([sys.executable, "-c", script], 100, 30, {"BANDTIMER_HOME": str(tmp_path)}) as terminal:
        assert terminal.ended() == 1
        assert all(code in bytes(terminal.printed) for code in RESTORED)
        said = words(terminal)
        assert "Traceback" not in said
        assert "on purpose" in said.splitlines()[-1]
    assert "Traceback" in (tmp_path / "errors.log").read_text()
    (kept,) = sessions(tmp_path)
    assert kept["finished"] is None


def test_a_whole_routine_is_in_the_journal_as_it_was_shown(tmp_path: Path):
    """Fast, on the real screen, without a key: every set done, with its reps and seconds."""
    speed = 100
    with shown(tmp_path, "run", "leg-day-blueprint", "--speed", str(speed)) as terminal:
        terminal.wait_for(b"How hard?", 60)
        terminal.type("q")
        assert terminal.ended() == 0
        assert b"8 of 8 sets as planned" in bytes(terminal.printed[-300:])
    (done,) = sessions(tmp_path)
    assert done["finished"] is not None and done["rehearsal"]
    assert {it["outcome"] for it in done["sets"]} == {"done"}
    plan = json.loads(
        subprocess.run([*COMMAND, "show", "leg-day-blueprint", "--json"],
            env={**os.environ, "BANDTIMER_HOME": str(tmp_path)}, capture_output=True, check=True).stdout
    )  # fmt: skip
    sets = {(it["exercise"], it["set"]) for it in plan["segments"] if it["set"] is not None and it["kind"] != "setup"}
    assert {(it["exercise"], it["set"]) for it in done["sets"]} <= sets
    assert len(done["sets"]) == 8
    for it in done["sets"]:
        assert it["done"] == pytest.approx(it["planned"], abs=0.1)


def test_without_a_terminal_that_can_it_is_read_out(tmp_path: Path):
    """TERM=dumb, or a pipe: lines, chosen by itself."""
    with shown(tmp_path, "run", "hip-warm-up", "--mute", TERM="dumb") as terminal:
        terminal.wait_for(b"Keys: space pauses")
        assert b"\x1b[?1049h" not in bytes(terminal.printed)
    done = subprocess.run(
        [*COMMAND, "run", "hip-warm-up", "--speed", "1000"], env={**os.environ, "BANDTIMER_HOME": str(tmp_path)},
        capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert "\x1b" not in done.stdout and "Hip warm-up" in done.stdout


def test_the_library_opens_begins_a_routine_and_comes_back(tmp_path: Path):
    """From the first screen to a session and out again."""
    with shown(tmp_path) as terminal:
        terminal.wait_for(b"sound test")
        terminal.type("\r")
        terminal.wait_for(b"its page")
        terminal.wait_for(b"12 routines")
        terminal.type("/hip wa\r")
        terminal.wait_for(b"1 found")
        terminal.type("\r")
        terminal.wait_for(b" ready")
        terminal.type("q")
        terminal.wait_for(b"Leave this session?")
        terminal.type("q")
        time.sleep(1)
        terminal.type("\x1b")
        time.sleep(0.5)
        terminal.type("q")
        assert terminal.ended() == 0
        assert all(code in bytes(terminal.printed) for code in RESTORED)
    assert len(sessions(tmp_path)) == 1
    with shown(tmp_path) as again:
        again.wait_for(b"was left at")
        assert b"sound test" not in bytes(again.printed)
        again.type("q")
        assert again.ended() == 0


def test_a_warm_start_loads_nothing_heavy_before_its_first_frame(tmp_path: Path):
    """Neither pydantic nor YAML, sqlite3 or numpy: they would cost as much as the frame itself."""
    subprocess.run(
        [*COMMAND, "show", "hip-warm-up"], env={**os.environ, "BANDTIMER_HOME": str(tmp_path)}, check=True,
        capture_output=True,
    )  # fmt: skip
    script = (
        "import sys\n"
        "import bandtimer.screen.session_screen as it\n"
        "def begin(self):\n"
        "    heavy = {'pydantic', 'yaml', 'sqlite3', 'numpy', 'soundfile'} & set(sys.modules)\n"
        f"    open({str(tmp_path / 'loaded')!r}, 'w').write(' '.join(sorted(heavy)) or 'none')\n"
        "    self.app.exit(0)\n"
        "it.SessionScreen._begin = begin\n"
        "sys.argv = ['bandtimer', 'run', 'hip-warm-up', '--mute']\n"
        "from bandtimer.cli import main; main()\n"
    )
    with Terminal([sys.executable, "-c", script], 100, 30, {"BANDTIMER_HOME": str(tmp_path)}) as terminal:
        assert terminal.ended() == 0
    assert (tmp_path / "loaded").read_text() == "none"
