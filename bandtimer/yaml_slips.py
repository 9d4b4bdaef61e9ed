"""What people slip on in YAML, told in their words: libyaml names the rule that was broken, not what was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bandtimer.coach_line import OPTIONS
from bandtimer.findings import quoted
from bandtimer.yaml_tree import BROKEN

if TYPE_CHECKING:
    import yaml

_KEY = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[^\s:#'\"\[\]{},&*!|>%@`-][^:#]*?) *:(?= |$)")
_NO_BLANK = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+):(?=[^\s:])")
_WORD = re.compile(r"[\w-]+(?: [\w-]+)?$")


class Slip(NamedTuple):
    """A place where the text is no YAML; line and column are 1-based."""

    line: int
    column: int
    message: str
    mended: str | None = None
    """The text with the slip read as it was meant, line for line; None where that can't be told."""


class _Place(NamedTuple):
    """A place in the text, 0-based as the parser counts."""

    line: int
    column: int


def explain(error: yaml.YAMLError, text: str) -> Slip:
    """The slip behind an error of the parser."""
    problem = str(getattr(error, "problem", None) or "")
    lines = text.splitlines()
    at = _place(error, "problem_mark", lines)
    begun = _place(error, "context_mark", lines) if getattr(error, "context_mark", None) else at
    return _Slips(lines).slip(problem, str(getattr(error, "context", None) or ""), at, begun)


def _place(error: yaml.YAMLError, which: str, lines: list[str]) -> _Place:
    """Where the mark points; past the end of the text, the end of its last line."""
    mark = getattr(error, which, None)
    if mark is None:
        return _Place(0, 0)
    if mark.line >= len(lines):
        last = max(len(lines) - 1, 0)
        return _Place(last, len(lines[last]) if lines else 0)
    return _Place(mark.line, mark.column)


