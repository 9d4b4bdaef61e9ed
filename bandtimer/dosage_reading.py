"""Reads what stands under an exercise: a coach's line, the keys of the long form, both together, and the weeks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bandtimer.coach_line import parse_line
from bandtimer.findings import quoted
from bandtimer.model_messages import unknown_key
from bandtimer.routine import LAST_WEEK, Dosage, Week
from bandtimer.yaml_tree import Keys, Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from bandtimer.marks import Path
    from bandtimer.model_reading import ModelReader
    from bandtimer.yaml_tree import Node

WEEK_KEYS = ("line", *Dosage.model_fields)
_WEEK = re.compile(r"\s*([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6})|\s*(\+))?\s*")


class DosageReader:
    """Fills the data of a step or a week from what is written, and remembers where each part stands."""

    def __init__(self, models: ModelReader) -> None:
        self.models = models

    def read(self, value: Node, path: Path, data: dict[str, object], held: bool, known: Collection[str]) -> bool:
        """Add what is written to `data`; False where it can't be judged as a whole. `held`: a bare time is a hold."""
        if isinstance(value, Text):
            return value.empty or self.line(value, path, data, held, known)
        if not isinstance(value, Keys):
            self.models.tell(value, "a list stands here; write keys without dashes, or a line such as `3 x 10`")
            return False
        whole = True
        if "line" in value.pairs:
            key, node = value.pairs["line"]
            if not self.models.take((*path, "line"), key, node):
                whole = False
            elif isinstance(node, Text):
                whole = self.line(node, path, data, held, known)
            else:
                self.models.tell(node, "`line` is a coach's line, such as `line: 3 x 10, rest 60s`")
                whole = False
        said = set(data)
        for name, (key, node) in value.pairs.items():
            where = (*path, name)
            if name == "line":
                continue
            if name not in known:
                self.models.tell(key, unknown_key(name, list(known)))
            elif name in said:
                self.models.tell(key, f"`{name}` stands in the line too; keep one of them")
            elif self.models.take(where, key, node):
                data[name] = self.weeks(node, where, held) if name == "weeks" else self.models.plain(node, where)
            else:
                whole = False
        return whole

    def line(self, node: Text, path: Path, data: dict[str, object], held: bool, known: Collection[str]) -> bool:
        """Add the words of a coach's line."""
        if node.broken:
            return False
        self.models.tell_cut(node)
        words, slips = parse_line(node.text, held=held)
        for slip in slips:
            self.models.findings.tell(self.models.shown, node.line, node.column_of(slip.start), slip.message)
        for key, word in words.items():
            self.models.mark((*path, key), node, word.start)
            if key in known:
                data[key] = word.value
            else:
                message = f"`{key}` holds for all weeks; write it in the step itself"
                self.models.findings.tell(self.models.shown, node.line, node.column_of(word.start), message)
        return not slips

    def weeks(self, node: Node, path: Path, held: bool) -> tuple[Week, ...]:
        """The doses of other weeks, from `1`, `2-3` and `4+`."""
        if not isinstance(node, Keys):
            if not (isinstance(node, Text) and node.broken):
                self.models.tell(
                    node, "`weeks` needs a line for each week under it, such as `1: 3 x 15` and `2-3: 3 x 12`"
                )
            return ()
        read: list[Week] = []
        for index, (name, (key, value)) in enumerate(node.pairs.items()):
            where = (*path, index)
            self.models.mark_key(where, key)
            self.models.mark(where, key)
            match = _WEEK.fullmatch(name)
            if not match:
                self.models.tell(key, f"{quoted(name)} is no week; write 1, 2-3 or 4+")
                continue
            first = int(match[1])
            last = LAST_WEEK if match[3] else int(match[2] or first)
            if not 1 <= first <= last <= LAST_WEEK:
                self.models.tell(key, f"weeks {name.strip()}: write them upwards, from 1 to {LAST_WEEK} at most")
                continue
            if not self.models.take((*where, "dosage"), key, value):
                continue
            data: dict[str, object] = {}
            if not self.read(value, (*where, "dosage"), data, held, WEEK_KEYS):
                continue
            if dosage := self.models.build(Dosage, data, (*where, "dosage")):
                read.append(Week(first=first, last=last, dosage=dosage))
        return tuple(read)
