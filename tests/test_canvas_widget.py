"""Partial paints: what a terminal holds after any sequence of frames is what a whole paint would have put there."""

from __future__ import annotations

import random

import pytest
from building import small
from rich.console import Console
from showing import Shown, TerminalCells
from textual.app import App, ComposeResult
from textual.screen import Screen

from bandtimer.screen.drawing.rows import Frame, Placed, Run
from bandtimer.screen.thrift import ThriftyCompositor, ThriftyUpdate, thrifty
from bandtimer.screen.tones import Fill, Ink, Tone
from bandtimer.screen.widgets.canvas import Canvas

WIDTH, HEIGHT = 40, 8
INKS = [Ink(fore, back, bold) for fore in (Tone.TEXT, Tone.HOLD) for back in (Tone.PAPER, Tone.REST) for bold in (0, 1)]
INKS += [Ink(Tone.PAPER, Tone.HOLD, bold=True, fill=Fill.FULL), Ink(Tone.HOLD, Tone.HOLD, fill=Fill.EDGE)]


class One(Screen[int]):
    def __init__(self) -> None:
        super().__init__()
        thrifty(self)

    def compose(self) -> ComposeResult:
        yield Canvas()


class Only(App[int]):
    def get_default_screen(self) -> Screen[int]:
        return One()


def some_frame(chance: random.Random, before: Frame | None) -> Frame:
    """Two blocks side by side and one below, of which some rows are as they were."""
    boxes = ((0, 0, 18, 5), (21, 1, 15, 4), (2, 6, 38, 2))
    placed = []
    for number, (x, y, width, height) in enumerate(boxes):
        rows = []
        for row in range(height):
            if before is not None and chance.random() < 0.6:
                rows.append(before[number].block[row])
            else:
                rows.append(some_row(chance, width))
        placed.append(Placed(x, y, width, tuple(rows)))
    return tuple(placed)


def some_row(chance: random.Random, width: int) -> tuple[Run, ...]:
    runs, left = [], width
    while left:
        taken = chance.randint(1, left)
        letters = "".join(chance.choice("ab █▂中") for _ in range(taken))
        while (over := sum(2 if letter == "中" else 1 for letter in letters)) > taken:
            letters = letters.replace("中", "x", 1) if "中" in letters else letters[: taken - over]
        runs.append(Run(letters, chance.choice(INKS)))
        left -= taken
    return tuple(runs)


@pytest.mark.parametrize("system", ["truecolor", "256", "standard", None])
async def test_partial_paints_come_to_the_same_as_whole_ones(system: str | None):
    """In every colour system, cell by cell, colour by colour."""
    chance = random.Random(str(system))
    console = Console(color_system=system, force_terminal=True, width=WIDTH)
    app = Only()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        screen, canvas = app.screen, app.screen.query_one(Canvas)
        compositor = screen._compositor
        assert isinstance(compositor, ThriftyCompositor)
        frame = some_frame(chance, None)
        canvas.show(frame)
        screen._compositor.update_widgets({canvas})
        shown = TerminalCells(WIDTH, HEIGHT)
        for _ in range(40):
            frame = some_frame(chance, frame)
            canvas.show(frame)
            compositor.update_widgets({canvas})
            update = compositor.render_partial_update()
            if isinstance(update, ThriftyUpdate):
                shown.take(update.render_segments(console))
            # compare where something was ever painted: with a terminal that gets every line whole
            whole = TerminalCells(WIDTH, HEIGHT)
            chops = [{0: strip} for strip in compositor.render_strips()]
            spans = [(y, 0, WIDTH) for y in range(HEIGHT)]
            whole.take(ThriftyUpdate(chops, spans, [[WIDTH]] * HEIGHT).render_segments(console))
            if _ == 0:
                shown.cells = [list(row) for row in whole.cells]
            assert shown.cells == whole.cells


async def test_a_frame_that_is_the_same_paints_nothing():
    """Neither the same object nor an equal one."""
    chance = random.Random(1)
    app = Only()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        canvas = app.screen.query_one(Canvas)
        frame = some_frame(chance, None)
        canvas.show(frame)
        await pilot.pause()
        painted = []
        canvas.refresh = lambda *regions, **_: painted.append(regions)  # type: ignore[method-assign]
        canvas.show(frame)
        canvas.show(tuple(placed._replace(block=tuple(tuple(row) for row in placed.block)) for placed in frame))
        assert painted == []
        other = frame[0]._replace(block=(some_row(chance, 18), *frame[0].block[1:]))
        canvas.show((other, *frame[1:]))
        assert len(painted) == 1
        assert all(region.y == 0 and region.height == 1 and region.right <= 18 for region in painted[0])


async def test_a_session_sends_only_what_moves():
    """From one frame to the next the lines of a set that stand still are not sent."""
    shown = Shown(small())
    async with shown.at():
        await shown.wait(15.2)
        canvas = shown.screen.query_one(Canvas)
        regions = []
        refresh = canvas.refresh
        canvas.refresh = lambda *some, **kinds: (regions.extend(some), refresh(*some, **kinds))[1]  # type: ignore[method-assign]
        shown.clock.pass_(1 / 15)
        shown.screen._look()
        assert regions
        assert sum(region.area for region in regions) < 120 * 40 / 3
