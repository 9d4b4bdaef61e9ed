"""Reads the person's settings fast: the frozen values are kept as JSON under the hash of the preferences file.

A warm start therefore needs neither YAML nor pydantic. A cache that can't be read or written changes nothing.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from typing import TYPE_CHECKING

from bandtimer import __version__
from bandtimer.errors import FileError, Problem
from bandtimer.settings import Settings
from bandtimer.timeline import Side
from bandtimer.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1 << 20
"""Bytes of a preferences file; a larger one is refused."""


def read_settings(preferences: Path, cache: Path) -> Settings:
    """The settings that the preferences file asks for; all defaults where there is none.

    Raises FileError with every problem of the file.
    """
    try:
        with preferences.open("rb") as file:
            text = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        message = f"can't be read ({error.strerror}); make it a readable file, or remove it"
        raise FileError((Problem(str(preferences), 0, 0, message),)) from None
    place = cache / "settings.json"
    key = sha256(b"\0".join((__version__.encode(), _shape().encode(), text))).hexdigest()
    if (settings := _kept(place, key)) is not None:
        return settings
    from bandtimer.preferences import read_preferences

    settings = read_preferences(text, str(preferences))
    with suppress(OSError):  # a start without a cache is slower, nothing else
        write_whole(place, json.dumps({"key": key, "settings": asdict(settings)}))
    return settings


def _shape() -> str:
    """What a Settings is made of: a cache written by other code is not this one's."""
    return ",".join(Settings.__dataclass_fields__)


def _kept(place: Path, key: str) -> Settings | None:
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        if kept["key"] != key:
            return None
        values = kept["settings"]
        return Settings(**values | {"first_side": Side(values["first_side"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
