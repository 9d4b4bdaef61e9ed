"""A session in full screen, headless but on a real speaker, that says at each paint what it shows and what is heard."""

from __future__ import annotations

import asyncio
import json
import sys
import time

from stock import stock, timeline_of

from bandtimer.clocks import SystemClock
from bandtimer.player import Player
from bandtimer.screen.app import BandtimerApp
from bandtimer.screen.house import Run
from bandtimer.screen.session_screen import SessionScreen
from bandtimer.session_start import begin
from bandtimer.session_state import Rules
from bandtimer.settings import Settings
from bandtimer.shipped import shipped
from bandtimer.sound.choice import open_speaker


class NoLedger:
    trouble = None

    def record(self, events: object) -> None: ...

    def keep_timeline(self, timeline: object) -> None: ...

    def close(self) -> None: ...


async def main(seconds: float) -> None:
    settings = Settings(voice=False)
    speaker = open_speaker(settings, shipped=shipped("sounds"), own=None, voices=None)
    timeline = timeline_of(stock("hip-warm-up"))
    player = Player(
        begin(timeline, Rules(), 0), settings=settings, clock=SystemClock(), speaker=speaker, ledger=NoLedger()
    )
    painted: list[tuple[float, int, int | None]] = []

    class Watched(SessionScreen):
        def _paint(self) -> None:
            super()._paint()
            # the time that the frame says, and right after it what the device says
            painted.append((time.monotonic(), self.player.view().position, speaker.heard()))

    run = Run(player, False, lambda *_: None, lambda: (), lambda: None)
    app = BandtimerApp(lambda: Watched(run, settings))
    async with app.run_test(size=(120, 40)):
        await asyncio.sleep(seconds)
    print(json.dumps(painted))


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))
