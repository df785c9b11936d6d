"""Where things stand in diagram 16: one axis from 0 to 100 %, six groups, then seven columns."""

from __future__ import annotations

import numpy as np

from anim_lib.layout import LEFT, RIGHT
from anim_lib.scales import Scale, linear

PLOT_LEFT, TOP, BASE = 176.0, 268.0, 700.0
PITCH, APART = 256.0, 112.0  # from group to group; Path-X, left out of some means, stands apart
BAR, GAP = 54.0, 5.0
COLUMN = 104.0  # width of a bar in act two
ROWS = (746.0, 790.0, 834.0)  # baselines under the axis
NOTES = (140.0, 186.0)  # baselines of what is said above the plot
KEY = ((1036.0, 1430.0), NOTES)  # x and baselines of the series' names
AXIS_NAME = (LEFT, 238.0)


def accuracy(vmax: float) -> Scale:
    """Return the map from percent to stage pixels, 0 on the axis."""
    return linear((0.0, vmax), (BASE, TOP))


def centres(count: int) -> np.ndarray:
    """Return the middles ``(count,)`` of the groups; the last stands apart."""
    at = PLOT_LEFT + PITCH * (np.arange(count) + 0.5)
    at[-1] += APART
    return at


def columns(count: int) -> np.ndarray:
    """Return the middles ``(count,)`` of as many columns as fill the plot."""
    pitch = (RIGHT - PLOT_LEFT) / count
    return np.asarray(PLOT_LEFT + pitch * (np.arange(count) + 0.5))
