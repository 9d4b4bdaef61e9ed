"""What the tests of the screens share: a session shown under a held clock, and a terminal to read what is printed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

from building import HeldClock, MemoryLedger, RecordingSpeaker, player_for
from rich.cells import cell_len
from textual.pilot import Pilot

from bandtimer.player import Player
from bandtimer.screen.app import BandtimerApp
from bandtimer.screen.drawing.rows import Frame
from bandtimer.screen.house import Offer, Run
from bandtimer.screen.session_screen import SessionScreen
from bandtimer.settings import Settings
from bandtimer.timeline import Timeline


class Shown:
    """A session in full screen, whose clock the test holds."""

    def __init__(self, timeline: Timeline, settings: Settings | None = None, offer: Offer | None = None) -> None:
        self.settings = settings or Settings()
        self.player, self.clock, self.speaker, self.ledger = player_for(timeline, settings=self.settings)
        self.rated: list[tuple[int | None, str | None]] = []
        self.discarded = 0
        self.run = self.run_of(self.player)
        self.screen = SessionScreen(self.run, self.settings, lambda: offer)
        self.pilot: Pilot[int]

    def run_of(self, player: Player) -> Run:
        def discard() -> None:
            player.close()
            self.discarded += 1

        return Run(
            player,
            rehearsal=False,
            rate=lambda effort, band: self.rated.append((effort, band)),
            next_time=lambda: ("Curl: 14 reps, up from 12.",),
            discard=discard,
            bands=("red",),
        )

    @asynccontextmanager
    async def at(self, width: int = 120, height: int = 40) -> AsyncIterator[Shown]:
        """The app, with its first frame painted."""
        self.app = BandtimerApp(lambda: self.screen, self.settings.theme)
        async with self.app.run_test(size=(width, height)) as self.pilot:
            await self.pilot.pause()
            yield self

    async def wait(self, seconds: float) -> None:
        """Let time pass, as the timer of the screen would see it."""
        for _ in range(max(1, round(seconds * 4))):
            self.clock.pass_(seconds / max(1, round(seconds * 4)))
            self.screen._look()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """All that stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def mode(self) -> str:
        return str(self.player.session.head.mode)


def faults(frame: Frame, width: int, height: int) -> Iterator[str]:
    """What is wrong with a frame: rows of another width than their box, boxes out of the screen or over another."""
    taken: set[tuple[int, int]] = set()
    for placed in frame:
        for number, row in enumerate(placed.block):
            y = placed.y + number
            wide = sum(cell_len(run.text) for run in row)
            if wide != placed.width:
                yield f"row {y} of the block at {placed.x}: {wide} cells in {placed.width}: {row}"
            if not (0 <= y < height and placed.x >= 0 and placed.x + placed.width <= width):
                yield f"row {y} at {placed.x} leaves the screen"
            for x in range(placed.x, placed.x + placed.width):
                if (x, y) in taken:
                    yield f"two blocks at {x}, {y}"
                    break
                taken.add((x, y))


class TerminalCells:
    """A terminal as far as partial updates need one: it moves, it colours, it writes."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.cells = [[(" ", "")] * width for _ in range(height)]
        self.x = self.y = 0
        self.look: dict[str, str] = {}

    def take(self, text: str) -> None:
        for control, letters in re.findall(r"\x1b\[([\d;]*[Hm])|([^\x1b]+)", text):
            if control.endswith("H"):
                row, column = (int(part) for part in control[:-1].split(";"))
                self.y, self.x = row - 1, column - 1
            elif control:
                self._colour(control[:-1].split(";"))
            for letter in letters:
                self.cells[self.y][self.x] = (letter, str(sorted(self.look.items())))
                self.x += cell_len(letter)

    def _colour(self, codes: list[str]) -> None:
        while codes:
            code = codes.pop(0)
            if code in ("", "0"):
                self.look = {}
            elif code in ("38", "48"):
                kind = codes.pop(0)
                self.look[code] = ";".join([kind, *(codes.pop(0) for _ in range(3 if kind == "2" else 1))])
            elif code in ("39", "49"):
                self.look.pop(str(int(code) - 1), None)
            elif (len(code) >= 2 and code[0] in "349") or code[:2] == "10":
                self.look["38" if code[0] in "39" else "48"] = code
            else:
                self.look[f"attribute {code}"] = code


Until = Callable[[], bool]

__all__ = ["HeldClock", "MemoryLedger", "RecordingSpeaker", "Shown", "TerminalCells", "faults"]
