"""Builds the parts that verbs share: the person's folders, library, settings and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.folders import Folders

if TYPE_CHECKING:
    from bandtimer.library import Library
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
    """The numbers inside ranges."""
    from bandtimer.targets import Targets

    return Targets(policy)


def summaries(folders: Folders) -> list[Summary]:
    """A line about each routine of the library."""
    from bandtimer.summary import summarise

    return summarise(library(folders), settings(folders), targets(folders, "auto"), {})
