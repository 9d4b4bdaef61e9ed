"""`check`: every problem of routine, exercise and preferences files, each with its line and the mend."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bandtimer.errors import Problem
    from bandtimer.library import Library

MOST_INPUT = (1 << 20) + 1
"""Bytes read from standard input: one more than any file may have."""


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=options.complete_routine)
@options.as_json
def command(files: tuple[str, ...], as_json: bool) -> int:
    """Check routines: FILE:LINE:COL: error or warning, what is wrong, and the mend.

    FILE is a file, a folder (every .yaml in it), a name in the library, or - for standard input.
    Warnings say what the sources would; only errors make the exit code 1.
    """
    from bandtimer.cli import wiring
    from bandtimer.errors import Severity

    library = wiring.library()
    checked = 0
    problems: dict[Problem, None] = {}
    for shown, path in _named(files, library):
        checked += 1
        problems.update(dict.fromkeys(_problems(shown, path, library)))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if as_json:
        click.echo(json.dumps(_document(checked, list(problems)), ensure_ascii=False, indent=1))
    else:
        _print(list(problems))
        click.echo(_summary(checked, errors, len(problems) - errors), err=True)
    return 1 if errors else 0


def _named(files: Sequence[str], library: Library) -> Iterator[tuple[str, Path | None]]:
    """Every file that is meant, as messages call it and where it is; None is standard input."""
    from bandtimer.library import SUFFIXES, looks_like_file

    for word in files:
        path = Path(word)
        if word == "-":
            yield "<stdin>", None
        elif path.is_dir():
            found = sorted(
                it for it in path.rglob("*") if it.suffix.lower() in SUFFIXES and not it.name.startswith(".")
            )
            if not found:
                click.echo(f"{word}: no .yaml file in this folder", err=True)
            yield from ((str(it), it) for it in found)
        elif not looks_like_file(word) and not os.path.lexists(path):
            entry = library.routine(word)
            yield str(entry.path), entry.path
        else:
            yield word, path


def _problems(shown: str, path: Path | None, library: Library) -> list[Problem]:
    from bandtimer.checking import check_path, check_text
    from bandtimer.errors import FileError, Problem

    if path is not None:
        return check_path(path, shown, library)
    content = sys.stdin.buffer.read(MOST_INPUT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Problem(shown, 0, 0, "this is not UTF-8; save it as UTF-8")]
    if len(content) == MOST_INPUT:
        return [Problem(shown, 0, 0, "is larger than 1 MiB; a routine is a page or two of text")]
    try:
        return check_text(text, shown, Path.cwd() / "stdin.yaml", library)
    except FileError as error:
        return list(error.problems)


def _document(checked: int, problems: Sequence[Problem]) -> dict[str, object]:
    return {
        "format": 1,
        "files": checked,
        "problems": [
            {
                "file": problem.path,
                "line": problem.line or None,
                "column": problem.column or None,
                "severity": str(problem.severity),
                "message": problem.message,
                "source": problem.source,
            }
            for problem in problems
        ],
    }


def _print(problems: Sequence[Problem]) -> None:
    from bandtimer.cli.terminal import terminal

    here = terminal()
    for problem in problems:
        severity = f"{problem.severity}:"
        click.echo(str(problem).replace(severity, here.paint(str(problem.severity), severity), 1), color=True)


def _summary(checked: int, errors: int, warnings: int) -> str:
    def count(number: int, what: str) -> str:
        return f"{number} {what}" if number == 1 else f"{number} {what}s"

    return f"{count(checked, 'file')}: {count(errors, 'error')}, {count(warnings, 'warning')}"
