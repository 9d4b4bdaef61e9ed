"""The library screen, the exercise pages and the first screen, with a house that the test builds."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from building import player_for, small
from hypothesis import given
from hypothesis import strategies as st
from showing import faults
from stock import EXERCISES, STOCK, stock, timeline_of

from bandtimer.cards import card_of
from bandtimer.errors import BandtimerError, FileError, Problem
from bandtimer.exercise import Exercise
from bandtimer.screen.app import BandtimerApp
from bandtimer.screen.drawing.exercise_page import exercise_page
from bandtimer.screen.drawing.library_page import LibraryPage, frame_of, keys_of
from bandtimer.screen.drawing.preview import balance_of, preview_of, preview_text
from bandtimer.screen.drawing.problems_page import Problems, problems_page
from bandtimer.screen.drawing.rows import columns_of
from bandtimer.screen.drawing.shelf import ago, entry_at, first_shown, keys_line
from bandtimer.screen.exercise_screen import ExerciseScreen
from bandtimer.screen.first_screen import FirstScreen, first_page
from bandtimer.screen.house import LeftSession, Run
from bandtimer.screen.library_screen import LibraryScreen
from bandtimer.screen.pace import FRAMES, REP, STANDING, shown_motion
from bandtimer.screen.previews import Previews
from bandtimer.screen.session_screen import SessionScreen
from bandtimer.settings import Settings
from bandtimer.summary import Summary
from bandtimer.timeline import Timeline

NOW = datetime(2026, 3, 14, 18, 0).astimezone()
PATTERNS = {name: exercise.pattern for name, exercise in EXERCISES.items()}


def summary_of(name: str, **fields: object) -> Summary:
    timeline = timeline_of(stock(name))
    return Summary(
        name, Path(f"{name}.yaml"), shipped=True, name=timeline.name, about=timeline.about, duration=timeline.duration,
        sets=len(timeline.sets), exercises=tuple(timeline.cards), equipment=timeline.equipment,
    )._replace(**fields)  # fmt: skip


ONE_SIDED = next(name for name, exercise in EXERCISES.items() if exercise.sides == "each")
BROKEN = Summary("mine", Path("/home/me/mine.yaml"), shipped=False, problem="mine.yaml:3:5: error: no such exercise")


class PretendHouse:
    """Three stock routines and a broken one."""

    def __init__(self, *, known: bool = True) -> None:
        self.settings = Settings()
        self.listed = [BROKEN, *(summary_of(name) for name in ("desk-reset", "hip-warm-up", "leg-day-blueprint"))]
        self.marker = 0
        self.known = known
        self.begun: list[str] = []
        self.declined: list[str] = []
        self.tested = 0
        self.ended = 0
        """Sound tests that were asked how they went: that is when the device is closed."""
        self.was_left: LeftSession | None = None

    def summaries(self) -> list[Summary]:
        return self.listed

    def stamp(self) -> object:
        return self.marker

    def timeline(self, routine: str) -> Timeline:
        if routine == "mine":
            raise FileError((Problem("mine.yaml", 3, 5, "no such exercise; did you mean curl?"),
                             Problem("mine.yaml", 9, 1, "there is no key `sests`; did you mean sets?")))  # fmt: skip
        return timeline_of(stock(routine))

    def exercises(self) -> Mapping[str, Exercise]:
        return EXERCISES

    def begin(self, routine: str) -> Run:
        self.begun.append(routine)
        if routine == "hip-warm-up":
            raise BandtimerError("the dog ate it")
        player, *_ = player_for(small())
        return Run(player, False, lambda *_: None, lambda: (), player.close)

    def left(self) -> LeftSession | None:
        return self.was_left

    def take_up(self, session: str) -> Run:
        return self.begin(f"again {session}")

    def decline(self, session: str) -> None:
        self.declined.append(session)

    def is_known(self) -> bool:
        return self.known

    def make_known(self) -> None:
        self.known = True

    def test_sound(self) -> Callable[[], str | None]:
        self.tested += 1

        def outcome() -> str | None:
            self.ended += 1
            return "no sound device answers"

        return outcome


def throw(error: Exception) -> Timeline:
    raise error


class Open:
    """The library, opened."""

    def __init__(self, house: PretendHouse | None = None) -> None:
        self.house = house or PretendHouse()

    @asynccontextmanager
    async def at(self, width: int = 120, height: int = 40) -> AsyncIterator[Open]:
        self.screen = LibraryScreen(self.house)
        self.app = BandtimerApp(lambda: self.screen)
        async with self.app.run_test(size=(width, height)) as self.pilot:
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            yield self

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, so: Callable[[], bool]) -> None:
        """Give other threads and timers five seconds to make it so."""
        for _ in range(250):
            if so():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("it never came to that")

    @property
    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_routines_stand_with_length_sets_and_what_they_come_to():
    shown = Open()
    async with shown.at():
        await shown.press("end")
        for words in ("Leg-day blueprint", "14:08", "8 sets", "Hip warm-up", "You need", "knee flexion", "2 × 25 reps"):
            assert words in shown.text, words


async def test_a_broken_file_stays_with_all_its_problems():
    """And can't be started."""
    shown = Open()
    async with shown.at():
        assert "mine.yaml:3:5" in shown.text and "mine.yaml:9:1" in shown.text
        assert "2 problems" in shown.text
        await shown.press("enter")
        assert shown.house.begun == []
        assert "can't be run yet" in shown.text


