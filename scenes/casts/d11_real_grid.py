"""Diagram 11, second act: where the parts of the real head and of all its heads stand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, SMALL, Anchor, Label

# one head: a row per word piece; what it asks and what it is told stand above the rows
HEAD, ASK, FIRST, LAST = 280.0, 314.0, 357.0, 819.0  # headings, query, first and last row
TALL, CELL = 26.0, 14.0  # of a strip and its cells
KEYS, AXIS, SHARES, SHARE, VALUES = 256.0, 900.0, 1216.0, 120.0, 1376.0
QUERY_SCALE, UNITS = 890.0, 960.0  # right end of the query's key; left end of the bars' unit
PER_SCORE = 8.5  # stage pixels for a score of 1
BASE = 0.36 * NUMBER  # from a row's middle to its baseline
BESIDE = 18.0  # from a strip to the word in front of it

# all heads at first: their patterns, large, in two lines
LARGE, ACROSS, APART, LINES = 16.0, 273.0, 292.0, 300.0  # cell, next head, next line, first line
OVER = 14.0  # from a pattern up to its name

# then their patterns and outputs, and what is made of these, one below the other
HEADS, PITCH, SIDE = 219.0, 135.0, 8.0  # the first head, the next, a pattern's cell
GUTTER = HEADS - 16.0  # right end of what is written left of the strips
NAMES, PATTERNS, OUTPUTS, CONCAT, COLUMN, OUT = 292.0, 306.0, 440.0, 537.0, 634.0, 731.0
TICK = 40.0  # height of these strips
ABOVE = 15.0  # from a strip's top up to its heading's baseline
CHECK = 824.0
MULTI = 58.0  # size of the long formula


def rows(count: int) -> NDArray[np.float64]:
    """Return the middle of each word piece's row."""
    return np.linspace(FIRST, LAST, count)


def heading(text: str, x: float, role: str, theme: Theme, anchor: Anchor = "l") -> Label:
    """Return the heading of a part of the one head."""
    return Label(text, x, HEAD, theme=theme, role=role, weight="SEMIBOLD", anchor=anchor)


def note(text: str, x: float, y: float, theme: Theme, **options: object) -> Label:
    """Return what is written quietly beside a part."""
    given: dict[str, object] = {"role": "muted", "size": SMALL} | options
    return Label(text, x, y, theme=theme, **given)  # type: ignore[arg-type]


def window(left: float, top: float, right: float, bottom: float, theme: Theme) -> Rule:
    """Return an ink frame around the cells that are multiplied."""
    path = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top - 1.5)]
    return Rule(path, theme=theme, role="ink", line=3.0)
