"""Windows: the system's speech (SAPI) through one PowerShell that stays open; starting it takes longer than a line."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from bandtimer.sound.voices.voice import SLOWEST_ANSWER, Speech, VoiceError, Wish, from_wav

_SCRIPT = r"""
$ErrorActionPreference = 'Stop'
[Console]::InputEncoding = [Text.Encoding]::ASCII
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
while (($line = [Console]::In.ReadLine()) -ne $null) {
  try {
    $json = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($line))
    $order = $json | ConvertFrom-Json
    if ($order.voice) { $voice.SelectVoice($order.voice) }
    else {
      $culture = [Globalization.CultureInfo]::GetCultureInfo($order.language)
      $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, $culture)
    }
    $voice.Rate = $order.rate
    $voice.SetOutputToWaveFile($order.file)
    $voice.Speak($order.text)
    $voice.SetOutputToNull()
    [Console]::Out.WriteLine('done')
  } catch { [Console]::Out.WriteLine('failed ' + ($_.Exception.Message -replace '\s+', ' ')) }
}
"""
"""Each line it reads is one order, as JSON in base64, so that no text is ever read as a command."""


class Sapi:
    """Owns the PowerShell."""

    def __init__(self, program: str, wish: Wish) -> None:
        self._program = program
        self._wish = wish
        self._shell: subprocess.Popen[str] | None = None

    @property
    def name(self) -> str:
        """The system's speech and the voice."""
        return f"Windows speech, {self._wish.name or self._wish.language}"

    @property
    def identity(self) -> str:
        """Voice, language and rate."""
        return f"sapi {self._wish.name or self._wish.language.lower()} {self._wish.rate}"

    def speak(self, text: str) -> Speech:
        """Say a line."""
        with tempfile.TemporaryDirectory() as folder:
            spoken = Path(folder) / "line.wav"
            answer = self._order(
                {
                    "text": text,
                    "file": str(spoken),
                    "voice": self._wish.name,
                    "language": self._wish.language,
                    "rate": sapi_rate(self._wish.rate),
                }
            )
            if answer != "done":
                raise VoiceError(f"Windows speech failed: {answer.removeprefix('failed ') or 'it ended'}")
            return from_wav(spoken.read_bytes())

    def close(self) -> None:
        """End the PowerShell."""
        shell, self._shell = self._shell, None
        if shell is not None:
            with suppress(OSError):
                shell.kill()
                shell.wait(1)

    def _order(self, order: dict[str, object]) -> str:
        if self._shell is None or self._shell.poll() is not None:
            arguments = [self._program, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", _SCRIPT]
            try:
                self._shell = subprocess.Popen(
                    arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
                )
            except OSError as error:
                raise VoiceError(f"PowerShell does not start ({error})") from error
        shell = self._shell
        overdue = threading.Timer(SLOWEST_ANSWER, shell.kill)
        overdue.start()
        try:
            assert shell.stdin is not None and shell.stdout is not None
            shell.stdin.write(base64.b64encode(json.dumps(order).encode()).decode() + "\n")
            shell.stdin.flush()
            return shell.stdout.readline().strip()
        except OSError as error:
            raise VoiceError(f"PowerShell ended ({error})") from error
        finally:
            overdue.cancel()


def sapi_rate(words: int) -> int:
    """SAPI's -10 to 10 for words a minute: 0 is about 180, and each step 12 % of it."""
    steps = round((words / 180 - 1) / 0.12)
    return max(-10, min(10, steps))


def find(wish: Wish) -> Sapi | None:
    """The system's speech, where PowerShell is there."""
    program = shutil.which("powershell") or shutil.which("pwsh")
    return Sapi(program, wish) if program else None
