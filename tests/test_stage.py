"""The session screen as pure drawing: any size, any moment of any stock routine."""

from __future__ import annotations

from functools import cache

import pytest
from building import Stage as Held
from building import everything, sided, small
from hypothesis import given, settings
from hypothesis import strategies as st
from showing import faults
from stock import STOCK, stock, timeline_of

from bandtimer.screen.drawing.arrangement import arranged, arranged_at_end
from bandtimer.screen.drawing.lines import footer
from bandtimer.screen.drawing.phase_panel import digits_of, face_of, is_last, level_of, seconds
from bandtimer.screen.drawing.rep_course import rep_course
from bandtimer.screen.drawing.rows import columns_of, line, wrapped
from bandtimer.screen.drawing.stage import Stage, frame_of, key_at
from bandtimer.screen.tones import Fill, Tone, tone_of
from bandtimer.session_commands import EndSet, Pause, Skip
from bandtimer.session_start import begin
from bandtimer.session_state import Rules
from bandtimer.timeline import WORKING, Kind
from bandtimer.view import View
from bandtimer.viewing import view

SIZES = ((200, 60), (120, 40), (80, 24), (60, 20), (40, 15))


@cache
def timeline(name: str):
    return timeline_of(stock(name))


def view_at(name: str, share: float) -> View:
    """A stock routine at a share of its length, as if it had run until there."""
    plan = timeline(name)
    held = Held(plan)
    held.wait(plan.duration / 1000 * share)
    return view(held.session, held.now)


@settings(max_examples=150)
@given(
    name=st.sampled_from(STOCK),
    share=st.floats(0, 1.2),
    width=st.integers(1, 220),
    height=st.integers(1, 70),
    calm=st.booleans(),
)
def test_any_moment_fits_any_terminal(name: str, share: float, width: int, height: int, calm: bool):
    """No block leaves the screen, covers another or has a row that is not as wide as its box."""
    frame = frame_of(view_at(name, share), width, height, Stage(reduced_motion=calm, captions=True, flash=True))
    assert not list(faults(frame, width, height))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", [0.001, 0.02, 0.05, 0.2, 0.5, 0.9, 1.1])
def test_the_same_moment_is_the_same_frame(size: tuple[int, int], share: float):
    """Rows that are kept are the very same objects, so that nothing is compared letter by letter, or painted twice."""
    shown = view_at("leg-day-blueprint", share)
    once, again = frame_of(shown, *size, Stage()), frame_of(shown, *size, Stage())
    assert once == again
    pairs = [pair for one, other in zip(once, again, strict=True) for pair in zip(one.block, other.block, strict=True)]
    assert sum(one is other for one, other in pairs) >= len(pairs) * 0.8


def test_names_are_shown_as_they_are_written():
    """Wide letters take their two cells, and what looks like markup is text."""
    for text in ("中文 深蹲 練習", "[b]x[/b] [red]", "a" * 300, "👩‍🦰 é̂ combining", "\t"):
        for width in (1, 2, 7, 30):
            assert sum(columns_of(run.text) for run in line((_run(text),), width)) == width
            assert all(columns_of(part) <= width for part in wrapped(text, width, 3))


def _run(text: str):
    from bandtimer.screen.drawing.rows import Run

    return Run(text.replace("\t", " "))


def test_the_digits_never_show_tenths():
    """Whole seconds, the one under way counted; minutes from a minute and a half on."""
    lengths = (0, 1, 999, 1000, 1001, 89_000, 89_001, 125_400)
    assert [seconds(length) for length in lengths] == ["0", "1", "1", "1", "2", "89", "1:30", "2:06"]


@given(share=st.floats(0, 1))
def test_the_panel_says_rep_or_seconds(share: float):
    """In reps `7/25`, else the seconds left."""
    shown = view_at("leg-day-blueprint", share)
    digits = digits_of(shown)
    if shown.kind in WORKING and shown.rep is not None:
        assert digits == f"{shown.rep}/{shown.reps}"
    elif shown.kind is not None:
        assert digits == seconds(shown.remaining)


def test_the_last_three_seconds_fill_the_panel_with_one_digit():
    """Of a rest, say: no word, one giant digit, another colour."""
    held = Held(small())
    held.wait(7.5)
    shown = view(held.session, held.now)
    assert is_last(shown)
    assert digits_of(shown) == "3"
    panel = frame_of(shown, 120, 40, Stage())[0].block
    inks = {run.ink for row in panel for run in row}
    assert {ink.back for ink in inks if ink.fill is not Fill.NONE} <= {Tone.LAST, Tone.PAPER}


@pytest.mark.parametrize("at", [7.6, 8.4, 9.9])
def test_the_last_second_shown_is_never_nought(at: float):
    held = Held(small())
    held.wait(at)
    assert digits_of(view(held.session, held.now)) in ("3", "2", "1")


@given(at=st.floats(15, 26.9))
def test_the_level_is_where_the_rep_is(at: float):
    """It rises as the muscle shortens and falls as it lengthens, as even as the sound."""
    held = Held(small())
    held.wait(at, looks=3)
    shown = view(held.session, held.now)
    if shown.kind in WORKING:
        assert level_of(shown) == shown.contraction
        if shown.kind is Kind.CONCENTRIC:
            assert abs(level_of(shown) - shown.progress) < 1e-9
        if shown.kind is Kind.ECCENTRIC:
            assert abs(level_of(shown) - (1 - shown.progress)) < 1e-9


