"""Where things stand in diagram 15, in stage pixels."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.basis_curves import Pane
from scenes.values.d15_hippo import Values

LANES: Final = 330.0  # time 0; left of it the lanes' names
LAST: Final = RIGHT - 46.0  # where the time axis and the slots end: the last tick is as wide
SIGNAL, UNIT = 396.0, 44.0  # zero of the signal, and how high a 1 is
AXIS: Final = 496.0
TOP_OF_SPIKE: Final = 160.0
AXIS_NAME: Final = 544.0  # baselines
SIGNAL_NAME, PAST_NAME, ERROR_NAME = 366.0, 410.0, 454.0
ERROR_X: Final = LEFT + 92.0
OVER: Final = 272.0  # what is said above the signal
NOTES: Final = (170.0, 214.0)  # beside the formula
NOTES_X: Final = 1110.0
UPDATE_X: Final = 700.0
RULE_SIZE: Final = 52.0
RULE_Y: Final = 180.0
FEW_BASE, FEW_UNIT = 728.0, 95.0  # of 8 bars, whose numbers are printed
MANY_BASE, MANY_UNIT = 716.0, 185.0  # of 32 and 64
FOOT: Final = 836.0
SAMPLE: Final = 620.0  # right end of the key of the ticks
HOME: Final = 604.0  # zero of the curves in their frames
HOME_WIDE, HOME_UNIT = 128.0, 9.0
WEIGHT_BASE, WEIGHT_UNIT = 636.0, 8.0
LANES_TOP: Final = 560.0
STATE_TOP, STATE_PITCH, STATE_STEP = 662.0, 5.4, 20  # inputs from column to column
NUMBERS_NAME: Final = 720.0

# the split screen: three panels
PANEL, PANEL_PITCH = 470.0, 512.0
HEADING, PANEL_RULE, PANEL_NOTE = 166.0, 222.0, 290.0
PANEL_SIZE: Final = 46.0
PAST, PAST_UNIT = 398.0, 30.0
SPLIT_WEIGHT, SPLIT_WEIGHT_UNIT = 574.0, 16.0
ERRORS, ERRORS_UNIT, ERROR_WIDE = 788.0, 110.0, 62.0


def across(v: Values) -> float:
    """Return the stage pixels per input: the run and the spike take up the stage."""
    return (LAST - LANES) / (v.seq_len + v.spike_steps)


def x(v: Values, time: float) -> float:
    """Return where ``time`` lies on the one time axis."""
    return LANES + across(v) * time


def homes(v: Values) -> list[Pane]:
    """Return the frames of the first curves, one per slot."""
    few = int(v.orders[0])
    pitch = (LAST - LANES) / few
    lefts = [LANES + (k + 0.5) * pitch - HOME_WIDE / 2 for k in range(few)]
    return [Pane(left, left + HOME_WIDE, HOME, HOME_UNIT) for left in lefts]


def panel(k: int) -> tuple[float, float]:
    """Return left and right end of panel ``k`` of the split screen."""
    left = LANES + k * PANEL_PITCH
    return left, left + PANEL
