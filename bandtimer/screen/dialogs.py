"""The small windows over a session: the keys, leaving, naming a band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from bandtimer.keys import BINDINGS
from bandtimer.screen.app import put_away

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

Keys = tuple[tuple[str, str], ...]

FRAME = """
{name} {{ align: center middle; background: $background 60%; }}
{name} > * {{ width: auto; max-width: 100%; height: auto; max-height: 100%; padding: 2 4; background: $panel;
    scrollbar-size-vertical: 1; }}
{name} Static {{ width: auto; max-width: 100%; height: auto; }}
{name} .title {{ margin-bottom: 1; }}
"""


class KeysDialog(ModalScreen[None]):
    """All keys of a screen. A session goes on below it; any key closes it."""

    CSS = FRAME.format(name="KeysDialog") + "KeysDialog > * { width: 92; } KeysDialog Static { width: 100%; }"
    AUTO_FOCUS = None

    def __init__(self, title: str = "The keys of a session", keys: Keys | None = None) -> None:
        """`keys`: sign and text of each; those of a session unless given."""
        super().__init__()
        self._heading = title
        self._shown = keys

    def compose(self) -> ComposeResult:
        """A line for each key."""
        with VerticalScroll(can_focus=False):
            yield Static(Content.styled(self._heading, "bold"), classes="title")
            yield Static(_session_keys() if self._shown is None else _table(self._shown))

    def on_key(self, event: events.Key) -> None:
        """The arrows scroll; every other key closes."""
        event.stop()
        scroll = self.query_one(VerticalScroll)
        if event.key in ("up", "down") and scroll.max_scroll_y:
            scroll.scroll_relative(y=1 if event.key == "down" else -1, animate=False)
        else:
            put_away(self, None)

    def on_click(self) -> None:
        """A click closes too."""
        put_away(self, None)


def _table(keys: Keys) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for sign, text in keys:
        table.add_row(escape(sign), text)
    return table


def _session_keys() -> Table:
    table = _table(tuple((binding.sign, binding.text) for binding in BINDINGS))
    table.add_row("", "")
    table.add_row("", "No key is needed: a session runs by itself. At a wait any other key is ready, too.")
    return table


class LeaveDialog(ModalScreen[bool]):
    """Asks before leaving. The session is paused below; whatever is answered, nothing is lost."""

    CSS = FRAME.format(name="LeaveDialog")
    AUTO_FOCUS = None

    def __init__(self, left: str) -> None:
        """`left`: what is left of the session."""
        super().__init__()
        self._left = left

    def compose(self) -> ComposeResult:
        """What happens to the place, and the two answers."""
        title = Content.styled("Leave this session?", "bold")
        kept = Content(f"The place is kept, with {self._left} to go.\n`bandtimer run --resume` goes on from here.")
        answers = Content.assemble(
            Content.styled("q", "bold $accent"), " leaves      ", Content.styled("space", "bold $accent"), " goes on"
        )
        with Vertical():
            yield Static(Content("\n\n").join((title, kept, answers)))

    def on_key(self, event: events.Key) -> None:
        """Leave with q, enter or y; any other key goes on, so that a stray one loses nothing."""
        event.stop()
        put_away(self, event.key in ("q", "enter", "y"))


class BandDialog(ModalScreen[str | None]):
    """Asks which band was used; a text of one's own, or one that was named before."""

    CSS = FRAME.format(name="BandDialog") + "BandDialog Input { width: 36; max-width: 100%; margin: 1 0; }"

    def __init__(self, band: str, known: tuple[str, ...]) -> None:
        """`known`: bands named before."""
        super().__init__()
        self._band = band
        self._known = known

    def compose(self) -> ComposeResult:
        """The question, the line to type in, and what was named before."""
        with Vertical():
            yield Static(Content.styled("Which band was it?", "bold"))
            yield Input(self._band, placeholder="red, 41-inch, 30 lb …", max_length=60)
            known = " · ".join(self._known[:5])
            yield Static(
                f"Named before: {known}" if known else "enter keeps it, escape leaves it as it was", markup=False
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        put_away(self, event.value)

    def on_key(self, event: events.Key) -> None:
        """Escape."""
        if event.key == "escape":
            event.stop()
            put_away(self, None)
