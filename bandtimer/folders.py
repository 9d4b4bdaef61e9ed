"""Where the person's things lie: routines, exercises, sounds, preferences, the journal, caches and the log.

Each platform has its own custom, which platformdirs knows. `BANDTIMER_HOME` puts everything into one folder instead.
Nothing here creates a folder: whoever writes into one does.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "BANDTIMER_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders and files in use; none of them need exist."""

    routines: Path
    """Routine files of the person's own."""
    exercises: Path
    """Exercise files of the person's own."""
    sounds: Path
    """Samples that replace the shipped ones of the same name."""
    schemas: Path
    """JSON Schemas that editors complete routines from; written by `new`."""
    preferences: Path
    """The preferences file."""
    journal: Path
    """The folder of the journal and what is derived from it."""
    cache: Path
    """May be deleted at any time."""
    log: Path
    """The file that keeps tracebacks of unexpected errors."""

    @classmethod
    def in_use(cls, environment: Mapping[str, str] | None = None) -> Folders:
        """The folders of this person on this machine; `environment` is `os.environ` unless given.

        Raises BandtimerError when the home of the person can't be determined.
        """
        home = (os.environ if environment is None else environment).get(HOME_VARIABLE, "").strip()
        try:
            if home:
                return cls.under(Path(home).expanduser().absolute())
            import platformdirs

            data = platformdirs.user_data_path("bandtimer", appauthor=False)
            return cls(
                routines=data / "routines",
                exercises=data / "exercises",
                sounds=data / "sounds",
                schemas=data / "schemas",
                preferences=platformdirs.user_config_path("bandtimer", appauthor=False) / "preferences.yaml",
                journal=data / "journal",
                cache=platformdirs.user_cache_path("bandtimer", appauthor=False),
                log=platformdirs.user_state_path("bandtimer", appauthor=False) / "errors.log",
            )
        except (OSError, RuntimeError) as error:
            raise BandtimerError(
                f"your home folder can't be found ({error}); set {HOME_VARIABLE} to a folder for bandtimer"
            ) from None

    @classmethod
    def under(cls, home: Path) -> Folders:
        """Everything in one folder."""
        return cls(
            routines=home / "routines",
            exercises=home / "exercises",
            sounds=home / "sounds",
            schemas=home / "schemas",
            preferences=home / "preferences.yaml",
            journal=home / "journal",
            cache=home / "cache",
            log=home / "errors.log",
        )
