"""The log: tracebacks of unexpected errors, and what is counted but told to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1 << 20
"""Bytes; a log that has grown past it starts again."""


def note(log: Path, text: str) -> bool:
    """Keep a text with the time and what it ran on; whether that was possible."""
    import platform
    from datetime import UTC, datetime

    from bandtimer import __version__

    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        full = log.exists() and log.stat().st_size > LARGEST
        with log.open("w" if full else "a", encoding="utf-8", errors="backslashreplace") as file:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            file.write(f"{now} bandtimer {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
            file.write(f"{text}\n")
    except OSError:
        return False
    return True
