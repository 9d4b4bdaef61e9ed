"""`list`, `exercises` and `show`: what people read at every width, and what programs read as JSON."""

from __future__ import annotations

import itertools
import json
import re

import pytest
from command_line import here
from stock import EXERCISES, STOCK

from bandtimer.cli.plan import plan_lines
from bandtimer.cli.session_bar import bar
from bandtimer.cli.terminal import Terminal, columns_of, fitted
from bandtimer.folders import Folders
from bandtimer.library import Library
from bandtimer.settings import Settings
from bandtimer.targets import Targets
from bandtimer.timeline import Kind, Timeline

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def timeline(name: str) -> Timeline:
    library = Library(Folders.in_use())
    return library.timeline(library.routine(name), Settings(), Targets())


def put(name: str, text: str) -> None:
    path = Folders.in_use().routines / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_list_json_names_the_twelve(capsys):
    """`list --json` has every routine with its length in seconds, sets, exercises and equipment."""
    document = json.loads(here(capsys, "list", "--json").out)
    assert document["format"] == 1
    assert [routine["id"] for routine in document["routines"]] == list(STOCK)
    for routine in document["routines"]:
        assert routine["problem"] is None
        assert routine["shipped"] is True
        assert routine["duration"] == timeline(routine["id"]).duration / 1000
        assert routine["sets"] == len(timeline(routine["id"]).sets)
        assert routine["exercises"]
        assert routine["equipment"]


def test_a_broken_routine_is_listed_with_its_problem(capsys):
    """In both forms a broken file says what is wrong and where, and the exit code stays 0."""
    put("bad", "name: Bad\ndo:\n  - prone-leg-crl: 2 x 5\n")
    ended = here(capsys, "list")
    assert ended.code == 0
    assert "bad" in ended.out
    assert "bad.yaml:3:" in ended.out
    first = json.loads(here(capsys, "list", "--json").out)["routines"][0]
    assert (first["id"], first["duration"], first["shipped"]) == ("bad", None, False)
    assert "did you mean prone-leg-curl" in first["problem"]


def test_without_a_verb_the_routines_are_shown(capsys):
    """`bandtimer` alone, where nothing can be drawn, prints the list."""
    ended = here(capsys)
    assert ended.code == 0
    assert "leg-day-blueprint" in ended.out


def test_exercises_json_has_the_sixteen_with_sources(capsys):
    """`exercises --json` has every exercise; each tip has a source, each a figure."""
    document = json.loads(here(capsys, "exercises", "--json").out)
    assert document["format"] == 1
    assert {exercise["id"] for exercise in document["exercises"]} == set(EXERCISES)
    for exercise in document["exercises"]:
        assert exercise["setup"]
        assert all(tip["text"] and tip["source"] for tip in exercise["tips"])
        assert exercise["first"] in ("concentric", "eccentric")
        assert exercise["figure"]["poses"]
        assert exercise["anchored"] is (exercise["anchor"] is not None)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_page_of_an_exercise_says_all(capsys, name, monkeypatch):
    """A page has every set-up step and every tip with its source, within the terminal's width."""
    monkeypatch.setenv("COLUMNS", "60")
    out = here(capsys, "exercises", name).out
    flat = " ".join(out.split())
    for step in EXERCISES[name].setup:
        assert step in flat
    for tip in EXERCISES[name].tips:
        assert f"{tip.text} [{tip.source}]" in flat
    assert max(map(columns_of, out.splitlines())) <= 60


def test_an_unknown_exercise_is_told_with_the_nearest(capsys):
    """A wrong id is one line."""
    ended = here(capsys, "exercises", "prone-curl")
    assert (ended.code, ended.out) == (1, "")
    assert "did you mean prone-leg-curl" in ended.err


@pytest.mark.parametrize("name", STOCK)
def test_show_json_is_gapless(capsys, name):
    """Starts are the running sum of durations, and the sum is the whole; only waits have no length."""
    document = json.loads(here(capsys, "show", name, "--json").out)
    assert document["format"] == 1
    at = 0.0
    for number, segment in enumerate(document["segments"]):
        assert segment["index"] == number
        assert segment["start"] == pytest.approx(at, abs=1e-9)
        assert (segment["duration"] == 0) == segment["waits"]
        at += segment["duration"]
    assert document["duration"] == pytest.approx(at, abs=1e-6)
    times = [cue["at"] for cue in document["cues"]]
    assert times == sorted(times)
    for cue in document["cues"]:
        assert (cue["text"] is not None) == (cue["cue"] == "voice")
        assert cue["text"] is None or cue["duration"] is None


