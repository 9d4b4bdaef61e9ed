"""Reads the steps of a routine: a coach's line or the long form of an exercise, and the reserved words.

A step is a mapping with exactly one key. The slips that people make there (keys not indented under their
exercise, a line in braces, no blank after the colon) are told as what they are, and read as they were meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.dosage_reading import DosageReader
from bandtimer.findings import listed, nearest, quoted
from bandtimer.marks import Path
from bandtimer.model_messages import unknown_key
from bandtimer.routine import ExerciseStep, GroupStep, RestStep, WaitStep
from bandtimer.yaml_tree import BROKEN, Items, Keys, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bandtimer.exercise import Exercise
    from bandtimer.model_reading import ModelReader
    from bandtimer.routine import IncludeStep, Step
    from bandtimer.yaml_tree import Node

GROUPS = ("superset", "circuit", "rounds")
RESERVED = ("rest", "wait", *GROUPS, "include")
"""The words that a step may begin with beside an exercise's id."""

EXERCISE_KEYS = ("line", *(key for key in ExerciseStep.model_fields if key != "exercise"))
GROUP_KEYS = ("rounds", "rest", "between", "do")
"""`times` is another word for `rounds` inside `rounds:`."""


class StepReader:
    """Reads the steps of one file.

    `exercises`: those that the file may name, None for one that is there but broken. `include` reads another routine.
    """

    def __init__(
        self,
        models: ModelReader,
        exercises: Mapping[str, Exercise | None],
        include: Callable[[Text, Path], IncludeStep | None],
    ) -> None:
        self.models = models
        self.exercises = exercises
        self.include = include
        self.dosages = DosageReader(models)

    def steps(self, node: Node, path: Path) -> list[Step]:
        """The steps that could be read; the others have been told of."""
        models = self.models
        models.mark(path, node)
        if isinstance(node, Items):
            if not node.items:
                models.tell(node, "no steps; write one, such as `- prone-leg-curl: 2 x 25`")
            read = (self.step(item, (*path, index)) for index, item in enumerate(node.items))
            return [step for step in read if step is not None]
        if isinstance(node, Keys):
            models.tell(node, "steps are a list; begin each with a dash, such as `- prone-leg-curl: 2 x 25`")
        elif not node.broken:
            models.tell(node, f"{quoted(node.text)} is no list of steps; write each on its own line under `do:`, "
                        "such as `- prone-leg-curl: 2 x 25`")  # fmt: skip
        return []

    def step(self, node: Node, path: Path) -> Step | None:
        """One step, or None after telling what is wrong with it."""
        self.models.mark(path, node)
        if isinstance(node, Keys) and node.pairs:
            pairs = list(node.pairs.values())
            key, value = pairs[0]
            if len(pairs) > 1:
                value = self.several_keys(node, pairs)
            return self.one_key(key, value, path)
        if isinstance(node, Text):
            self.bare_text(node)
        else:
            self.models.tell(node, "a step is an exercise and its dose, such as `- prone-leg-curl: 2 x 25`")
        return None

    def one_key(self, key: Text, value: Node, path: Path) -> Step | None:  # noqa: PLR0911 -- one return a word
        """The step that its key says it is."""
        models, name = self.models, key.text
        models.mark_key(path, key)
        if name in GROUPS:
            return self.group(name, value, path)
        if name in ("rest", "wait", "include"):
            if not models.take((*path, name), key, value):
                return None
            if not isinstance(value, Text):
                models.tell(value, f"`{name}` as a step takes one value, such as `- {_EXAMPLES[name]}`")
                return None
            models.tell_cut(value)
            if name == "include":
                return self.include(value, path)
            if name == "rest":
                return models.build(RestStep, {"rest": value.text}, path)
            return models.build(WaitStep, {"wait": value.text}, path)
        if name not in self.exercises:
            self.unknown_step(key)
            if isinstance(value, Items):
                return None
        return self.exercise(key, value, path)

    def unknown_step(self, key: Text) -> None:
        """Tell of a step that is neither an exercise nor a reserved word, with what it may have meant."""
        name, known = key.text, [*self.exercises, *RESERVED]
        if name in EXERCISE_KEYS or name in ("name", "blocks", "exercises", "defaults"):
            message = f"`{name}` begins a step, but it is no exercise; write it under one, indented by two spaces"
        elif close := nearest(name, known, 3):
            message = f"there is no exercise {quoted(name)}; did you mean {' or '.join(close)}?"
        else:
            some = listed(self.exercises, 4) or "none yet"
            message = f"there is no exercise {quoted(name)}; known are {some} (`bandtimer exercises` lists all)"
        self.models.tell(key, message)

    def exercise(self, key: Text, value: Node, path: Path) -> ExerciseStep | None:
        """An exercise with its dose."""
        known = self.exercises.get(key.text)
        held = known is None or (known.hold is not None and known.reps is None)
        data: dict[str, object] = {"exercise": key.text}
        self.models.mark((*path, "exercise"), key)
        if isinstance(value, Items):
            self.models.tell(value, f"a list stands under `{key.text[:40]}`; write its keys without dashes, "
                             "or a line such as `2 x 25`")  # fmt: skip
            return None
        if not self.dosages.read(value, path, data, held, EXERCISE_KEYS):
            return None
        return self.models.build(ExerciseStep, data, path)

    def group(self, name: str, value: Node, path: Path) -> GroupStep | None:
        """A superset, a circuit or rounds."""
        models = self.models
        data: dict[str, object] = {"kind": name}
        if isinstance(value, Text):
            if not value.broken:
                stands = f", not {quoted(value.text)}" if value.text else ""
                models.tell(
                    value, f"`{name}` needs steps under it{stands}; write `{name}:`, then `do:` with a list under it"
                )
            return None
        steps = value if isinstance(value, Items) else self.group_keys(name, value, path, data)
        if steps is None:
            return None
        data["do"] = self.steps(steps, (*path, "do"))
        return models.build(GroupStep, data, path) if data["do"] else None

    def group_keys(self, name: str, value: Keys, path: Path, data: dict[str, object]) -> Node | None:
        """Add the keys of a group to `data`; returns its list of steps, which are read last."""
        models, steps = self.models, None
        for word, (key, node) in value.pairs.items():
            meant = "rounds" if word == "times" and name == "rounds" else word
            if not models.take((*path, meant), key, node):
                continue
            if meant == "do":
                steps = node
            elif meant not in GROUP_KEYS:
                models.tell(key, unknown_key(word, [*GROUP_KEYS, "times"] if name == "rounds" else list(GROUP_KEYS)))
            elif meant in data:
                models.tell(key, "`times` and `rounds` say the same; keep one of them")
            else:
                data[meant] = models.plain(node, (*path, meant))
        if steps is None and (*path, "do") not in models.broken:
            models.tell(value, f"`{name}` has no steps; write `do:` with a list of steps under it")
        return steps

    def several_keys(self, node: Keys, pairs: list[tuple[Text, Node]]) -> Node:
        """Tell why a step has more than one key; returns the first key's value as it was meant."""
        (key, value), others = pairs[0], pairs[1:]
        second = others[0][0]
        own = (*GROUP_KEYS, "times") if key.text in GROUPS else EXERCISE_KEYS
        is_empty = isinstance(value, Text) and value.empty
        names = " and ".join(f"`{other.text[:24]}`" for other, _ in others[:3]) + (" …" if len(others) > 3 else "")
        are = "stands" if len(others) == 1 else "stand"
        if node.flow:
            self.models.tell(second, "inside { } a comma ends the value; write the step without braces, such as "
                             "`- prone-leg-curl: 2 x 25, rest 45s`")  # fmt: skip
        elif key.text not in ("rest", "wait", "include") and self.meant_under(
            own, is_empty, [it.text for it, _ in others]
        ):
            if isinstance(value, Text) and (is_empty or value.broken):
                self.models.tell(second, f"{names} {are} beside `{key.text[:40]}:`, not under it; "
                                 "indent by two more spaces")  # fmt: skip
                return Keys(second.line, second.column, pairs={other.text: (other, it) for other, it in others})
            if isinstance(value, Text) and key.text in GROUPS:
                count = "times" if key.text == "rounds" else "rounds"
                self.models.tell(second, f"{names} {are} beside `{key.text}:`; write `{key.text}:` alone, and under "
                                 f"it, indented, `{count}: {value.text[:12]}` and the others")  # fmt: skip
                return Text(BROKEN, value.line, value.column)
            if isinstance(value, Text):
                self.models.tell(second, f"{names} {are} beside the line of `{key.text[:40]}`; write the line as "
                                 f"`line: {value.text[:40]}` under it, and the other keys too")  # fmt: skip
            else:
                self.models.tell(second, f"{names} {are} beside `{key.text[:40]}:`; indent by two more spaces")
        else:
            self.models.tell(second, f"`{second.text[:40]}` is a second key in one step; begin a step of its own "
                             "with a dash, or indent it under its exercise")  # fmt: skip
        return value

    def meant_under(self, own: Collection[str], is_empty: bool, words: list[str]) -> bool:
        """Whether keys beside an exercise or a group were meant to stand under it."""
        steps = [word for word in words if word not in own and (word in self.exercises or word in RESERVED)]
        known = [word for word in words if word in own]
        return not steps and bool(known) and (is_empty or len(known) == len(words))

    def bare_text(self, node: Text) -> None:
        """Tell what is wrong with a step that is a mere text."""
        if node.broken:
            return
        name, colon, rest = node.text.partition(":")
        if not node.text.strip():
            self.models.tell(node, "an empty step; take the dash out, or write one such as `- prone-leg-curl: 2 x 25`")
        elif colon and " " not in name:
            self.models.tell(node, f"a blank is missing after the colon; write `{name}: {rest.strip()[:40]}`")
        elif node.text in self.exercises:
            self.models.tell(node, f"a colon is missing; write `- {node.text}:` for its own dose, or "
                             f"`- {node.text}: 3 x 10`")  # fmt: skip
        else:
            self.models.tell(node, f"{quoted(node.text)} is no step; write `- exercise: dose`, such as "
                             "`- prone-leg-curl: 2 x 25`")  # fmt: skip


_EXAMPLES = {"rest": "rest: 90s", "wait": "wait: fix the band to the post", "include": "include: hip-warm-up"}
