"""Where things stand in diagram 19, in stage pixels."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.recalled_facts import FactGrid

WIDE: Final = 820.0  # of either half
OTHER: Final = RIGHT - WIDE  # left edge of the right half
MIDDLE: Final = (LEFT + RIGHT) / 2

FIRST_ROW, ROW_PITCH = 166.0, 64.0  # of the paragraph's cards, centre lines
ASKED: Final = 276.0  # centre line of the question
HEARD: Final = 446.0  # tips of the ways from it to both memories
CLEAR: Final = 14.0  # between the question and its ways
SLOTS: Final = 17  # in a row
NAMES, SLOT_TOP, SLOT_TALL = 498.0, 530.0, 62.0
SIZES: Final = (764.0, 810.0)

HEADS: Final = (166.0, 216.0)
CARD: Final = (196.0, 46.0)
COLUMNS, PITCH, GRID_TOP = 4, (208.0, 54.0), 402.0
STRIP_TOP: Final = 240.0
LEGEND: Final = (268.0, 325.0)
ABOVE_FACTS: Final = 384.0
SAMPLES: Final = FactGrid(622.0, 290.0, (94.0, 46.0), (100.0, 54.0), 3)
SCALE: Final = 276.0  # from the bytes of a state to what its area says
CALL: Final = 152.0  # centre line on which a key is called

PLOT: Final = (214.0, 250.0, 1270.0, 724.0)
PLOT_NAMES: Final = (152.0, 196.0)
SINGLE: Final = 404.0  # baseline of the name of a single text, below all bars beside it
WRONG: Final = (338.0, 178.0)


def facts(left: float) -> FactGrid:
    """Return the places of the facts of the half that begins at ``left``."""
    return FactGrid(left, GRID_TOP, CARD, PITCH, COLUMNS)