async def test_enter_starts_and_the_library_comes_back():
    shown = Open()
    async with shown.at():
        await shown.press("down", "enter")
        assert isinstance(shown.app.screen, SessionScreen)
        assert shown.house.begun == ["desk-reset"]
        await shown.press("q")
        await shown.press("q")
        assert shown.app.screen is shown.screen
        await shown.press("q")
    assert shown.app.return_value == 0


async def test_what_can_not_begin_says_why():
    shown = Open()
    async with shown.at():
        await shown.press("down", "down", "enter")
        assert "the dog ate it" in shown.text


async def test_typing_finds_a_routine_and_escape_shows_all():
    shown = Open()
    async with shown.at():
        await shown.press("slash", *"leg-day")
        assert "/leg-day" in shown.text and "1 found" in shown.text
        await shown.press("enter")
        assert "Desk reset" not in shown.text
        await shown.press("escape")
        assert "Desk reset" in shown.text
        await shown.press("slash", *"zzz")
        assert "nothing is called 'zzz'" in shown.text
        await shown.press("escape")
        assert "4 routines" in shown.text


async def test_the_arrows_go_through_the_exercises_of_the_plan():
    shown = Open()
    async with shown.at():
        await shown.press("end", "right")
        assert any("▸" in line and "Romanian" in line for line in shown.text.splitlines())
        assert any("Romanian deadlift" in line and "2 of 3" in line for line in shown.text.splitlines()), "caption"
        await shown.press("left", "left")
        assert any("▸" in line and "isometric" in line for line in shown.text.splitlines())


async def test_a_session_that_was_left_is_offered_taken_up_or_let_be():
    house = PretendHouse()
    house.was_left = LeftSession("one", "desk-reset", "Desk reset", datetime.now().astimezone(), "set 3")
    shown = Open(house)
    async with shown.at():
        assert "Desk reset was left at set 3, just now: r goes on" in shown.text
        await shown.press("r")
        assert house.begun == ["again one"]
        await shown.press("ctrl+q")
    shown = Open(house)
    async with shown.at():
        await shown.press("d")
        assert house.declined == ["one"]
        assert "was left at" not in shown.text


async def test_a_change_on_the_disk_is_noticed_and_the_choice_stays():
    shown = Open()
    async with shown.at():
        await shown.press("end")
        shown.house.listed.insert(0, summary_of("hold-ladder"))
        shown.house.marker += 1
        shown.screen._look_again()
        await shown.app.workers.wait_for_complete()
        await shown.pilot.pause()
        assert "Hold ladder" in shown.text
        assert shown.screen._choice.summary is not None
        assert shown.screen._choice.summary.id == "leg-day-blueprint"


async def test_the_pages_of_exercises():
    """At the chosen one, on to its neighbours, and back."""
    shown = Open()
    async with shown.at():
        await shown.press("end", "e")
        assert isinstance(shown.app.screen, ExerciseScreen)
        assert "Banded prone leg curl" in shown.text and "Set-up" in shown.text and "[B, " in shown.text
        await shown.press("space", "down", "h", "e", "end", "home")
        assert "Banded good morning" in shown.text
        await shown.press("escape", "x")
        assert isinstance(shown.app.screen, ExerciseScreen)
        await shown.press("q")
        assert shown.app.screen is shown.screen


async def test_the_mouse_chooses_starts_and_presses_keys():
    shown = Open()
    async with shown.at():
        await shown.pilot.click(offset=(6, 6))
        assert shown.screen._choice.number == 1
        await shown.pilot.click(offset=(6, 6), times=2)
        await shown.pilot.pause()
        assert isinstance(shown.app.screen, SessionScreen)
        await shown.press("ctrl+q")
    shown = Open()
    async with shown.at():
        await shown.pilot.click(offset=(shown.text.splitlines()[-1].index("quit"), 39))
    assert shown.app.return_value == 0


