"""Lint: every rule, with a poor routine that it warns of at the right line and a good one that it lets be."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from stock import EXERCISES, ROUTINES, STOCK, shipped_file

from bandtimer.errors import Problem, Severity
from bandtimer.lint import lint
from bandtimer.lint_rules import DOSAGE_RULES, ROUTINE_RULES, STEP_RULES
from bandtimer.loader import load_routine, read_routine


class Case(NamedTuple):
    """A poor routine, its warned line marked by `# here`, and a good one."""

    rule: str
    says: str
    source: str
    poor: str
    good: str


CASES = (
    Case(
        "both_jobs",
        "two jobs",
        "B, mistakes",
        """\
name: Only curls
goal: hamstrings   # here
do:
  - prone-leg-curl: 2 x 25
  - standing-leg-curl: 2 x 12
  - assisted-nordic-curl: 3 x 5
""",
        """\
name: Both
goal: hamstrings
do:
  - prone-leg-curl: 2 x 25
  - standing-leg-curl: 2 x 12
  - good-morning: 3 x 12
""",
    ),
    Case(
        "both_jobs",
        "two jobs",
        "B, mistakes",
        """\
name: Only hinges
goal: hamstrings   # here
do:
  - good-morning: 2 x 12
  - band-resisted-rdl: 3 x 8
  - pull-through: 100
""",
        """\
name: Two exercises are too few to judge
goal: hamstrings
do:
  - good-morning: 2 x 12
  - band-resisted-rdl: 3 x 8
""",
    ),
    Case(
        "slow_way_back",
        "faster than the way out",
        "B, mistakes",
        """\
name: Slingshot
do:
  - prone-leg-curl: 2 x 25 @ 1-0-2-0   # here
""",
        """\
name: Controlled
do:
  - prone-leg-curl: 2 x 25 @ 2-0-2-0
  - good-morning: 2 x 12 @ 3-0-X-1
""",
    ),
    Case(
        "slow_way_back",
        "no length",
        "B, mistakes",
        """\
name: Dropped
defaults:
  tempo: 0-0-2-0   # here
do:
  - prone-leg-curl: 2 x 25
""",
        """\
name: A hold has no tempo to judge
defaults:
  tempo: 0-0-2-0
do:
  - prone-leg-curl-hold: 2 x 30-60s
""",
    ),
    Case(
        "slow_way_back",
        "faster than the way out",
        "B, mistakes",
        """\
name: In the block
blocks:
  - name: Fast
    tempo: 1-0-2-0   # here
    do:
      - prone-leg-curl: 2 x 25
""",
        """\
name: The step mends the block
blocks:
  - name: Fast
    tempo: 1-0-2-0
    do:
      - prone-leg-curl: 2 x 25 @ 2-0-1-0
""",
    ),
    Case(
        "slow_way_back",
        "faster than the way out",
        "B, mistakes",
        """\
name: In a week
do:
  - prone-leg-curl:
      line: 2 x 25 @ 2-0-2-0
      weeks:
        2: 3 x 25
        3+: 3 x 25 @ 1-0-3-0   # here
""",
        """\
name: Slower each week
do:
  - prone-leg-curl:
      line: 2 x 25 @ 2-0-2-0
      weeks:
        2: 3 x 25
        3+: 3 x 25 @ 4-0-2-0
""",
    ),
    Case(
        "time_for_the_anchor",
        "anchor",
        "B, mistakes",
        """\
name: Hasty
do:
  - prone-leg-curl:
      line: 2 x 25
      setup: 5s   # here
""",
        """\
name: No anchor to check, or time enough, or a wait
do:
  - good-morning:
      line: 2 x 12
      setup: 5s
  - prone-leg-curl:
      line: 2 x 25
      setup: 20s
  - wait: the anchor is checked
  - pull-through:
      line: 100
      setup: 5s
""",
    ),
    Case(
        "time_for_the_anchor",
        "anchor",
        "B, mistakes",
        """\
name: Hasty everywhere
defaults:
  setup: 3s   # here
