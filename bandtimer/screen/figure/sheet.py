"""`python -m bandtimer.screen.figure.sheet`: every figure at several points of its motion, as PNG pictures."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bandtimer.screen.figure.painting import draw
from bandtimer.screen.figure.picture import beside, png, stacked
from bandtimer.timeline import Side

if TYPE_CHECKING:
    from bandtimer.figure import Figure
    from bandtimer.screen.figure.canvas import Grid

STEPS = (0.0, 0.5, 1.0)


def sheet(figure: Figure, sizes: tuple[tuple[int, int], ...], side: Side | None) -> Grid:
    """A row for each size (cells across, down): stretched, half-way, contracted."""
    return stacked([beside([draw(figure, step, side, *size) for step in STEPS]) for size in sizes])


def read_figure(path: Path) -> Figure | None:
    """The figure of an exercise file; a file that holds nothing but the `figure:` key will do."""
    import yaml

    from bandtimer.exercise import FigureText

    text = yaml.safe_load(path.read_text(encoding="utf-8")).get("figure")
    return FigureText.model_validate(text).frozen() if text else None


def main() -> None:
    """Draw the sheets named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bandtimer.screen.figure.sheet", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="exercise files (those of routines/exercises)")
    parser.add_argument("-o", "--out", type=Path, default=Path("figures"), help="folder for the pictures")
    parser.add_argument("--size", action="append", help="cells such as 60x16 (also 100x30 and 30x8)")
    parser.add_argument("--left", action="store_true", help="draw the left side")
    parser.add_argument("--magnified", type=int, default=2, help="pixels to a sample, of which a cell has 4 x 8")
    chosen = parser.parse_args()
    sizes = tuple((int(size.partition("x")[0]), int(size.partition("x")[2])) for size in chosen.size or ["60x16"])
    chosen.out.mkdir(parents=True, exist_ok=True)
    for path in chosen.files or sorted(Path("routines/exercises").glob("*.yaml")):
        figure = read_figure(path)
        if figure is None:
            print(f"{path}: no figure")
            continue
        target = chosen.out / f"{path.stem}.png"
        target.write_bytes(png(sheet(figure, sizes, Side.LEFT if chosen.left else None), chosen.magnified))
        print(target)


if __name__ == "__main__":
    main()
