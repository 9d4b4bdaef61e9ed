"""Files to models: what a routine may say, where each word stands, and how other files are included."""

from __future__ import annotations

from pathlib import Path

import pytest
from stock import EXERCISES, shipped_file

from bandtimer.dose import Count, Length, Reps
from bandtimer.errors import FileError, Problem, Severity
from bandtimer.loader import load_exercise, load_routine, locate, read_exercise, read_routine
from bandtimer.routine import ExerciseStep, GroupStep, IncludeStep, Rest, RestStep, WaitStep

BLUEPRINT = """\
name: Leg-day blueprint
about: Wake the hamstrings, hinge heavy, finish with long holds.
blocks:
  - name: Prime
    do:
      - prone-leg-curl: 2 x 25 @ 2-0-1-0, rest 45s
  - name: Finish
    role: finish
    do:
      - prone-leg-curl-hold:
          sets: 3
          hold: 30-60s
          rest: 60s
          say: Shaking is fine. Keep breathing.
"""


def read(text, base=Path("x.yaml")):
    return read_routine(text, "x.yaml", exercises=EXERCISES, find=shipped_file, base=base)


def steps(text):
    """The steps of a routine of one block, from the text under `do:`."""
    return read(f"name: X\ndo:\n{text}").routine.blocks[0].do


def told(text):
    with pytest.raises(FileError) as raised:
        read(text)
    return [str(problem) for problem in raised.value.problems]


def test_lines_and_long_form_stand_side_by_side():
    """The example of the design reads as meant."""
    prime, finish = read(BLUEPRINT).routine.blocks
    assert prime.do[0].sets == Count(2, 2)
    assert prime.do[0].rest == Rest(Length(45_000, 45_000))
    assert finish.do[0].hold == Length(30_000, 60_000)
    assert (finish.role, finish.do[0].say) == ("finish", "Shaking is fine. Keep breathing.")


def test_every_word_has_its_place():
    """Keys of the model lead to line and column, inside a coach's line to the word."""
    marks = read(BLUEPRINT).marks
    assert marks.lookup(("name",)) == (1, 7)
    assert marks.lookup(("blocks", 0, "do", 0)) == (6, 9)
    assert marks.lookup(("blocks", 0, "do", 0, "sets")) == (6, 25)
    assert marks.lookup(("blocks", 0, "do", 0, "reps")) == (6, 29)
    assert marks.lookup(("blocks", 0, "do", 0, "tempo")) == (6, 34)
    assert marks.lookup(("blocks", 0, "do", 0, "rest")) == (6, 48)
    assert marks.lookup(("blocks", 1, "do", 0, "hold")) == (12, 17)


def test_what_was_not_written_has_the_place_of_its_parent():
    """A default stands where its step does."""
    marks = read(BLUEPRINT).marks
    assert marks.lookup(("blocks", 0, "do", 0, "switch")) == (6, 9)
    assert marks.lookup(("blocks", 1, "voice")) == (7, 5)
    assert marks.lookup(()) == marks.lookup(("source",)) == (1, 1)


def test_a_problem_can_be_placed_later():
    """Lint and the compiler name a path; the problem gets line, column and source."""
    problem = locate(read(BLUEPRINT), ("blocks", 0, "do", 0, "tempo"), "too fast", Severity.WARNING, "B, mistakes")
    assert problem == Problem("x.yaml", 6, 34, "too fast", Severity.WARNING, "B, mistakes")


def test_all_kinds_of_steps():
    """Exercises, rests, waits, groups as a list and with keys, and includes."""
    read_steps = steps("""\
  - good-morning:
  - rest: ready
  - rest: 2-3min
  - wait: fix the band to the post
  - superset:
      - good-morning: 10
      - standing-leg-curl: 10, each side
  - circuit: {rounds: 3, rest: 60s, between: 5s, do: [good-morning: 10]}
  - rounds:
      times: 2
      do:
        - circuit:
            - good-morning:
""")
    assert read_steps[0] == ExerciseStep(exercise="good-morning")
    assert read_steps[1] == RestStep(rest=Rest(None))
    assert read_steps[2] == RestStep(rest=Rest(Length(120_000, 180_000)))
    assert read_steps[3] == WaitStep(wait="fix the band to the post")
    superset, circuit, rounds = read_steps[4:]
    assert isinstance(superset, GroupStep)
    assert [step.sides for step in superset.do] == [None, "each"]
    assert (circuit.kind, circuit.rounds, circuit.between) == ("circuit", 3, Rest(Length(5000, 5000)))
    assert (rounds.kind, rounds.rounds, rounds.do[0].kind) == ("rounds", 2, "circuit")


