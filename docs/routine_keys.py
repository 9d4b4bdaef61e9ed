"""Writes the tables of keys in routine-format.md from the models: `python docs/routine_keys.py`."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel

from bandtimer.exercise import Exercise, TipText
from bandtimer.routine import Block, Dosage, ExerciseStep, GroupStep, Routine, Timing
from bandtimer.schema import exercise_schema, routine_schema
from bandtimer.words import COUNT, LENGTH, ONE_LENGTH, REPS, TEMPO

PAGE = Path(__file__).parent / "routine-format.md"

TABLES: dict[str, tuple[type[BaseModel], tuple[str, ...]]] = {
    "routine": (Routine, tuple(Routine.model_fields)),
    "block": (Block, tuple(key for key in Block.model_fields if key not in Timing.model_fields)),
    "timing": (Timing, tuple(Timing.model_fields)),
    "dosage": (ExerciseStep, tuple(Dosage.model_fields)),
    "step": (
        ExerciseStep,
        tuple(key for key in ExerciseStep.model_fields if key not in {*Dosage.model_fields, "exercise"}),
    ),
    "group": (GroupStep, tuple(key for key in GroupStep.model_fields if key != "kind")),
    "exercise": (Exercise, tuple(Exercise.model_fields)),
    "tip": (TipText, tuple(TipText.model_fields)),
}
"""What each table of the page shows, by the name in its `<!-- keys: … -->` line."""

UNITS = {COUNT: "sets", REPS: "reps", ONE_LENGTH: "time", LENGTH: "time or range", TEMPO: "seconds"}

EXAMPLES = {
    "exercises": "see below", "blocks": "see above", "do": "see above", "tips": "see above", "figure": "see figures.md",
    "weeks": "{2-3: 3 x 12}", "bouts": "6", "off": "2s", "switch": "8s", "every": "1min", "work": "20s", "ready": "5s",
    "equipment": "[towel]", "cues": "off", "voice": "off", "about": "Heels to glutes, face down.",
    "position": "face down", "setup": "[Lie face down., Loop round both ankles.]",
    "place": "Loop round both ankles, lie face down \\| both ankles",
    "verbs": "{concentric: curl the heels up \\| curl}",
    "breathing": "{concentric: breathe out}", "dose_source": "B, blueprint", "easier": "[prone-leg-curl]",
    "harder": "[assisted-nordic-curl]", "text": "Own the peak.", "source": "B, science", "when": "[pause, concentric]",
    "pattern": "[knee flexion]", "sets": "3",
}  # fmt: skip
"""Where neither the type nor the text of a key shows a good one."""


def page(text: str) -> str:
    """The page with every table made anew."""

    def table(match: re.Match[str]) -> str:
        return f"{match[1]}\n{rows(*TABLES[match[2]])}\n{match[3]}"

    return re.sub(r"(<!-- keys: (\w+) -->)\n.*?\n?(<!-- end -->)", table, text, flags=re.DOTALL)


def rows(model: type[BaseModel], keys: tuple[str, ...]) -> str:
    """A table of keys with meaning, unit, default and example."""
    lines = ["| key | meaning | unit or values | default | example |", "| --- | --- | --- | --- | --- |"]
    for key in keys:
        schema = properties(model)[key]
        said = " ".join(str(model.model_fields[key].description).split())
        meaning, _, default = said.partition(" Default: ")
        if required := meaning.endswith(" Required.") or model.model_fields[key].is_required():
            meaning = meaning.removesuffix(" Required.")
        default = "required" if required else default.rstrip(".") or plain_default(model, key)
        meaning = meaning.replace("|", "\\|")
        lines.append(f"| `{key}` | {meaning} | {unit(schema)} | {default} | {example(key, meaning, schema)} |")
    return "\n".join(lines)


def properties(model: type[BaseModel]) -> dict[str, dict[str, object]]:
    """The schema of each key, as editors get it."""
    if model in (Exercise, TipText):
        schema = exercise_schema()
        return schema["properties"] if model is Exercise else schema["$defs"]["TipText"]["properties"]
    schema = routine_schema()
    definitions = schema["$defs"]
    if model is Routine:
        return schema["properties"]
    if model is ExerciseStep:
        return definitions["amount"]["anyOf"][1]["properties"]
    if model is GroupStep:
        return definitions["circuit"]["anyOf"][1]["properties"]
    return definitions[model.__name__]["properties"]


def unit(schema: dict[str, object]) -> str:  # noqa: PLR0911 -- a table in code
    """What kind of value it is, with its unit where it has one."""
    if "$ref" in schema:
        return {"steps": "steps", "Level": "beginner, general, advanced", "End": "contracted, stretched"}.get(
            str(schema["$ref"]).rsplit("/", 1)[1], "keys"
        )
    if "const" in schema:
        return str(schema["const"])
    values = schema.get("enum")
    if isinstance(values, list):
        return "on, off" if True in values else ", ".join(map(str, values))
    pattern = str(schema.get("pattern", "")).removeprefix(r"^\s*").removesuffix(r"\s*$")
    if pattern in UNITS:
        return UNITS[pattern]
    if "eady" in pattern:
        return "time, range or ready"
    if schema.get("type") == "string":
        return f"text, {schema['maxLength']} letters" if "maxLength" in schema else "text"
    return {"array": "list", "object": "keys", "integer": f"1 to {schema.get('maximum', '')}"}.get(
        str(schema.get("type")), ""
    )


def plain_default(model: type[BaseModel], key: str) -> str:
    """The default of the model, in words."""
    value = model.model_fields[key].get_default(call_default_factory=True)
    if isinstance(value, bool):
        return "on" if value else "off"
    return (
        str(value)
        if value not in (None, "", (), {}) and "".join(map(str, [value])).strip() and value != ("", "")
        else "none"
    )


def example(key: str, meaning: str, schema: dict[str, object]) -> str:
    """One that can be copied."""
    examples = schema.get("examples")
    values = schema.get("enum")
    if key in EXAMPLES and not (key == "setup" and examples):
        shown = EXAMPLES[key]
    elif isinstance(examples, list):
        shown = str(examples[0])
    elif isinstance(values, list):
        shown = "off" if True in values else str(values[0])
    elif "const" in schema:
        shown = str(schema["const"])
    elif quoted := re.findall(r"`([^`]+)`", meaning):
        shown = quoted[0]
    elif schema.get("$ref", "").endswith(("Level", "End")):  # type: ignore[attr-defined]
        shown = unit(schema).split(", ", maxsplit=1)[0]
    else:
        shown = "3" if schema.get("type") == "integer" else ""
    if shown.startswith("see ") or not shown:
        return shown
    return f"`{key}: {shown}`"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
