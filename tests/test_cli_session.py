"""`run`, `hold`, `history`, `progress`, `export` and `sounds`: the parts wired together, line by line."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from command_line import here, process

from bandtimer.folders import Folders


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    """No voice is rendered and no device opened: what sounds is tested elsewhere."""
    preferences = Folders.in_use().preferences
    preferences.parent.mkdir(parents=True, exist_ok=True)
    preferences.write_text(
        "voice: off\nsound:\n  speaker: silence\ntime:\n  setup-anchored: 0.1s\n  ready: 0.1s\n", encoding="utf-8"
    )


def sessions(capsys) -> list[dict[str, object]]:
    return json.loads(here(capsys, "history", "--json").out)["sessions"]


def test_a_whole_routine_runs_with_no_key(capsys):
    """`run --plain --speed 1000` comes to the end by itself; the journal holds every set, as a rehearsal."""
    ended = process("run", "leg-day-blueprint", "--plain", "--speed", "1000", text="")
    assert ended.code == 0
    assert ended.out.splitlines()[-1].startswith("Leg-day blueprint is over. 8 of 8 sets done.")
    (session,) = sessions(capsys)
    assert session["rehearsal"] is True
    assert session["finished"]
    assert len(session["sets"]) == 8
    assert all(it["done"] == it["planned"] and it["outcome"] == "done" for it in session["sets"])


def test_plain_needs_no_value_and_takes_one(capsys):
    """`--plain NAME` names a routine; `--plain=reps` says how much is told."""
    few = process("run", "--plain", "hip-warm-up", "--speed", "1000", text="")
    many = process("run", "--plain=reps", "hip-warm-up", "--speed", "1000", text="")
    assert (few.code, many.code) == (0, 0)
    assert len(many.out.splitlines()) > len(few.out.splitlines())


def test_a_routine_by_file_in_a_week_at_the_top(tmp_path):
    """A file runs like a routine of the library, with `--week` and `--targets`."""
    file = tmp_path / "mine.yaml"
    file.write_text(
        "name: Mine\ndo:\n  - prone-leg-curl:\n      line: 1 x 3-5\n      weeks: {2: 1 x 7-9}\n", encoding="utf-8"
    )
    ended = process("run", str(file), "--plain=reps", "--speed", "1000", "--week", "2", "--targets", "top", text="")
    assert ended.code == 0
    assert "9 reps" in ended.out


def test_from_begins_in_the_middle(capsys):
    """`--from N` begins with that segment, as `show --json` counts them; a wrong one is told."""
    segments = json.loads(here(capsys, "show", "hip-warm-up", "--json").out)["segments"]
    right = next(it["index"] for it in segments if it["side"] == "right" and it["kind"] == "switch")
    ended = process("run", "hip-warm-up", "--plain", "--speed", "1000", "--from", str(right), text="")
    assert ended.code == 0
    assert "left leg" not in ended.out.lower().split("over")[0].split("\n", 2)[-1]
    told = process("run", "hip-warm-up", "--plain", "--from", "9999", text="")
    assert (told.code, told.out) == (1, "")
    assert "there is no segment 9999" in told.err


def test_run_without_a_routine_says_what_to_do(capsys):
    """`run` alone is wrong usage; `--resume` with nothing to resume is an error."""
    assert here(capsys, "run").code == 2
    ended = here(capsys, "run", "--resume")
    assert (ended.code, ended.out) == (1, "")
    assert "no session was left" in ended.err


def test_what_was_left_is_offered_and_gone_on_with(capsys):
    """A session that was ended by a signal is offered at the next start, and `--resume` takes it to its end."""
    import signal
    import subprocess
    import sys

    process_ = subprocess.Popen(
        [sys.executable, "-m", "bandtimer", "run", "hip-warm-up", "--plain", "--speed", "25"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process_.stdout is not None
    for line in process_.stdout:
        if line.startswith("Go"):
            break
    process_.send_signal(signal.SIGTERM)
    rest, err = process_.communicate(timeout=30)
    assert "Traceback" not in err
    assert "run --resume" in rest
    offered = process("run", "hold-ladder", "--plain", "--speed", "1000", text="")
    assert "was left unfinished; `bandtimer run --resume`" in offered.err
    gone_on = process("run", "--resume", "--plain", "--speed", "1000", text="")
    assert gone_on.code == 0
    assert "is over" in gone_on.out
    assert [it["finished"] is not None for it in sessions(capsys)] == [True, True]


def test_a_quick_hold_needs_no_file(capsys):
    """`hold 1.5 --sets 2 --rest 1` runs two holds and logs them as done in earnest."""
    ended = process(
        "hold", "1.5", "--sets", "2", "--rest", "1", "--plain", "--exercise", "prone-leg-curl-hold", text=""
    )
    assert ended.code == 0
    (session,) = sessions(capsys)
    assert session["rehearsal"] is False
    assert [(it["planned"], it["done"], it["unit"]) for it in session["sets"]] == [(1.5, 1.5, "seconds")] * 2


@pytest.mark.parametrize("words", [("-5",), ("soon",), ("30", "--rest", "never"), ("30", "--sets", "0")])
def test_a_wrong_hold_is_wrong_usage(capsys, words):
    """A length that is none is told with the usage."""
    assert here(capsys, "hold", *words).code == 2


def test_history_for_people_and_as_csv(capsys):
    """`history` says what was done in each set, and a spreadsheet gets a row a set; nothing done is no error."""
    empty = here(capsys, "history")
    assert (empty.code, empty.out) == (0, "")
    process("run", "hip-warm-up", "--plain", "--speed", "1000", text="")
    told = here(capsys, "history").out
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d  Hip warm-up  \(rehearsal\)", told)
    assert "supine-leg-extension: left 10, right 10 reps" in told
    rows = list(csv.DictReader(io.StringIO(here(capsys, "history", "--csv").out)))
    assert [(row["side"], row["done"]) for row in rows] == [("left", "10"), ("right", "10")]
    assert here(capsys, "history", "--csv", "--json").code == 2
    assert len(json.loads(here(capsys, "history", "--json", "--last", "1").out)["sessions"]) == 1


def test_progress_says_the_target_and_why(capsys):
    """After a session in earnest the hold's target is there, in seconds, with its reason; `hold` moves it."""
    assert json.loads(here(capsys, "progress", "--json").out) == {"format": 1, "targets": []}
    process("hold", "1-2s", "--plain", "--exercise", "prone-leg-curl-hold", text="")
    (target,) = json.loads(here(capsys, "progress", "--json").out)["targets"]
    assert (target["exercise"], target["unit"], target["low"], target["high"]) == (
        "prone-leg-curl-hold",
        "seconds",
        1,
        2,
    )
    assert target["reason"]
    assert "isometric hold" in here(capsys, "progress").out


