"""The JSON Schemas that editors check with: they take what the reader takes, and refuse what it refuses."""

from __future__ import annotations

import re

import jsonschema
import pytest
import yaml
from hypothesis import given
from written import ROOT, coach_lines

from bandtimer.coach_line import parse_line
from bandtimer.schema import LINE, exercise_schema, routine_schema

ROUTINES = [*sorted((ROOT / "routines").glob("*.yaml")), *sorted((ROOT / "tests/protocols").glob("*.yaml"))]
EXERCISES = sorted((ROOT / "routines/exercises").glob("*.yaml"))

ROUTINE = jsonschema.Draft7Validator(routine_schema({"good-morning": "Banded good morning"}))


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_every_routine_we_ship_passes(path):
    """Stock routines and protocols pass as an editor reads them: numbers, booleans and nothing as YAML says."""
    ROUTINE.validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_every_exercise_we_ship_passes(path):
    """The exercise files pass."""
    jsonschema.Draft7Validator(exercise_schema()).validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_both_are_schemas():
    """The schemas themselves follow their dialect."""
    jsonschema.Draft7Validator.check_schema(routine_schema())
    jsonschema.Draft7Validator.check_schema(exercise_schema())


@pytest.mark.parametrize(
    "text",
    [
        "do: [good-morning: 3 x 10]",
        "name: X",
        "name: X\ndo: [good-morning: 3 x 10, rest 60]",
        "name: X\ndo: [good-morning: {setz: 3}]",
        "name: X\ndo: [{good-morning: 3 x 10, rest: 60s}]",
        "name: X\ndo: [rest: soon]",
        "name: X\ndo: [Good Morning: 3 x 10]",
        "name: X\ndo: [circuit: {times: 3, do: [good-morning: 3]}]",
        "name: X\ndo: [good-morning: {weeks: {first: 3 x 10}}]",
        "name: X\ndo: [good-morning: {weeks: {1: 3 x}}]",
        "name: X\ndo: [good-morning:]\nblocks: [do: [good-morning:]]",
        "name: X\ndefaults: {rest: a while}\ndo: [good-morning:]",
        "name: X\ndo: []",
    ],
)
def test_what_the_reader_refuses_is_refused(text):
    """Missing and unknown keys, two keys in a step, values that are none."""
    assert not ROUTINE.is_valid(yaml.safe_load(text))


@given(coach_lines())
def test_each_line_that_can_be_written_passes(line):
    """The pattern takes every coach's line, and the reader reads it."""
    assert re.fullmatch(LINE, line)
    assert not parse_line(line, held=True).slips


@pytest.mark.parametrize(
    "line", ["3 x", "3 x 10, rest 45", "@ 3-1-1", "30s hold, soon", "3 x 10 @ 3", "2 x 3 x 10", ""]
)
def test_a_line_that_cannot_be_read_does_not_pass(line):
    """The pattern and the reader refuse the same slips."""
    assert not re.fullmatch(LINE, line)
    assert parse_line(line, held=True).slips


def test_known_exercises_are_offered_with_their_names():
    """An editor completes the ids of the library in a step."""
    step = routine_schema({"good-morning": "Banded good morning"})["$defs"]["step"]
    assert step["properties"]["good-morning"]["description"] == "Banded good morning"


def test_every_key_says_what_it_means():
    """No key of a routine, block, step or exercise is without a description."""
    silent = []

    def walk(schema, path):
        for key, value in schema.get("properties", {}).items():
            if "description" not in value and "$ref" not in value:
                silent.append(f"{path}.{key}")
            walk(value, f"{path}.{key}")
        for choice in schema.get("anyOf", []):
            walk(choice, path)

    for schema in (routine_schema(), exercise_schema()):
        walk(schema, "top")
        for name, definition in schema["$defs"].items():
            walk(definition, name)
    assert sorted(set(silent)) == []
