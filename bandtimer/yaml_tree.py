"""YAML text as a tree of texts, lists and mappings, each with its place: every scalar stays the text that was typed.

Built from the parser's events, never by its own composer: that one follows nesting by recursion, and some 30,000
nested brackets end the process. Depth, number of values and what aliases expand to are bounded here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bandtimer.findings import Findings

DEEPEST = 32
MOST_VALUES = 20_000
"""Values in one reading, aliases expanded and included files counted in."""

BROKEN = "\ue000"
"""Stands (a private letter) for a value that was told of already: readers pass over it in silence."""

_CUT = re.compile(r"[ \t]+(#\d\S*)")

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Text:
    """A scalar; `line` and `column` are 1-based."""

    text: str
    line: int
    column: int
    plain: bool = True
    """Not quoted and no block of lines."""
    inside: int | None = 0
    """Added to an offset into `text` it gives the column of that character after `column`; None: it can't be told."""
    cut: str = ""
    """What follows a plain text as a comment that was hardly meant as one: `#2`."""

    def column_of(self, offset: int) -> int:
        """The column, 1-based, of a character of the text; of the whole scalar where only that is known."""
        return self.column if self.inside is None else self.column + self.inside + offset

    @property
    def empty(self) -> bool:
        """Whether nothing stands there at all."""
        return self.plain and not self.text

    @property
    def broken(self) -> bool:
        """Whether it was told of already."""
        return self.text == BROKEN


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Keys:
    """A mapping; a key that stands twice has been told of and is kept once."""

    line: int
    column: int
    flow: bool = False
    """Written in braces."""
    pairs: dict[str, tuple[Text, Node]] = field(default_factory=dict)


Node = Text | Items | Keys


class Budget:
    """How many more values may be read; shared by all files of one reading."""

    def __init__(self, values: int = MOST_VALUES) -> None:
        self.left = values

    def spend(self, values: int) -> bool:
        """Take so many; False when there are none left."""
        self.left -= values
        return self.left >= 0


