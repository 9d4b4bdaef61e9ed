"""Valid files, changed at random: whatever comes of it is a routine or a FileError that a person can use."""

from __future__ import annotations

import random
import re

import pytest
from stock import EXERCISES, ROUTINES, shipped_file
from written import ROOT

from bandtimer.errors import FileError
from bandtimer.loader import load_exercise, load_routine, read_routine
from bandtimer.routine_text import dump

SOURCES = [
    path.read_bytes() for folder in (ROUTINES, ROOT / "tests/protocols") for path in sorted(folder.glob("*.yaml"))
]
EXAMPLES = [path.read_bytes() for path in sorted((ROUTINES / "exercises").glob("*.yaml"))]
SIGNS = [sign.encode() for sign in (
    ":", ": ", " #2", "- ", "-", "@", "&a ", "*a", "!", "|", ">", "?", "%", "`", '"', "'", "{", "}", "[", "]", ",",
    "\t", "<<: ", "\n", "\r", "---\n", "x", " x ", "0", "99999999999",
    "-5s", "é", "\u2028", "\ufeff", "\x00", "\xff", "max",
)]  # fmt: skip


def changed(content: bytes, chance: random.Random) -> bytes:
    """One to four small changes, such as hands and bad disks make."""
    for _ in range(chance.randint(1, 4)):
        lines = content.splitlines(keepends=True) or [b""]
        index, at = chance.randrange(len(lines)), chance.randrange(len(content) + 1)
        match chance.randrange(9):
            case 0:
                content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
            case 1:
                content = content[:at] + content[at + chance.randint(1, 12) :]
            case 2 | 3:
                content = content[:at] + chance.choice(SIGNS) + content[at:]
            case 4:
                lines[index] = b" " * chance.randint(0, 6) + lines[index].lstrip(b" ")
                content = b"".join(lines)
            case 5:
                content = b"".join([*lines[:index], lines[chance.randrange(len(lines))], *lines[index:]])
            case 6:
                content = b"".join(lines[:index] + lines[index + 1 :])
            case 7:
                content = content[:at]
            case 8:
                words = re.findall(rb"\S+", content)
                if words:
                    content = content.replace(chance.choice(words), chance.choice(words), 1)
    return content


def assert_usable(error: FileError, content: bytes) -> None:
    """Each problem is one line with a place inside the file and a message."""
    lines = len(re.split(rb"\r\n|\r|\n", content))
    assert error.problems
    for problem in error.problems:
        assert problem.message.isprintable()
        assert 10 < len(problem.message) < 400
        assert 0 <= problem.line <= lines, problem
        assert (problem.column > 0) == (problem.line > 0), problem


@pytest.mark.parametrize("seed", range(400))
def test_a_changed_routine_is_read_or_told(seed, tmp_path):
    """No other exception; and what still reads can be written and read again."""
    chance = random.Random(seed)
    content = changed(chance.choice(SOURCES), chance)
    path = tmp_path / "changed.yaml"
    path.write_bytes(content)
    try:
        routine = load_routine(path, exercises=EXERCISES, find=shipped_file).routine
    except FileError as error:
        assert_usable(error, content)
    else:
        assert read_routine(dump(routine), "y", exercises=EXERCISES, find=shipped_file, base=path).routine == routine


@pytest.mark.parametrize("seed", range(150))
def test_a_changed_exercise_is_read_or_told(seed, tmp_path):
    """The same for the files of the library."""
    chance = random.Random(seed)
    content = changed(chance.choice(EXAMPLES), chance)
    path = tmp_path / "changed.yaml"
    path.write_bytes(content)
    try:
        load_exercise(path)
    except FileError as error:
        assert_usable(error, content)
