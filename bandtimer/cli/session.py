"""Puts a session together from its parts and runs it; the one place that knows them all."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.cli.session_options import MUTED_ABOVE
from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from typing import Any

    from bandtimer.cli.session_options import Wishes
    from bandtimer.events import Event
    from bandtimer.folders import Folders
    from bandtimer.ports import Ledger, Speaker
    from bandtimer.session_state import Session
    from bandtimer.settings import Settings
    from bandtimer.timeline import Timeline


def settings_for(folders: Folders, wishes: Wishes) -> Settings:
    """The person's settings with what was asked for this once. Raises FileError where the preferences are wrong."""
    from bandtimer.cli import wiring

    changes: dict[str, Any] = {
        "voice": wishes.voice,
        "speaker": wishes.speaker,
        "delay": wishes.delay,
    }
    return replace(wiring.settings(folders), **{key: value for key, value in changes.items() if value is not None})


def run_new(timeline: Timeline, routine: str, source_hash: str, folders: Folders, wishes: Wishes) -> int:
    """Take the person through a timeline from its start (or `--from`). Returns the exit code.

    `source_hash`: of the files it was compiled from, for a resume.
    """
    from bandtimer.journal.journal import open_journal
    from bandtimer.session_start import begin
    from bandtimer.session_state import Rules

    if not timeline.segments:
        raise BandtimerError(f"{timeline.name} has nothing to do; `bandtimer check` says more")
    settings = settings_for(folders, wishes)
    if wishes.speed != 1:
        timeline = timeline.scaled(wishes.speed)
    try:
        opening = begin(timeline, Rules.of(settings, wishes.speed), 0, wishes.start)
    except ValueError as error:
        raise BandtimerError(str(error)) from None
    rehearsal = wishes.speed != 1 or wishes.start > 0
    ledger = open_journal(folders.journal).begin(timeline, routine, source_hash, rehearsal=rehearsal)
    return _run(opening, ledger, settings, folders, wishes)


def run_again(folders: Folders, wishes: Wishes, current_hash: dict[str, str]) -> int:
    """Go on with the session that was left. Returns the exit code.

    `current_hash`: of the files as they are now, by routine; one that differs from the kept one is told of.
    Raises BandtimerError where none was left within the last hours.
    """
    from bandtimer.journal.journal import open_journal
    from bandtimer.session_start import take_up
    from bandtimer.session_state import Rules

    journal = open_journal(folders.journal)
    offer = journal.unfinished()
    if offer is None:
        raise BandtimerError("no session was left in the last 12 hours; `bandtimer list` shows what to begin")
    settings = settings_for(folders, wishes)
    kept = journal.resume(offer.id)
    now = current_hash.get(offer.routine)
    if now is not None and offer.source_hash and now != offer.source_hash:
        print(f"{offer.name} has changed since; this session goes on as it was", file=sys.stderr)
    opening = take_up(kept.timeline, Rules.of(settings, wishes.speed), 0, kept.place)
    return _run(opening, kept.ledger, settings, folders, wishes)


def _run(
    opening: tuple[Session, tuple[Event, ...]], ledger: Ledger, settings: Settings, folders: Folders, wishes: Wishes
) -> int:
    from bandtimer.awake import Awake
    from bandtimer.clocks import SystemClock
    from bandtimer.plain.run import run_plain
    from bandtimer.player import Player

    awake = Awake()
    try:
        player = Player(
            opening,
            settings=settings,
            clock=SystemClock(),
            speaker=_speaker(folders, settings, wishes),
            ledger=ledger,
            awake=awake,
            muted=wishes.mute or wishes.speed > MUTED_ABOVE,
        )
    except BaseException:
        ledger.close()
        raise
    return run_plain(player, wishes.plain or "sets", sys.stdout)


def _speaker(folders: Folders, settings: Settings, wishes: Wishes) -> Speaker:
    """Silence where nothing could be told apart; a muted session can still be unmuted."""
    from bandtimer.cli import wiring

    if wishes.speed > MUTED_ABOVE:
        settings = replace(settings, speaker="silence")
    return wiring.speaker(folders, settings)
