"""Reads the keys of a routine: its blocks, or steps without blocks, and the exercises of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bandtimer.exercise import Exercise
from bandtimer.findings import nearest, quoted
from bandtimer.model_messages import unknown_key
from bandtimer.routine import Block, Routine, Timing, WaitStep
from bandtimer.step_reading import RESERVED, StepReader
from bandtimer.yaml_tree import Items, Keys, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.marks import Path
    from bandtimer.model_reading import ModelReader
    from bandtimer.routine import IncludeStep
    from bandtimer.yaml_tree import Node

ROUTINE_KEYS = (*Routine.model_fields, "do")
BLOCK_KEYS = tuple(Block.model_fields)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTHING = (WaitStep(wait="-"),)
"""Stands for steps that could not be read, so that the rest of a block is checked all the same."""


class RoutineReader:
    """Reads one routine file into `Routine`.

    `exercises` (those that it may name) grows by its own; `include` reads the routine that a step includes.
    """

    def __init__(
        self,
        models: ModelReader,
        exercises: dict[str, Exercise | None],
        include: Callable[[Text, Path], IncludeStep | None],
    ) -> None:
        self.models = models
        self.exercises = exercises
        self.steps = StepReader(models, exercises, include)

    def read(self, node: Keys, path: Path) -> Routine | None:
        """The routine, or None after telling what is wrong."""
        models = self.models
        models.mark(path, node)
        data: dict[str, object] = {}
        if "exercises" in node.pairs:
            key, value = node.pairs["exercises"]
            if models.take((*path, "exercises"), key, value):
                data["exercises"] = self.own_exercises(value, (*path, "exercises"))
        for name, (key, value) in node.pairs.items():
            where = (*path, name)
            if name == "exercises":
                continue
            if name not in ROUTINE_KEYS:
                models.tell(key, self.unknown(name))
            elif name == "do":
                self.unnamed_block(key, value, data, path)
            elif not models.take(where, key, value):
                continue
            elif name == "blocks":
                data[name] = self.blocks(value, where)
            else:
                data[name] = models.plain(value, where)
        if not {"blocks", "do"} & node.pairs.keys():
            models.tell(node, "there are no steps; write `do:` with a list of steps under it, or `blocks:`")
        if not data.get("blocks"):
            data["blocks"] = (Block(do=_NOTHING),)
        return models.build(Routine, data, path)

    def unknown(self, name: str) -> str:
        """What to say of a key that a routine does not have."""
        if name in Timing.model_fields:
            return f"`{name}` at the top of the file; write it under `defaults:`, indented by two spaces"
        if name in self.exercises:
            return f"{quoted(name)} at the top of the file; write it as a step under `do:`, after a dash"
        if name in BLOCK_KEYS:
            return f"`{name}` belongs to a block; write it under one of `blocks:`"
        return unknown_key(name, list(ROUTINE_KEYS))

    def unnamed_block(self, key: Text, value: Node, data: dict[str, object], path: Path) -> None:
        """Steps right at the top of the file are one block without a name."""
        models, where = self.models, (*path, "blocks", 0)
        if "blocks" in data:
            models.tell(key, "`do` beside `blocks`; put these steps into a block: `- name: …` with `do:` under it")
            return
        models.mark((*path, "blocks"), key)
        models.mark(where, key)
        if models.take((*where, "do"), key, value):
            steps = self.steps.steps(value, (*where, "do"))
            data["blocks"] = (models.build(Block, {"do": steps or _NOTHING}, where),)

    def blocks(self, node: Node, path: Path) -> tuple[Block, ...]:
        """The blocks that could be read."""
        if not isinstance(node, Items):
            self.models.tell(node, "`blocks` is a list; begin each with a dash: `- name: Prime`, and `do:` under it")
            return ()
        if not node.items:
            self.models.tell(node, "no blocks; write one: `- name: Prime`, and `do:` with steps under it")
        read = (self.block(item, (*path, index)) for index, item in enumerate(node.items))
        return tuple(block for block in read if block is not None)

    def block(self, node: Node, path: Path) -> Block | None:
        """One block, or None after telling what is wrong."""
        models = self.models
        models.mark(path, node)
        if not isinstance(node, Keys):
            if not (isinstance(node, Text) and node.broken):
                models.tell(node, "a block has keys: `name:`, and `do:` with a list of steps under it")
            return None
        data: dict[str, object] = {}
        misplaced = False
        for name, (key, value) in node.pairs.items():
            where = (*path, name)
            if name in self.exercises or (name in RESERVED and name not in BLOCK_KEYS):
                models.tell(key, f"the step {quoted(name)} stands right in a block; put it under the block's `do:`")
                misplaced = True
            elif name not in BLOCK_KEYS:
                outside = name in ROUTINE_KEYS and not nearest(name, BLOCK_KEYS)
                top = f"`{name}` belongs to the top of the file, not to a block; move it there"
                models.tell(key, top if outside else unknown_key(name, list(BLOCK_KEYS)))
            elif not models.take(where, key, value):
                continue
            elif name == "do":
                data[name] = self.steps.steps(value, where) or _NOTHING
            else:
                data[name] = models.plain(value, where)
        if "do" not in data:
            if not misplaced and "do" not in node.pairs:
                models.tell(node, "this block has no steps; write `do:` with a list of steps under it")
            data["do"] = _NOTHING
        return models.build(Block, data, path)

    def own_exercises(self, node: Node, path: Path) -> dict[str, Exercise]:
        """The exercises that the routine defines; steps may name the broken ones too."""
        models = self.models
        if not isinstance(node, Keys):
            models.tell(node, "`exercises` needs ids under it, such as `towel-slide:` with `name:` under that")
            return {}
        own: dict[str, Exercise] = {}
        for name, (key, value) in node.pairs.items():
            where = (*path, name)
            self.exercises[name] = None
            if name in RESERVED:
                models.tell(key, f"`{name}` is a word of the format; give the exercise another id")
            elif not _ID.fullmatch(name):
                models.tell(key, f"{quoted(name)} is no id; write lowercase words with hyphens, such as towel-slide")
            if not models.take(where, key, value):
                continue
            exercise = models.build(Exercise, models.plain(value, where), where)
            if exercise is not None:
                own[name] = self.exercises[name] = exercise
        return own
