"""A few whole screens, letter by letter: what people see changes here first. `UPDATE_SNAPSHOTS=1` takes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from building import Stage as Held
from building import open_ended, sided, small

from bandtimer.screen.drawing.stage import Stage, frame_of
from bandtimer.viewing import view

SNAPSHOTS = Path(__file__).parent / "snapshots"
SCREENS = {
    "rep-80x24": (small, 18.4, (80, 24)),
    "rest-60x20": (small, 30.0, (60, 20)),
    "hold-40x15": (open_ended, 20.0, (40, 15)),
    "side-120x40": (sided, 2.5, (120, 40)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was(name: str):
    timeline, seconds, size = SCREENS[name]
    held = Held(timeline())
    held.wait(seconds, looks=10)
    lines = [[" "] * size[0] for _ in range(size[1])]
    for placed in frame_of(view(held.session, held.now), *size, Stage()):
        for y, row in enumerate(placed.block, placed.y):
            for x, letter in enumerate("".join(run.text for run in row), placed.x):
                lines[y][x] = letter
    shown = "\n".join("".join(line).rstrip() for line in lines) + "\n"
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")
