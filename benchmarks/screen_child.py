"""Programs that the screen is measured beside: a minimal Textual app, and the session painted the naive way.

python -m benchmarks.screen_child minimal|idle|naive|growth [MINUTES]
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from pathlib import Path

READY = "the frame is whole"


def minimal() -> None:
    """As little as a Textual app can be: one line of text."""
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Minimal(App[None]):
        def compose(self) -> ComposeResult:
            yield Static(READY)

    Minimal().run()


def naive() -> None:
    """The same session and frames, each painted as one text in a `Static`, 15 times a second."""
    from rich.text import Text
    from textual.widgets import Static

    from bandtimer.screen.app import show
    from bandtimer.screen.drawing.stage import frame_of
    from bandtimer.screen.pace import FRAMES
    from bandtimer.screen.session_screen import SessionScreen
    from bandtimer.screen.widgets.canvas import Canvas

    class Naive(SessionScreen):
        def compose(self):  # noqa: ANN202
            yield Canvas()
            yield Static()

        def on_mount(self) -> None:
            self.query_one(Canvas).display = False
            self.player.start()
            self.set_interval(FRAMES, self._paint)

        def _paint(self) -> None:
            self.player.tick()
            width, height = self.size
            view = self.player.view()
            canvas = self.query_one(Canvas)
            canvas._frame = frame_of(view, width, height, self._stage(view))
            canvas._lay()
            text = Text()
            for line in canvas._by_line:
                at = 0
                for x, taken, row in line:
                    text.append(" " * (x - at))
                    for run in row:
                        text.append(run.text, canvas.palette.style(run.ink))
                    at = x + taken
                text.append("\n")
            self.query_one(Static).update(text)

    run = session()
    show(lambda: Naive(run, run.player.settings), "bandtimer")


def session():  # noqa: ANN201
    """A session without sound or journal."""
    from bandtimer.clocks import SystemClock
    from bandtimer.player import Player
    from bandtimer.screen.house import Run
    from bandtimer.session_start import begin
    from bandtimer.session_state import Rules
    from bandtimer.settings import Settings
    from bandtimer.sound.silence import Silence
    from docs.make_pictures import NoLedger, timeline_of

    timeline = timeline_of("leg-day-blueprint")
    opening = begin(timeline, Rules(), 0, 0)
    player = Player(opening, settings=Settings(), clock=SystemClock(), speaker=Silence(), ledger=NoLedger())
    return Run(player, False, lambda *_: None, lambda: (), lambda: None)


def growth(minutes: int) -> None:
    """A long session, frame after frame at 15 a second of its own time, without waiting: memory as it goes."""
    from bandtimer.screen.app import BandtimerApp
    from docs.make_pictures import Stage

    async def through() -> None:
        stage = Stage("leg-day-blueprint")
        app = BandtimerApp(stage.screen)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            screen = app.screen_stack[0]
            screen._timer.stop()
            passed = 0
            for frame in range(minutes * 60 * 15):
                stage.clock.nanoseconds += 1_000_000_000 // 15
                screen._look()
                if screen._timer is not None:
                    screen._timer.stop()
                screen._pace = 0.0
                if frame % 15 == 0:
                    await pilot.pause()  # painted, as often as costs no time
                if stage.player.is_over:
                    stage.player.press("left")
                    for _ in range(len(stage.timeline.sets)):
                        stage.player.press("u")
                        stage.player.press("left")
                if frame % (15 * 60) == 0:
                    gc.collect()
                    print(passed, resident(), flush=True)
                    passed += 1

    asyncio.run(through())


def resident() -> float:
    """MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    os.environ.setdefault("BANDTIMER_HOME", "/nonexistent")
    match sys.argv[1:]:
        case ["minimal" | "idle"]:
            minimal()
        case ["naive"]:
            naive()
        case ["growth", minutes]:
            growth(int(minutes))