class TooMuch(Exception):  # noqa: N818 -- an outcome, told by whoever knows the file
    """The tree is deeper or larger than any routine; `line` and `column` are 1-based."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    node: Items | Keys
    anchor: str | None
    spent: int
    """What the budget had left when it began."""
    key: Text | None = None
    taken: bool = True
    """Whether the pair that `key` begins is kept."""
    height: int = 1


@dataclass(slots=True)
class _Anchor:
    node: Node
    values: int
    height: int
    used: bool = False
    text: Text | None = None


class Composer:
    """Builds the tree of one file and tells what YAML itself would let pass silently."""

    def __init__(self, text: str, shown: str, findings: Findings, budget: Budget) -> None:
        self.text = text
        self.lines = text.splitlines() if "\r" in text else text.split("\n")
        self.shown = shown
        self.findings = findings
        self.budget = budget
        self.anchors: dict[str, _Anchor] = {}
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0

    def compose(self) -> Node | None:
        """The tree; None where the file says nothing. Raises yaml.YAMLError and TooMuch."""
        for event in self._events():
            line, column = _place(event)
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self._tell(line, column, "a second document begins here (`---`); keep one routine in a file")
                    break
            elif isinstance(event, yaml.ScalarEvent):
                tagged = self._tag(event, line, column)
                node = Text(BROKEN, line, column, inside=None) if tagged else self._scalar(event, line, column)
                self._add(node, event.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event.anchor or "", line, column)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._tag(event, line, column)
                self._begin(event, line, column)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
        for name, anchor in self.anchors.items():
            if not anchor.used and anchor.text is not None:
                place = anchor.text
                self._tell(place.line, place.column, f"YAML reads `&{name}` as a name and drops it; quote the value")
        return self.root

    def _events(self) -> Iterator[yaml.Event]:
        return yaml.parse(self.text, Loader=_LOADER)

    def _tell(self, line: int, column: int, message: str) -> None:
        self.findings.tell(self.shown, line, column, message)

    def _tag(self, event: yaml.NodeEvent, line: int, column: int) -> bool:
        tagged = getattr(event, "tag", None) is not None
        if tagged:
            self._tell(line, column, "YAML reads a leading `!` as a tag and drops the word; quote the value")
        return tagged

    def _spend(self, values: int, line: int, column: int) -> None:
        if not self.budget.spend(values):
            raise TooMuch(line, column, f"more than {MOST_VALUES:,} values (aliases expanded); split the routine up")

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> Text:
        value = event.value
        plain = event.style in (None, "")
        inside: int | None = None
        end_line, end_column = _place(event, end=True)
        if end_line == line <= len(self.lines):
            start = column - 1 if plain else column
            if self.lines[line - 1].startswith(value, start):
                inside = 0 if plain else 1
        cut = _CUT.match(self.lines[line - 1], end_column - 1) if plain and inside is not None else None
        return Text(value, line, column, plain, inside, cut[1] if cut else "")

    def _begin(self, event: yaml.CollectionStartEvent, line: int, column: int) -> None:
        if len(self.stack) >= DEEPEST:
            raise TooMuch(
                line, column, f"nested more than {DEEPEST} deep; a routine needs far less: is a bracket open?"
            )
        left = self.budget.left
        self._spend(1, line, column)
        flow = bool(event.flow_style)
        node = Keys(line, column, flow) if isinstance(event, yaml.MappingStartEvent) else Items(line, column)
        self.stack.append(_Open(node, event.anchor, left))

    def _end(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = _Anchor(done.node, done.spent - self.budget.left, done.height)
        self._place(done.node, done.height)

    def _add(self, node: Text, anchor: str | None) -> None:
        self._spend(1, node.line, node.column)
        if anchor:
            self.anchors[anchor] = _Anchor(node, 1, 0, text=node)
        self._place(node, 0)

    def _alias(self, name: str, line: int, column: int) -> None:
        anchor = self.anchors.get(name)
        if anchor is None:
            inside = any(is_open.anchor == name for is_open in self.stack)
            problem = "stands inside itself; write it out" if inside else "names nothing; quote the value if * is meant"
            self._tell(line, column, f"YAML reads a leading `*` as a reference, and `*{name}` {problem}")
            self._place(Text(BROKEN, line, column, False, None), 0)
            return
        anchor.used = True
        self._spend(anchor.values, line, column)
        if len(self.stack) + anchor.height > DEEPEST:
            raise TooMuch(line, column, f"`*{name}` nests more than {DEEPEST} deep; write it out")
        self._place(anchor.node, anchor.height)

    def _place(self, node: Node, height: int) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            if self.root is None:
                self.root = node
            return
        top = self.stack[-1]
        top.height = max(top.height, height + 1)
        if isinstance(top.node, Items):
            top.node.items.append(node)
        elif top.key is None:
            top.key, top.taken = self._key(node, top.node)
        else:
            if top.taken:
                top.node.pairs[top.key.text] = (top.key, node)
            top.key = None

    def _key(self, node: Node, within: Keys) -> tuple[Text, bool]:
        """The key and whether its pair is kept."""
        if not isinstance(node, Text):
            self._tell(node.line, node.column, "a list or mapping can't be a key; write a word before the colon")
            return Text("", node.line, node.column), False
        if node.text == "<<":
            self._tell(node.line, node.column, "`<<` (merging) is not read; write the keys out")
            return node, False
        if node.text in within.pairs:
            first = within.pairs[node.text][0].line
            message = f"`{node.text[:40]}` stands twice (first in line {first}); keep one of them"
            self._tell(node.line, node.column, message)
            return node, False
        return node, True


def _place(event: yaml.Event, *, end: bool = False) -> tuple[int, int]:
    """Line and column, 1-based, where an event begins, or just past where it ends."""
    mark = event.end_mark if end else event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