class _Slips:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def slip(self, problem: str, context: str, at: _Place, begun: _Place) -> Slip:  # noqa: PLR0911, PLR0912 -- a table in code
        """Tell a slip by what the parser says and by what stands there."""
        letter = self.rest(at)[:1]
        if "\t" in self.indent(at.line) or "tab" in problem:
            return self.tabs(at.line)
        if problem.startswith("mapping values"):
            return self.second_colon(at)
        if problem.endswith("unexpected ':'"):
            return self.told(at, "a colon in brackets needs a blank after it; or quote the value")
        if "simple key" in context:
            return self.no_colon(begun)
        if "quoted scalar" in context:
            return self.quote(problem, at, begun)
        if "expected key" in problem or "'-' indicator" in problem:
            return self.misfit(problem, at, begun)
        if "flow" in context:
            return self.bracket(at, begun)
        if "alias" in context or "anchor" in context:
            sign = self.rest(begun)[:1]
            named = "a reference" if sign == "*" else "a name"
            return self.value(begun, f"YAML reads a leading `{sign}` as {named}; quote the value")
        if "block scalar" in context:
            sign = self.rest(begun)[:1]
            return self.value(begun, f"YAML reads a leading `{sign}` as a block of lines below; quote the value")
        if "directive" in context:
            return self.told(begun, "a line can't begin with %; write a comment with #, or take it out")
        if "tag" in context or "tag" in problem:
            return self.value(begun, "YAML reads a leading `!` as a tag; quote the value")
        if letter == "@":
            return self.value(at, "a value can't begin with @: write the dose before the tempo, such as "
                              "`3 x 10 @ 3-1-1-0`, or quote the value")  # fmt: skip
        if problem.startswith(("block sequence", "mapping keys")):
            mend = "begin a list on the next line, or quote the value" if letter == "-" else "quote the value"
            return self.value(at, f"a value can't begin with `{letter} `; {mend}")
        if letter and ("cannot start" in problem or "node content" in problem):
            sign = "a backtick" if letter == "`" else f"`{letter}`"
            return self.value(at, f"a value can't begin with {sign}; quote it")
        if "document start" in problem:
            return self.told(at, "this does not belong to what stands above it; begin its key at the left edge")
        return self.told(
            at, f"this is no YAML ({problem or 'it breaks off'}); check quotes, colons and indentation here"
        )

    # --- what stands there -------------------------------------------------------------------------------

    def line(self, number: int) -> str:
        """The line, empty where there is none."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def rest(self, at: _Place) -> str:
        """The line from that place on."""
        return self.line(at.line)[at.column :]

    def indent(self, number: int) -> str:
        """The blanks and tabs that a line begins with."""
        line = self.line(number)
        return line[: len(line) - len(line.lstrip(" \t"))]

    def before(self, number: int) -> int:
        """The nearest line above that says something; -1 where there is none."""
        number -= 1
        while number >= 0 and (not self.line(number).strip() or self.line(number).lstrip().startswith("#")):
            number -= 1
        return number

    # --- what to say of it -------------------------------------------------------------------------------

    def told(self, at: _Place, message: str, mended: str | None = None) -> Slip:
        """A slip at a 0-based place."""
        return Slip(at.line + 1, at.column + 1, message, mended)

    def with_line(self, number: int, line: str) -> str:
        """The text with another line in this place."""
        return "\n".join([*self.lines[:number], line, *self.lines[number + 1 :]]) + "\n"

    def value(self, at: _Place, message: str, shown: _Place | None = None) -> Slip:
        """A value that can't be read; the reading goes on as if it were there."""
        before = self.line(at.line)[: at.column]
        mended = None
        if before.rstrip().endswith((":", "-")) and not set(before) & set("[{"):
            mended = self.with_line(at.line, before + BROKEN)
        return self.told(shown or at, message, mended)

    def tabs(self, number: int) -> Slip:
        """Tabs where blanks must stand: told once for all lines."""
        others = [index for index in range(len(self.lines)) if "\t" in self.indent(index) and index != number]
        also = ""
        if others:
            shown = ", ".join(str(index + 1) for index in others[:5]) + (" …" if len(others) > 5 else "")
            also = f" (also in line{'s' if len(others) > 1 else ''} {shown})"
        lines = [self.indent(index).replace("\t", "  ") + line.lstrip(" \t") for index, line in enumerate(self.lines)]
        mended = "\n".join(lines) + "\n" if "\t" in self.indent(number) else None
        column = self.line(number).find("\t")
        return self.told(_Place(number, max(column, 0)), f"a tab; indent with blanks, two a level{also}", mended)

    def second_colon(self, at: _Place) -> Slip:
        """`note: one: two`, `curl: 2 x 25, rest: 45s`, or a key below a line that has a value already."""
        line = self.line(at.line)
        key = _KEY.match(line)
        if key and key.end() <= at.column:
            start = key.end() + len(line[key.end() :]) - len(line[key.end() :].lstrip())
            word = _WORD.search(line[: at.column])
            place = _Place(at.line, word.start() if word else at.column)
            name = word[0].split(" ")[-1] if word else ""
            after = line[at.column + 1 :].strip().split(",")[0]
            if word:
                place = _Place(at.line, at.column - len(name))
            if name in OPTIONS:
                message = f"`{name}:` inside a line; write `{name} {after[:20]}` without the colon, or quote the value"
            else:
                message = (
                    f"a second colon ({quoted(name + ':')}) in one value; quote the value, or begin a line of its own"
                )
            return self.value(_Place(at.line, start), message, place)
        above = self.before(at.line)
        if match := _NO_BLANK.match(self.line(above)):
            return self.missing_blank(above, match)
        message = "this key is indented deeper than the line above, which has a value already; let the keys line up"
        return self.told(_Place(at.line, len(self.indent(at.line))), message)

    def missing_blank(self, number: int, match: re.Match[str]) -> Slip:
        """`name:Leg day`."""
        line, end = self.line(number), match.end()
        mended = self.with_line(number, f"{line[:end]} {line[end:]}")
        after = line[end:].strip()
        message = f"a blank is missing after the colon; write `{match['key']}: {after[:40]}`"
        return self.told(_Place(number, match.start("key")), message, mended)

    def no_colon(self, at: _Place) -> Slip:
        """A line that should be `key: value`."""
        if match := _NO_BLANK.match(self.line(at.line)):
            return self.missing_blank(at.line, match)
        said = quoted(self.rest(at).strip(), 24)
        message = f"{said} has no colon; write `key: value`, or indent it if it goes on with the line above"
        mended = self.with_line(at.line, "") if not self.line(at.line)[: at.column].strip() else None
        return self.told(at, message, mended)

    def quote(self, problem: str, at: _Place, begun: _Place) -> Slip:
        """A quoted text that isn't closed, or a backslash in double quotes."""
        if "escape" in problem or "hex" in problem:
            slip = self.value(
                begun, "a backslash begins a code inside double quotes; use single quotes, or write it twice"
            )
            return slip._replace(line=at.line + 1, column=at.column + 1)
        return self.value(begun, f"the quote {self.rest(begun)[:1]} that opens here is not closed; close it at the end "
                          "of the text")  # fmt: skip

    def misfit(self, problem: str, at: _Place, begun: _Place) -> Slip:
        """A line that fits neither what it stands under nor what is above; or something after a closing quote."""
        line = self.line(at.line)
        if line[: at.column].strip(" -"):
            key = _KEY.match(line)
            start = key.end() + 1 if key else 0
            value = line[start:].lstrip()
            if value[:1] in ("'", '"') and start < at.column:
                column = len(line) - len(value)
                hint = (
                    "an apostrophe ends single quotes: use double ones" if value[0] == "'" else "quote all of the value"
                )
                message = f"text follows the closing quote; {hint}, or no quotes at all"
                return self.value(_Place(at.line, column), message, at)
            return self.told(
                at, f"{quoted(self.rest(at).strip(), 24)} can't follow what stands before it; quote the value"
            )
        if self.rest(at).startswith(("]", "}")):
            return self.told(at, f"a `{self.rest(at)[0]}` closes nothing; take it out")
        if "'-'" in problem and not self.rest(at).startswith("-"):
            message = (
                f"the list begun in line {begun.line + 1} goes on here; begin with a dash under its dashes, or indent "
            )
            return self.told(at, message + "the key to belong to the step above")
        shown = " and ".join(f"line {number + 1} by {width}" for number, width in self.levels(at.line)[:2])
        blanks = "blank" if at.column == 1 else "blanks"
        return self.told(at, f"indented by {at.column} {blanks}, {shown}; let what belongs together line up")

    def levels(self, number: int) -> list[tuple[int, int]]:
        """The lines above that this one may belong beside, the nearest first, each with its indentation."""
        levels: list[tuple[int, int]] = []
        while (number := self.before(number)) >= 0:
            width = len(self.indent(number))
            if not levels or width < levels[-1][1]:
                levels.append((number, width))
        return levels

    def bracket(self, at: _Place, begun: _Place) -> Slip:
        """A bracket or brace that isn't closed where it should be."""
        opened = self.rest(begun)[:1]
        close = {"[": "]", "{": "}"}.get(opened, "]")
        if at.line == begun.line and self.rest(at).strip():
            return self.told(at, f"a comma or `{close}` is missing before this; or quote the value")
        return self.value(
            begun, f"the `{opened}` that opens here is not closed; close it with `{close}` in the same line"
        )
