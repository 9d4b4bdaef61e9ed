"""Broken files: each is told with file, line, column and mend, all at once, and nothing else ever comes out."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from stock import EXERCISES, shipped_file

from bandtimer.errors import FileError
from bandtimer.file_text import MOST_BYTES
from bandtimer.loader import load_exercise, load_routine

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.yaml"))
VALID = "name: X\ndo:\n  - good-morning: 3 x 10\n"


def told(path: Path) -> str:
    """What is said of the file."""
    with pytest.raises(FileError) as raised:
        load_routine(path, shown=path.name, exercises=EXERCISES, find=shipped_file)
    return str(raised.value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_told_as_expected(path):
    """Word for word what the `.expected` file beside it says."""
    assert told(path) + "\n" == path.with_suffix(".expected").read_text(encoding="utf-8")


def test_every_way_to_break_a_file_differs():
    """The folder holds at least seventy different files, each with what is expected of it."""
    assert len({path.read_bytes() for path in FILES}) == len(FILES) >= 70
    assert {path.stem for path in FOLDER.glob("*.expected")} == {path.stem for path in FILES}


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    """The whole file is meant: no line."""
    assert told(tmp_path / "none.yaml").startswith("none.yaml: error: there is no such file")
    assert told(tmp_path) == f"{tmp_path.name}: error: this is a folder; name a .yaml file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path):
    """Permissions are said to be the reason."""
    path = tmp_path / "secret.yaml"
    path.write_text(VALID, encoding="utf-8")
    path.chmod(0)
    assert "you may not read this file" in told(path)


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    """The refusal of the system ends as one line, for root too."""
    path = tmp_path / "secret.yaml"
    path.write_text(VALID, encoding="utf-8")

    def refuse(*_args, **_keywords):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "you may not read this file" in told(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    """What is no ordinary file is refused before it is opened."""
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "no ordinary file" in told(tmp_path / "pipe.yaml")


def test_a_name_with_a_nul_is_no_file():
    """Not even a path that no system takes ends in a traceback."""
    with pytest.raises(FileError, match="can't be read"):
        load_routine(Path("a\0b"), shown="a", exercises=EXERCISES, find=shipped_file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (codecs.BOM_UTF16_LE + VALID.encode("utf-16-le"), "x.yaml: error: is saved as UTF-16"),
        (codecs.BOM_UTF32_BE + VALID.encode("utf-32-be"), "x.yaml: error: is saved as UTF-16 or UTF-32"),
        (VALID.encode("utf-16-le"), "x.yaml:1:2: error: a control character (U+0000)"),
        ("name: X\nabout: Übung\n".encode("latin-1"), "x.yaml:2:8: error: byte 0xdc is not UTF-8"),
        (codecs.BOM_UTF8 + b"name: X\nabout: a\xff", "x.yaml:2:9: error: byte 0xff is not UTF-8"),
        (b"name: X\r\nabout: a\x00b\r\n", "x.yaml:2:9: error: a control character (U+0000)"),
        (b"name: a\x1b[31mb\n", "x.yaml:1:8: error: a control character (U+001B)"),
        ("name: a\ufeffb\n".encode(), "x.yaml:1:8: error: a control character (U+FEFF)"),
        (b"#" * (2 * MOST_BYTES), "x.yaml: error: is larger than 1 MiB"),
        (b"\x00" * 4096, "x.yaml:1:1: error: a control character (U+0000)"),
    ],
    ids=["utf-16", "utf-32", "bare utf-16", "latin-1", "after a mark", "nul", "escape", "inner mark", "2 MiB", "nuls"],
)
def test_what_is_no_text_is_told_before_it_is_parsed(tmp_path, content, said):
    """Wrong encodings with the place of the first wrong byte, control characters, and what is too large."""
    (tmp_path / "x.yaml").write_bytes(content)
    assert told(tmp_path / "x.yaml").startswith(said)


@pytest.mark.parametrize(
    "content",
    [codecs.BOM_UTF8 + VALID.encode(), VALID.replace("\n", "\r\n").encode(), VALID.replace("\n", "\r").encode()],
    ids=["bom", "windows", "old mac"],
)
def test_what_editors_write_is_read(tmp_path, content):
    """A byte order mark and any line ends are no fault."""
    (tmp_path / "x.yaml").write_bytes(content)
    assert load_routine(tmp_path / "x.yaml", exercises=EXERCISES, find=shipped_file).routine.name == "X"


def test_lines_are_counted_as_editors_count_them(tmp_path):
    """A line separator of Unicode inside a text does not move later lines."""
    (tmp_path / "x.yaml").write_bytes("name: a\u2028b\u0085c\r\ndo:\r\n  - good-morning: 0\r\n".encode())
    assert told(tmp_path / "x.yaml").startswith("x.yaml:3:19: error: 0 is too few")


STEP = "  - good-morning: 3 x 10\n"
HOSTILE = {
    "brackets": "[" * 500_000,
    "braces": "a: " + "{a: " * 200_000,
    "dashes": "- " * 400_000,
    "questions": "? " * 400_000,
    "anchors": "".join(f"- &a{number} x\n" for number in range(50_000)),
    "many steps": "name: X\ndo:\n" + STEP * 40_000,
    "many unknown steps": "name: X\ndo:\n" + "  - bad-morning: 3 x 0, soon\n" * 30_000,
    "many unknown keys": "name: X\n" + "".join(f"key{number}: x\n" for number in range(60_000)),
    "same key": "name: X\n" * 100_000,
    "long text": "name: " + "x" * 1_000_000,
    "long line": "name: X\ndo:\n  - good-morning: " + "3 x 10, " * 120_000,
    "long id": "name: X\ndo:\n  - " + "good-" * 200_000 + "morning: 10\n",
    "many tabs": "\t" * 1_000_000,
    "many wrong lines": "name: X\n" + "  - a: b: c\n" * 5_000,
    "many quotes": 'name: X\ndo:\n' + '  - good-morning: "a" b\n' * 3_000,
    "many list entries": "name: X\nequipment:\n" + "  - [a]\n" * 9_000 + "do:\n" + STEP,
    "alias bomb": "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)),
    "alias ladder": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 9_000)),
    "deep circuits": "name: X\ndo:\n" + "".join("  " * n + "- circuit:\n" for n in range(1, 400)),
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_end_as_a_few_lines(tmp_path, text):
    """Endless nesting, alias bombs and megabytes of anything: at most a hundred problems, each one short line."""
    path = tmp_path / "x.yaml"
    path.write_text(text[:MOST_BYTES], encoding="utf-8")
    lines = told(path).splitlines()
    assert 1 <= len(lines) <= 101
    assert max(map(len, lines)) < 400
    with pytest.raises(FileError):
        load_exercise(path, "x.yaml")


def test_includes_are_bounded(tmp_path):
    """A chain of includes, and includes that double at each step, end as a line each."""
    for number in range(12):
        steps = f"  - include: r{number + 1}\n" * 2 if number < 11 else STEP
        (tmp_path / f"r{number}.yaml").write_text(f"name: R\ndo:\n{steps}", encoding="utf-8")
    assert "include one another" in told(tmp_path / "r0.yaml")
    (tmp_path / "wide.yaml").write_text("name: W\ndo:\n" + "  - include: r11\n" * 60, encoding="utf-8")
    assert "more than 50 includes" in told(tmp_path / "wide.yaml")
    many = "name: W\ndo:\n" + "  - include: big\n" * 40
    (tmp_path / "big.yaml").write_text("name: B\ndo:\n" + STEP * 300, encoding="utf-8")
    (tmp_path / "heavy.yaml").write_text(many, encoding="utf-8")
    assert "more than 20,000 values" in told(tmp_path / "heavy.yaml")
