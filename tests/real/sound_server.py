"""A sound server of a test's own, without a sound card: what is played into it is recorded as it was really heard."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from bandtimer.sound.frames import RATE

MISSING = next((name for name in ("pulseaudio", "parec", "pactl") if shutil.which(name) is None), None)
REASON = f"skipped: {MISSING} is missing"
SINK = "ear"


class Server:
    """PulseAudio with one null sink, in a runtime folder of its own."""

    def __init__(self, *sinks: str) -> None:
        self._sinks = sinks or (SINK,)
        self.folder = Path(tempfile.mkdtemp(prefix="ear-"))
        self.environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(self.folder),
            "HOME": str(self.folder),
            "PULSE_SERVER": f"unix:{self.folder}/pulse/native",
        }
        self._process: subprocess.Popen[bytes] | None = None
        (self.folder / "client.conf").write_text("autospawn = no\n")
        self.environment["PULSE_CLIENTCONFIG"] = str(self.folder / "client.conf")
        self.start()

    def start(self) -> None:
        """Start it, or start it again after `kill`."""
        sinks = [f"module-null-sink sink_name={name} rate={RATE}" for name in self._sinks]
        protocol = "module-native-protocol-unix"
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        for module in (*sinks, protocol):
            options += ["-L", module]
        self._process = subprocess.Popen(
            ["pulseaudio", *options], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            if (
                subprocess.run(["pactl", "info"], env=self.environment, capture_output=True, check=False).returncode
                == 0
            ):
                return
            time.sleep(0.05)
        raise RuntimeError("the sound server of the test does not start")

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            (self.folder / "pulse" / "native").unlink(missing_ok=True)

    def close(self) -> None:
        """End it and remove its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Recorder:
    """Records what the sink plays; the sink is awake once it is there."""

    def __init__(self, server: Server, settle: float = 2.0, sink: str = SINK) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (open for as long as the recording lasts)
        form = ["--raw", "--format=float32le", "--channels=1", f"--rate={RATE}"]
        self._process = subprocess.Popen(
            ["parec", "-d", f"{sink}.monitor", "--latency-msec=20", *form],
            env=server.environment,
            stdout=self._file,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(settle)

    def so_far(self) -> int:
        """Frames recorded."""
        return os.fstat(self._file.fileno()).st_size // 4

    def stop(self) -> np.ndarray:
        """End the recording and give it."""
        time.sleep(0.3)
        self._process.terminate()
        self._process.wait()
        self._file.seek(0)
        data = self._file.read()
        self._file.close()
        return np.frombuffer(data[: len(data) // 4 * 4], dtype="<f4")


def onsets(recording: np.ndarray, template: np.ndarray, least: float = 0.75) -> list[float]:
    """Frames at which a sample begins in a recording, each told to a fraction of a frame by its best match."""
    found: list[float] = []
    block, length = 30 * RATE, len(template)
    size = 1 << (block + 2 * length).bit_length()
    sought = np.fft.rfft(template, size).conj() / float(template.astype(np.float64) @ template)
    for first in range(0, len(recording), block):
        piece = recording[max(0, first - length) : first + block + length]
        shift = max(0, first - length)
        match = np.fft.irfft(np.fft.rfft(piece, size) * sought, size)[: len(piece)]
        for at in np.flatnonzero(match > least):
            around = match[max(0, at - length // 2) : at + length // 2]
            if not first <= at + shift < first + block or match[at] < around.max():
                continue
            near = match[at - 1 : at + 2]
            bend = near[0] - 2 * near[1] + near[2] if len(near) == 3 else 0.0
            found.append(float(at + shift) + (0.5 * (near[0] - near[2]) / bend if bend else 0.0))
    return found
