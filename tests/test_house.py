"""What the library screen asks of the program, answered from a person's real folders."""

from __future__ import annotations

import os

import pytest
from building import RecordingSpeaker

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


def test_one_sound_test_at_a_time_and_none_after_the_end(folders: Folders, monkeypatch):
    """A session has the device to itself, too."""
    opened: list[RecordingSpeaker] = []

    def speaker(*_: object) -> RecordingSpeaker:
        opened.append(RecordingSpeaker())
        return opened[-1]

    monkeypatch.setattr("bandtimer.cli.wiring.speaker", speaker)
    house = PersonsHouse(folders)
    house.test_sound()
    house.test_sound()
    assert [it.closed for it in opened] == [True, False]
    run = house.begin("mine")
    assert opened[1].closed
    house.test_sound()
    house.close()
    assert opened[-1].closed
    run.player.close()