def test_a_line_among_keys():
    """`line:` holds the coach's line to which other keys add."""
    (step,) = steps("  - good-morning:\n      line: 3 x 10, rest 60s\n      note: Slowly.\n")
    assert (step.sets, step.reps, step.note) == (Count(3, 3), Reps(10, 10), "Slowly.")


def test_numbers_by_set_say_how_many_sets():
    """`12/10/8` is three sets, in both forms."""
    line, keys = steps("  - good-morning: 12/10/8\n  - good-morning:\n      reps: 12/10/8\n")
    assert line == keys
    assert line.sets == Count(3, 3)


@pytest.mark.parametrize(("exercise", "key"), [("prone-leg-curl-hold", "hold"), ("good-morning", "work")])
def test_a_bare_time_means_what_the_exercise_does(exercise, key):
    """A hold where that is its dose, else timed work; in weeks too."""
    (step,) = steps(f"  - {exercise}:\n      line: 30s\n      weeks:\n        2: 40s\n")
    assert getattr(step, key) == Length(30_000, 30_000)
    assert getattr(step.in_week(2), key) == Length(40_000, 40_000)


def test_weeks_change_the_dose():
    """What a week says is laid over the step; a new measure replaces the old one."""
    (step,) = steps("""\
  - good-morning:
      line: 3 x 10 @ 3-1-1, rest 60s
      weeks:
        2-3: 4 x 8
        4: 30s hold
        5+:
          every: 1min
""")
    assert step.in_week(None).reps == step.in_week(1).reps == Reps(10, 10)
    assert (step.in_week(3).sets, step.in_week(3).reps) == (Count(4, 4), Reps(8, 8))
    assert step.in_week(3).rest == Rest(Length(60_000, 60_000))
    assert (step.in_week(4).reps, step.in_week(4).hold) == (None, Length(30_000, 30_000))
    assert (step.in_week(500).every, step.in_week(500).rest) == (60_000, None)


def test_a_week_that_only_lets_go_longer():
    """A part of a dose alone is a valid week; it is judged together with the step."""
    (step,) = steps("  - prone-leg-curl-hold:\n      line: 5 x 10s, off 2s\n      weeks:\n        2: off 4s\n")
    assert step.in_week(2).off == 4000
    assert (
        "without `bouts`"
        in told("name: X\ndo:\n  - good-morning:\n      line: 5\n      weeks:\n        2: off 4s\n")[0]
    )


def test_every_scalar_stays_the_text_that_was_typed():
    """`3120`, `0310`, `1:30`, `no` and `12:30:45` are no numbers, dates or truths to us."""
    (step,) = steps("""\
  - good-morning:
      reps: 10
      tempo: 0310
      rest: 1:30
      voice: no
      note: 12:30:45
      band: 0x10
""")
    assert str(step.tempo) == "0-3-1-0"
    assert step.rest == Rest(Length(90_000, 90_000))
    assert (step.voice, step.note, step.band) == (False, "12:30:45", "0x10")


def test_texts_over_several_lines_become_one():
    """Folded and plain texts lose their line breaks."""
    routine = read("name: X\nabout: >\n  One\n  two.\n\n  Three.\ndo:\n  - good-morning:\n").routine
    assert routine.about == "One two. Three."


def test_a_routine_may_bring_its_own_exercises():
    """They come before the library's, and a broken one is told once."""
    text = "name: X\nexercises:\n  towel-slide:\n    name: Towel slide\n    hold: 30s\ndo:\n  - towel-slide: 3 x 20s\n"
    routine = read(text).routine
    assert routine.exercises["towel-slide"].name == "Towel slide"
    assert routine.blocks[0].do[0].hold == Length(20_000, 20_000)
    assert told(text.replace("hold: 30s", "hold: long")) == [
        "x.yaml:5:11: error: 'long' is no length of time; write 45s, 1:30, 2min or 30-60s"
    ]


