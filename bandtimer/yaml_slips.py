"""What people slip on in YAML, told in their words: libyaml names the rule that was broken, not what was meant."""

from __future__ import annotations

from typing import NamedTuple

import yaml


class Slip(NamedTuple):
    """A place where the text is no YAML; line and column are 1-based."""

    line: int
    column: int
    message: str
    mended: str | None
    """The text with the slip read as it was meant, line for line; None where that can't be told."""


def explain(error: yaml.YAMLError, text: str) -> Slip:
    """The slip behind an error of the parser."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Slip(line, column, f"this is no YAML: {getattr(error, 'problem', None) or error}", None)
