"""JSON Schemas of routine and exercise files, with which an editor completes keys and checks values while one types.

Made from the models; what a document says differently from its model (a step is one key, a coach's line stands for
many keys) is laid over them here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bandtimer.exercise import Exercise
from bandtimer.routine import ExerciseStep, GroupStep, Routine
from bandtimer.step_reading import GROUPS, RESERVED
from bandtimer.words import COUNT, NUMBER, TEMPO, UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that editors' YAML extensions read best."""

_TIME = rf"({NUMBER}{UNIT}|[0-9]{{1,4}}:[0-5][0-9])"
_RANGE = (
    rf"({NUMBER}({UNIT})?\s*[-–]\s*{NUMBER}{UNIT}|[0-9]{{1,4}}:[0-5][0-9]\s*[-–]\s*[0-9]{{1,4}}:[0-5][0-9]|{_TIME})"
)
_KIND = r"(\s+([hH]old|[wW]ork))?"
_BOUTS = rf"\(\s*[0-9]+\s*[x×X]\s*{_RANGE}\+?{_KIND}\s*,\s*({_TIME}\s+off|off\s+{_TIME})\s*\)"
_MEASURE = rf"([mM]ax|[0-9]+(\s*/\s*[0-9]+)+|{_BOUTS}|{_RANGE}\s*\+?{_KIND}|{COUNT})"
_DOSE = rf"({COUNT}\s*[x×X]\s*)?{_MEASURE}(\s*@\s*{TEMPO})?"
_OPTION = (
    rf"(rest\s+(ready|{_RANGE})|(off|every|switch)\s+{_TIME}|each\s+side|alternate|left|right|both"
    r"|first\s+(concentric|eccentric)|partial\s+(top|bottom|middle))"
)
LINE = rf"^\s*({_DOSE}|{_OPTION})(\s*,\s*{_OPTION})*\s*$"
"""A coach's line, as a regular expression that JavaScript reads too."""

ID = rf"^(?!({'|'.join(RESERVED)})$)[a-z0-9]+(-[a-z0-9]+)*$"
"""An exercise's id: lowercase words with hyphens, and none of the words of the format."""

_SWITCH: Schema = {"enum": [True, False, "on", "off", "yes", "no"]}
"""Editors read YAML 1.2, to which `on` is a text."""

_LINE: Schema = {
    "description": "A coach's line: dose @ tempo, options. Bare numbers are reps; lengths need a unit.",
    "type": ["string", "number"],
    "pattern": LINE,
    "examples": ["3 x 10-20 @ 3-1-2-0, rest 60s", "3 x 30-60s hold, each side", "2 x (6 x 7s hold, 3s off)", "max"],
}


def routine_schema(exercises: Mapping[str, str] | None = None) -> Schema:
    """The schema of a routine file; `exercises`: what to offer as steps, name by id."""
    models: Schema = {name: _tidy(model) for name, model in Routine.model_json_schema()["$defs"].items()}
    routine = models.pop("Routine")
    definitions = {
        name: models[name] for name in models if not name.endswith("Step") and name not in ("Week", "Dosage")
    }
    definitions["line"] = _LINE
    definitions["steps"] = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/step"}}
    definitions["step"] = _step(models, exercises or {})
    definitions["week"] = _long_form(models["Dosage"], "What the step does in these weeks.")
    definitions["amount"] = _amount(models["ExerciseStep"])
    for kind in GROUPS:
        definitions[kind] = _group(kind, models["GroupStep"])
    definitions["Block"]["properties"]["do"] = _steps("The steps in order.")
    routine["properties"]["do"] = _steps("The steps of a routine without blocks.")
    routine["required"] = ["name"]
    routine["oneOf"] = [{"required": ["blocks"]}, {"required": ["do"]}]
    return {"$schema": DIALECT, "title": "A routine for bandtimer", **routine, "$defs": definitions}


def exercise_schema() -> Schema:
    """The schema of an exercise file."""
    made = Exercise.model_json_schema()
    definitions = {name: _tidy(model) for name, model in made.pop("$defs", {}).items()}
    return {"$schema": DIALECT, "title": "An exercise for bandtimer", **_tidy(made), "$defs": definitions}


def _step(models: Schema, exercises: Mapping[str, str]) -> Schema:
    properties: Schema = {
        "rest": models["RestStep"]["properties"]["rest"] | {"description": "A rest of its own, in place of `between`."},
        "wait": models["WaitStep"]["properties"]["wait"],
        "include": models["IncludeStep"]["properties"]["include"],
    }
    for kind in GROUPS:
        properties[kind] = {"$ref": f"#/$defs/{kind}"}
    for exercise, name in exercises.items():
        properties[exercise] = {"description": name, "$ref": "#/$defs/amount"}
    return {
        "description": "An exercise with its dose, or one of rest, wait, superset, circuit, rounds, include.",
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": properties,
        "patternProperties": {ID: {"$ref": "#/$defs/amount"}},
        "additionalProperties": False,
    }


def _long_form(model: Schema, description: str) -> Schema:
    """A coach's line, or its keys, with a line among them or not."""
    keys = {key: value for key, value in model["properties"].items() if key != "exercise"}
    long_form = {
        "type": "object",
        "properties": {"line": {"$ref": "#/$defs/line"}, **keys},
        "additionalProperties": False,
    }
    return {"description": description, "anyOf": [{"$ref": "#/$defs/line"}, long_form]}


def _amount(model: Schema) -> Schema:
    amount = _long_form(model, "A coach's line, or keys under it; nothing for the exercise's own dose.")
    amount["anyOf"].append({"type": "null"})
    amount["anyOf"][1]["properties"]["weeks"] = {
        "description": str(ExerciseStep.model_fields["weeks"].description),
        "type": "object",
        "propertyNames": {"pattern": r"^\s*[0-9]+(\s*[-–]\s*[0-9]+|\s*\+)?\s*$"},
        "additionalProperties": {"$ref": "#/$defs/week"},
    }
    return amount


def _group(kind: str, model: Schema) -> Schema:
    keys = {key: value for key, value in model["properties"].items() if key not in ("kind", "do")}
    keys["do"] = _steps("The steps of a round.")
    if kind == "rounds":
        keys["times"] = keys["rounds"] | {"description": "How often the list is done; `rounds` says the same."}
    long_form = {"type": "object", "properties": keys, "required": ["do"], "additionalProperties": False}
    return {"description": GroupStep.__doc__ or "", "anyOf": [{"$ref": "#/$defs/steps"}, long_form]}


def _steps(description: str) -> Schema:
    return {"description": description, "$ref": "#/$defs/steps"}


def _tidy(schema: Any) -> Any:  # noqa: ANN401 -- JSON
    """Without titles made from names, defaults that are no JSON of the file, and null beside a type."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy: Schema = {}
    for key, value in schema.items():
        if key in ("properties", "patternProperties"):
            tidy[key] = {name: _tidy(item) for name, item in value.items()}
        elif key not in ("title", "default") or (key == "default" and isinstance(value, (str, int)) and value != ""):
            tidy[key] = _tidy(value)
    choices = [choice for choice in tidy.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del tidy["anyOf"]
        tidy = {**choices[0], **tidy}
    if tidy.get("type") == "boolean":
        del tidy["type"]
        tidy |= _SWITCH
    if tidy.get("type") == "array" and "prefixItems" in tidy:  # draft 7 calls a row of different items `items`
        tidy["items"] = tidy.pop("prefixItems")
    return tidy