def test_with_reduced_motion_a_level_moves_in_steps():
    levels = set()
    held = Held(small())
    for _ in range(200):
        held.wait(0.1)
        levels.add(level_of(view(held.session, held.now), reduced_motion=True))
    assert levels <= {0.0, 0.25, 0.5, 0.75, 1.0}


@given(at=st.floats(15.01, 26.9), width=st.integers(8, 200))
def test_the_tempo_bar_is_filled_as_far_as_the_rep_is_done(at: float, width: int):
    """Within a cell of where the playhead is in its rep."""
    held = Held(small())
    held.wait(at, looks=3)
    shown = view(held.session, held.now)
    if not shown.tempo or shown.active is None:
        return
    *slopes, _ = rep_course(shown, width, 6)
    lowest = slopes[-1]
    done = sum(columns_of(run.text) for run in lowest if run.ink.fore is not Tone.FAINT)
    total = sum(field.duration for field in shown.tempo)
    elapsed = sum(field.duration for field in shown.tempo[: shown.active]) + shown.duration - shown.remaining
    assert abs(done - width * elapsed / total) <= 1


def test_the_slopes_rise_stand_and_fall():
    """Told from shape alone: more ink to the right in a concentric phase, less in an eccentric one."""
    held = Held(small())
    held.wait(15.5, looks=3)
    shown = view(held.session, held.now)
    *slopes, _ = rep_course(shown, 100, 9)
    heights = [sum(_char(row, column) not in " " for row in slopes) for column in range(100)]
    edges, at = [], 0
    total = sum(field.duration for field in shown.tempo)
    for field in shown.tempo:
        end = at + round(100 * field.duration / total)
        edges.append((field, at, min(100, end)))
        at = end
    for field, start, end in edges:
        part = heights[start + 1 : end - 1]
        if field.kind is Kind.CONCENTRIC:
            assert part == sorted(part) and part[0] < part[-1]
        elif field.kind is Kind.ECCENTRIC:
            assert part == sorted(part, reverse=True) and part[0] > part[-1]
        else:
            assert len(set(part)) == 1


def _char(row, column: int) -> str:
    text = "".join(run.text for run in row)
    return text[column]


def test_phases_differ_by_word_and_not_by_colour_alone():
    """Whoever sees no colours reads what to do."""
    words = {}
    held = Held(everything())
    while not held.session.is_over:
        held.wait(0.25)
        shown = view(held.session, held.now)
        if shown.kind is not None:
            words.setdefault(face_of(shown).word, set()).add(tone_of(shown))
        if shown.waiting_for:
            held.do(Skip())
    assert len(words) >= 8
    assert len(words["CURL"]) == len(words["REST"]) == 1


def test_the_side_stands_in_large_letters():
    """On a large screen and in a word on a small one."""
    held = Held(sided())
    held.wait(2)
    shown = view(held.session, held.now)
    assert shown.limb == "left leg"
    for size in SIZES[:4]:
        text = "\n".join(
            "".join(run.text for run in row) for placed in frame_of(shown, *size, Stage()) for row in placed.block
        )
        assert "LEFT" in text, size


def test_a_footer_keeps_help_and_leave_however_narrow():
    held = Held(small())
    held.wait(16)
    shown = view(held.session, held.now)
    for width in (30, 60, 200):
        block, places = footer(shown.keys, "muted", width)
        text = "".join(run.text for run in block[0])
        assert "? keys" in text and "q leave" in text
        for place in places:
            assert text[place.start : place.end].strip()
    assert key_at(shown, 120, 40, Stage(), 2, 39) is not None
    assert key_at(shown, 120, 40, Stage(), 2, 3) is None


def test_every_size_of_the_design_has_its_parts():
    """Digits and word everywhere, the figure from 80x24 on."""
    for width, height in SIZES:
        boxes = arranged(width, height)
        assert boxes.panel.height >= 9
        assert (boxes.figure is not None) == (width >= 80)
        assert (boxes.course is not None) == (width >= 60)
        assert arranged_at_end(width, height).figure is not None


def test_the_end_says_what_was_done():
    held = Held(small())
    held.wait(15, looks=20)
    held.wait(6, looks=20)
    held.do(EndSet())
    held.wait(60, looks=50)
    held.do(Skip())
    held.wait(60, looks=50)
    shown = view(held.session, held.now)
    assert shown.summary is not None
    text = "\n".join(
        "".join(run.text for run in row) for placed in frame_of(shown, 120, 40, Stage()) for row in placed.block
    )
    assert "2 of 3 sets as planned · 1 ended early" in text
    assert "How hard?" in text


def test_a_paused_session_stands_still():
    """Whatever time passes, the frame is the same object by object."""
    held = Held(small())
    held.wait(16.3, looks=3)
    held.do(Pause())
    before = frame_of(view(held.session, held.now), 120, 40, Stage())
    held.wait(1.9)
    after = frame_of(view(held.session, held.now), 120, 40, Stage())
    assert before == after


def test_a_session_without_figures_is_shown_all_the_same():
    """An exercise of one's own may have none."""
    session, _ = begin(everything(), Rules(), 0)
    frame = frame_of(view(session, 0), 120, 40, Stage())
    assert not list(faults(frame, 120, 40))
