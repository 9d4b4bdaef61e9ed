"""What a model finds wrong with a value, in our words and with the mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

from bandtimer.findings import listed, nearest, quoted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WHOLE = {"int_parsing", "int_type", "int_from_float", "int_parsing_size"}
_NUMBER = {"float_parsing", "float_type", "finite_number"}
_TEXT = {"string_type", "value_error.str"}
_LIST = {"tuple_type", "list_type"}
_KEYS = {"dict_type", "model_type", "model_attributes_type"}

_ALSO_CALLED = {
    "title": "name", "description": "about", "summary": "about", "steps": "do", "exercises": "do", "repeat": "rounds",
    "times": "rounds", "count": "reps", "repetitions": "reps", "time": "hold", "duration": "hold", "seconds": "hold",
    "isometric": "hold", "pause": "rest", "side": "sides", "notes": "note", "comment": "note", "speak": "say",
    "changeover": "switch", "warmup": "ready", "phase": "first", "intensity": "until", "purpose": "role",
}  # fmt: skip
"""Words that people take for a key, with the one that is meant."""


def message_of(model: type[BaseModel], error: ErrorDetails) -> str:  # noqa: PLR0911, PLR0912 -- a table in code
    """One line that says what is wrong with the value and how to mend it."""
    kind, where, context = error["type"], error["loc"], error.get("ctx", {})
    name = str(next((part for part in reversed(where) if isinstance(part, str) and part != "[key]"), ""))
    value = error["input"]
    shown = quoted(value) if isinstance(value, str) else ("a list" if isinstance(value, (list, tuple)) else "this")
    if kind == "extra_forbidden":
        return unknown_key(name, fields_at(model, where[:-1]))
    if kind == "missing":
        return f"`{name}` is missing; write `{name}: …`"
    if kind == "conflict":
        return str(context["message"])
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        close = nearest(value, choices) if isinstance(value, str) else []
        if close:
            return f"{shown}: did you mean {close[0]}? ({listed(choices)})"
        return f"`{name}` can't be {shown}; write {' or '.join(choices)}"
    if kind.startswith("bool"):
        return f"`{name}` is on or off; {shown} is neither"
    if kind in _WHOLE:
        return f"`{name}` is a whole number, such as 3; {shown} is none"
    if kind in _NUMBER:
        return f"`{name}` is a number; {shown} is none"
    if kind in _TEXT:
        return f"`{name}` is a text in one line; {shown} stands there: write it after the colon, in quotes if need be"
    if kind in _LIST:
        return f"`{name}` is a list; write [one, two], or each on a line of its own with a dash before it"
    if kind in _KEYS:
        return (
            f"`{name}` needs keys of its own under it, each indented by two spaces" if name else "keys are needed here"
        )
    if kind == "string_too_long":
        return f"`{name}` has {len(str(value))} letters; {context['max_length']} are the most"
    if kind == "string_too_short":
        return f"`{name}` is empty; write a value, or take the line out"
    if kind == "too_short":
        return f"`{name}` is empty; write at least {context['min_length']}"
    if kind == "too_long":
        return f"`{name}` has {context['actual_length']} entries; {context['max_length']} are the most"
    if kind in ("greater_than_equal", "greater_than"):
        return f"`{name}` is {shown}, which is too little; {context.get('ge', context.get('gt'))} is the least"
    if kind in ("less_than_equal", "less_than"):
        return f"`{name}` is {shown}, which is too much; {context.get('le', context.get('lt')):,} is the most"
    return f"`{name}`: {error['msg'][:1].lower()}{error['msg'][1:]}"


def unknown_key(name: str, known: list[str]) -> str:
    """A key that nothing reads, with the one that it may have meant."""
    close = [word for word in (_ALSO_CALLED.get(name.lower(), ""),) if word in known] or nearest(name, known)
    mend = f"did you mean `{close[0]}`?" if close else f"known here are {listed(known, 30)}"
    return f"unknown key {quoted(name)}; {mend}"


def fields_at(model: type[BaseModel], where: tuple[str | int, ...]) -> list[str]:
    """The keys that the model nested at `where` takes."""
    current: object = model
    for part in where:
        if isinstance(part, str) and isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(part)
            current = _model_in(field.annotation) if field else None
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
