"""Where things stand in special B, in stage pixels."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import RIGHT

PLOT: Final = (236.0, 200.0, 1030.0, 740.0)  # left, top, right, bottom
COLUMN: Final = 1072.0  # direct labels stand right of the plot
LEAD: Final = 44.0  # from a line of a label to the next
UNDER: Final = 46.0  # from a line down to a name inside of the plot
FIRST: Final = 226.0  # baseline of the topmost
INSIDE: Final = (PLOT[0] + 20.0, 246.0)  # what the band says
TABLE: Final = (476.0, 52.0, 46.0)  # heading, to the first row, from row to row
FIGURES: Final = (1520.0, RIGHT)  # where its two columns of numbers end
ROWS: Final = (50.0, 42.0)  # from the limit's line to the first row of names, from row to row
RIDERS: Final = 9.0  # radius of points, where several are near
