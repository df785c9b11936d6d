"""Diagram 4: where its stages stand, and what they share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anim_lib.provenance import Floats
from anim_lib.theme import Theme
from anim_lib.typography import SMALL, Anchor, Label
from scenes.values.d04_transformer_block import Values

BOX = (440.0, 190.0, 1160.0, 740.0)  # the closed box; opened, the deck of blocks
LANES = (272.0, 692.0)  # y of the first and of the last token's stream
LANE = 22.0  # half of a stream's height beside the others
CARDS, REACH = 300.0, (312.0, 1270.0)  # right edge of the cards, ends of the streams
OUT = 1460.0  # axis of the next words' bars beside the box

ROW = (394.0, 37.5)  # first row and pitch, seen from near
BAND = (0.0, 312.0, 1920.0, 840.0)
HEAD, UNDER, SIGNS, BRANCH = 158.0, 140.0, 356.0, 264.0  # y of a formula, a subtitle, +, boxes
NEAR, FIRST = 190.0, 191.0  # pitch and first column, seen from near
WIDE = 380.0  # pitch while token and position are added
SEEN = (180.0, 960.0)  # columns beside the lens
LENS, LENS_ROW = (1096.0, 336.0, 1824.0, 816.0), (96.0, 1046.0)
LENS_AXIS = 1596.0  # zero of the lens

FAR_ROW, FAR_BAND = (304.0, 26.5), (0.0, 276.0, 1920.0, 624.0)  # from far away: every block
FAR = (146.0, 1786.0)  # first and last column


@dataclass(frozen=True)
class View:
    """How the stream is looked at: values of its channels."""

    columns: tuple[float, float]
    unit: float
    rows: tuple[float, float] = ROW
    band: tuple[float, float, float, float] = BAND
    seen: tuple[float, float] = SEEN


def views(v: Values) -> dict[str, View]:
    """Return the views: at the start, near one block, from far away, at the end."""
    block, last = 2 + 4 * (v.bar_layer - 1), 2 + 4 * v.n_layers  # columns of the stream
    pitch = (FAR[1] - FAR[0]) / last
    near, end = 112.0 / v.bar_vmax, 118.0 / v.depth_vmax
    return {
        "start": View((FIRST, WIDE), 150.0 / v.start_vmax),
        "small": View((FIRST, WIDE), near),
        "near": View((FIRST - NEAR * block, NEAR), near),
        "far": View((FAR[0], pitch), 0.56 * pitch / v.depth_vmax, FAR_ROW, FAR_BAND, FAR),
        "end": View((FIRST - NEAR * (last - 2), NEAR), end, seen=(180.0, 580.0)),
    }


def states(v: Values) -> tuple[Floats, Floats]:
    """Return the drawn numbers of the stream at every stage, and of every addition."""
    between = np.stack([v.between, v.after], axis=1).reshape(-1, v.d_model)
    added = np.stack([v.delta_attention, v.delta_mlp], axis=1).reshape(-1, v.d_model)
    stages = np.concatenate([[v.embedding, v.before[0]], between])
    return stages[:, v.bars], np.concatenate([[v.position], added])[:, v.bars]


def small(
    text: str, x: float, y: float, theme: Theme, role: str = "muted", anchor: Anchor = "l"
) -> Label:
    """Return a small label."""
    return Label(text, x, y, theme=theme, role=role, size=SMALL, anchor=anchor)
