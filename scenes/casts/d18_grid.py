"""Diagram 18: where its parts stand, and how its numbers are written."""

from __future__ import annotations

from typing import Final, TypedDict

import numpy as np

from anim_lib.columns import even_columns
from anim_lib.layout import LEFT
from anim_lib.primitives.attention_arcs import AttentionArcs
from anim_lib.primitives.axis import name
from anim_lib.provenance import Floats
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import Anchor, Label
from scenes.values.d18_induction_head import Values

CARD, PITCH, TALL = 108.0, 124.0, 72.0  # token cards: width, from card to card, height
CARDS = 420.0  # their centre line
REACH = 175.0  # of the longest arc
BESIDE = 15.0  # from an arc's foot to its number
VISIBLE_FROM, PRINTED_FROM = 0.005, 0.045  # smaller weights are not drawn, not printed
HANG, LANE = 546.0, 634.0  # centre lines of the stamps, and of the query that passes below them
FALL = 210.0  # from where stamps hang to where they lie
TUMBLE: Final = (31.0, -17.0, 24.0, -38.0, 12.0, -26.0, 41.0)  # degrees at which they lie
SCORES, PER_SCORE, SCORE_Y = 786.0, 5.8, 840.0  # zero line, pixels per 1, baseline of numbers
PROOF = 1400.0  # left edge of the right column
SHARE = linear((0.0, 1.0), (PROOF, PROOF + 220.0))  # of its bars


class Look(TypedDict):
    """How all token cards on the long row look."""

    y: float
    size: float
    height: float
    width: float


LOOK: Final[Look] = {"y": CARDS, "size": 40.0, "height": TALL, "width": CARD}


def note(
    text: str, x: float, y: float, theme: Theme, role: str = "muted", anchor: Anchor = "l"
) -> Label:
    """Return a quiet explanation."""
    return name(text, x, y, theme=theme, role=role, anchor=anchor)


def centre(slot: int) -> float:
    """Return the middle of a slot's card in stage pixels."""
    return LEFT + CARD / 2 + PITCH * slot


def seen(v: Values, row: Floats) -> Floats:
    """Return 1 for each slot up to the one that asks whose weight is drawn, else 0."""
    return (row[: v.query + 1] >= VISIBLE_FROM).astype(np.float64)


def pattern_arcs(v: Values, row: Floats, asker: int, reach: float, theme: Theme) -> AttentionArcs:
    """Return one row of a pattern as arcs over the cards; weights too small are not drawn."""
    arcs = AttentionArcs(
        row[: v.query + 1],
        theme=theme,
        asker=asker,
        columns=even_columns(v.query + 1, LEFT, CARD, PITCH - CARD),
        card_top=CARDS - TALL / 2,
        reach=reach,
    )
    return arcs.set_channels(grown=seen(v, row))
