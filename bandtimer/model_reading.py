"""From the tree of a file to checked models: remembers where each value stands and tells errors in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from bandtimer.marks import Mark, Path
from bandtimer.model_messages import message_of
from bandtimer.yaml_tree import Items, Text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bandtimer.findings import Findings
    from bandtimer.yaml_tree import Node

Model = TypeVar("Model", bound=BaseModel)


class ModelReader:
    """Reads the values of one file; the files that a routine includes share `marks` with it."""

    def __init__(self, shown: str, findings: Findings, marks: dict[Path, Mark]) -> None:
        self.shown = shown
        self.findings = findings
        self.marks = marks
        self.keys: dict[Path, Mark] = {}
        """Where the key of a value stands."""
        self.broken: set[Path] = set()
        """Values that were told of already."""

    def tell(self, place: Node, message: str) -> None:
        """A problem at a node."""
        self.findings.tell(self.shown, place.line, place.column, message)

    def mark(self, path: Path, place: Node, offset: int | None = None) -> None:
        """Remember where the value at `path` stands: at the node, or at an offset into its text."""
        column = place.column
        if offset is not None and isinstance(place, Text):
            column = place.column_of(offset)
        self.marks[path] = Mark(self.shown, place.line, column)

    def mark_key(self, path: Path, key: Text) -> None:
        """Remember where the key of `path` stands."""
        self.keys[path] = Mark(self.shown, key.line, key.column)

    def take(self, path: Path, key: Text, value: Node) -> bool:
        """Remember a pair; False where there is nothing to read on: it is broken, or empty, which is told."""
        self.mark(path, value)
        self.mark_key(path, key)
        if isinstance(value, Text) and (value.broken or value.empty):
            if not value.broken:
                self.tell(key, f"`{key.text[:40]}` is empty; write a value after the colon, or take the line out")
            self.broken.add(path)
            return False
        return True

    def plain(self, node: Node, path: Path) -> object:
        """The node as texts, lists and dictionaries, every place remembered."""
        self.mark(path, node)
        if isinstance(node, Text):
            if node.broken:
                self.broken.add(path)
            self.tell_cut(node)
            text = " ".join(node.text.split())
            if not text.isprintable() and not node.broken:
                self.tell(node, "a control character in the text; write it without the code after the backslash")
            return text
        if isinstance(node, Items):
            return [self.plain(item, (*path, index)) for index, item in enumerate(node.items)]
        data: dict[str, object] = {}
        for name, (key, value) in node.pairs.items():
            if self.take((*path, name), key, value):
                data[name] = self.plain(value, (*path, name))
        return data

    def tell_cut(self, node: Text) -> None:
        """Tell of a value that YAML cut short at ` #2`."""
        if node.cut:
            message = (
                f"everything from ` {node.cut}` on is a comment to YAML; quote the value, or write `# ` for a comment"
            )
            self.tell(node, message)

    def build(self, model: type[Model], data: object, path: Path) -> Model | None:
        """A checked model, or None after telling what is wrong; errors of values told of before are passed over."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            for details in errors:
                # A list whose entries are wrong is counted as short of them; that would be told twice.
                where = details["loc"]
                if details["type"] != "too_short" or not any(
                    it["loc"][: len(where)] == where and it is not details for it in errors
                ):
                    self.tell_error(model, details, path)
            return None

    def tell_error(self, model: type[BaseModel], error: ErrorDetails, path: Path) -> None:
        """One error of pydantic's, at the value or the key that it is about."""
        where: Path = error["loc"]
        at_key = error["type"] == "extra_forbidden" or where[-1:] == ("[key]",)
        if where[-1:] == ("[key]",):
            where = where[:-1]
        full = (*path, *where)
        if error["type"] == "missing":
            if any(full[:length] in self.broken for length in range(len(full) + 1)):
                return
            full, at_key = full[:-1], full[:-1] in self.keys
        elif error["type"] == "conflict":
            full = (*full, error["ctx"]["key"])
        if any(full[:length] in self.broken for length in range(len(path), len(full) + 1)):
            return
        mark = self.keys.get(full) if at_key else None
        for length in range(len(full), -1, -1):
            if mark is not None:
                break
            mark = self.marks.get(full[:length])
        mark = mark or Mark(self.shown, 1, 1)
        self.findings.tell(mark.file, mark.line, mark.column, message_of(model, error))
