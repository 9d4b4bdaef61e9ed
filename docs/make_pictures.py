"""Makes the pictures of every screen in docs/pictures: `python -m docs.make_pictures [NAME…]`.

Each is what Textual would send to a terminal at a held moment, drawn as SVG. With `--png FOLDER` they are converted by
rsvg-convert too, for looking at; `--moving` makes the moving picture of the README, with rsvg-convert and ffmpeg.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import constants

from bandtimer.cli import wiring
from bandtimer.cli.house import PersonsHouse
from bandtimer.folders import Folders
from bandtimer.player import Player
from bandtimer.screen.app import BandtimerApp
from bandtimer.screen.house import Run
from bandtimer.screen.library_screen import LibraryScreen
from bandtimer.screen.session_screen import SessionScreen
from bandtimer.session_start import begin
from bandtimer.session_state import Rules
from bandtimer.settings import Settings
from bandtimer.sound.silence import Silence
from docs.terminal_svg import svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from bandtimer.timeline import Timeline

PICTURES = Path(__file__).parent / "pictures"


class HeldClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.nanoseconds = 0

    def now(self) -> int:
        """Nanoseconds."""
        return self.nanoseconds

    now_with_sleep = now


class NoLedger:
    """Keeps nothing."""

    trouble = None

    def record(self, events: object) -> None:
        """Nothing."""

    def keep_timeline(self, timeline: object) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


def timeline_of(routine: str) -> Timeline:
    """A stock routine, with the targets a journal would give: above the bottom of each range."""
    folders = Folders.in_use()
    library = wiring.library(folders)
    return library.timeline(library.routine(routine), wiring.settings(folders), wiring.targets(folders, "top"))


class Stage:
    """A session that stands where it is put."""

    def __init__(self, routine: str, **settings: object) -> None:
        self.clock = HeldClock()
        self.settings = replace(Settings(), **settings)
        self.timeline = timeline_of(routine)
        opening = begin(self.timeline, Rules.of(self.settings), 0, 0)
        self.player: Player = Player(
            opening, settings=self.settings, clock=self.clock, speaker=Silence(), ledger=NoLedger()
        )
        said = ("Banded prone leg curl: 14 reps, up from 12: two complete sessions in a row.",)
        self.run = Run(self.player, False, lambda *_: None, lambda: said, lambda: None, ("red", "green"))
        self.screen: Callable[[], SessionScreen] = lambda: SessionScreen(self.run, self.settings)

    def go(self, milliseconds: int) -> None:
        """Let time pass, as a session would see it: in steps of half a second."""
        end = self.clock.nanoseconds + milliseconds * 1_000_000
        while self.clock.nanoseconds < end:
            self.clock.nanoseconds = min(end, self.clock.nanoseconds + 500_000_000)
            self.player.tick()

    def to(self, kind: str, share: float = 0.5, number: int = 0, **fields: object) -> None:
        """Go to a share of the segment of a kind, the `number`-th of those that agree."""
        found = [
            segment
            for segment in self.timeline.segments
            if segment.kind == kind and all(getattr(segment, name) == value for name, value in fields.items())
        ]
        segment = found[number]
        self.go(segment.start + round(segment.duration * share) - self.player.view().position)


async def picture(stage: Stage, size: tuple[int, int], act: Callable[[Stage, Pilot[int]], object]) -> str:
    """The screen of a session after `act`."""
    app = BandtimerApp(stage.screen, stage.settings.theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        result = act(stage, pilot)
        if asyncio.iscoroutine(result):
            await result
        screen = app.screen_stack[0]
        screen._look()
        await pilot.pause()
        return shown(app, size)


def shown(app: BandtimerApp, size: tuple[int, int]) -> str:
    """What the app shows now."""
    return svg(app.screen._compositor.render_strips(), *size)


SIZES = {"200x60": (200, 60), "120x40": (120, 40), "80x24": (80, 24), "60x20": (60, 20), "40x15": (40, 15)}


async def pressed(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and let the app take them in."""
    await pilot.press(*keys)
    await pilot.pause()