do:
  - prone-leg-curl: 2 x 25
""",
        """\
name: The block mends the defaults
defaults:
  setup: 3s
blocks:
  - name: Curl
    setup: 30s
    do:
      - prone-leg-curl: 2 x 25
""",
    ),
    Case(
        "hold_in_range",
        "is short; the source says 30-60s",
        "B, blueprint",
        """\
name: Short
do:
  - prone-leg-curl-hold: 3 x 20s   # here
""",
        """\
name: In the range
do:
  - prone-leg-curl-hold: 3 x 30-60s
  - prone-leg-curl-hold: 3 x 45s
  - supine-active-stretch: 1 x 20s, each side
""",
    ),
    Case(
        "hold_in_range",
        "is long; the source says 30-60s",
        "B, blueprint",
        """\
name: Long
do:
  - prone-leg-curl-hold:
      sets: 3
      hold: 30-90s   # here
""",
        """\
name: On until told
do:
  - prone-leg-curl-hold: 3 x 45s+
""",
    ),
    Case(
        "reps_in_range",
        "reps are few; the source says 10-20",
        "A, all 4s",
        """\
name: Few
do:
  - quadruped-kickback: 2 x 6   # here
""",
        """\
name: In the range, or with none
do:
  - quadruped-kickback: 2 x 10-20
  - straight-leg-lower: 2 x 8
  - prone-leg-curl: 2 x 15
""",
    ),
    Case(
        "reps_in_range",
        "reps are many; the source says 10-20",
        "A, beginner",
        """\
name: Many in one week
do:
  - supine-double-leg-press:
      line: 2 x 10-20
      weeks:
        2: 2 x 15
        3: 2 x 30   # here
""",
        """\
name: As many as possible
do:
  - supine-double-leg-press: 2 x max
""",
    ),
    Case(
        "primer_stops_short",
        "not for fatigue",
        "B, blueprint",
        """\
name: Tired before it begins
do:
  - prone-leg-curl:
      line: 2 x 25
      role: primer
      until: fatigue   # here
""",
        """\
name: Fatigue at the end
blocks:
  - name: Prime
    role: primer
    do:
      - prone-leg-curl: 2 x 25
  - name: Finish
    role: finish
    do:
      - standing-leg-curl:
          line: 2 x 20
          until: fatigue
""",
    ),
    Case(
        "primer_first",
        "after the main work",
        "B, blueprint",
        """\
name: Too late
blocks:
  - name: Warm up
    do:
      - supine-leg-extension: 10
  - name: Main
    role: main
    do:
      - band-resisted-rdl: 3 x 8
  - name: Prime
    role: primer   # here
    do:
      - prone-leg-curl: 2 x 25
      - standing-leg-curl: 2 x 12
""",
        """\
name: In time
blocks:
  - name: Prime
    role: primer
    do:
      - prone-leg-curl: 2 x 25
  - name: Main
    role: main
    do:
      - band-resisted-rdl: 3 x 8
""",
    ),
    Case(
        "warmed_up",
        "nothing before it",
        "A, warm-up; B, blueprint",
        """\
name: Cold
blocks:
  - name: Main
    role: main
    do:
      - band-resisted-rdl: 3 x 8   # here
      - good-morning: 3 x 10
""",
        """\
name: Warm
blocks:
  - name: Warm up
    do:
      - include: hip-warm-up
  - name: Main
    role: main
    do:
      - band-resisted-rdl: 3 x 8
""",
    ),
    Case(
        "both_sides",
        "only the left side",
        "ours",
        """\
name: Lopsided
do:
  - quadruped-kickback: 2 x 12, left   # here
""",
        """\
name: Even
do:
  - quadruped-kickback: 2 x 12, left
  - quadruped-kickback: 2 x 12, right
  - standing-leg-curl: 2 x 12, each side
""",
    ),
    Case(
        "easier_first",
        "nothing easier before it",
        "A, advanced",
        """\
name: Straight in
do:
  - core-leg-extension: 2 x 8   # here
  - straight-leg-lower: 2 x 8
