"""What importing the core pulls in, seen from a fresh process: no screen, no sound; on the warm path no YAML either."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "bandtimer"
CORE = sorted(f"bandtimer.{path.stem}" for path in PACKAGE.glob("*.py") if not path.stem.startswith("__"))
READERS = ("sound", "plain", "journal", "screen")
NEVER = ("textual", "rich", "numpy", "miniaudio", "soundfile", "simpleaudio", "wakepy")
HEAVY = ("pydantic", "pydantic_core", "yaml", "sqlite3")
WARM = [
    f"bandtimer.{name}"
    for name in ("timeline", "cue", "cueing", "spoken", "figure", "events", "settings", "targets", "ports")
]
LATER_WARM = [
    f"bandtimer.{name}" for name in ("transport", "session", "view", "timeline_text", "compile_cache", "library")
]


def loaded_after(modules: list[str]) -> set[str]:
    """The names of all modules in a fresh interpreter that imports these."""
    program = (
        "import sys, json, importlib\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout))


def test_the_core_pulls_in_no_screen_and_no_sound():
    """Every flat module of the package at once, without textual, rich, numpy or an audio library."""
    loaded = loaded_after(CORE)
    assert set(CORE) <= loaded
    assert loaded.isdisjoint(NEVER)
    assert [name for name in loaded if name.startswith(tuple(f"bandtimer.{reader}" for reader in READERS))] == []


def test_the_warm_path_pulls_in_no_yaml_and_no_models():
    """What a session needs from a kept timeline on, without pydantic, yaml or sqlite3."""
    modules = WARM + [name for name in LATER_WARM if (PACKAGE / f"{name.partition('.')[2]}.py").exists()]
    assert loaded_after(modules).isdisjoint((*NEVER, *HEAVY))


@pytest.mark.parametrize("module", ["bandtimer.loader", "bandtimer.compiler"])
def test_reading_a_routine_is_where_yaml_and_models_come_in(module: str):
    """The other two tests look at something: these modules do load what the warm path must not."""
    assert not loaded_after([module]).isdisjoint(HEAVY)
