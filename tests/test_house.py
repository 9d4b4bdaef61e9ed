"""What the library screen asks of the program, answered from a person's real folders."""

from __future__ import annotations

import os

import pytest

from bandtimer.cli.house import PersonsHouse
from bandtimer.folders import Folders

ROUTINE = "name: Mine\nblocks:\n  - name: One\n    do:\n      - prone-leg-curl: 2 x 5\n"


@pytest.fixture
def folders() -> Folders:
    folders = Folders.in_use()
    folders.routines.mkdir(parents=True)
    (folders.routines / "mine.yaml").write_text(ROUTINE, encoding="utf-8")
    return folders


def test_a_stamp_stays_until_a_file_is_written_added_or_removed(folders: Folders):
    house = PersonsHouse(folders)
    seen = [house.stamp()]
    assert house.stamp() == seen[0]
    (folders.routines / "mine.yaml").write_text(ROUTINE + "about: changed\n", encoding="utf-8")
    seen.append(house.stamp())
    (folders.routines / "other.yaml").write_text(ROUTINE, encoding="utf-8")
    seen.append(house.stamp())
    (folders.routines / "other.yaml").unlink()
    (folders.routines / "mine.yaml").unlink()
    seen.append(house.stamp())
    folders.journal.mkdir(parents=True)
    (folders.journal / "glance.json").write_text("{}", encoding="utf-8")
    seen.append(house.stamp())
    assert len(set(seen)) == len(seen)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_to_nowhere_in_the_folder_is_no_trouble(folders: Folders):
    """Emacs leaves one beside each file that is being edited."""
    house = PersonsHouse(folders)
    before = house.stamp()
    (folders.routines / ".#mine.yaml").symlink_to("me@machine.1:2")
    assert house.stamp() != before
    assert [it.id for it in house.summaries() if not it.shipped] == ["mine"]