async def test_nothing_moves_under_another_screen():
    """Each movement below would have the screen above painted whole: twenty times the bytes of a session."""
    shown = Open()
    async with shown.at():
        await shown.press("end", "e")
        painted: list[object] = []
        shown.screen._paint = lambda: painted.append(None)  # type: ignore[method-assign]
        shown.screen._move()
        assert not painted
        await shown.press("escape")
        painted.clear()
        shown.screen._move()
        assert painted


async def test_the_timer_runs_only_while_a_figure_is_shown():
    shown = Open()
    async with shown.at():
        await shown.press("end")
        assert shown.screen._ticking.pace == FRAMES
        await shown.press("question_mark")
        assert "The keys of the library" in shown.text
        assert shown.screen._ticking.pace == 0
        await shown.press("escape")
        assert shown.screen._ticking.pace == FRAMES
        await shown.press("home")  # a broken one has no figure
        assert shown.screen._ticking.pace == 0
        await shown.press("x")
        assert isinstance(shown.app.screen, ExerciseScreen)
        assert shown.app.screen._ticking.pace == FRAMES
    calm = Open()
    calm.house.settings = replace(calm.house.settings, reduced_motion=True)
    async with calm.at():
        await calm.press("end")
        assert calm.screen._ticking.pace == STANDING
    narrow = Open()
    async with narrow.at(40, 15):
        await narrow.press("end")
        assert narrow.screen._ticking.pace == 0
        await narrow.press("x")
        assert isinstance(narrow.app.screen, ExerciseScreen)
        assert narrow.app.screen._ticking.pace == 0


async def test_of_two_readings_the_later_counts_whichever_ends_first():
    house = PretendHouse()
    shown = Open(house)
    async with shown.at():
        early, late, everything = threading.Event(), threading.Event(), house.listed

        def slow() -> list[Summary]:
            late.wait(10)
            return everything[:1]

        def quick() -> list[Summary]:
            early.set()
            return everything[:2]

        house.summaries = slow  # type: ignore[method-assign]
        shown.screen._reading.begin()
        await shown.pilot.pause()
        house.summaries = quick  # type: ignore[method-assign]
        shown.screen._reading.begin()
        await shown.until(early.is_set)
        late.set()
        await shown.app.workers.wait_for_complete()
        await shown.pilot.pause()
        assert "2 routines" in shown.text


async def test_a_sound_test_ends_though_its_screen_is_gone(monkeypatch):
    """And tells what was wrong where it was asked for."""
    monkeypatch.setattr("bandtimer.screen.sound_test.LISTEN", 0.4)
    house = PretendHouse(known=False)
    shown = Open(house)
    async with shown.at():
        await shown.press("t", "enter")
        assert shown.app.screen is shown.screen
        await shown.until(lambda: house.ended == 1)
        assert "no sound device answers" not in shown.text
        await shown.press("t")
        await shown.until(lambda: house.ended == 2)
        await shown.pilot.pause()
        assert "no sound device answers" in shown.text


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (60, 20), (40, 15)])
@pytest.mark.parametrize("told", ["", "You should hear a short figure now. Nothing? `bandtimer doctor` says why."])
def test_the_first_screen_says_what_must_be_said_in_every_size(size: tuple[int, int], told: str):
    width = min(72, size[0] - 4)
    rows = first_page(told, width, size[1] - 2)
    text = "\n".join("".join(run.text for run in row) for row in rows)
    for words in ("not medical advice", "space", "enter", "x ", "u ", "q "):
        assert words in text, words
    assert "…" not in text
    assert all(sum(columns_of(run.text) for run in row) == width for row in rows)


@pytest.mark.parametrize("width", [200, 120, 80, 60, 40])
def test_the_way_out_stands_in_every_footer(width: int):
    page = LibraryPage(
        (BROKEN,), 0, None, (), 0, False, "", False, LeftSession("a", "b", "A long name of a routine", NOW, "set 3"),
        "", NOW,
    )  # fmt: skip
    for opened, out in ((False, "q"), (True, "esc")):
        if opened and width >= 76:
            continue
        keys = keys_of(page._replace(opened=opened), width)
        assert keys[0][0] == "enter" and keys[-1][0] == out
        assert sum(len(sign) + len(label) + 4 for sign, label in keys) - 3 <= width - 4
        assert "…" not in "".join(run.text for run in keys_line(keys, width - 4)[0])
    headline = "".join(run.text for run in frame_of(page, 0, width, 24)[0].block[0])
    assert "r goes on" in headline and "d " in headline


def test_a_long_name_of_a_block_keeps_clear_of_the_exercise():
    """In the plan of a routine that has one."""
    text = [
        "".join(run.text for run in row)
        for row in preview_text(preview_of(timeline_of(stock("advanced-core"))), (), 0, 80, 20)
    ]
    (row,) = (row for row in text if "Core and leg extension" in row)
    assert "…  Core and leg extension" in row