def test_last_done_is_in_the_list(capsys):
    """A routine done in earnest shows its day in `list`, a rehearsed one does not."""
    path = Folders.in_use().routines / "short.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "name: Short\ndefaults: {setup: 0.1s, ready: 0.1s}\ndo:\n  - prone-leg-curl: 1 x 1 @ 0.2-0-0.2-0\n",
        encoding="utf-8",
    )
    process("run", "hip-warm-up", "--plain", "--speed", "1000", text="")
    assert process("run", "short", "--plain", text="").code == 0
    done = {it["id"]: it["last_done"] for it in json.loads(here(capsys, "list", "--json").out)["routines"]}
    assert done["short"] is not None
    assert done["hip-warm-up"] is None
    assert done["short"][:10] in here(capsys, "list").out


def test_export_writes_a_file_and_says_so(capsys, tmp_path):
    """`export` prints the file it wrote; an existing one is left alone unless told."""
    import wave

    file = tmp_path / "out.wav"
    ended = here(capsys, "export", "hip-warm-up", "-o", str(file), "--start", "10", "--end", "0:20")
    assert (ended.code, ended.out) == (0, f"{file}\n")
    with wave.open(str(file)) as sound:
        assert sound.getnframes() == 10 * 48_000
    again = here(capsys, "export", "hip-warm-up", "-o", str(file))
    assert again.code == 1
    assert "--force" in again.err
    assert here(capsys, "export", "hip-warm-up", "-o", str(tmp_path / "x.xyz")).code == 1
    assert here(capsys, "export", "hip-warm-up", "-o", str(file), "--end", "soon").code == 2


def test_sounds_are_explained_without_a_device(capsys):
    """`sounds --mute` explains each sound once."""
    ended = here(capsys, "sounds", "--mute")
    assert ended.code == 0
    assert len(ended.out.splitlines()) == 19
    assert "ten more seconds of a hold are done" in ended.out


def test_broken_preferences_stop_a_session_with_a_line(capsys):
    """A wrong word in the preferences is told before anything starts."""
    Folders.in_use().preferences.write_text("sound:\n  speeker: auto\n", encoding="utf-8")
    ended = here(capsys, "run", "hip-warm-up", "--plain")
    assert (ended.code, ended.out) == (1, "")
    assert "preferences.yaml:2:3: error: unknown key `speeker`; did you mean speaker?" in ended.err
