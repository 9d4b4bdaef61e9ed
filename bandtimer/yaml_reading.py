"""Reads YAML text into a tree, and goes on after the slips that can be read as they were meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bandtimer.yaml_slips import explain
from bandtimer.yaml_tree import Budget, Composer, Node, TooMuch

if TYPE_CHECKING:
    from bandtimer.findings import Findings

MOST_MENDS = 20
"""Slips in the YAML itself after which the reading begins anew, each mended, so that all are told at once."""

LONGEST_MENDED = 100_000
"""Letters; a longer text is read once only."""


def read_tree(text: str, shown: str, findings: Findings, budget: Budget) -> Node | None:
    """The tree of a text; None where it says nothing. Raises FileError where it can't be read to its end."""
    for attempt in range(MOST_MENDS + 1):
        spending = Budget(budget.left)
        try:
            node = Composer(text, shown, findings, spending).compose()
        except TooMuch as stop:
            findings.tell(shown, stop.line, stop.column, stop.message)
        except yaml.YAMLError as error:
            slip = explain(error, text)
            findings.tell(shown, slip.line, slip.column, slip.message)
            if slip.mended is not None and attempt < MOST_MENDS and len(text) <= LONGEST_MENDED:
                text = slip.mended
                continue
        else:
            budget.left = spending.left
            return node
        break
    findings.settle()
    return None
