"""The moving figure: a skeleton of bone angles, a canvas of block elements, and the painting of one on the other.

Imports neither textual nor rich; `draw` gives cells, and the screen gives them colours.
"""

from bandtimer.screen.figure.canvas import BLANK, Cell, Grid, Role
from bandtimer.screen.figure.painting import draw
from bandtimer.screen.figure.skeleton import eased

__all__ = ["BLANK", "Cell", "Grid", "Role", "draw", "eased"]
