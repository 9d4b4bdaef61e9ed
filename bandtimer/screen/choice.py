"""Which routine is chosen, among those that a filter leaves. Knows nothing of screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bandtimer.summary import Summary


class Choice:
    """The routines, as far as they are known, and the chosen one."""

    def __init__(self) -> None:
        self.everything: tuple[Summary, ...] | None = None
        """None until they have been read."""
        self.filter = ""
        self.typing = False
        """Whether the filter is being typed."""
        self.number = 0
        """Of the chosen one, among `shown`."""

    @property
    def shown(self) -> tuple[Summary, ...]:
        """Those whose name holds the filter; where there are none, those with such an exercise."""
        wanted = self.filter.casefold()
        everything = self.everything or ()
        named = tuple(it for it in everything if wanted in f"{it.id} {it.name or ''}".casefold())
        return named or tuple(it for it in everything if wanted in " ".join(it.exercises).casefold())

    @property
    def summary(self) -> Summary | None:
        """The chosen one; None where there is none."""
        shown = self.shown
        return shown[self.number] if self.number < len(shown) else None

    def take(self, summaries: Sequence[Summary]) -> None:
        """These are all; what was chosen stays chosen."""
        chosen = self.summary
        self.everything = tuple(summaries)
        if chosen is not None:
            self.number = next((number for number, it in enumerate(self.shown) if it.id == chosen.id), self.number)
        self.choose(self.number)

    def choose(self, number: int) -> bool:
        """Choose by number, or the nearest there is; whether it is another one."""
        before, self.number = self.number, max(0, min(number, len(self.shown) - 1))
        return self.number != before

    def narrow(self, text: str) -> None:
        """Show only what holds this text."""
        self.filter = text
        self.choose(self.number)

    def type(self, key: str, letter: str | None) -> bool:
        """A key while the filter is typed; `letter`: what it prints. Whether it was part of that."""
        if key == "enter":
            self.typing = False
        elif key in ("escape", "ctrl+c"):
            self.typing = False
            self.narrow("")
        elif key == "backspace":
            self.narrow(self.filter[:-1])
        elif letter:
            self.narrow(self.filter + letter)
        else:
            return False
        return True
