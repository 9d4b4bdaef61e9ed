"""Builds the parts that verbs share: the person's folders, library, settings and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.folders import Folders

if TYPE_CHECKING:
    from bandtimer.library import Library
    from bandtimer.ports import Speaker
    from bandtimer.settings import Settings
    from bandtimer.summary import Summary
    from bandtimer.targets import Policy, Targets


def library(folders: Folders | None = None) -> Library:
    """The routines and exercises of this person."""
    from bandtimer.library import Library

    return Library(folders or Folders.in_use())


def settings(folders: Folders) -> Settings:
    """What the person prefers. Raises FileError where the preferences file is wrong."""
    from bandtimer.settings_cache import read_settings

    return read_settings(folders.preferences, folders.cache)


def targets(folders: Folders, policy: Policy) -> Targets:
    """The numbers inside ranges: for `auto` what the journal chose."""
    from bandtimer.targets import Targets

    if policy != "auto":
        return Targets(policy)
    from bandtimer.journal.glance import read_targets

    return read_targets(folders.journal)


def speaker(folders: Folders, settings: Settings) -> Speaker:
    """What a session sounds on, not opened yet. Raises BandtimerError where the one asked for can't be used."""
    from bandtimer.shipped import shipped
    from bandtimer.sound.choice import open_speaker

    return open_speaker(settings, shipped=shipped("sounds"), own=folders.sounds, voices=folders.cache / "voices")


def summaries(folders: Folders) -> list[Summary]:
    """A line about each routine of the library."""
    from bandtimer.journal.glance import read_glance
    from bandtimer.summary import summarise

    glance = read_glance(folders.journal)
    last_done = glance.last_done if glance is not None else {}
    return summarise(library(folders), settings(folders), targets(folders, "auto"), last_done)
