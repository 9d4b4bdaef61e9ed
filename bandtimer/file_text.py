"""From a path to text: what is no text, too big or no UTF-8 is told here, before anything parses it."""

from __future__ import annotations

import codecs
import re
import stat
from typing import TYPE_CHECKING

from bandtimer.errors import FileError, Problem

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1 << 20
"""A routine of a mebibyte is no routine."""

_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ODD_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
"""YAML takes these for line breaks, editors don't: left in, every later line would be counted wrong."""


def text_of(path: Path, shown: str) -> str:
    """The text of the file. Raises FileError: missing, a folder, unreadable, over 1 MiB, no UTF-8, no text."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "no ordinary file"
            raise _whole(shown, f"this is {what}; name a .yaml file")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _whole(shown, "there is no such file; `bandtimer list` shows the routines there are") from None
    except PermissionError:
        raise _whole(shown, "you may not read this file; change its permissions (chmod u+r)") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _whole(shown, f"can't be read ({reason}); check the path") from None
    if len(content) > MOST_BYTES:
        raise _whole(shown, "is larger than 1 MiB; a routine is a page or two of text: is this the right file?")
    if content.startswith(_WIDE):
        raise _whole(shown, "is saved as UTF-16 or UTF-32; save it as UTF-8")
    try:
        content = content.removeprefix(codecs.BOM_UTF8)
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = place_of(before, len(before))
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise FileError((Problem(shown, line, column, message),)) from None
    return checked(text, shown)


def checked(text: str, shown: str) -> str:
    """The text with nothing in it that YAML forbids or editors count differently. Raises FileError."""
    text = text.removeprefix("\ufeff").translate(_ODD_BREAKS)
    if len(text) > MOST_BYTES:
        raise _whole(shown, "is larger than 1 MiB; a routine is a page or two of text: is this the right file?")
    if match := _CONTROL.search(text):
        line, column = place_of(text, match.start())
        code = ord(match[0])
        hint = "is this a text file?" if code == 0 else "delete it"
        raise FileError((Problem(shown, line, column, f"a control character (U+{code:04X}) stands here; {hint}"),))
    return text


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, 1-based, of the character at `offset`."""
    lines = re.split(r"\r\n|\r|\n", text[:offset])
    return len(lines), len(lines[-1]) + 1


def _whole(shown: str, message: str) -> FileError:
    return FileError((Problem(shown, 0, 0, message),))
