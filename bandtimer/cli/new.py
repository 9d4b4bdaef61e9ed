"""`new`: a commented routine file in the person's folder, which editors check as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from bandtimer.folders import Folders

MODELINE = "# yaml-language-server: $schema="


@click.command("new")
@click.argument("name")
@click.option(
    "--from",
    "source",
    metavar="ROUTINE",
    shell_complete=options.complete_routine,
    help="Start from a copy of this routine.",
)
def command(name: str, source: str | None) -> None:
    """Write a new routine with comments into your folder. Never overwrites.

    NAME is what the routine is called: `new "Morning hinge"` writes morning-hinge.yaml.
    """
    from bandtimer.errors import BandtimerError
    from bandtimer.folders import Folders
    from bandtimer.library import SUFFIXES, id_of

    folders = Folders.in_use()
    title = " ".join(name.split())
    for suffix in SUFFIXES:
        title = title.removesuffix(suffix)
    routine_id = id_of(title)
    if not routine_id or not title.isprintable() or len(title) > 80:
        raise BandtimerError(f"{name[:40]!r} can't be a name; take letters and digits, 80 at most")
    path = folders.routines / f"{routine_id}.yaml"
    text = _template(title) if source is None else _copied(source, title, folders)
    try:
        schema = _keep_schema(folders)
        _write_new(path, f"{MODELINE}{_from(path, schema)}\n{text}")
    except FileExistsError:
        raise BandtimerError(f"{path} is there already; take another name, or edit it") from None
    except OSError as error:
        raise BandtimerError(f"{path} can't be written ({error.strerror}); set BANDTIMER_HOME to a folder") from None
    click.echo(path)
    click.echo(f"edit it, then: bandtimer check {routine_id} && bandtimer show {routine_id}", err=True)


def _keep_schema(folders: Folders) -> Path:
    """Write the schema for the exercises there are now."""
    from bandtimer.cli.schema import schema_text
    from bandtimer.whole_file import write_whole

    path = folders.schemas / "routine.json"
    write_whole(path, schema_text("routine"))
    return path


def _from(path: Path, schema: Path) -> str:
    """The schema as seen from the routine, with slashes on every system."""
    import os

    return os.path.relpath(schema, path.parent).replace(os.sep, "/")


def _write_new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _copied(source: str, title: str, folders: Folders) -> str:
    """The other routine's text, comments and all, under the new name."""
    from bandtimer.cli import wiring
    from bandtimer.file_text import text_of

    library = wiring.library(folders)
    entry = library.routine(source)
    library.load(entry)  # a broken one is no start
    text = text_of(entry.path, str(entry.path))
    kept = [line for line in text.splitlines() if not line.startswith(MODELINE)]
    for number, line in enumerate(kept):
        if re.match(r"name\s*:", line):
            kept[number] = f"name: {_quoted(title)}"
            break
    return "\n".join(kept) + "\n"


def _quoted(title: str) -> str:
    """The title as YAML takes it: double quotes where a plain word would be read otherwise."""
    import json

    return title if re.fullmatch(r"[^\W\d_][\w '().-]*", title) else json.dumps(title, ensure_ascii=False)


def _template(title: str) -> str:
    return f"""\
name: {_quoted(title)}
about: What it is for, in a sentence.
goal: hamstrings           # `bandtimer check` compares the routine with it

# Lengths for the whole routine; leave out what suits you as it is.
defaults:
  rest: 60s                # between sets
  between: 90s             # between exercises

# An exercise and its dose, as on a whiteboard:
#     exercise: sets x reps @ eccentric-pause-concentric-pause, rest ...
# `bandtimer exercises` lists the exercises.
blocks:
  - name: Prime
    role: primer
    do:
      - prone-leg-curl: 2 x 15 @ 2-0-1-0, rest 45s

  - name: Main
    role: main
    do:
      - good-morning: 3 x 10-15 @ 3-0-1-1
      - quadruped-kickback: 2 x 10-20, each side

  - name: Finish
    role: finish
    do:
      # The long form: each part of the line has a key of its own.
      - prone-leg-curl-hold:
          sets: 2
          hold: 30-60s     # a chime at 30 s once you hold for longer
          say: Keep breathing.
"""
