"""`export`: a whole session as a sound file."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bandtimer.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from bandtimer.folders import Folders
    from bandtimer.settings import Settings
    from bandtimer.sound.lines import ReadyClips
    from bandtimer.targets import Policy


def _time(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """A time or a length as a person writes it, in milliseconds."""
    from bandtimer.dose import parse_length

    if value is None or value.strip() in ("0", "0s", "0:00"):
        return None if value is None else 0
    try:
        return parse_length(value, bare_seconds=True, ranges=False).low
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command("export")
@options.routine
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Its suffix says the format: .wav .flac .ogg .opus .mp3",
)
@click.option("--start", callback=_time, metavar="TIME", help="Begin there: 90, 1:30.")
@click.option("--end", callback=_time, metavar="TIME", help="End there.")
@click.option("--wait", callback=_time, default="10s", show_default=True, metavar="S", help="How long a wait stands.")
@click.option("--voice/--no-voice", default=None, help="Whether lines are spoken.")
@click.option("--force", "overwrite", is_flag=True, help="Replace a file that is there.")
@options.week
@options.targets
def command(
    routine: str,
    path: Path,
    start: int | None,
    end: int | None,
    wait: int,
    voice: bool | None,
    overwrite: bool,
    week: int | None,
    targets: Policy,
) -> None:
    """Write a whole session as sound, with a chapter for each exercise."""
    from bandtimer.cli import wiring
    from bandtimer.cueing import Score
    from bandtimer.durations import clock
    from bandtimer.folders import Folders
    from bandtimer.shipped import shipped
    from bandtimer.sound.export import export
    from bandtimer.sound.palette import load

    folders = Folders.in_use()
    settings = wiring.settings(folders)
    if voice is not None:
        settings = replace(settings, voice=voice)
    library = wiring.library(folders)
    timeline = library.timeline(library.routine(routine), settings, wiring.targets(folders, targets), week)
    palette = load(shipped("sounds"), folders.sounds)
    for problem in palette.problems:
        click.echo(problem, err=True)
    written = export(
        Score(timeline, settings),
        path,
        palette,
        _clips(settings, folders) if settings.voice else None,
        start=start or 0,
        end=end,
        wait=wait,
        overwrite=overwrite,
        progress=_bar(),
    )
    click.echo(written.path)
    details = [
        clock(written.duration),
        "1 chapter" if len(written.chapters) == 1 else f"{len(written.chapters)} chapters",
    ]
    if written.sheet is not None:
        details.append(f"in {written.sheet}")
    if written.dropped:
        details.append(f"no room for {written.dropped} spoken lines")
    click.echo(", ".join(details), err=True)


def _clips(settings: Settings, folders: Folders) -> ReadyClips | None:
    """The voice, rendering as it is needed; None, and a line about it, where there is none."""
    from bandtimer.sound.clips import Clips, ClipsAtOnce
    from bandtimer.sound.narrator import NO_VOICE
    from bandtimer.sound.voices.choice import find_voice
    from bandtimer.sound.voices.voice import Wish

    voice = find_voice(Wish(settings.voice_name, settings.voice_rate, settings.language))
    if voice is None:
        click.echo(NO_VOICE, err=True)
        return None
    return ClipsAtOnce(Clips(voice, folders.cache / "voices"))


def _bar() -> Callable[[float], None]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _share: None
    shown = -1

    def show(share: float) -> None:
        nonlocal shown
        if (percent := int(share * 100)) != shown:
            shown = percent
            done = percent * 30 // 100
            end = "\n" if percent >= 100 else ""
            print(f"\r[{'#' * done}{'.' * (30 - done)}] {percent:3}%", end=end, file=sys.stderr, flush=True)

    return show
