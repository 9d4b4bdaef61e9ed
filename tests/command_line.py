"""Runs the command line in this process or in one of its own, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.cli.boundary import run

if TYPE_CHECKING:
    import pytest


class Ended(NamedTuple):
    """What a command left."""

    code: int
    out: str
    err: str


def here(capsys: pytest.CaptureFixture[str], *words: str) -> Ended:
    """The command in this process."""
    capsys.readouterr()
    code = run(words)
    return Ended(code, *capsys.readouterr())


def process(*words: str, text: str | None = None, **environment: str) -> Ended:
    """The command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bandtimer", *words],
        input=text,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def modules_loaded_by(*words: str) -> set[str]:
    """The names of the modules that a process has imported when the command is over."""
    code = (
        "import sys\nfrom bandtimer.cli.boundary import run\n"
        f"code = run({list(words)!r})\n"
        "print('loaded:', *sys.modules, file=sys.stderr)\nsys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=120, check=True)
    return set(done.stderr.rpartition("loaded:")[2].split())
