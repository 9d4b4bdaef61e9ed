"""Makes the pictures of every screen in docs/pictures: `python docs/make_pictures.py [NAME…]`.

Each is what Textual would send to a terminal at a held moment, drawn as SVG: letters as text, block elements as the
rectangles that terminals draw. With `--png FOLDER` they are also converted by rsvg-convert, for looking at.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bandtimer.screen.figure.blocks import ACROSS, DOWN, PATTERNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.segment import Segment
    from textual.pilot import Pilot

    from bandtimer.player import Player
    from bandtimer.screen.app import BandtimerApp
    from bandtimer.timeline import Timeline

PICTURES = Path(__file__).parent / "pictures"
WIDE, HIGH = 8, 16
"""Pixels of a cell."""
FONT = "'DejaVu Sans Mono','Menlo','Consolas',monospace"


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


def svg(lines: Iterable[Iterable[Segment]], width: int, height: int) -> str:
    """The picture of what a terminal shows."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width * WIDE} {height * HIGH}" '
        f'width="{width * WIDE}" height="{height * HIGH}" font-family="{FONT}" font-size="13" xml:space="preserve">'
    ]
    grounds: list[str] = []
    marks: list[str] = []
    for y, line in enumerate(lines):
        x = 0
        for segment in line:
            style = segment.style
            fore = style.color.triplet.hex if style and style.color and style.color.triplet else "#ffffff"
            back = style.bgcolor.triplet.hex if style and style.bgcolor and style.bgcolor.triplet else "#000000"
            if style and style.reverse:
                fore, back = back, fore
            wide = segment.cell_length
            grounds.append(f'<rect x="{x * WIDE}" y="{y * HIGH}" width="{wide * WIDE}" height="{HIGH}" fill="{back}"/>')
            marks += _marks(segment.text, x, y, fore, bold=bool(style and style.bold))
            x += wide
    return "\n".join([*parts, '<g shape-rendering="crispEdges">', *grounds, "</g>", *marks, "</svg>"])


def _marks(text: str, x: int, y: int, fore: str, *, bold: bool) -> Iterator[str]:
    """Block elements as one path of rectangles, the rest as text at its place."""
    path = []
    for at, char in enumerate(text):
        if char != " " and char in PATTERNS:
            path += _rectangles(PATTERNS[char], (x + at) * WIDE, y * HIGH)
        elif char in "▏▎▍▌▋▊▉":
            path.append(
                f"M{(x + at) * WIDE} {y * HIGH}h{'▏▎▍▌▋▊▉'.index(char) + 1}v{HIGH}h-{'▏▎▍▌▋▊▉'.index(char) + 1}z"
            )
    if path:
        yield f'<path shape-rendering="crispEdges" fill="{fore}" d="{"".join(path)}"/>'
    plain = "".join(" " if char in PATTERNS or char in "▏▎▍▌▋▊▉" else char for char in text)
    if plain.strip():
        start = len(plain) - len(plain.lstrip())
        plain = plain.strip()
        weight = ' font-weight="bold"' if bold else ""
        place = f'x="{(x + start) * WIDE}" y="{y * HIGH + 12}" textLength="{len(plain) * WIDE}"'
        yield f'<text {place} fill="{fore}"{weight}>{escape(plain)}</text>'


def _rectangles(pattern: int, left: int, top: int) -> Iterator[str]:
    across, down = WIDE // ACROSS, HIGH // DOWN
    for row in range(DOWN):
        bits = pattern >> row * ACROSS & 15
        column = 0
        while column < ACROSS:
            start = column
            while column < ACROSS and bits >> column & 1:
                column += 1
            if column > start:
                width = (column - start) * across
                yield f"M{left + start * across} {top + row * down}h{width}v{down}h-{width}z"
            column += 1


def timeline_of(routine: str) -> Timeline:
    """A stock routine, with the targets a journal would give: above the bottom of each range."""
    from bandtimer.cli import wiring
    from bandtimer.folders import Folders

    folders = Folders.in_use()
    library = wiring.library(folders)
    return library.timeline(library.routine(routine), wiring.settings(folders), wiring.targets(folders, "top"))


