"""Puts a session together from its parts and runs it; the one place that knows them all."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bandtimer.cli.session_options import MUTED_ABOVE
from bandtimer.cli.terminal import shows_screens
from bandtimer.errors import BandtimerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bandtimer.cli.session_options import Wishes
    from bandtimer.events import Event
    from bandtimer.folders import Folders
    from bandtimer.journal.ledger import SessionLedger
    from bandtimer.player import Player
    from bandtimer.ports import Speaker
    from bandtimer.screen.house import Offer, Run
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
    run = open_new(timeline, routine, source_hash, folders, wishes)
    if wishes.plain is None and shows_screens():
        return _shown(run, folders, lambda: left_behind(folders, wishes))
    return _read_out(run, folders, wishes)


def run_again(folders: Folders, wishes: Wishes, current_hash: Mapping[str, str]) -> int:
    """Go on with the session that was left. Returns the exit code.

    `current_hash`: of the files as they are now, by routine; one that differs from the kept one is told of.
    Raises BandtimerError where none was left within the last hours.
    """
    from bandtimer.journal.journal import open_journal

    offer = open_journal(folders.journal).unfinished()
    if offer is None:
        raise BandtimerError("no session was left in the last 12 hours; `bandtimer list` shows what to begin")
    run = open_again(offer.id, folders, wishes, current_hash)
    if wishes.plain is None and shows_screens():
        return _shown(run, folders)
    if run.notice:
        print(run.notice, file=sys.stderr)
    return _read_out(run, folders, wishes)


def open_new(timeline: Timeline, routine: str, source_hash: str, folders: Folders, wishes: Wishes) -> Run:
    """A new session, with nothing opened or written yet. Raises BandtimerError where it can't begin."""
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
    return _run(opening, ledger, settings, folders, wishes, rehearsal=rehearsal)


def open_again(session: str, folders: Folders, wishes: Wishes, current_hash: Mapping[str, str]) -> Run:
    """A session that was left, taken up where it stood. Raises BandtimerError, also where another window holds it."""
    from bandtimer.journal.journal import open_journal
    from bandtimer.session_start import take_up
    from bandtimer.session_state import Rules

    settings = settings_for(folders, wishes)
    kept = open_journal(folders.journal).resume(session)
    now = current_hash.get(kept.offer.routine)
    changed = now is not None and bool(kept.offer.source_hash) and now != kept.offer.source_hash
    notice = f"{kept.offer.name} has changed since; this session goes on as it was" if changed else ""
    opening = take_up(kept.timeline, Rules.of(settings, wishes.speed), 0, kept.place)
    return _run(opening, kept.ledger, settings, folders, wishes, rehearsal=kept.offer.rehearsal, notice=notice)


def left_behind(folders: Folders, wishes: Wishes) -> Offer | None:
    """The session that was left lately, to be gone on with; None where there is none, or the journal can't be read."""
    from bandtimer.journal.journal import open_journal
    from bandtimer.screen.house import LeftSession, Offer

    try:
        unfinished = open_journal(folders.journal).unfinished()
    except BandtimerError:
        return None  # the session says so itself, once
    if unfinished is None:
        return None
    place = "its first set" if not unfinished.sets_done else f"set {unfinished.sets_done + 1}"
    left = LeftSession(unfinished.id, unfinished.routine, unfinished.name, unfinished.seen, place)
    return Offer(left, lambda: open_again(left.id, folders, wishes, {}))


def _run(
    opening: tuple[Session, tuple[Event, ...]],
    ledger: SessionLedger,
    settings: Settings,
    folders: Folders,
    wishes: Wishes,
    *,
    rehearsal: bool,
    notice: str = "",
) -> Run:
    from bandtimer.awake import Awake
    from bandtimer.clocks import SystemClock
    from bandtimer.player import Player
    from bandtimer.screen.house import Run

    try:
        player = Player(
            opening,
            settings=settings,
            clock=SystemClock(),
            speaker=_speaker(folders, settings, wishes),
            ledger=ledger,
            awake=Awake(),
            muted=wishes.mute or wishes.speed > MUTED_ABOVE,
        )
    except BaseException:
        ledger.close()
        raise
    exercises = opening[0].timeline.cards.keys()

    def rate(effort: int | None, band: str | None) -> None:
        from bandtimer.journal.journal import open_journal

        open_journal(folders.journal).rate(ledger.session, effort, band)

    def next_time() -> tuple[str, ...]:
        from bandtimer.journal.journal import open_journal

        try:
            targets = open_journal(folders.journal).progress()
        except BandtimerError:
            return ()  # the ledger has told why
        return tuple(target.sentence for target in targets if target.exercise in exercises)

    def discard() -> None:
        from bandtimer.journal.journal import open_journal

        player.close()
        open_journal(folders.journal).decline(ledger.session)

    return Run(player, rehearsal, rate, next_time, discard, _bands(folders), notice)


def _bands(folders: Folders) -> tuple[str, ...]:
    """The bands used last, by the targets."""
    from bandtimer.journal.glance import read_glance

    glance = read_glance(folders.journal)
    return tuple(dict.fromkeys(target.band for target in glance.targets if target.band)) if glance else ()


def _speaker(folders: Folders, settings: Settings, wishes: Wishes) -> Speaker:
    """Silence where nothing could be told apart; a muted session can still be unmuted."""
    from bandtimer.cli import wiring

    if wishes.speed > MUTED_ABOVE:
        settings = replace(settings, speaker="silence")
    return wiring.speaker(folders, settings)


def _read_out(run: Run, folders: Folders, wishes: Wishes) -> int:
    from bandtimer.plain.run import run_plain

    try:
        return run_plain(run.player, wishes.plain or "sets", sys.stdout)
    finally:
        log_dropped(run.player, folders)


def _shown(run: Run, folders: Folders, find_offer: Callable[[], Offer | None] = lambda: None) -> int:
    try:
        from bandtimer.screen.app import show
        from bandtimer.screen.session_screen import SessionScreen

        settings = run.player.settings
        return show(lambda: SessionScreen(run, settings, find_offer), settings.theme)
    finally:
        run.player.close()
        log_dropped(run.player, folders)
        _say_goodbye(run.player)


def log_dropped(player: Player, folders: Folders) -> None:
    """Spoken lines for which there was no room are counted where unexpected errors are kept too."""
    if player.speaker.dropped:
        from bandtimer.cli.log import note

        note(folders.log, f"{player.session.timeline.name}: no room for {player.speaker.dropped} spoken lines")


def _say_goodbye(player: Player) -> None:
    """What stays in the terminal when the screen is gone: how it ended, and what is wrong with sound or journal."""
    from bandtimer.screen.drawing.closing_page import headline
    from bandtimer.session_state import Mode
    from bandtimer.viewing import summary_of

    name = player.session.timeline.name
    if player.session.head.mode is Mode.FINISHED:
        print(f"{name}: {headline(summary_of(player.session), player.session.rules.speed)}", file=sys.stderr)
    else:
        print(f"{name}: the place is kept, `bandtimer run --resume` goes on there", file=sys.stderr)
    if player.ledger.trouble:
        print(player.ledger.trouble, file=sys.stderr)
