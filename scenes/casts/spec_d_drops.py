"""The river of visual D: droplets that float clear of one another, however wide their words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from anim_lib.primitives.river import LANES, LEAST, PAD, TAIL, River
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, width
from scenes.casts import spec_d_grid as at
from scenes.casts.spec_d_gem import roles
from scenes.values.spec_d_river_and_gem import Values


def river(v: Values, theme: Theme) -> River:
    """Return the words of the first story and its questions; after them nothing flows."""
    words = v.first_story
    front, pitch = floating(words)
    return River(
        words,
        roles=[None if role == at.OTHER else role for role in roles(v, 0)],
        theme=theme,
        front=front,
        y=at.MIDDLE,
        neck=at.NECK,
        left=at.EDGE,
        pitch=pitch,
        lane=at.LANE,
        bank=at.BANK,
        mouth=at.MOUTH,
    )


def floating(words: Sequence[str]) -> tuple[float, float]:
    """Return where the first droplet floats, and how far behind it the next, in stage pixels.

    Wide ones must touch neither the funnel's wall nor the next in their lane.
    """
    wide = [max(width(word, NUMBER, mono=True) + 2 * PAD, LEAST) for word in words]
    lane = zip(wide, wide[len(LANES) :], strict=False)
    least = max((a + b) / 2 + TAIL + at.CLEAR for a, b in lane)
    front = at.FRONT - max(max(wide) / 2 - at.WIDEST, 0.0)
    return front, max(at.PITCH, float(np.ceil(least / len(LANES))))
