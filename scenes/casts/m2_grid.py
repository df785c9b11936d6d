"""Where things stand in mermaid 2, in stage pixels."""

from __future__ import annotations

from typing import Final

import numpy as np

from anim_lib.layout import LEFT, RIGHT

CARD: Final = (LEFT, 130.0, 396.0, 606.0)
KNOB: Final = (170.0, 740.0, 56.0)  # centre and radius
LOOP: Final = (500.0, 130.0, 1140.0, 478.0)
FILTER: Final = (500.0, 500.0, 1140.0, 848.0)
INSIDE: Final = 524.0  # left edge of what stands in the two
ENTRIES: Final = (296.0, 560.0)  # heights of the arrows from the card
PITCH: Final = 44.0
COLUMNS: Final = 614.0 + PITCH * np.arange(12)  # of the steps inside the machines
WIDE, UNIT = 30.0, 34.0  # of an input's bar, and stage pixels per 1
INPUTS: Final = (262.0, 634.0)  # zero lines
KERNEL, KERNEL_UNIT = 772.0, 64.0
MADE: Final = 704.0  # baseline of how the kernel is made, between inputs and kernel
AXIS: Final = (586.0, 1124.0)  # of the zero lines inside the machines
WINDOW: Final = (594.0, 1124.0)  # where the kernel is seen: it has gone where its name is
GEM: Final = (1040.0, 392.0, 70.0)
FACETS: Final = 16  # of the 64 state numbers are on the gem
FORMULAS: Final = (176.0, 546.0)  # middles of the lines of maths
OUT: Final = 1224.0  # left edge of the outputs
OUT_PITCH: Final = 50.0
OUT_COLUMNS: Final = OUT + 24.0 + OUT_PITCH * np.arange(12)
OUT_AXIS: Final = (OUT, RIGHT)
OUTPUTS: Final = (296.0, 666.0)  # zero lines; the arrows to them are level with them
OUT_UNIT = 88.0
LOOP_WIDE, FILTER_WIDE = 40.0, 20.0
SUMMED: Final = 3  # index of the output whose products are seen
HEAP_WIDE = 9.0  # the products beside each other, as wide as a filter's bar and a little more
HEAP_X: Final = OUT_COLUMNS[SUMMED] + 11.0 * (np.arange(SUMMED + 1) - SUMMED / 2)
OVERLAY, OVERLAY_UNIT = 430.0, 180.0
HEADINGS: Final = (168.0, 538.0)  # baselines
STEPS: Final = 826.0
TELLS: Final = (168.0, 220.0)  # baselines over the overlaid outputs
COPIES: Final = ((CARD[2] + LOOP[0]) / 2, 150.0)  # of the card: between it and the machines, way in
LAUNCH = 30.0  # from where they are born
NEWS: Final = (660.0, 728.0, 796.0)  # middles of the cards of three steps
COSTS: Final = (1346.0, 1690.0)  # bars of a cost: their zero, and the end of the largest
COST_ROWS: Final = (122.0, 182.0)  # middles of the two bars, below the heading's baseline
COST_TALL = 34.0
NAME_DROP = 12.0  # from a zero line to the baseline of its name
