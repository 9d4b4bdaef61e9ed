"""A routine written back as text: it reads as an equal routine, and as a person would have written it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from stock import EXERCISES, ROUTINES, shipped_file, timeline_of
from written import ROOT, WORDS, routine_texts

from bandtimer.loader import read_routine
from bandtimer.routine_text import dump
from bandtimer.yaml_writing import scalar

FILES = [*sorted(ROUTINES.glob("*.yaml")), *sorted((ROOT / "tests/protocols").glob("*.yaml"))]


def read(text, base=ROUTINES / "x.yaml"):
    return read_routine(text, "x.yaml", exercises=EXERCISES, find=shipped_file, base=base).routine


@given(routine_texts())
def test_any_routine_reads_back_equal(text):
    """Blocks, groups, weeks, every form of a dose and texts full of YAML's signs."""
    routine = read(text)
    assert read(dump(routine)) == routine


@given(routine_texts())
def test_writing_again_changes_nothing(text):
    """The text of what was read from a written text is that text."""
    written = dump(read(text))
    assert dump(read(written)) == written


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_routine_we_ship_comes_to_the_same_timeline(path):
    """Also with exercises of its own, figures, weeks and includes."""
    routine = read(path.read_text(encoding="utf-8"), path)
    again = read(dump(routine), path)
    assert again == routine
    assert timeline_of(again) == timeline_of(routine)


@given(WORDS)
def test_a_text_is_quoted_where_yaml_would_read_something_else(text):
    """As a value, in a list, and as a key."""
    import yaml

    assert yaml.load(f"a: {scalar(text)}", yaml.BaseLoader) == {"a": text}
    assert yaml.load(f"[{scalar(text, within=True)}]", yaml.BaseLoader) == [text]
    assert yaml.load(f"{scalar(text)}: b", yaml.BaseLoader) == {text: "b"}


def test_it_is_written_as_a_coach_would():
    """Lines where a line says it, the long form with a line where not."""
    text = """\
name: Legs
do:
  - prone-leg-curl: 2 x 25 @ 2-0-1-0, rest 45s
  - prone-leg-curl-hold: 2 x (6 x 7s hold, 3s off), rest 2-3min
  - good-morning:
      line: 3 x 10-20, rest ready
      say: "Slowly: all the way"
      weeks:
        2-3: 3 x 12
        4+: 4 x 10 @ 3-0-3-0
  - rest: 90s
  - rounds:
      times: 3
      do:
        - standing-leg-curl: 12/10/8, each side
"""
    assert dump(read(text)) == text


def test_the_text_is_a_whole_file(tmp_path: Path):
    """It ends with a line break and reads from disk."""
    from bandtimer.loader import load_routine

    path = tmp_path / "copy.yaml"
    path.write_text(dump(read("name: X\ndo:\n  - good-morning:\n")), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "name: X\ndo:\n  - good-morning:\n"
    assert load_routine(path, exercises=EXERCISES, find=shipped_file).routine.name == "X"
