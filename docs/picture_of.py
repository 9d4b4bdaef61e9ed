"""Makes a picture of a command's output, colours and all, for the pages here.

FORCE_COLOR=1 COLUMNS=110 bandtimer show leg-day-blueprint | python docs/picture_of.py "bandtimer show" 110 > docs/pictures/show.svg
"""  # noqa: E501 -- a command to copy

from __future__ import annotations

import io
import re
import sys

from rich.console import Console
from rich.text import Text


def picture(ansi: str, title: str, columns: int) -> str:
    """An SVG of the text; it asks for no font but the reader's own."""
    console = Console(record=True, width=columns, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(ansi), soft_wrap=True)
    drawn = console.export_svg(title=title, unique_id="bandtimer")
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"[ \t]+\n", "\n", drawn)
    drawn = drawn.replace("<text ", '<text xml:space="preserve" ')
    return drawn.replace("Fira Code", "DejaVu Sans Mono")


if __name__ == "__main__":
    sys.stdout.write(picture(sys.stdin.read(), sys.argv[1], int(sys.argv[2])))
