"""Writes plain data as YAML that reads back as the same texts: what needs quotes gets them, short lists stay short."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = re.compile(r"[\w.(/][^\x00-\x1f\x7f-\xa0#:?\[\]{},\u2028\u2029\ufeff]*", re.ASCII)
_PLAIN_ALONE = re.compile(r"[\w.(/][^\x00-\x1f\x7f-\xa0#:?\[\]{}\u2028\u2029\ufeff]*", re.ASCII)

Plain = str | list["Plain"] | dict[str, "Plain"] | None


def yaml_text(data: dict[str, Plain]) -> str:
    """The text of a file; an entry of None is written as a key with nothing behind it."""
    return "\n".join(_lines(data, 0)) + "\n"


def scalar(text: str, *, within: bool = False) -> str:
    """A text as YAML reads it back; `within` brackets a comma needs quotes too."""
    pattern = _PLAIN if within else _PLAIN_ALONE
    if pattern.fullmatch(text) and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _lines(data: Plain, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _entry(f"{indent}{scalar(key)}:", value, depth + 1)
    elif isinstance(data, list):
        for item in data:
            if isinstance(item, dict) and item:
                first, *others = _lines(item, depth + 1)
                yield f"{indent}- {first.lstrip()}"
                yield from others
            else:
                yield from _entry(f"{indent}-", item, depth + 1)


def _entry(lead: str, value: Plain, depth: int) -> Iterator[str]:
    if value is None:
        yield lead
    elif isinstance(value, str):
        yield f"{lead} {scalar(value)}"
    elif isinstance(value, list) and not any(isinstance(item, dict) for item in value):
        yield f"{lead} {_flow(value)}"
    elif not value:
        yield f"{lead} {{}}"
    else:
        yield lead
        yield from _lines(value, depth)


def _flow(items: list[Plain]) -> str:
    texts = (_flow(item) if isinstance(item, list) else scalar(str(item), within=True) for item in items)
    return f"[{', '.join(texts)}]"
