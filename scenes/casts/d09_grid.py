"""Where things stand in diagram 9, in stage pixels; columns from the count of the words."""

from __future__ import annotations

from typing import Final

import numpy as np

from anim_lib.columns import even_columns
from anim_lib.layout import LEFT, RIGHT, Points

NAMES: Final = LEFT  # of the rows
BODY: Final = 256.0  # left edge of the first word's column
GAP: Final = 8.0  # between cards
ASKED: Final = 92.0  # pitch of the read-out's columns, at the right
BREAK: Final = 40.0  # between the sentence and the read-out

CARDS_ALONE, CARDS = 462.0, 162.0  # middle of the cards: over one track, over both
UPPER, LOWER = 244.0, 562.0  # tops of the two tracks' curtains
NUMBERS: Final = -14.0  # from a track's top to the baseline of its deltas
WINDOW, FALL = 52.0, 8.0
BAND: Final = 7.0
KEY, KEY_NAME = 78.0, 1520.0  # middle line of the state's key; right end of its name
STATE: Final = WINDOW + FALL  # from a track's top
KEPT_GAP, BAR, BARS = 12.0, 24.0, 38.0  # from state to bars; height and pitch of bars

KEPT_AT, TERMS_AT, FIGURES_AT = 184.0, 272.0, 318.0  # formula, names of its terms, their numbers
NOTES_X: Final = 1010.0
NOTES: Final = (164.0, 208.0, 252.0, 296.0, 340.0)  # baselines

TASK: Final = (172.0, 224.0)  # baselines of what the toy task is

TRIANGLES: Final = (226.0, 810.0, 1394.0)  # left edges: fixed, selective, attention
TRIANGLE: Final = 430.0  # width and height
TRIANGLE_TOP: Final = 372.0
TITLES: Final = 260.0
RULE_AT: Final = 166.0
FOOT: Final = 844.0
GUIDE: Final = (430.0, 48.0)  # baseline of the first line beside the triangle, and pitch

PLOT: Final = (230.0, 210.0, 1420.0, 742.0)


def body_columns(n_body: int, n_asked: int) -> Points:
    """Return left edge and width of each word's column, ``(n_body, 2)``."""
    pitch = (RIGHT - ASKED * n_asked - BREAK - BODY + GAP) / n_body
    return even_columns(n_body, BODY, pitch - GAP, GAP)


def asked_columns(n_asked: int) -> Points:
    """Return left edge and width of each read-out's column, ``(n_asked, 2)``."""
    return even_columns(n_asked, RIGHT - ASKED * n_asked + GAP, ASKED - GAP, GAP)


def stretches(columns: Points) -> Points:
    """Return where the state's stretches begin and end, ``(n_body + 1,)``: without gaps."""
    return np.append(columns[:, 0], columns[-1].sum())
