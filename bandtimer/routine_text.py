"""From a routine to the text of its file: coach's lines where they can say it, the long form for the rest."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pydantic import BaseModel

from bandtimer.durations import written
from bandtimer.routine import LAST_WEEK, ExerciseStep, GroupStep, IncludeStep, RestStep
from bandtimer.timeline import Words
from bandtimer.yaml_writing import yaml_text

if TYPE_CHECKING:
    from bandtimer.routine import Block, Dosage, Routine, Step, Week
    from bandtimer.yaml_writing import Plain

_SIDES = {"each": "each side"}
_LENGTHS = ("setup", "ready", "switch", "off", "every")
"""Fields that hold milliseconds; every other whole number is a count."""


def dump(routine: Routine) -> str:
    """The text of a file that reads back as an equal routine; what stands at its default is left out."""
    data = _fields(routine, leave_out=("blocks",))
    blocks = routine.blocks
    if len(blocks) == 1 and not _fields(blocks[0], leave_out=("do",)):
        data["do"] = _steps(blocks[0].do)
    else:
        data["blocks"] = [_block(block) for block in blocks]
    return yaml_text(data)


def line_of(dosage: Dosage) -> tuple[str, set[str]]:
    """The coach's line that says the dosage as far as a line can, and the keys that it covers."""
    said: set[str] = set()
    parts: list[str] = []
    if dose := _dose(dosage, said):
        parts.append(f"{dose} @ {dosage.tempo}" if dosage.tempo else dose)
        said.add("tempo")
    if isinstance(dosage, ExerciseStep):
        if dosage.sides:
            parts.append(_SIDES.get(dosage.sides, dosage.sides))
            said.add("sides")
        for key in ("first", "partial"):
            if value := getattr(dosage, key):
                parts.append(f"{key} {value}")
                said.add(key)
    for key in ("switch", "every", "rest"):
        if (value := getattr(dosage, key, None)) is not None:
            parts.append(f"{key} {written(value) if isinstance(value, int) else value}")
            said.add(key)
    return ", ".join(parts), said


def _dose(dosage: Dosage, said: set[str]) -> str:
    """The first part of a line; empty where no line can say it."""
    kind = "hold" if dosage.hold else "work"
    length = dosage.hold or dosage.work
    if dosage.reps:
        text = str(dosage.reps)
        said.add("reps")
    elif length and dosage.bouts and dosage.off:
        text = f"({dosage.bouts} x {length} {kind}, {written(dosage.off)} off)"
        said |= {kind, "bouts", "off"}
    elif length and not dosage.off:
        text = f"{length} {kind}"
        said.add(kind)
    else:
        return ""
    said.add("sets")
    each = len(dosage.reps.each) if dosage.reps else 0
    return f"{dosage.sets} x {text}" if dosage.sets and not each else text


def _block(block: Block) -> dict[str, Plain]:
    return {**_fields(block, leave_out=("do",)), "do": _steps(block.do)}


def _steps(steps: tuple[Step, ...]) -> list[Plain]:
    return [_step(step) for step in steps]


def _step(step: Step) -> dict[str, Plain]:
    if isinstance(step, ExerciseStep):
        return {step.exercise: _amount(step)}
    if isinstance(step, GroupStep):
        keys = _fields(step, leave_out=("kind", "do"))
        if step.kind == "rounds" and "rounds" in keys:
            keys = {"times" if key == "rounds" else key: value for key, value in keys.items()}
        return {step.kind: {**keys, "do": _steps(step.do)} if keys else _steps(step.do)}
    if isinstance(step, IncludeStep):
        return {"include": step.include}
    return {"rest": str(step.rest)} if isinstance(step, RestStep) else {"wait": step.wait}


def _amount(dosage: Dosage) -> Plain:
    """A line alone where it says everything, else the long form with the line among its keys."""
    line, said = line_of(dosage)
    others = _fields(dosage, leave_out=("exercise", "weeks", *said))
    if isinstance(dosage, ExerciseStep) and dosage.weeks:
        others["weeks"] = {_week(week): _amount(week.dosage) or {} for week in dosage.weeks}
    if not others:
        return line or None
    return {"line": line, **others} if line else others


def _week(week: Week) -> str:
    if week.last == LAST_WEEK and week.first != LAST_WEEK:
        return f"{week.first}+"
    return str(week.first) if week.first == week.last else f"{week.first}-{week.last}"


def _fields(model: BaseModel, leave_out: tuple[str, ...] = ()) -> dict[str, Plain]:
    """The fields that differ from their defaults, as a person writes them."""
    data: dict[str, Plain] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if name in leave_out or value is None or (value == field.get_default(call_default_factory=True)):
            continue
        data[name] = written(value) if name in _LENGTHS and isinstance(value, int) else _plain(value)
    return data


def _plain(value: object) -> Plain:  # noqa: PLR0911 -- a table in code
    match value:
        case BaseModel():
            return _fields(value)
        case Words():
            return value.long if value.long == value.short else f"{value.long} | {value.short}"
        case Enum():
            return str(value.value)
        case bool():
            return "on" if value else "off"
        case float():
            return str(value).removesuffix(".0")
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case tuple() if type(value) is tuple:
            return [_plain(item) for item in value]
        case _:
            return str(value)
