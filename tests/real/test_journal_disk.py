"""A disk that is full and a folder that can't be written: the session runs, says so once, and mends itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from journal_child import started

from bandtimer.journal.journal import open_journal

pytestmark = [pytest.mark.real, pytest.mark.skipif(sys.platform == "win32", reason="limits and modes are of POSIX")]


def said(folder: Path, *arguments: str) -> str:
    child = started(folder, os.devnull, *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = child.communicate(timeout=60)
    assert err == ""
    assert child.returncode == 0
    return out


def test_no_file_can_grow_and_all_is_kept_when_it_can_again(tmp_path: Path):
    folder = tmp_path / "journal"
    lines = said(folder, "30", "full").splitlines()
    assert lines[0] == "during:"
    assert len(lines) == 3, lines
    assert str(folder) in lines[1]
    assert lines[2] == "after: None"
    (told,) = open_journal(folder).history()
    assert told.finished is not None
    assert [it.done for it in told.sets] == [8, 8, 8_000, 8_000, 8_000]


def test_a_full_disk_is_named(tmp_path: Path):
    """A file system of 1 MiB, filled to the last block."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount")
    try:
        fill(disk / "filler")
        out = said(disk / "journal", "5")
        assert out.count("\n") == 1
        assert "full" in out or "can't be written" in out
        (disk / "filler").unlink()
        assert said(disk / "journal", "5") == "None\n"
        assert len(open_journal(disk / "journal").history()) == 1
        fill(disk / "filler")
        before = [path.read_bytes() for path in sorted((disk / "journal").glob("*.sqlite3"))]
        out = said(disk / "journal", "5")
        assert "full" in out
        assert out.count("\n") == 1
        assert before == [path.read_bytes() for path in sorted((disk / "journal").glob("*.sqlite3"))]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass


@pytest.mark.parametrize("there", [True, False], ids=["a journal there", "no journal yet"])
def test_a_folder_that_only_others_may_write_is_named_and_can_be_read(tmp_path: Path, there: bool):
    folder = tmp_path / "journal"
    folder.mkdir()
    if there:
        assert said(folder, "0") == "None\n"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.geteuid() and path != Path("/") and "pytest" in str(path):
            path.chmod(0o755)
    folder.chmod(0o555)
    try:
        trouble, kept = said(folder, "0", "readonly").splitlines()
    finally:
        folder.chmod(0o755)
    assert trouble.startswith("this session isn't kept:")
    assert str(folder) in trouble
    assert "BANDTIMER_HOME" in trouble
    assert kept == f"{int(there)} kept"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