@pytest.mark.parametrize("width", [44, 76, 120])
def test_the_place_of_a_problem_is_seen_however_long_the_path(width: int):
    summary = BROKEN._replace(path=Path("/home/somebody/with/a/long/name/.local/share/bandtimer/routines/mine.yaml"))
    house = PretendHouse()
    path = str(summary.path)
    house.timeline = lambda _: throw(FileError((Problem(path, 12, 34, "no"), Problem("/other/curl.yaml", 5, 6, "no"))))  # type: ignore[method-assign]
    problems = Previews(house).of(summary)
    assert isinstance(problems, Problems)
    text = "\n".join("".join(run.text for run in row) for row in problems_page(summary, problems, width, 20))
    assert "mine.yaml:12:34: error: no" in text and "/other/curl.yaml:5:6" in text
    assert "routines/mine.yaml" in text.splitlines()[1]


async def test_on_a_narrow_screen_list_and_preview_take_turns():
    for size in ((60, 20), (40, 15)):
        shown = Open()
        async with shown.at(*size):
            await shown.press("end")
            assert "Leg-day blueprint" in shown.text and "Banded" not in shown.text
            await shown.press("right")
            assert "Banded" in shown.text
            await shown.press("escape")
            assert "Banded" not in shown.text


async def test_the_first_screen_comes_once_and_tests_the_sound():
    house = PretendHouse(known=False)
    shown = Open(house)
    async with shown.at():
        assert isinstance(shown.app.screen, FirstScreen)
        assert "not medical advice" in shown.text and "space" in shown.text
        await shown.press("t")
        assert house.tested == 1 and "short figure" in shown.text
        await shown.press("enter")
        assert shown.app.screen is shown.screen and house.known
    house = PretendHouse(known=False)
    shown = Open(house)
    async with shown.at(40, 15):
        await shown.press("q")
    assert not house.known


@given(
    name=st.sampled_from(STOCK),
    width=st.integers(8, 220),
    height=st.integers(6, 70),
    elapsed=st.integers(0, 60_000),
    opened=st.booleans(),
    broken=st.booleans(),
)
def test_any_routine_fits_any_terminal(name: str, width: int, height: int, elapsed: int, opened: bool, broken: bool):
    """No block leaves the screen or covers another."""
    preview = Problems(("a.yaml:1:2: error: wrong " * 9,)) if broken else preview_of(timeline_of(stock(name)))
    balance = () if broken else balance_of(preview.timeline, PATTERNS)
    page = LibraryPage(
        (BROKEN, summary_of(name, last_done=NOW)), 1, preview, balance, 0, opened, "", False, None, "", NOW
    )
    assert not list(faults(frame_of(page, elapsed, width, height), width, height))


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_has_a_page(name: str):
    """Whole, in any width: no row is longer than it may be, and no tip is missing."""
    exercise = EXERCISES[name]
    for width in (20, 60, 96):
        rows = exercise_page(exercise, card_of(name, exercise), {}, width)
        assert all(sum(columns_of(run.text) for run in row) == width for row in rows)
    text = "".join(run.text for row in exercise_page(exercise, card_of(name, exercise), {}, 400) for run in row)
    for tip in exercise.tips:
        assert tip.text in text


def test_when_it_was():
    for gone, words in (
        (timedelta(seconds=30), "just now"), (timedelta(minutes=40), "40 min ago"), (timedelta(hours=3), "3 h ago"),
        (timedelta(hours=20), "yesterday"), (timedelta(days=5), "5 days ago"), (timedelta(days=90), "12 weeks ago"),
    ):  # fmt: skip
        assert ago(NOW - gone, NOW) == words


@given(chosen=st.integers(0, 99), count=st.integers(1, 100), height=st.integers(1, 60))
def test_the_chosen_one_is_always_seen(chosen: int, count: int, height: int):
    chosen = min(chosen, count - 1)
    first = first_shown(chosen, count, height)
    assert 0 <= first <= chosen
    assert height < 3 or entry_at(count, chosen, height, (chosen - first) * 3) == chosen


@given(seconds=st.floats(0, 100))
def test_a_shown_motion_is_one_that_moves(seconds: float):
    """Between the two ends, and the same a pair of reps of each side later."""
    card = card_of(ONE_SIDED, EXERCISES[ONE_SIDED])
    motion = shown_motion(card, seconds)
    assert 0 <= motion.contraction <= 1
    assert shown_motion(card, seconds + 4 * REP).side is motion.side
    assert shown_motion(card, seconds, reduced_motion=True).contraction in (0, 1)
