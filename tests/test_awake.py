"""The screen stays on while a session plays, and nothing that a desktop does gets in its way."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from bandtimer.awake import Awake, ask_desktop


class Desktop:
    """Counts how often it is asked to stay awake; may be slow, or broken."""

    def __init__(self, delay: float = 0.0, fails: bool = False, active: bool = True) -> None:
        self.delay, self.fails, self.active = delay, fails, active
        self.log: list[str] = []
        self.method = type("Method", (), {"name": "a desktop"})()
        self.entered, self.changed = threading.Event(), threading.Event()

    def __enter__(self) -> Any:
        self.entered.set()
        time.sleep(self.delay)
        if self.fails:
            raise RuntimeError("no bus")
        self.log.append("kept")
        self.changed.set()
        return self

    def __exit__(self, *_: object) -> None:
        self.log.append("let go")


def test_it_is_asked_once_and_let_go_of_on_closing():
    """Pausing lets go, going on asks again, closing lets go for good."""
    desktop = Desktop()
    awake = Awake(lambda: desktop)
    awake.keep()
    awake.keep()
    assert desktop.changed.wait(5)
    awake.close()
    awake.close()
    awake.keep()
    assert desktop.log == ["kept", "let go"]


def test_a_slow_desktop_never_holds_the_session_up():
    """Every call returns at once, closing within a second."""
    desktop = Desktop(delay=3)
    awake = Awake(lambda: desktop)
    began = time.monotonic()
    awake.keep()
    assert desktop.entered.wait(5)
    awake.let_go()
    awake.keep()
    assert time.monotonic() - began < 0.5
    awake.close()
    assert time.monotonic() - began < 1.5


def test_a_broken_desktop_is_no_trouble(capfd: pytest.CaptureFixture[str]):
    """Nothing is raised and nothing printed; `doctor` says so."""
    awake = Awake(lambda: Desktop(fails=True))
    awake.keep()
    awake.close()
    answer = ask_desktop(lambda: Desktop(fails=True))
    assert not answer.works and "no bus" in answer.text and "screen saver" in answer.text
    assert ask_desktop(lambda: Desktop(active=False)).works is False
    assert ask_desktop(Desktop).text.endswith("(a desktop)")
    assert capfd.readouterr() == ("", "")


def test_without_a_session_bus_it_is_silent(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """The real library, where there is no desktop to ask: no exception, nothing on standard error."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    awake = Awake()
    awake.keep()
    awake.close()
    answer = ask_desktop()
    assert answer.text
    assert capfd.readouterr() == ("", "")
