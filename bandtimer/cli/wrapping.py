"""Text in lines of a width, wide letters counted as the terminal shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bandtimer.cli.terminal import columns_of, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator


def hung(lead: str, text: str, columns: int) -> Iterator[str]:
    """The text behind its lead, further lines indented as far."""
    indent = lead
    for line in wrapped(text, columns - columns_of(lead)):
        yield indent + line
        indent = " " * columns_of(lead)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """The text in lines of so many columns at most; a longer word is cut."""
    line = ""
    for word in text.split():
        if line and columns_of(line) + 1 + columns_of(word) > columns:
            yield line
            line = ""
        line = f"{line} {word}" if line else fitted(word, min(columns_of(word), columns))
    if line:
        yield line