async def in_a_rep(stage: Stage, pilot: Pilot[int], *keys: str) -> None:
    """In the middle of a rep, some keys."""
    stage.to("concentric", 0.5, rep=4)
    await pressed(pilot, *keys)


async def at_the_end(stage: Stage, pilot: Pilot[int], *keys: str) -> None:
    """Past the end, some keys."""
    stage.go(stage.timeline.duration + 3_000)
    await pressed(pilot, *keys)


async def open_hold(stage: Stage, pilot: Pilot[int]) -> None:
    """Past the target of a hold that goes on until told."""
    stage.go(200_000)
    await pressed(pilot, "enter")
    stage.go(75_000)


OWN = "test-day"
OWN_TEXT = """name: Test day
blocks:
  - name: Test
    do:
      - prone-leg-curl: 8 @ 2-0-1-0
      - wait: Choose the band for the long hold
      - prone-leg-curl-hold: 45s+
"""
"""A routine with what no stock routine has: a wait, and a hold until told."""
LEG_DAY, ONE_SIDED = "leg-day-blueprint", "runners-wake-up"
FORMS: dict[str, tuple[str, Callable[[Stage, Pilot[int]], object]]] = {
    "set-up": (LEG_DAY, lambda stage, _: stage.to("setup", 0.55)),
    "last-seconds": (LEG_DAY, lambda stage, _: stage.to("ready", 0.5)),
    "concentric": (LEG_DAY, lambda stage, _: stage.to("concentric", 0.62, rep=7)),
    "eccentric": (LEG_DAY, lambda stage, _: stage.to("eccentric", 0.4, rep=3, number=3)),
    "squeeze": (LEG_DAY, lambda stage, _: stage.to("pause", 0.5, rep=5, number=5)),
    "one-side": (ONE_SIDED, lambda stage, _: stage.to("concentric", 0.55, rep=3, number=4)),
    "rest": (LEG_DAY, lambda stage, _: stage.to("rest", 0.4)),
    "rest-before-another": (LEG_DAY, lambda stage, _: stage.to("rest", 0.6, number=1)),
    "hold": (LEG_DAY, lambda stage, _: stage.to("hold", 0.7)),
    "switch": (ONE_SIDED, lambda stage, _: stage.to("switch", 0.3)),
    "wait": (OWN, lambda stage, _: stage.go(200_000)),
    "open-hold": (OWN, open_hold),
    "paused": (LEG_DAY, lambda stage, pilot: in_a_rep(stage, pilot, "space")),
    "keys": (LEG_DAY, lambda stage, pilot: in_a_rep(stage, pilot, "question_mark")),
    "leave": (LEG_DAY, lambda stage, pilot: in_a_rep(stage, pilot, "q")),
    "finished": (LEG_DAY, lambda stage, pilot: at_the_end(stage, pilot, "7")),
}
"""Every form of the session screen, with a routine that has it and the way there."""

LOOKS: dict[str, dict[str, object]] = {
    "light": {"theme": "bandtimer-light"},
    "contrast": {"theme": "bandtimer-contrast"},
    "captions": {"captions": True},
}

LIBRARY: dict[str, tuple[str, ...]] = {
    "first": (),
    "library": ("end", "up", "up", "up"),
    "library-preview": ("end", "up", "up", "up", "right"),
    "library-broken": ("home",),
    "exercise": ("end", "up", "up", "up", "e"),
}
"""The other screens, and the keys that lead to them."""

BROKEN = """name: Morning hinge
blocks:
  - name: Hinge
    do:
      - good-mornig: 3 x 12 @ 3-1-X-0, rest 60s
      - prone-leg-curl: 2 x 25, rest: 45s
"""


