"""Where things stand in diagram 14, in stage pixels."""

from __future__ import annotations

from typing import Final

import numpy as np

from anim_lib.layout import RIGHT

FACETS: Final = 16  # of the 64 state numbers are on the gem
GEM: Final = 84.0  # its radius
TERMS: Final = 4
LANES: Final = 280.0  # left end of the time grid; left of it the lanes' names
PITCH: Final = 125.0  # of the grid's steps; at the last one the gem's halo meets the margin
COLUMNS: Final = LANES + 55.0 + PITCH * np.arange(12)
CARDS, INPUT, STATE, OUTPUT, STEPS = 276.0, 378.0, 560.0, 712.0, 834.0
WIDE: Final = 56.0  # of a bar
UNIT: Final = 56.0  # stage pixels per 1 in all three lanes
LETTER_X: Final = 273.0 + 400.0 * np.arange(TERMS)  # where each unrolled coefficient begins
TERM_WIDE, TERM_UNIT = 128.0, 130.0
TERM_X: Final = LETTER_X + TERM_WIDE / 2  # its bar's middle
FROM_FORMULA, TERM_ZERO, KERNEL_ZERO = 250.0, 376.0, 634.0
WHOLE_PITCH, WHOLE_WIDE, WHOLE_ZERO, WHOLE_UNIT = 38.5, 26.0, 580.0, 250.0
LAG_X: Final = RIGHT - 20 - WHOLE_PITCH * np.arange(32)[::-1]  # the whole kernel
LAGS_AT: Final = STEPS
HEADING, FOOT = 300.0, 790.0  # baselines
OVERLAY_ZERO, OVERLAY_UNIT = 520.0, 150.0
ROWS: Final = (420.0, 540.0, 660.0)  # of the last picture
SAME_X, CHANGING_X = 340.0, 1000.0
DOTTED: Final = (3.0, 9.0)
HEAP_WIDE: Final = 15.0  # the four products side by side under their output
HEAP_X: Final = COLUMNS[TERMS - 1] + 19.0 * (1.5 - np.arange(TERMS))

INPUTS: Final = [f"past {k}" for k in range(TERMS)] + ["muted"] * 8
BY_LAG: Final = INPUTS[TERMS - 1 :: -1]  # lag 0 belongs to the newest input
POWERS: Final = (
    "",
    "{{ macron(A) : a }}",
    "{{ macron(A) : a }}^({{ 2 : p2 }})",
    "{{ macron(A) : a }}^({{ 3 : p3 }})",
)