def test_the_modeline_of_an_editor_is_a_comment():
    """What makes an editor fetch the schema does not disturb."""
    assert read("# yaml-language-server: $schema=routine.json\n" + BLUEPRINT).routine.name == "Leg-day blueprint"


@pytest.fixture
def folder(tmp_path):
    """Two routines, one of which includes the other."""
    (tmp_path / "inner.yaml").write_text("name: Inner\ndo:\n  - rest: 5s\n  - good-morning: 3 x 10\n", encoding="utf-8")
    outer = "name: Outer\nblocks:\n  - do:\n      - good-morning: 5\n      - include: inner\n"
    (tmp_path / "outer.yaml").write_text(outer, encoding="utf-8")
    return tmp_path


def test_a_routine_includes_another(folder):
    """Its blocks come along, and its words keep their places in its own file."""
    path = folder / "outer.yaml"
    loaded = load_routine(path, exercises=EXERCISES, find=shipped_file)
    step = loaded.routine.blocks[0].do[1]
    assert isinstance(step, IncludeStep)
    assert (step.include, step.routine.name) == ("inner", "Inner")
    inside = ("blocks", 0, "do", 1, "routine", "blocks", 0, "do", 1, "reps")
    assert locate(loaded, inside, "m")[:3] == (str(folder / "inner.yaml"), 4, 23)
    assert loaded.marks.lookup(inside[:4]) == (5, 9)


def test_problems_of_an_included_file_name_that_file(folder):
    """And the line that includes it says which file to mend."""
    (folder / "inner.yaml").write_text("name: Inner\ndo:\n  - good-morning: 0\n", encoding="utf-8")
    with pytest.raises(FileError) as raised:
        load_routine(folder / "outer.yaml", shown="my/outer.yaml", exercises=EXERCISES, find=shipped_file)
    assert [str(problem) for problem in raised.value.problems] == [
        "my/outer.yaml:5:18: error: the routine `inner` has problems; mend my/inner.yaml first",
        "my/inner.yaml:3:19: error: 0 is too few; 1 is the least",
    ]


def test_an_include_that_cannot_be_read_is_told_where_it_stands(folder):
    """A folder by that name is no routine."""
    with pytest.raises(FileError, match=r"outer.yaml:5:18: error: the routine `inner` can't be read"):
        load_routine(folder / "outer.yaml", exercises=EXERCISES, find=lambda _word, _base: folder)


def test_the_same_routine_may_be_included_twice(folder):
    """Only a circle is an error."""
    text = "name: Twice\ndo:\n  - include: inner\n  - include: inner\n"
    assert len(read(text, folder / "twice.yaml").routine.blocks[0].do) == 2


def test_an_exercise_file():
    """Its keys are read with the same care."""
    assert read_exercise("name: Towel slide\nhold: 30s\nsides: each\n", "t.yaml").hold == Length(30_000, 30_000)
    with pytest.raises(FileError) as raised:
        read_exercise("nam: Towel slide\ntips:\n  - text: Slide.\n    source: ours\n    when: setup\n", "t.yaml")
    assert [str(problem) for problem in raised.value.problems] == [
        "t.yaml:1:1: error: `name` is missing; write `name: …`",
        "t.yaml:1:1: error: unknown key `nam`; did you mean `name`?",
        "t.yaml:5:11: error: `when` is a list; write [one, two], or each on a line of its own with a dash before it",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "the file is empty"), ("- a", "written in keys"), ("squat", "written in keys"), ("{}", "`name` is missing")],
)
def test_what_is_no_exercise(text, said):
    """Empty files, lists and mere words."""
    with pytest.raises(FileError, match=said):
        read_exercise(text, "t.yaml")


def test_a_missing_exercise_file(tmp_path):
    """It ends as one line."""
    with pytest.raises(FileError, match="no such file"):
        load_exercise(tmp_path / "none.yaml")


def test_problems_come_in_the_order_of_the_file():
    """Reading order inside the program does not show."""
    lines = [
        int(problem.split(":")[1]) for problem in told("nam: X\ndo:\n  - rest: x\n  - god: 1\n  - good-morning: 0\n")
    ]
    assert lines == sorted(lines)
    assert len(lines) == 5


def test_a_hundred_problems_are_enough():
    """The reading stops there and says so."""
    problems = told("name: X\ndo:\n" + "  - good-morning: 0\n" * 500)
    assert len(problems) == 101
    assert "mend these first" in problems[-1]