def test_show_json_has_the_shape_that_scripts_rely_on(capsys):
    """The keys of a segment and of a cue, with null where a field doesn't apply."""
    document = json.loads(here(capsys, "show", "hip-warm-up", "--json").out)
    keys = ["index", "kind", "start", "duration", "block", "exercise", "side"]
    keys += ["round", "set", "sets", "rep", "reps", "label", "waits"]
    assert all(list(segment) == keys for segment in document["segments"])
    assert all(list(cue) == ["at", "cue", "duration", "text"] for cue in document["cues"])
    first, rep = document["segments"][0], document["segments"][2]
    assert (first["kind"], first["rep"], first["round"]) == ("setup", None, None)
    assert (rep["kind"], rep["side"], rep["rep"], rep["set"]) == ("concentric", "left", 1, 1)


def test_week_and_targets_change_the_plan(capsys):
    """`--week` and `--targets` choose what is shown; a week must be a number from 1."""
    put("w", "name: W\ndo:\n  - prone-leg-curl:\n      line: 2 x 10-20\n      weeks: {2: 3 x 6}\n")
    assert "10 reps (10-20)" in here(capsys, "show", "w").out
    assert "20 reps (10-20)" in here(capsys, "show", "w", "--targets", "top").out
    assert "6 reps" in here(capsys, "show", "w", "--week", "2").out


@pytest.mark.parametrize(("name", "columns"), list(itertools.product(STOCK, (40, 60, 80, 100, 200))))
def test_a_plan_fits_its_terminal(name: str, columns: int):
    """At every width no line is wider than the terminal where it has a choice, and colours change no letter."""
    made = timeline(name)
    plain = list(plan_lines(made, Terminal(columns, False, True)))
    painted = [ESCAPES.sub("", line) for line in plan_lines(made, Terminal(columns, True, True))]
    assert plain == painted
    too_wide = [line for line in plain if columns_of(line) > columns]
    assert too_wide == []


@pytest.mark.parametrize("name", STOCK)
def test_a_plan_has_every_set_at_its_time(name: str):
    """Each set has a row; the total and every block are there; without blocks all is plain ASCII but the words."""
    made = timeline(name)
    text = "\n".join(plan_lines(made, Terminal(120, False, True)))
    rows = [line for line in text.splitlines() if re.match(r" *\d+:\d\d  .*\d+/\d+  ", line)]
    assert len(rows) == len(made.sets)
    assert made.name in text
    for block in {plan.block for plan in made.sets}:
        assert block in text
    plain = bar(made, Terminal(80, False, False))
    assert plain.isascii()
    assert len(plain) == 80


def test_the_bar_follows_the_session():
    """Every column of the bar is the part that fills most of its time."""
    made = timeline("leg-day-blueprint")
    drawn = bar(made, Terminal(200, False, False))
    for segment in made.segments:
        middle = (segment.start + segment.end) // 2 * 200 // made.duration
        if segment.duration * 200 > 3 * made.duration:
            wanted = {Kind.HOLD: "=", Kind.REST: "-", Kind.SETUP: "."}.get(segment.kind)
            assert wanted is None or drawn[middle] == wanted


@pytest.mark.parametrize(("variable", "value", "painted"), [("NO_COLOR", "1", False), ("FORCE_COLOR", "1", True)])
def test_colours_are_for_those_who_want_them(capsys, monkeypatch, variable, value, painted):
    """A pipe gets no colours unless forced to; NO_COLOR is obeyed."""
    assert "\x1b" not in here(capsys, "show", "hip-warm-up").out
    monkeypatch.setenv(variable, value)
    assert ("\x1b" in here(capsys, "show", "hip-warm-up").out) is painted


def test_wide_letters_keep_the_columns():
    """A letter of two columns counts as two, and a cut text ends in an ellipsis."""
    assert columns_of("腕立て") == 6
    assert fitted("腕立て伏せ", 6) == "腕立… "
    assert fitted("abc", 5, right=True) == "  abc"
