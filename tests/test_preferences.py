"""Preferences: what their words come to, every fault at its line, and a cache that a warm start reads instead."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandtimer.errors import FileError
from bandtimer.preferences import TEMPLATE, read_preferences
from bandtimer.settings import Settings
from bandtimer.settings_cache import read_settings
from bandtimer.timeline import Side

EVERYTHING = """\
time:
  setup-anchored: 30s
  setup-free: 15s
  ready: 4s
  resume: 2s
  rest: 1:15
  between: 2min
  group-between: 8s
  switch: 7
  starts: right
sound:
  beats: off
  volume: 80%
  glides: no
  speaker: silence
  delay: 180ms
voice:
  on: false
  name: Anna
  rate: 180
  language: de
  counting: down
  last-reps: last one
  half-way: off
  verb-reps: 4
  tips: off
screen:
  theme: nord
  reduced-motion: on
  captions: yes
  flash: true
"""


def test_every_key_reaches_its_setting():
    """A file with every key changes every setting, and each to what it says."""
    settings = read_preferences(EVERYTHING, "p.yaml")
    assert settings == Settings(
        setup_anchored=30_000,
        setup_free=15_000,
        ready=4_000,
        resume=2_000,
        rest=75_000,
        between=120_000,
        group_between=8_000,
        switch=7_000,
        first_side=Side.RIGHT,
        beats=False,
        volume=0.8,
        glides=False,
        speaker="silence",
        delay=180,
        voice=False,
        voice_name="Anna",
        voice_rate=180,
        language="de",
        counting="down",
        last_reps="last one",
        half_way=False,
        verb_reps=4,
        tips_aloud=False,
        theme="nord",
        reduced_motion=True,
        captions=True,
        flash=True,
    )
    usual = Settings()
    same = [
        field.name
        for field in dataclasses.fields(Settings)
        if getattr(settings, field.name) == getattr(usual, field.name)
    ]
    assert same == []


def test_the_template_changes_nothing_and_names_every_key():
    """The file that people begin with is the house's defaults, commented out or not."""
    assert read_preferences(TEMPLATE, "p.yaml") == Settings()
    assert read_preferences(TEMPLATE.replace("\n#  ", "\n  "), "p.yaml") == Settings()
    named = [line.split(":")[0].strip("# ") for line in TEMPLATE.splitlines()]
    assert [line.split(":")[0].strip() for line in EVERYTHING.splitlines()] == named[1:]


def test_the_page_about_preferences_shows_the_template():
    """docs/preferences.md names every key as the template does."""
    assert TEMPLATE in (Path(__file__).parents[1] / "docs" / "preferences.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "# nothing\n", "time:\n", "voice: on\n", "Sound:\n".lower()])
def test_an_empty_file_is_all_defaults(text: str):
    """Nothing written changes nothing."""
    assert read_preferences(text, "p.yaml") == Settings()


def test_voice_off_is_enough():
    """`voice: off` needs no group; a space or an underscore in a key is a hyphen."""
    assert read_preferences("voice: off\n", "p.yaml").voice is False
    assert read_preferences("time:\n  setup_free: 9s\n", "p.yaml").setup_free == 9_000
    assert read_preferences("time:\n  setup free: 9s\n", "p.yaml").setup_free == 9_000


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("time:\n  rst: 30s\n", (2, 3), "did you mean rest?"),
        ("tiem:\n  rest: 30s\n", (1, 1), "did you mean time?"),
        ("time:\n  rest: -5s\n", (2, 9), "less than nothing"),
        ("time:\n  rest: soon\n", (2, 9), "no length of time"),
        ("time:\n  starts: both\n", (2, 11), "'left' or 'right'"),
        ("sound:\n  volume: 120%\n", (2, 11), "0% to 100%"),
        ("sound:\n  delay: 5s\n", (2, 10), "0ms to 2000ms"),
        ("sound:\n  beats: maybe\n", (2, 10), "neither on nor off"),
        ("sound: 5\n", (1, 8), "keys belong here"),
        ("voice:\n  rate: 3\n", (2, 9), "greater than or equal to 80"),
        ("voice:\n  rate: fast\n", (2, 9), "no whole number"),
        ("voice:\n  counting: no\n", (2, 13), "'up', 'down' or 'off'"),
        ("- rest: 3s\n", (1, 1), "keys belong here"),
        ("time:\n  rest: 3s\n  rest: 4s\n", (3, 3), "stands twice"),
        ("a: b: c\n", (1, 5), "no YAML"),
        ("[" * 50, (1, 33), "deep"),
    ],
)
def test_each_fault_has_its_place_and_mend(text: str, place: tuple[int, int], says: str):
    """A wrong word is told with line, column and what to write instead."""
    with pytest.raises(FileError) as raised:
        read_preferences(text, "p.yaml")
    (problem,) = raised.value.problems
    assert (problem.line, problem.column) == place
    assert says in problem.message


def test_all_faults_are_told_at_once():
    """Three wrong lines are three problems."""
    with pytest.raises(FileError) as raised:
        read_preferences("time:\n  rst: 3s\n  rest: -1s\nsound:\n  volume: loud\n", "p.yaml")
    assert [problem.line for problem in raised.value.problems] == [2, 3, 5]


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_is_read_or_told(text: str | bytes):
    """Whatever stands in the file, it comes to settings or to problems, never to a traceback."""
    try:
        assert isinstance(read_preferences(text, "p.yaml"), Settings)
    except FileError as error:
        assert error.problems


def test_no_file_is_all_defaults(tmp_path: Path):
    """Nobody needs a preferences file."""
    assert read_settings(tmp_path / "none.yaml", tmp_path / "cache") == Settings()
    assert not (tmp_path / "cache").exists()


def test_the_cache_follows_the_file(tmp_path: Path):
    """The kept settings are used for the same text only, and a damaged cache is no matter."""
    file, cache = tmp_path / "preferences.yaml", tmp_path / "cache"
    file.write_text(EVERYTHING, encoding="utf-8")
    cold = read_settings(file, cache)
    assert read_settings(file, cache) == cold == read_preferences(EVERYTHING, "p.yaml")
    (cache / "settings.json").write_text("{", encoding="utf-8")
    assert read_settings(file, cache) == cold
    file.write_text("time:\n  rest: 10s\n", encoding="utf-8")
    assert read_settings(file, cache) == Settings(rest=10_000)
    file.write_text("time:\n  rest: no\n", encoding="utf-8")
    with pytest.raises(FileError):
        read_settings(file, cache)


def test_an_unreadable_file_is_told(tmp_path: Path):
    """A folder in the file's place is one clear line."""
    with pytest.raises(FileError, match="can't be read"):
        read_settings(tmp_path, tmp_path / "cache")
