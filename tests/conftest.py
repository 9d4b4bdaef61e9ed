"""What holds for every test: a home of its own, none of the machine's sound servers, no limit on an example's time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

# Speed is measured in benchmarks/, never asserted: a slow machine must not fail a property.
settings.register_profile("bandtimer", deadline=None, max_examples=60)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "bandtimer"))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: folders of data, settings and caches lie in it, and the sound server's socket is not there."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }
    for variable, folder in folders.items():
        monkeypatch.setenv(variable, str(home / folder))
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    for variable in ("BANDTIMER_HOME", "PULSE_SERVER", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    if os.name == "nt":  # known folders of Windows don't follow the environment
        monkeypatch.setenv("BANDTIMER_HOME", str(home / "bandtimer"))
    return home
