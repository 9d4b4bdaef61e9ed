"""The boundary: every error is one line and an exit code, and no traceback reaches a person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import here, process

from bandtimer import __version__
from bandtimer.cli import verbs
from bandtimer.folders import Folders


def test_an_expected_error_is_one_line_and_exit_code_1(capsys):
    """A wrong name is told on standard error in one line with the mend."""
    ended = here(capsys, "show", "leg-day-bluprint")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "there is no routine 'leg-day-bluprint'; did you mean leg-day-blueprint?\n"


@pytest.mark.parametrize("words", [("shwo",), ("show",), ("show", "x", "--wek", "3"), ("show", "x", "--week", "0")])
def test_wrong_usage_is_exit_code_2(capsys, words):
    """A wrong verb, a missing word and an unknown option are told with the usage."""
    ended = here(capsys, *words)
    assert (ended.code, ended.out) == (2, "")
    assert "Error: " in ended.err


def test_a_wrong_verb_is_told_with_the_nearest(capsys):
    """`shwo` meant `show`."""
    assert "did you mean show?" in here(capsys, "shwo").err


def test_the_unexpected_is_one_line_with_its_traceback_in_a_log(capsys, monkeypatch):
    """An error nobody thought of names the log that keeps its traceback."""

    def explode(_: Folders) -> None:
        raise RuntimeError("a very odd thing")

    monkeypatch.setattr("bandtimer.cli.wiring.library", explode)
    ended = here(capsys, "show", "hip-warm-up")
    log = Folders.in_use().log
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    assert str(log) in ended.err
    kept = log.read_text(encoding="utf-8")
    assert "RuntimeError: a very odd thing" in kept
    assert "Traceback" in kept
    assert __version__ in kept


def test_a_log_that_cannot_be_written_is_no_second_error(capsys, monkeypatch, tmp_path):
    """Where no log can be kept the line says so."""
    (tmp_path / "errors.log").mkdir()
    monkeypatch.setenv("BANDTIMER_HOME", str(tmp_path))
    monkeypatch.setattr("bandtimer.cli.wiring.library", lambda _: 1 / 0)
    assert "could not be written" in here(capsys, "show", "hip-warm-up").err


def test_ctrl_c_is_exit_code_130(capsys, monkeypatch):
    """Ctrl-C ends quietly."""

    def interrupt(_: Folders) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bandtimer.cli.wiring.library", interrupt)
    ended = here(capsys, "show", "hip-warm-up")
    assert (ended.code, ended.out, ended.err.strip()) == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell's pipe")
def test_a_reader_that_has_enough_is_no_error():
    """`bandtimer show … | head -1` ends quietly."""
    command = f"'{sys.executable}' -m bandtimer show hotel-room --json | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.startswith('{"format": 1')
    assert done.stderr == ""


def test_a_terminal_without_the_letters_gets_others():
    """Where the encoding knows no blocks, the plan is drawn with plain signs."""
    ended = process("show", "leg-day-blueprint", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.isascii()
    assert "####" in ended.out


def test_the_version_and_the_help(capsys):
    """`--version` and `--help` work, and help names every verb."""
    assert here(capsys, "--version").out == f"bandtimer {__version__}\n"
    helped = here(capsys, "--help")
    assert helped.code == 0
    assert all(f"\n  {verb} " in helped.out for verb in verbs.VERBS)


@pytest.mark.parametrize("verb", verbs.VERBS)
def test_every_verb_explains_itself(capsys, verb):
    """Each verb has a help text."""
    ended = here(capsys, verb, "--help")
    assert ended.code == 0
    assert f"Usage: bandtimer {verb}" in ended.out


def test_asking_for_the_version_loads_little():
    """The command line itself pulls in none of the heavy parts."""
    code = "import sys, bandtimer.cli.verbs; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"pydantic", "yaml", "sqlite3", "numpy", "textual", "rich", "miniaudio", "bandtimer.library"}
    assert not heavy & set(loaded)


def test_where_names_existing_shipped_folders(capsys, tmp_path, monkeypatch):
    """`where` prints what is in use; BANDTIMER_HOME holds all of the person's."""
    monkeypatch.setenv("BANDTIMER_HOME", str(tmp_path / "mine"))
    ended = here(capsys, "where")
    lines = dict(line.split("  ", 1) for line in ended.out.splitlines())
    assert str(tmp_path / "mine" / "routines") in lines["your routines"]
    assert Path(lines["shipped routines"].strip()).is_dir()
    assert Path(lines["shipped sounds"].strip()).is_dir()


def test_completion_scripts_and_names(capsys):
    """Each shell gets a script, and routine names complete."""
    for shell in ("bash", "zsh", "fish"):
        assert "_BANDTIMER_COMPLETE" in here(capsys, "completion", shell).out
    completed = process(
        COMP_WORDS="bandtimer show leg", COMP_CWORD="2", _BANDTIMER_COMPLETE="bash_complete", BANDTIMER_HOME=""
    )
    assert "plain,leg-day-blueprint" in completed.out


def test_doctor_looks_at_everything(capsys):
    """`doctor` has its sections, names a broken file and never fails because something is missing."""
    broken = Folders.in_use().routines / "bad.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("name: x\n", encoding="utf-8")
    ended = here(capsys, "doctor")
    assert ended.code == 0
    for section in ("Data", "Sound and voice", "Screen stays on", "Terminal", "12 can be run"):
        assert section in ended.out
    assert "bad.yaml" in ended.out
