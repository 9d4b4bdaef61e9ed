"""The session line by line in a real process and a real terminal: every way out, keys, a machine that stops."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.real, pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")]

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

COMMAND = [sys.executable, "-m", "bandtimer"]


class Terminal:
    """A process with a terminal of its own, whose lines can be waited for."""

    def __init__(self, home: Path, *arguments: str, command: list[str] = COMMAND) -> None:
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.text = ""

        def own_terminal() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [*command, *arguments],
            stdin=self.slave,
            stdout=self.slave,
            stderr=subprocess.PIPE,
            env={**os.environ, "BANDTIMER_HOME": str(home), "TERM": "xterm"},
            preexec_fn=own_terminal,  # noqa: PLW1509 -- this process has no threads then
        )

    def until(self, words: str, seconds: float = 30) -> str:
        """What was written up to and with these words."""
        end = time.monotonic() + seconds
        while words not in self.text:
            left = end - time.monotonic()
            assert left > 0, f"{words!r} did not come; what came: {self.text!r}"
            if select.select([self.master], [], [], left)[0]:
                self.text += os.read(self.master, 4_096).decode()
        before, _, self.text = self.text.partition(words)
        return before + words

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def ended(self, seconds: float = 10) -> tuple[int, str]:
        """Exit code and what stood on standard error; the terminal must be as it was."""
        assert self.process.stderr is not None
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            if select.select([self.master], [], [], 0.05)[0]:
                self.text += os.read(self.master, 4_096).decode()
        code = self.process.wait(max(0.1, end - time.monotonic()))
        assert termios.tcgetattr(self.slave) == self.before, "the terminal is not as it was"
        error = self.process.stderr.read().decode()
        self.process.stderr.close()
        os.close(self.master)
        os.close(self.slave)
        return code, error


def sessions(home: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [*COMMAND, "history", "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "BANDTIMER_HOME": str(home)},
    )
    return json.loads(done.stdout)["sessions"]


def test_a_whole_routine_without_a_key(tmp_path: Path):
    """From the command to the end; then the journal holds every set as planned, as a rehearsal."""
    done = subprocess.run(
        [*COMMAND, "run", "leg-day-blueprint", "--plain", "--speed", "120"],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "BANDTIMER_HOME": str(tmp_path)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("Leg-day blueprint is over. 8 of 8 sets done")
    (kept,) = sessions(tmp_path)
    assert kept["rehearsal"] is True and kept["finished"]
    sets = kept["sets"]
    assert isinstance(sets, list) and len(sets) == 8
    assert all(one["done"] == one["planned"] and one["outcome"] == "done" for one in sets)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_place_and_the_terminal(tmp_path: Path, number: signal.Signals):
    """Ctrl-C gives 130, the others 128 and their number; nothing on standard error; the session can be gone on with."""
    terminal = Terminal(tmp_path, "hold", "40", "--plain", "--mute")
    terminal.until("Set up")
    terminal.press("\r\r")  # past set-up and count-in
    terminal.until("Go:")
    time.sleep(1.6)
    if number == signal.SIGINT:
        terminal.press("\x03")
    else:
        terminal.process.send_signal(number)
    code, error = terminal.ended()
    assert (code, error) == (128 + number, "")
    (kept,) = sessions(tmp_path)
    assert kept["finished"] is None


def test_a_terminal_that_is_closed_keeps_the_place_and_resume_goes_on(tmp_path: Path):
    """The window is gone in a hold: what was held is logged, and set-up, count-in and the hold come again."""
    terminal = Terminal(tmp_path, "hold", "4", "--plain", "--mute")
    terminal.until("Set up")
    terminal.press("\r\r")
    terminal.until("Go:")
    time.sleep(1.3)
    os.close(terminal.slave)
    os.close(terminal.master)
    assert terminal.process.wait(10) == 129
    assert terminal.process.stderr is not None and terminal.process.stderr.read() == b""
    terminal.process.stderr.close()
    again = Terminal(tmp_path, "run", "--resume", "--plain", "--mute")
    again.until("Set up, 10 seconds: Hold")
    again.press("\r")
    again.until("Go: attempt 2, Hold")
    again.until("Done: held 4 seconds")
    assert again.ended() == (0, "")
    (kept,) = sessions(tmp_path)
    assert kept["finished"]
    assert [(one["attempt"], one["outcome"]) for one in kept["sets"]] == [(1, "short"), (2, "done")]  # type: ignore[attr-defined]


def test_keys_in_a_terminal(tmp_path: Path):
    """Pause, go on, stop the hold: the seconds really held are in the journal; q asks before it leaves."""
    terminal = Terminal(tmp_path, "hold", "40", "--sets", "2", "--rest", "30", "--plain", "--mute")
    terminal.until("q leaves")
    terminal.until("Set up")
    terminal.press("\r\r")
    terminal.until("Go: set 1 of 2")
    time.sleep(2.2)
    terminal.press("\r")
    assert "held 2 seconds" in terminal.until("\n") + terminal.until("Rest 30 seconds")
    terminal.press("\x1b[A")
    terminal.until("Rest +15 s")
    terminal.press("u")
    terminal.until("Undone")
    terminal.press(" ")
    terminal.until("Paused.")
    terminal.press("q")
    terminal.until("Press q again")
    terminal.press("q")
    terminal.until("Left.")
    assert terminal.ended() == (0, "")
    (kept,) = sessions(tmp_path)
    (held,) = [one for one in kept["sets"] if one["outcome"]]  # type: ignore[attr-defined]
    assert held["outcome"] == "short" and 2 <= held["done"] < 3.5


def test_a_process_that_stood_still_is_paused_where_it_was_seen(tmp_path: Path):
    """SIGSTOP in a hold, SIGCONT later: nothing is skipped, nothing counted that nobody held."""
    terminal = Terminal(tmp_path, "hold", "20", "--plain", "--mute")
    terminal.until("Set up")
    terminal.press("\r\r")
    terminal.until("Go:")
    time.sleep(1.2)
    terminal.process.send_signal(signal.SIGSTOP)
    time.sleep(3.5)
    terminal.process.send_signal(signal.SIGCONT)
    terminal.until("Paused, because the program stood")
    terminal.press(" ")
    terminal.until("In 3 seconds")
    time.sleep(3.5)
    terminal.press("\r")
    terminal.until("Ended early")
    assert terminal.ended() == (0, "")
    (kept,) = sessions(tmp_path)
    (hold,) = kept["sets"]  # type: ignore[misc]
    assert 1 <= hold["done"] < 3


def test_a_reader_that_has_enough_ends_it_quietly(tmp_path: Path):
    """`| head -1`: no complaint, and the place is kept."""
    process = subprocess.Popen(
        [*COMMAND, "run", "leg-day-blueprint", "--plain", "--speed", "100"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "BANDTIMER_HOME": str(tmp_path)},
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith(b"Leg-day blueprint")
    process.stdout.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()
    (kept,) = sessions(tmp_path)
    assert kept["finished"] is None


def test_in_the_background_the_terminal_is_left_alone(tmp_path: Path):
    """A process that is not in front of the terminal runs on without keys, and is not stopped for asking."""
    job = f"{sys.executable} -m bandtimer hold 1 --plain --speed 20"
    terminal = Terminal(tmp_path, command=["bash", "-c", f"set -m; {job} & wait $!; echo ended $?"])
    assert "q leaves" not in terminal.until("Hold is over")
    terminal.until("ended 0")
    assert terminal.ended()[0] == 0
