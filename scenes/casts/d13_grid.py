"""Where things stand in diagram 13, in stage pixels."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import LEFT, RIGHT

RULE_AT, RULE_SIZE = 182.0, 60.0
PANELS: Final = (350.0, 1120.0)  # left ends: filler, content word
WIDE: Final = 704.0
NAMES, RANGES = LEFT, 322.0  # names of rows begin, their ranges end

HEAD: Final = 274.0
X_TOP, X_TALL = 294.0, 34.0
FAN: Final = (X_TOP + X_TALL + 4, 366.0)
TAPS: Final = ((0.0, 130.0), (174.0, 250.0), (454.0, 250.0))  # left within a panel, width
TAP_NAMES, TAP_TOP, TAP_TALL = 402.0, 414.0, 30.0
BEFORE, KEEP_BASE, KEEP_TALL, ADDED, AFTER = 474.0, 592.0, 60.0, 608.0, 664.0
CELL: Final = 40.0  # height of a state number
FIGURES: Final = (756.0, 812.0)
KEY_RIGHT: Final = PANELS[0] + WIDE

FIXED_HEAD, FIXED_STEP, FIXED_BASE, FIXED_TALL = 230.0, 310.0, 510.0, 140.0
FIXED_WRITE, FIXED_READ = 590.0, 650.0

SENTENCE, TASK = 440.0, 530.0
LID: Final = (640.0, 300.0, 1280.0, 650.0)
LID_IN, LID_OUT = (440.0, 475.0), (475.0, 1480.0)

PLOT: Final = (190.0, 280.0, 960.0, 700.0)  # left, top, right, bottom of the curves
DRAG_ROWS: Final = (262.0, 402.0, 542.0, 682.0)
DRAG_TALL: Final = 104.0
DRAG_LEFT, DRAG_PITCH, DRAG_GAP = 1180.0, 38.0, 4.0
DRAG_RIGHT: Final = DRAG_LEFT + 16 * DRAG_PITCH - DRAG_GAP
DRAG_NAMES: Final = 1160.0
DRAG_NOTE: Final = 832.0

WRITTEN_BASE, WRITTEN_TALL, WRITTEN_WORDS = 330.0, 110.0, 372.0
SEED_HEAD: Final = (466.0, 510.0)
SEED_ROWS: Final = (556.0, 596.0, 656.0, 696.0, 756.0, 796.0)
SEED_BAR: Final = 30.0
SEED_ZERO: Final = (380.0, 1120.0)
SEED_LONG: Final = (480.0, 540.0)
SEED_RIGHT: Final = 1120.0
EDGE: Final = RIGHT
