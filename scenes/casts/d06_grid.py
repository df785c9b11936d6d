"""Where things stand in diagram 6, in stage pixels."""

from __future__ import annotations

from typing import Final

import numpy as np

from anim_lib.layout import LEFT, RIGHT
from anim_lib.provenance import Floats

SEQ: Final = 8
PITCH: Final = 184.0
COLUMNS: Final = RIGHT - PITCH * (SEQ - 0.5 - np.arange(SEQ))
LANES: Final = float(COLUMNS[0]) - PITCH / 2  # left of it the lanes' names
CARD, INPUTS, TALL = 154.0, 226.0, 46.0  # middles of two rows of cards, and an input's height
STRIP: Final = (286.0, 104.0, 36.0)  # top, width and height of a state of the recurrence
KERNEL_ZERO, KERNEL_UNIT, KERNEL_WIDE = 424.0, 230.0, 72.0
TREE: Final = (464.0, 36.0, 658.0)  # first row, pitch of rows, end of the tokens' lines
NODE: Final = (96.0, 22.0)
OUTPUT, UNIT = 776.0, 92.0
FALLS_FROM: Final = (STRIP[0] + STRIP[2], KERNEL_ZERO, TREE[2])
FOUND: Final = 836.0  # baseline of the difference
NAMES: Final = (300.0, 396.0, 500.0)  # baselines of the lanes' names
NOTE: Final = 42.0  # from a name to the note below it
COUNT_RIGHT: Final = LEFT + 54.0  # where the tree's numbers end
COUNTS: Final = (554.0, 604.0)
KEY: Final = (662.0, 353.0, 697.0)  # baseline of its name, its right end, its middle
ROLES: Final = ("muted", "accent", "ink")  # recurrence, convolution, scan
SHOWN: Final = 3  # the output whose sum is worked out, from 0


def minus(text: str) -> str:
    """Return ``text`` with the sign that is as wide as a plus."""
    return text.replace("-", "−")


def listed(values: Floats) -> str:
    """Return the numbers of an array, once when all are the same."""
    kinds = list(dict.fromkeys(values.tolist()))
    shown = kinds if len(kinds) == 1 else values.tolist()
    return minus(", ".join(f"{x:g}" for x in shown))
