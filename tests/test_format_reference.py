"""The reference of the routine file: its tables are made from the code, its examples are read and compiled."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from stock import EXERCISES, shipped_file, timeline_of

from bandtimer.loader import read_routine

DOCS = Path(__file__).parents[1] / "docs"
sys.path.insert(0, str(DOCS))

import routine_keys  # noqa: E402 -- a script beside the page that it makes

PAGE = (DOCS / "routine-format.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
LINES = [line for row in re.findall(r"^\| (`.*`) \|.*\|$", PAGE[: PAGE.index("### Tempo")], re.MULTILINE)
         for line in re.findall(r"`([^`]+)`", row)]  # fmt: skip
ROWS = [
    (table, example)
    for table, body in re.findall(r"<!-- keys: (\w+) -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)
    for example in re.findall(r"\| `([^`]*)` \|$", body, re.MULTILINE)
]


def compiled(text):
    """The timeline of a routine's text."""
    return timeline_of(
        read_routine(text, "page.md", exercises=EXERCISES, find=shipped_file, base=DOCS / "page.yaml").routine
    )


def test_the_tables_are_those_of_the_code():
    """Run docs/routine_keys.py after a change of the models."""
    assert routine_keys.page(PAGE) == PAGE


def test_every_key_is_explained():
    """No cell of meaning, unit, default or example is empty."""
    tables = re.findall(r"<!-- keys: \w+ -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)
    assert len(tables) == len(routine_keys.TABLES)
    for row in "".join(tables).splitlines():
        assert all(cell.strip() not in ("", "None") for cell in re.split(r"(?<!\\)\|", row)[1:-1]), row


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_every_sample_compiles(sample):
    """Whole routines as they stand, steps under `do`."""
    text = sample if sample.startswith("name:") else f"name: Sample\ndo:\n{sample}"
    assert compiled(text).duration > 0


@pytest.mark.parametrize("line", LINES)
def test_every_line_compiles(line):
    """The table of coach's lines, on an exercise that is held and on one that is not."""
    for exercise in ("prone-leg-curl-hold", "standing-leg-curl"):
        assert compiled(f"name: Sample\ndo:\n  - {exercise}: {line}\n").duration > 0


@pytest.mark.parametrize(("table", "example"), ROWS)
def test_every_example_of_a_key_compiles(table, example):
    """Each example of a table, put where its key belongs."""
    key = example.partition(":")[0]
    example = example.replace("\\|", "|")
    step = "  - good-morning: 3 x 10\n"
    beside = {"bouts": "      hold: 10s\n", "off": "      hold: 10s\n      bouts: 6\n"}.get(key, "")
    name = "" if key == "name" else "    name: Own"
    own = f"name: Sample\nexercises:\n  own:\n{name}\n    {example}\ndo:\n  - own: 5\n"
    text = {
        "dosage": f"name: Sample\ndo:\n  - good-morning:\n{beside}      {example}\n",
        "step": f"name: Sample\ndo:\n  - good-morning:\n      {example}\n",
        "group": f"name: Sample\ndo:\n  - circuit:\n      {example}\n      do:\n      {step}",
        "block": f"name: Sample\nblocks:\n  - {example}\n    do:\n    {step}",
        "timing": f"name: Sample\ndefaults:\n  {example}\ndo:\n{step}",
        "routine": f"{example}\n{'' if key == 'name' else 'name: Sample'}\ndo:\n{step}",
        "exercise": own,
        "tip": "",
    }[table]
    if table == "tip":
        others = {"text": "Go.", "source": "ours", "when": "[setup]"}
        rest = "".join(f"        {other}: {value}\n" for other, value in others.items() if other != key)
        text = f"name: S\nexercises:\n  own:\n    name: Own\n    tips:\n      - {example}\n{rest}do:\n  - own: 5\n"
    assert compiled(text).duration > 0


def test_the_samples_were_found():
    """The page has samples, lines and rows to test."""
    assert len(SAMPLES) >= 7
    assert len(LINES) >= 14
    assert len(ROWS) >= 60
