"""The built package: it installs into a new environment and finds all it ships, from any folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 240
"""Seconds for one step that may fetch packages."""
NO_INDEX = (
    "ConnectionError",
    "NewConnectionError",
    "No matching distribution",
    "Failed to fetch",
    "dns error",
    "timed out",
)

pytestmark = pytest.mark.real


def called(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a step; a package index that can't be reached skips the test by name."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    try:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=cwd,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip("skipped: the package index is too slow")
    if done.returncode and any(sign in done.stderr + done.stdout for sign in NO_INDEX):
        pytest.skip("skipped: no package index can be reached")
    return done


def interpreter(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel made from it."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "checkout"
    ignored = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "dist")
    shutil.copytree(ROOT, source, ignore=ignored)
    tools = folder / "tools"
    venv.create(tools, with_pip=True)
    python = interpreter(tools)
    for step in (["pip", "install", "--quiet", "build"], ["build", "--outdir", folder / "dist", source]):
        done = called(python, "-m", *step, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    (wheel,) = (folder / "dist").glob("*.whl")
    return {"sdist": sdist, "wheel": wheel}


def test_the_wheel_holds_all_that_ships(built: dict[str, Path]):
    """The wheel made from the sdist has every routine, exercise and sound; the sdist the tests and docs too."""
    names = zipfile.ZipFile(built["wheel"]).namelist()
    for folder, pattern in (("routines", "*.yaml"), ("routines/exercises", "*.yaml"), ("sounds", "*.wav")):
        for path in (ROOT / folder).glob(pattern):
            assert f"bandtimer/_shipped/{folder}/{path.name}" in names
    assert "bandtimer/py.typed" in names
    with tarfile.open(built["sdist"]) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"routines/leg-day-blueprint.yaml", "sounds/go.wav", "tests/conftest.py", "LICENSE", "README.md"} <= inside


def test_the_installed_program_finds_its_files_from_anywhere(built: dict[str, Path], tmp_path: Path):
    """Installed into a new environment and run from another folder, it lists, shows and checks its routines."""
    folder = tmp_path / "environment"
    uv = shutil.which("uv")
    if uv is not None:
        called(uv, "venv", "--quiet", "--python", sys.executable, folder, cwd=tmp_path)
        installed = called(
            uv, "pip", "install", "--quiet", "--python", interpreter(folder), built["wheel"], cwd=tmp_path
        )
    if uv is None or installed.returncode:
        venv.create(folder, with_pip=True, clear=True)
        installed = called(interpreter(folder), "-m", "pip", "install", "--quiet", built["wheel"], cwd=tmp_path)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    program = interpreter(folder).with_name("bandtimer.exe" if os.name == "nt" else "bandtimer")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    listed = called(program, "list", "--json", cwd=elsewhere)
    assert listed.returncode == 0, listed.stderr
    routines = json.loads(listed.stdout)["routines"]
    assert len(routines) == 12
    assert all(routine["problem"] is None for routine in routines)
    assert all(str(ROOT) not in routine["path"] for routine in routines)
    assert len(json.loads(called(program, "exercises", "--json", cwd=elsewhere).stdout)["exercises"]) == 16
    assert called(program, "show", "leg-day-blueprint", cwd=elsewhere).stdout.startswith("Leg-day blueprint")
    where = called(program, "where", cwd=elsewhere).stdout
    sounds = Path(next(line for line in where.splitlines() if line.startswith("shipped sounds")).split(maxsplit=2)[2])
    assert (sounds / "go.wav").is_file()
