"""What the full screen costs: time to the first frame, processor, bytes to the terminal, memory and its growth.

    python -m benchmarks.screen [--rounds 9] [--seconds 60] [--minutes 60] [--termdown PATH]

Prints tables; nothing is asserted. Everything that is compared runs in turns in one go, on the same machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.screen_child import READY
from benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.real.sound_server import Server

SESSION = ("run", "leg-day-blueprint")
FOOTER = b"leave"
"""Printed last in a session's first frame."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--minutes", type=int, default=60, help="of the session whose memory is watched")
    parser.add_argument("--termdown", default=shutil.which("termdown"), help="the terminal countdown to compare with")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["BANDTIMER_HOME"] = home
        first_frame(Path(home), chosen.rounds)
        running(chosen.seconds, chosen.termdown)
        paused(min(30, chosen.seconds))
        with_sound(min(60, chosen.seconds))
        grown(chosen.minutes)


def bandtimer(*words: str) -> list[str]:
    """The command as a person has it."""
    return [str(Path(sys.executable).with_name("bandtimer")), *words]


def child(*words: str) -> list[str]:
    """One of the programs to compare with."""
    return [sys.executable, "-m", "benchmarks.screen_child", *words]


def first_frame(home: Path, rounds: int) -> None:
    """From the start of the process to the last line of its first frame."""
    found: dict[str, list[float]] = {"minimal Textual app": [], "session, warm cache": [], "session, cold cache": []}
    started(bandtimer(*SESSION, "--mute"), FOOTER)
    for _ in range(rounds):
        found["minimal Textual app"].append(started(child("minimal"), READY.encode()))
        found["session, warm cache"].append(started(bandtimer(*SESSION, "--mute"), FOOTER))
        shutil.rmtree(home / "cache", ignore_errors=True)
        found["session, cold cache"].append(started(bandtimer(*SESSION, "--mute"), FOOTER))
    least = statistics.median(found["minimal Textual app"])
    print(f"\nfirst frame, median of {rounds} in turns\n")
    for name, times in found.items():
        median = statistics.median(times)
        print(f"  {name:<22}{median * 1000:6.0f} ms   {median / least:4.2f} x   (best {min(times) * 1000:.0f} ms)")


def started(command: Sequence[str], mark: bytes) -> float:
    """Seconds until the mark was printed."""
    with Terminal(command) as terminal:
        return terminal.wait_for(mark)


def running(seconds: int, termdown: str | None) -> None:
    """Processor and bytes of a set in full motion, beside others."""
    print(f"\n120x40, {seconds} s each   processor   to the terminal   memory\n")

    def in_a_set(terminal: Terminal) -> None:
        terminal.wait_for(FOOTER)
        terminal.type("\r")
        time.sleep(4)

    measured("session, first set", bandtimer(*SESSION, "--mute"), seconds, in_a_set)
    measured("the same, naive", child("naive"), seconds, in_a_set)
    measured("Textual app, idle", child("idle"), seconds, lambda terminal: terminal.wait_for(READY.encode()))
    if termdown:
        measured("termdown", [termdown, "900"], seconds, lambda _: time.sleep(2))


def paused(seconds: int) -> None:
    """The same of a session that is paused."""

    def pause(terminal: Terminal) -> None:
        terminal.wait_for(FOOTER)
        terminal.type("\r")
        time.sleep(2)
        terminal.type(" ")
        time.sleep(6)

    measured("session, paused", bandtimer(*SESSION, "--mute"), seconds, pause)


def with_sound(seconds: int) -> None:
    """The same with sound and voice, on a sound server of its own."""
    from tests.real.sound_server import MISSING, Server

    if MISSING is not None:
        print(f"  (no {MISSING} here: not measured with sound)")
        return
    server: Server = Server()
    try:
        environment = {name: value for name, value in server.environment.items() if name != "HOME"}

        def begun(terminal: Terminal) -> None:
            terminal.wait_for(FOOTER)
            terminal.type("\r")
            time.sleep(6)

        measured("session with sound", bandtimer(*SESSION), seconds, begun, environment)
    finally:
        server.close()


def measured(
    name: str,
    command: Sequence[str],
    seconds: int,
    get_ready: Callable[[Terminal], object],
    environment: dict[str, str] | None = None,
) -> None:
    """One row."""
    with Terminal(command, environment=environment) as terminal:
        get_ready(terminal)
        before = (terminal.bytes, terminal.processor_time(), time.perf_counter())
        time.sleep(seconds)
        passed = time.perf_counter() - before[2]
        share = (terminal.processor_time() - before[1]) / passed
        rate = (terminal.bytes - before[0]) / passed / 1000
        print(f"  {name:<22}{share:8.1%}{rate:13.2f} kB/s{terminal.memory():11.0f} MiB", flush=True)


def grown(minutes: int) -> None:
    """Memory over a long session, frame after frame without waiting."""
    told = subprocess.run(child("growth", str(minutes)), capture_output=True, text=True, check=True).stdout
    by_minute = {int(minute): float(size) for minute, size in map(str.split, told.splitlines())}
    last = max(by_minute)
    growth = by_minute[last] - by_minute[min(2, last)]
    print(f"\n{last} minutes of sessions, each of {15 * 60 * last:,} frames drawn: ", end="")
    print(f"{by_minute[min(2, last)]:.1f} MiB after 2 minutes, {growth:+.2f} MiB since")


if __name__ == "__main__":
    main()
