"""When does sound really come out? Records a sound server and compares each onset with the timeline; prints a table.

    python benchmarks/sound_timing.py [--seconds 40] [--speaker miniaudio] [--speaker simpleaudio] [--load quiet] …

Needs PulseAudio (pulseaudio, parec, paplay); no sound card. Beside each speaker a C player plays the same ticks into a
sink of its own, and a canary (a process of the highest priority it can get) tells how late it woke up: a run in which
the canary or the C player slipped says nothing about us.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import multiprocessing
import os
import pty
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


import numpy as np  # noqa: E402

from bandtimer.cue import Cue, Sound  # noqa: E402
from bandtimer.cueing import Score  # noqa: E402
from bandtimer.settings import Settings  # noqa: E402
from bandtimer.sound.frames import RATE  # noqa: E402
from bandtimer.sound.palette import load  # noqa: E402
from bandtimer.timeline import Kind, Segment, Timeline  # noqa: E402
from tests.real.sound_server import MISSING, Recorder, Server, onsets  # noqa: E402

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

STEP = 500
"""Milliseconds between two ticks."""
LOADS = ("quiet", "busy", "lock")
SLIP = 0.5
"""Milliseconds between two onsets, off the distance asked for, that count as a slip."""
STALL = 50.0
"""Milliseconds by which the canary may wake up late in a clean run."""
PALETTE = load(ROOT / "sounds")


class Ticks(Score):
    """Ticks in equal steps, as a session of one-second segments."""

    def __init__(self, seconds: int) -> None:
        segments = tuple(Segment(number, Kind.WORK, number * 1_000, 1_000, None) for number in range(seconds))
        super().__init__(Timeline("ticks", segments, (), {}), Settings(voice=False))

    def of_segment(self, number: int) -> tuple[Cue, ...]:
        """Two ticks a second."""
        return tuple(Cue(at, Sound.TICK) for at in range(number * 1_000, (number + 1) * 1_000, STEP))


class Found(NamedTuple):
    """What a recording says about one player."""

    expected: int
    missing: int
    doubled: int
    slips: int
    sd: float
    """Standard deviation of the distances of neighbours, in ms."""
    worst: float
    """Greatest error of such a distance, in ms."""
    drift: float
    """Last onset against the first, off the timeline, in ms."""


def judged(recording: np.ndarray, expected: int) -> Found:
    """Compare the onsets with the steps they should have."""
    times = np.array(onsets(recording, PALETTE.samples[Sound.TICK])) * 1000 / RATE
    if len(times) < 2:
        return Found(expected, expected - len(times), 0, 0, 0.0, 0.0, 0.0)
    steps = np.diff(times)
    missing = int(sum(max(0, round(step / STEP) - 1) for step in steps)) + max(0, expected - len(times))
    doubled = int(np.sum(steps < STEP / 2))
    errors = steps - STEP * np.maximum(1, np.rint(steps / STEP))
    drift = float(times[-1] - times[0] - STEP * round((times[-1] - times[0]) / STEP))
    return Found(
        expected, missing, doubled, int(np.sum(np.abs(errors) > SLIP)), float(errors.std()),
        float(np.abs(errors).max()), drift,
    )  # fmt: skip


def canary(worst: Synchronized[float], running: Synchronized[int]) -> None:
    """Sleep 5 ms again and again and keep the greatest lateness, in ms."""
    with contextlib.suppress(AttributeError, PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
    while running.value:
        before = time.monotonic()
        time.sleep(0.005)
        worst.value = max(worst.value, (time.monotonic() - before - 0.005) * 1000)


def busy(core: int, running: Synchronized[int]) -> None:
    """Keep one core busy."""
    os.sched_setaffinity(0, {core})
    while running.value:
        pass


def player(name: str, seconds: int, load_name: str, core: int) -> None:
    """The program under test: a speaker, and beside it the real screen with a session in motion, 15 frames a second."""
    from bandtimer.sound.choice import open_speaker

    os.sched_setaffinity(0, {core})
    if load_name == "lock":
        threading.Thread(target=hold_the_lock, daemon=True).start()
    settings = Settings(voice=False, speaker=name)  # type: ignore[arg-type]
    speaker = open_speaker(settings, shipped=ROOT / "sounds")
    speaker.play(Ticks(seconds), 0)
    full_screen(seconds + 1.5)
    if speaker.trouble:
        print(speaker.trouble, file=sys.stderr)
    speaker.close()


def full_screen(seconds: float) -> None:
    """A session in a terminal of its own, 120x40, whose bytes another process takes."""
    from bandtimer.screen.app import show
    from bandtimer.screen.session_screen import SessionScreen
    from benchmarks.screen_child import session

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    ours = [os.dup(number) for number in range(3)]
    drain = subprocess.Popen(["cat"], stdin=master, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for number in range(3):
        os.dup2(slave, number)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGTERM)).start()
    try:
        run = session()
        show(lambda: SessionScreen(run, run.player.settings), "bandtimer")
    finally:
        for number, kept in enumerate(ours):
            os.dup2(kept, number)
        drain.kill()


def hold_the_lock() -> None:
    """Hold the interpreter lock for 300 ms every 5 s, as a careless library does."""
    import ctypes

    library = ctypes.PyDLL(None)
    while True:
        time.sleep(5)
        library.usleep(300_000)


def c_player(server: Server, seconds: int) -> subprocess.Popen[bytes]:
    """The same ticks in one file, played by paplay into a sink of its own."""
    import soundfile

    from bandtimer.sound.mixer import Mixer

    path = Path(tempfile.gettempdir()) / f"bandtimer-ticks-{seconds}.wav"
    if not path.exists():
        soundfile.write(path, Mixer(Ticks(seconds), PALETTE).render(-RATE // 2, (seconds + 1) * RATE), RATE)
    return subprocess.Popen(["paplay", "--device=control", "--latency-msec=200", path], env=server.environment)


def run(name: str, load_name: str, seconds: int) -> tuple[Found, Found, float]:
    """One run: the speaker, the C player beside it, and how late the canary woke at worst (ms)."""
    server = Server("ear", "control")
    (server.folder / ".asoundrc").write_text("pcm.!default pulse\nctl.!default pulse\n")
    core = max(os.sched_getaffinity(0))
    running, worst = multiprocessing.Value("i", 1, lock=False), multiprocessing.Value("d", 0.0, lock=False)
    ours, control = Recorder(server, 0.5), Recorder(server, 2.5, "control")
    beside = [multiprocessing.Process(target=canary, args=(worst, running))]
    if load_name == "busy":
        beside.append(multiprocessing.Process(target=busy, args=(core, running)))
    for process in beside:
        process.start()
    try:
        playing = c_player(server, seconds)
        arguments = ["--player", name, "--seconds", str(seconds), "--load", load_name, "--core", str(core)]
        subprocess.run([sys.executable, __file__, *arguments], env=server.environment, check=False)
        playing.wait(seconds + 10)
    finally:
        running.value = 0
        recordings = ours.stop(), control.stop()
        for process in beside:
            process.join()
        server.close()
    expected = seconds * 1000 // STEP
    return judged(recordings[0], expected), judged(recordings[1], expected), worst.value


def main() -> None:
    """Run every speaker under every load and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=40)
    parser.add_argument("--speaker", action="append", choices=("miniaudio", "simpleaudio"))
    parser.add_argument("--load", action="append", choices=LOADS)
    parser.add_argument("--player", help=argparse.SUPPRESS)
    parser.add_argument("--core", type=int, default=0, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.player:
        return player(chosen.player, chosen.seconds, chosen.load[0], chosen.core)
    if MISSING:
        sys.exit(f"{MISSING} is missing: install PulseAudio")
    print(f"{chosen.seconds} s, a tick every {STEP} ms; ms against the timeline\n")
    print(
        "| speaker | load | missing | doubled | slips | sd | worst | drift | C player: slips, worst | canary | clean |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in chosen.speaker or ("miniaudio", "simpleaudio"):
        for load_name in chosen.load or LOADS:
            found, control, late = run(name, load_name, chosen.seconds)
            clean = control.slips == 0 and control.missing == 0 and late < STALL
            print(
                f"| {name} | {load_name} | {found.missing} | {found.doubled} | {found.slips} | {found.sd:.3f} | "
                f"{found.worst:.3f} | {found.drift:+.2f} | {control.slips}, {control.worst:.3f} | {late:.1f} | "
                f"{'yes' if clean else 'no'} |",
                flush=True,
            )
    return None


if __name__ == "__main__":
    main()
