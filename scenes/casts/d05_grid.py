"""Where things stand in diagram 5, in stage pixels."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import LEFT, RIGHT

COLUMNS_LEFT, COLUMNS_RIGHT, ACROSS = 213.0, 1173.0, 992.0
COLUMN_SHARE, WIDEST = 92.0 / 124.0, 150.0  # of the pitch; and a column at most
CLEAR, CLEAR_OF_READING = 1182.0, 1149.0  # right ends of a last word, of a followed last column
APART: Final = 10.0  # least space between two words
LAYERS_TOP, LAYERS_BELOW_ROW, LAYERS_GAP = 322.0, 340.0, 7.0  # of the stacks; and above the words
ROUND = 100.0  # pixels per 1 are a multiple of it
STEPS: Final = (0.01, 0.02, 0.05, 0.1)
MOST_TICKS = 5.2  # steps from the lowest to the highest end
TALL, AWAY, SHARE_WIDE = 36.0, 24.0, 80.0  # a layer with its share inside; "100%" is as wide
WORDS_AT, TABS_AT, TAB = 822.0, 834.0, 8.0
TURNED_AT, TURNED_BASE = 824.0, 10.0  # lower end of turned words; baseline right of the middle
SOURCE: Final = WORDS_AT - 32.0  # marks leave from a word's upper edge
AXIS_LEFT, AXIS_RIGHT = 204.0, 1182.0
RATES_AT: Final = 296.0  # baseline of what every step keeps
NAME_AT: Final = (264.0, 302.0)  # of the axis, two lines
SHARES_AT, SHARES_NAME_AT, RATE_X = 310.0, 264.0, LEFT + 36.0  # the row of shares, what it is
SQUARE: Final = (295.0, 224.0, 645.0)
SQUARE_OF_ROWS: Final = (1206.0, 224.0, 645.0)
RULE_AT = 178.0

LID: Final = (640.0, 300.0, 1280.0, 650.0)
LID_IN, LID_OUT = (440.0, 475.0), (475.0, 1480.0)
IN_X, OUT_X = LID_IN[0] - 22.0, LID_OUT[1] + 22.0

PANEL: Final = 1220.0  # left end of the right half
HEADING: Final = 280.0
KEY_AT, KEY_LEAD, KEY_GAP, KEY_TEXT = 340.0, 46.0, 22.0, PANEL + 60.0

OUTPUT_LEFT, OUTPUT_WIDE, OUTPUT_TALL = PANEL + 82.0, 398.0, 44.0
OUTPUT_ROUND = 100.0  # pixels per 1 are a multiple of it
OUTPUT_ROWS: Final = (418.0, 538.0, 658.0)  # C h, D u, y
ROAD: Final = 1196.0  # x on which the way past the state goes up
ROAD_LOW: Final = 856.0

ROWS_TOP, ROWS_PITCH, ROWS_TALL = 382.0, 58.0, 40.0
ROWS_LEFT, ROWS_RIGHT = PANEL + 100.0, RIGHT - 100.0
ROWS_NAMES: Final = 340.0