class Stage:
    """A session that stands where it is put."""

    def __init__(self, routine: str, **settings: object) -> None:
        from bandtimer.player import Player
        from bandtimer.screen.house import Run
        from bandtimer.screen.session_screen import SessionScreen
        from bandtimer.session_start import begin
        from bandtimer.session_state import Rules
        from bandtimer.settings import Settings
        from bandtimer.sound.silence import Silence

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
    from bandtimer.screen.app import BandtimerApp

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


FORMS: dict[str, tuple[str, Callable[[Stage, Pilot[int]], object]]] = {
    "set-up": ("leg-day-blueprint", lambda stage, pilot: stage.to("setup", 0.55)),
    "last-seconds": ("leg-day-blueprint", lambda stage, pilot: stage.to("ready", 0.5)),
    "concentric": ("leg-day-blueprint", lambda stage, pilot: stage.to("concentric", 0.62, rep=7)),
    "eccentric": ("leg-day-blueprint", lambda stage, pilot: stage.to("eccentric", 0.4, rep=3, number=3)),
    "squeeze": ("leg-day-blueprint", lambda stage, pilot: stage.to("pause", 0.5, rep=5, number=5)),
    "one-side": ("runners-wake-up", lambda stage, pilot: stage.to("concentric", 0.55, rep=3, number=4)),
    "rest": ("leg-day-blueprint", lambda stage, pilot: stage.to("rest", 0.4)),
    "rest-before-another": ("leg-day-blueprint", lambda stage, pilot: stage.to("rest", 0.6, number=1)),
    "hold": ("leg-day-blueprint", lambda stage, pilot: stage.to("hold", 0.7)),
    "switch": ("runners-wake-up", lambda stage, pilot: stage.to("switch", 0.3)),
    "paused": ("leg-day-blueprint", lambda stage, pilot: (stage.to("concentric", 0.5, rep=4), pressed(pilot, "space"))[1]),
    "keys": ("leg-day-blueprint", lambda stage, pilot: (stage.to("concentric", 0.5, rep=4), pressed(pilot, "question_mark"))[1]),
    "leave": ("leg-day-blueprint", lambda stage, pilot: (stage.to("concentric", 0.5, rep=4), pressed(pilot, "q"))[1]),
    "finished": ("leg-day-blueprint", lambda stage, pilot: (stage.go(stage.timeline.duration + 3_000), pressed(pilot, "7"))[1]),
}  # fmt: skip
"""Every form of the session screen, with a routine that has it and the way there."""

LOOKS: dict[str, dict[str, object]] = {
    "light": {"theme": "bandtimer-light"},
    "contrast": {"theme": "bandtimer-contrast"},
    "captions": {"captions": True},
}


async def make(names: set[str], png: Path | None) -> None:
    """Make the pictures whose name holds one of `names`, or all."""
    scenes = [(f"{form}-{size}", form, size, {}) for form in FORMS for size in SIZES]
    scenes += [(f"{form}-{look}", form, "120x40", LOOKS[look]) for look in LOOKS for form in ("concentric", "rest")]
    PICTURES.mkdir(exist_ok=True)
    for name, form, size, look in scenes:
        if names and not any(wanted in name for wanted in names):
            continue
        routine, act = FORMS[form]
        text = await picture(Stage(routine, **look), SIZES[size], act)
        file = PICTURES / f"session-{name}.svg"
        file.write_text(text, encoding="utf-8")
        if png is not None:
            png.mkdir(parents=True, exist_ok=True)
            subprocess.run(["rsvg-convert", "-o", str(png / f"{file.stem}.png"), str(file)], check=True)
        print(file.name)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="parts of names; without any all pictures are made")
    parser.add_argument("--png", type=Path, help="a folder for PNG copies")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"BANDTIMER_HOME": home, "TEXTUAL_COLOR_SYSTEM": "truecolor"}
        asyncio.run(make(set(chosen.names), chosen.png))


if __name__ == "__main__":
    main()
