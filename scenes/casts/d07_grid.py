"""Diagram 7: where its rows stand, and how its numbers are written."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import RIGHT

ZERO: Final = 464.0
WIDE: Final = RIGHT - ZERO
NEAR, NEAR_TALL = (176.0, 446.0), 150.0  # tops of state and cache at first, and their heights
TAPE: Final = (371.0, 30.0)  # top and height
STATE, STATE_TALL = 136.0, 66.0  # later
HEAD: Final = 264.0  # baseline of the cache's name over its rows
ROWS, PITCH, TALL = 286.0, 108.0, 72.0  # of the cache's rows
RULER: Final = 716.0
NOTES: Final = (826.0, 780.0)  # baselines under the ruler's numbers
NEAR_RULER: Final = 634.0
GUIDE, THIN = 154.0, 3.0  # top of the dotted line
ASIDE: Final = 126.0  # from the end of the state to what is said of it: the poster's square ends
BEHIND: Final = 20.0  # from a bar's end to its words
CAPITALS: Final = 12.0  # from a line's middle to its baseline
SLOTS: Final = 7


def size(number: float) -> str:
    """Return bytes with three digits and the unit that suits them."""
    for unit, scale in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= 0.9995 * scale:
            amount = number / scale
            return f"{amount:.{2 if amount < 9.995 else 1 if amount < 99.95 else 0}f} {unit}"
    return f"{number:.0f} B"


def tick(number: float) -> str:
    """Return the bytes of a tick with the unit that suits them."""
    for unit, scale in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return f"{number / scale:g} {unit}"
    return f"{number:g} B"


def times(ratio: float) -> str:
    """Return how many times as much, with three digits or all before the point."""
    return f"{ratio:.3g}" if ratio < 99.95 else f"{ratio:,.0f}"


def top(mark: int) -> float:
    """Return the upper edge of the row of a mark, counted from 0."""
    return ROWS + PITCH * mark
