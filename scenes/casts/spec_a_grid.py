"""Special A: where its parts stand, and what the senses look like in all of them."""

from __future__ import annotations

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.meaning_plane import Frame, Sense

MONEY, RIVER = 0, 1
SENSES: tuple[Sense, ...] = (
    Sense("state_neg", "square"),
    Sense("state_pos", "circle"),
)  # amber and teal
NAMES: tuple[str, str] = ("money", "river")
YOURS, YOUR_NAME = Sense("ink", "diamond"), "your sentence"  # takes no side

MAP, CELL, APART = (310.0, 440.0), (84.0, 36.0), 8.0  # the large map, its cells, beside [CLS]
ROWS, MAP_RIGHT = 11, 1418.0  # it ends where as many rows and columns do
LINE, APEX = 216.0, 152.0  # above the words: where arrows turn, and the highest of them
SMALL_CELL = (21.0, 21.0)
PANEL = 1458.0  # left end of what stands right of the large map
SMALL_MAP = (RIGHT - 13 * SMALL_CELL[0] - 6.0, 596.0)
SMALL_LINE, SMALL_APEX = 470.0, 424.0

LISTS = (230.0, 724.0)  # left ends of the two lists' cells
TOP, PITCH, ENTRY = 196.0, 46.0, (84.0, 40.0)  # of both lists
REACH = 92.0  # of their arcs
FRAME = Frame(1488.0, 545.0, 110.0)
ACROSS, UP = (-2.8, 3.0), (-1.45, 2.8)  # what the plane shows of its two axes, at least
PLANE_LEFT = 1112.0  # left end of its words
POLES, NAMED_AT = (1200.0, RIGHT - 4.0), 684.0  # ends of what river's and money's mean are called
PRINTED_FROM = 0.045  # of a row that is spoken of; smaller weights are printed where named
EDGE = LEFT