async def library_picture(keys: tuple[str, ...], size: tuple[int, int], home: Path) -> str:
    """The library after some keys."""
    (home / "routines" / f"{OWN}.yaml").unlink(missing_ok=True)
    (home / "routines" / "morning-hinge.yaml").write_text(BROKEN, encoding="utf-8")
    house = PersonsHouse(Folders.in_use())
    if keys:
        house.make_known()
    app = BandtimerApp(lambda: LibraryScreen(house))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        for key in keys:
            await pressed(pilot, key)
        shown_screen = app.screen
        if hasattr(shown_screen, "_began"):
            shown_screen._began = time.monotonic() - 1.1
            shown_screen._paint()
        await pilot.pause()
        return shown(app, size).replace(str(home), "~/bandtimer")


async def make(names: set[str], home: Path, png: Path | None) -> None:
    """Make the pictures whose name holds one of `names`, or all."""
    scenes = [(f"session-{form}-{size}", form, size, {}) for form in FORMS for size in SIZES]
    scenes += [
        (f"session-{form}-{look}", form, "120x40", LOOKS[look]) for look in LOOKS for form in ("concentric", "rest")
    ]
    for name, form, size, look in scenes:
        if not names or any(wanted in name for wanted in names):
            routine, act = FORMS[form]
            keep(name, await picture(Stage(routine, **look), SIZES[size], act), png)
    for form, keys in LIBRARY.items():
        for size, cells in SIZES.items():
            name = f"{form}-{size}"
            if not names or any(wanted in name for wanted in names):
                keep(name, await library_picture(keys, cells, home), png)


def keep(name: str, text: str, png: Path | None) -> None:
    """Write a picture."""
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}.svg"
    file.write_text(text, encoding="utf-8")
    if png is not None:
        png.mkdir(parents=True, exist_ok=True)
        subprocess.run(["rsvg-convert", "-o", str(png / f"{name}.png"), str(file)], check=True)
    print(file.name)


async def make_moving(folder: Path) -> None:
    """Two reps, the end of a rest, and a hold, at twelve frames a second."""
    stage = Stage(LEG_DAY)
    app = BandtimerApp(stage.screen)
    number = 0
    async with app.run_test(size=(100, 32)) as pilot:
        await pilot.pause()
        stops: tuple[tuple[dict[str, object], float], ...] = (
            ({"kind": "setup", "share": 0.86}, 2.8),
            ({"kind": "concentric", "share": 0.0, "rep": 24}, 6.0),
            ({"kind": "concentric", "share": 0.0, "rep": 3, "number": 2}, 6.0),
            ({"kind": "hold", "share": 0.47}, 3.0),
        )
        for place, seconds in stops:
            stage.to(**place)
            for _ in range(round(seconds * MOVING)):
                stage.go(round(1000 / MOVING))
                app.screen_stack[0]._look()
                await pilot.pause()
                picture_file = folder / f"{number:04}.svg"
                picture_file.write_text(shown(app, (100, 32)), encoding="utf-8")
                subprocess.run(
                    ["rsvg-convert", "-o", str(picture_file.with_suffix(".png")), str(picture_file)], check=True
                )
                number += 1
    palette = "split[a][b];[a]palettegen=max_colors=64[p];[b][p]paletteuse=dither=none"
    command = ["ffmpeg", "-v", "error", "-y", "-framerate", str(MOVING), "-i", str(folder / "%04d.png"), "-vf", palette]
    subprocess.run([*command, str(PICTURES / "session.gif")], check=True)


MOVING = 12
"""Frames a second of the moving picture."""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="parts of names; without any all pictures are made")
    parser.add_argument("--png", type=Path, help="a folder for PNG copies")
    parser.add_argument("--moving", action="store_true", help="make the moving picture instead")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as frames:
        os.environ["BANDTIMER_HOME"] = home
        (Path(home) / "routines").mkdir()
        (Path(home) / "routines" / f"{OWN}.yaml").write_text(OWN_TEXT, encoding="utf-8")
        constants.COLOR_SYSTEM = "truecolor"  # whatever this is run in
        if chosen.moving:
            asyncio.run(make_moving(Path(frames)))
        else:
            asyncio.run(make(set(chosen.names), Path(home), chosen.png))


if __name__ == "__main__":
    main()