""",
        """\
name: Built up
do:
  - straight-leg-lower: 2 x 8
  - core-leg-extension: 2 x 8
""",
    ),
    Case(
        "thick_enough",
        "thick 41-inch loop",
        "B, don't buy the cheap stuff",
        """\
name: The wrong band
do:
  - prone-leg-curl:
      line: 2 x 25
      band: mini band   # here
""",
        """\
name: The right ones, and a thinner one where it helps
do:
  - prone-leg-curl:
      line: 2 x 25
      band: thick 41-inch loop
  - assisted-nordic-curl:
      line: 3 x 5
      band: thin loop
""",
    ),
    Case(
        "equipment_named",
        "thick 41-inch loop",
        "B, don't buy the cheap stuff",
        """\
name: The wrong list
equipment:
  - a mat
  - two mini-bands   # here
do:
  - prone-leg-curl: 2 x 25
""",
        """\
name: Mini-bands for what they are for
equipment:
  - a mini-band
exercises:
  glute-bridge: {name: Glute bridge, pattern: [hip extension], reps: 10-20}
do:
  - glute-bridge: 2 x 15
  - prone-leg-curl: 2 x 25
""",
    ),
)


def warnings(text: str) -> list[Problem]:
    loaded = read_routine(text, "r.yaml", exercises=EXERCISES, find=shipped_file, base=Path("r.yaml"))
    return lint(loaded, EXERCISES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.says}")
def test_a_poor_routine_is_warned_of_at_its_line(case: Case):
    """A poor routine gives one warning: of this rule, with its source, at the line that is about it."""
    line = next(number for number, text in enumerate(case.poor.splitlines(), 1) if text.endswith("# here"))
    (warning,) = warnings(case.poor)
    assert case.says in warning.message
    assert (warning.severity, warning.source, warning.line) == (Severity.WARNING, case.source, line)
    assert str(warning).startswith(f"r.yaml:{line}:{warning.column}: warning: ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.says}")
def test_a_good_routine_is_let_be(case: Case):
    """What the rule does not mean, it does not warn of."""
    assert warnings(case.good) == []


def test_every_rule_has_a_case():
    """No rule stands without a poor and a good routine."""
    rules = {rule.__name__ for rule in (*ROUTINE_RULES, *STEP_RULES, *DOSAGE_RULES)}
    assert rules == {case.rule for case in CASES}


@pytest.mark.parametrize("name", STOCK)
def test_stock_routines_give_no_warning(name: str):
    """The shipped routines are as good as the sources want them."""
    loaded = load_routine(ROUTINES / f"{name}.yaml", exercises=EXERCISES, find=shipped_file)
    assert lint(loaded, EXERCISES) == []


def test_a_primer_to_the_utmost_is_warned_of():
    """`max` in a primer is fatigue by another word."""
    (warning,) = warnings("name: P\ndo:\n  - standing-leg-curl:\n      reps: max\n      role: primer\n")
    assert "not for fatigue" in warning.message
    assert warning.line == 4


def test_warnings_of_an_included_routine_name_its_file(tmp_path: Path):
    """What is poor in an included file is told at its own line there."""
    part = tmp_path / "part.yaml"
    part.write_text("name: P\ndo:\n  - prone-leg-curl: 2 x 25 @ 1-0-2-0\n", encoding="utf-8")
    whole = tmp_path / "whole.yaml"
    whole.write_text("name: W\ndo:\n  - include: part\n", encoding="utf-8")
    loaded = load_routine(whole, exercises=EXERCISES, find=shipped_file)
    (warning,) = lint(loaded, EXERCISES)
    assert (Path(warning.path).name, warning.line) == ("part.yaml", 3)


def test_the_words_in_a_line_are_pointed_at():
    """In a coach's line the column is that of the word itself."""
    text = "name: S\ndo:\n  - prone-leg-curl: 2 x 25 @ 1-0-2-0, rest 45s\n"
    (warning,) = warnings(text)
    assert text.splitlines()[2][warning.column - 1 :].startswith("1-0-2-0")
