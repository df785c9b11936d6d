"""Diagram 11: where its three panels stand, and what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.plane import Plane
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, Anchor, Label

UNIT, FLOOR, HEAD = 400.0, 782.0, 318.0  # pixels to 1 everywhere, the planes' floor, headings
ALIKE, NAMES, BASE, BLEND = 172.0, 690.0, 776.0, 1310.0  # where the panels' parts start
ROWS = np.array([430.0, 560.0, 690.0])  # the middle panel's rows
HALF, THICK, SHADOW = 21.0, 34.0, 18.0  # row to bar, bar, and bar while it is a shadow
AXIS = (ROWS[0] - 54.0, ROWS[-1] + 54.0)
CARDS, AWAY = 346.0, (-162.0, 210.0)  # the cards' row, and where it is at first from there
TABLE, PITCH, WIDTH, TALL = 420.0, 504.0, 396.0, 84.0  # columns under the cards
KINDS = {"query": "what it seeks", "key": "what it offers", "value": "what it gives"}
ASK, SUMS = 308.0, 1210.0  # y of the query and x of the sums while they are multiplied
TICKS = [(0.5, "0.5"), (1.0, "1")]
Place = tuple[float, float, Anchor]


def share(weight: float) -> str:
    """Write a share with the decimals with which all add up to 1, and nothing at all as 0."""
    return "0" if weight == 0.0 else f"{weight:.3f}"


def heading(text: str, x: float, role: str, theme: Theme) -> Label:
    """Return the heading of a panel that starts at ``x``."""
    return Label(text, x, HEAD, theme=theme, role=role, weight="SEMIBOLD")


def bars(values: ArrayLike, theme: Theme, role: str, base: float, **options: object) -> BarStrip:
    """Return one bar per token, at the scale that all panels share."""
    given: dict[str, object] = {"places": ROWS + HALF, "written": share, "weight": "SEMIBOLD"}
    return BarStrip(
        values,
        theme=theme,
        along="x",
        base=base,
        scale=linear((0, 1), (base, base + UNIT)),
        thickness=THICK,
        role=role,
        **(given | options),  # type: ignore[arg-type]
    )


def at_tips(
    words: Sequence[str],
    plane: Plane,
    tips: ArrayLike,
    places: Sequence[Place],
    theme: Theme,
    role: str,
) -> Iterator[Label]:
    """Yield ``words`` beside the tips of vectors ``(n, 2)``, each by its own offset and anchor."""
    for word, tip, (dx, dy, anchor) in zip(words, np.asarray(tips), places, strict=True):
        x, y = plane.at(tip)
        yield Label(
            word, x + dx, y + dy, theme=theme, role=role, size=NUMBER, mono=True, anchor=anchor
        )
