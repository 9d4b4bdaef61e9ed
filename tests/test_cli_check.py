"""`check`, `new` and `schema`: what is wrong with a file, and how to begin one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import here, process
from stock import ROUTINES

from bandtimer.checking import is_exercise
from bandtimer.folders import Folders
from bandtimer.schema import exercise_schema

BROKEN = Path(__file__).parent / "broken"
POOR = "name: P\ndo:\n  - prone-leg-curl: 2 x 25 @ 1-0-2-0\n"


def test_the_stock_files_have_no_problem(capsys):
    """Routines and exercises that ship check with nothing to say and exit code 0."""
    ended = here(capsys, "check", str(ROUTINES))
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "28 files: 0 errors, 0 warnings\n"


def test_a_folder_of_broken_files_is_told_file_by_file(capsys):
    """Each of the broken files has a line FILE:LINE:COL: error: message; the exit code is 1."""
    ended = here(capsys, "check", str(BROKEN))
    assert ended.code == 1
    told = {Path(line.split(": ")[0].split(".yaml")[0]).name for line in ended.out.splitlines()}
    files = {path.stem for path in BROKEN.rglob("*.yaml")}
    assert files - told == set()


def test_a_warning_is_exit_code_0(capsys, tmp_path):
    """A poor routine is warned of with its source, and checks."""
    file = tmp_path / "p.yaml"
    file.write_text(POOR, encoding="utf-8")
    ended = here(capsys, "check", str(file))
    assert ended.code == 0
    assert ended.out.startswith(f"{file}:3:30: warning: ")
    assert ended.out.endswith("[B, mistakes]\n")
    assert ended.err == "1 file: 0 errors, 1 warning\n"


def test_check_json_has_every_field(capsys, tmp_path):
    """`--json` says file, line, column, severity, message and source of each problem."""
    file = tmp_path / "p.yaml"
    file.write_text(POOR, encoding="utf-8")
    document = json.loads(here(capsys, "check", "--json", str(file)).out)
    (problem,) = document.pop("problems")
    assert document == {"format": 1, "files": 1}
    message = problem.pop("message")
    assert "faster" in message
    assert problem == {"file": str(file), "line": 3, "column": 30, "severity": "warning", "source": "B, mistakes"}


def test_standard_input_can_be_checked():
    """`-` reads a routine from standard input; what is no text is told."""
    assert process("check", "-", text=POOR).out.startswith("<stdin>:3:30: warning: ")
    ended = process("check", "-", text="name: x\ndo:\n  - prone-leg-crl: 3\n")
    assert ended.code == 1
    assert ended.out.startswith("<stdin>:3:5: error: there is no exercise")


def test_a_name_of_the_library_can_be_checked(capsys):
    """`check leg-day-blueprint` needs no path; an unknown one is told."""
    assert here(capsys, "check", "leg-day-blueprint").code == 0
    assert "did you mean" in here(capsys, "check", "leg-day-bluprint").err


def test_missing_files_and_empty_folders_are_told(capsys, tmp_path):
    """Nothing is passed over in silence."""
    ended = here(capsys, "check", str(tmp_path / "none.yaml"))
    assert ended.code == 1
    assert "there is no such file" in ended.out
    assert "no .yaml file in this folder" in here(capsys, "check", str(tmp_path)).err


def test_what_fails_only_in_a_week_or_at_the_top_is_found(capsys, tmp_path):
    """A window that is too short only in week 3, or only at the top of the range, is an error all the same."""
    file = tmp_path / "w.yaml"
    file.write_text(
        "name: W\ndo:\n  - prone-leg-curl:\n      line: 3 x 10 @ 2-0-1-0, every 60s\n      weeks:\n        3: 3 x 30\n",
        encoding="utf-8",
    )
    ended = here(capsys, "check", str(file))
    assert (ended.code, len(ended.out.splitlines())) == (1, 1)
    file.write_text("name: T\ndo:\n  - prone-leg-curl: 3 x 10-30 @ 2-0-1-0, every 60s\n", encoding="utf-8")
    assert here(capsys, "check", str(file)).out.startswith(f"{file}:3:")


def test_exercises_and_preferences_are_checked_as_such(capsys, tmp_path):
    """A file is judged by what it is: an exercise, the preferences, a routine."""
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    (exercises / "slide.yaml").write_text("name: Slide\nrep: 8\n", encoding="utf-8")
    (tmp_path / "preferences.yaml").write_text("time:\n  rst: 3s\n", encoding="utf-8")
    out = here(capsys, "check", str(tmp_path)).out
    assert "slide.yaml:2:1: error: " in out
    assert "preferences.yaml:2:3: error: unknown key `rst`" in out
    assert not is_exercise("name: x\nblocks:\n- do: []\n", exercises / "odd.yaml")
    assert is_exercise("name: x\nfirst: eccentric\n", tmp_path / "anywhere.yaml")


def test_new_writes_a_routine_that_checks(capsys):
    """`new` writes a commented file that has no problem and can be shown, with the schema beside it."""
    ended = here(capsys, "new", "Morning: hinge & hold")
    path = Path(ended.out.strip())
    assert ended.code == 0
    assert path == Folders.in_use().routines / "morning-hinge-hold.yaml"
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    schema = path.parent / first.partition("=")[2]
    assert json.loads(schema.read_text(encoding="utf-8"))["title"] == "A routine for bandtimer"
    assert text.count("#") > 8
    assert here(capsys, "check", str(path)) == (0, "", "1 file: 0 errors, 0 warnings\n")
    assert here(capsys, "show", "morning-hinge-hold").out.startswith("Morning: hinge & hold ")


def test_new_never_overwrites(capsys):
    """A second `new` of the same name changes nothing."""
    path = Path(here(capsys, "new", "mine").out.strip())
    path.write_text("name: precious\n", encoding="utf-8")
    ended = here(capsys, "new", "Mine")
    assert (ended.code, ended.out) == (1, "")
    assert "is there already" in ended.err
    assert path.read_text(encoding="utf-8") == "name: precious\n"


def test_new_can_start_from_another_routine(capsys):
    """`--from` copies a routine with its comments under the new name."""
    path = Path(here(capsys, "new", "heavy day", "--from", "leg-day-blueprint").out.strip())
    text = path.read_text(encoding="utf-8")
    source = (ROUTINES / "leg-day-blueprint.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[1:] == source.replace("name: Leg-day blueprint", "name: heavy day").splitlines()
    again = Path(here(capsys, "new", "heavier", "--from", "heavy-day").out.strip())
    assert again.read_text(encoding="utf-8").count("yaml-language-server") == 1


@pytest.mark.parametrize("name", ["", "  ", "...", "a\nb\x07", "x" * 90])
def test_new_refuses_names_that_are_none(capsys, name):
    """A name without a letter, with control characters or too long is one clear line."""
    ended = here(capsys, "new", name)
    assert ended.code == 1
    assert "can't be a name" in ended.err
    assert not Folders.in_use().routines.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may write everywhere can't be refused")
def test_new_in_a_folder_that_cannot_be_written(capsys, tmp_path, monkeypatch):
    """A read-only home is one clear line."""
    tmp_path.chmod(0o500)
    monkeypatch.setenv("BANDTIMER_HOME", str(tmp_path / "home"))
    assert "can't be written" in here(capsys, "new", "mine").err


def test_a_home_that_is_a_file_is_told(capsys, tmp_path, monkeypatch):
    """Where a file stands in the home's place, `new` says so."""
    (tmp_path / "home").write_text("", encoding="utf-8")
    monkeypatch.setenv("BANDTIMER_HOME", str(tmp_path / "home"))
    ended = here(capsys, "new", "mine")
    assert ended.code == 1
    assert "can't be written" in ended.err


def test_schemas_are_printed_with_the_persons_exercises(capsys):
    """`schema` offers the exercises of the library, the person's own among them; `schema exercise` is the other one."""
    own = Folders.in_use().exercises / "towel-slide.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("name: Towel slide\nreps: 8\n", encoding="utf-8")
    printed = json.loads(here(capsys, "schema").out)
    assert {"towel-slide", "good-morning"} <= printed["$defs"]["step"]["properties"].keys()
    assert json.loads(here(capsys, "schema", "exercise").out) == exercise_schema()
