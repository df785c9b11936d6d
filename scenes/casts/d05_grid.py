"""Where things stand in diagram 5, in stage pixels."""

from __future__ import annotations

from typing import Final

from anim_lib.columns import even_columns
from anim_lib.layout import RIGHT

WORDS: Final = 8
COLUMNS: Final = even_columns(WORDS, 213.0, 92.0, 32.0)
ZERO, UNIT = 452.0, 4600.0  # of the layers: the zero line, and pixels per 1
WORDS_AT, TABS_AT, TAB = 822.0, 834.0, 8.0
SOURCE: Final = WORDS_AT - 32.0  # marks leave from a word's upper edge
AXIS_LEFT, AXIS_RIGHT = 204.0, 1182.0
TICKS: Final = (0.02, 0.0, -0.02, -0.04, -0.06)
RATES_AT: Final = 296.0  # baseline of what every step keeps
NAME_AT: Final = (264.0, 302.0)  # of the axis, two lines
RULE_AT = 178.0

LID: Final = (640.0, 300.0, 1280.0, 650.0)
LID_IN, LID_OUT = (440.0, 475.0), (475.0, 1480.0)
IN_X, OUT_X = LID_IN[0] - 22.0, LID_OUT[1] + 22.0

PANEL: Final = 1220.0  # left end of the right half
HEADING: Final = 280.0
KEY_AT, KEY_LEAD, KEY_GAP, KEY_TEXT = 340.0, 46.0, 22.0, PANEL + 60.0

OUTPUT_ZERO, OUTPUT_UNIT, OUTPUT_TALL = PANEL + 82.0, 1000.0, 44.0
OUTPUT_ROWS: Final = (418.0, 538.0, 658.0)  # C h, D u, y
ROAD: Final = 1196.0  # x on which the way past the state goes up
ROAD_LOW: Final = 856.0

ROWS_TOP, ROWS_PITCH, ROWS_TALL = 382.0, 58.0, 40.0
ROWS_LEFT, ROWS_RIGHT = PANEL + 100.0, RIGHT - 100.0
ROWS_NAMES: Final = 340.0
