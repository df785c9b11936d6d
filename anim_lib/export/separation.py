"""How inks look on paper, and which inks look like a colour.

Neugebauer's model with Yule and Nielsen's square root: where halftones overlap by chance, paper
shows each overprint in proportion to its share, and light that spreads in the paper darkens tones
between (63 % at half tone; the standard aims at 63 to 66 %). Its solids are the aims of ISO 12647-2
for offset on coated paper, the printing condition that is known as FOGRA39. Colours are relative to
the paper: white is bare paper.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Inks = tuple[float, float, float, float]  # cyan, magenta, yellow and black, 0 to 1
Lab = tuple[float, float, float]

CONDITION: Final = "FOGRA39"
PAPER: Final[Lab] = (95, 0, -2)
BLACK: Final[Lab] = (16, 0, 0)
# Lab, D50, of the overprints of cyan, magenta and yellow, in the order of their binary digits
OVERPRINTS: Final = (
    *(PAPER, (89, -5, 93), (48, 74, -3), (47, 68, 48)),
    *((55, -37, -50), (50, -65, 27), (24, 22, -46), (23, 0, 0)),
)
SPREAD: Final = 2.0  # Yule and Nielsen's n

# Of L*, a* and b*. Where a colour cannot be printed, one as light, so as legible, is preferred to
# one as vivid.
WEIGHTS: Final = np.array([2.0, 1.0, 1.0])
# Of the search: steps a side, and rounds, each of which is as wide as three steps of the last.
STEPS, ROUNDS = 9, 7


def to_lab(xyz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return L*, a* and b* of XYZ, shape (..., 3), relative to white."""
    x, y, z = np.moveaxis(
        np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116), -1, 0
    )
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _to_xyz(lab: Lab) -> NDArray[np.float64]:
    middle = (lab[0] + 16) / 116
    root = np.array([middle + lab[1] / 500, middle, middle - lab[2] / 200])
    return np.where(root > 6 / 29, root**3, (116 * root - 16) * 27 / 24389)


_OVERPRINTS: Final = np.array([_to_xyz(lab) / _to_xyz(PAPER) for lab in OVERPRINTS]) ** (1 / SPREAD)
_BLACK: Final = (_to_xyz(BLACK) / _to_xyz(PAPER)) ** (1 / SPREAD)
DARKEST: Final = float(to_lab(_BLACK**SPREAD)[0])  # L* of solid black


def printed(inks: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return L*, a* and b* (..., 3) of inks (..., 4) on paper."""
    cyan, magenta, yellow, black = np.moveaxis(inks[..., None], -2, 0)
    light = np.zeros(3)
    for number, overprint in enumerate(_OVERPRINTS):
        share = np.ones(1)
        for digit, ink in zip((4, 2, 1), (cyan, magenta, yellow), strict=True):
            share = share * (ink if number & digit else 1 - ink)
        light = light + share * overprint
    return to_lab((light * (1 - black + black * _BLACK)) ** SPREAD)


def black_alone(lightness: float) -> float:
    """Return the black ink that alone is as light as L* says; what is darker than it is solid."""
    light = _to_xyz((lightness, 0, 0))[1] ** (1 / SPREAD)
    return float(np.clip((1 - light) / (1 - _BLACK[1]), 0, 1))


@lru_cache(maxsize=4096)
def inks_of(lab: Lab) -> Inks:
    """Return the inks that come nearest to a colour: black and two others at most.

    Black takes the place of what three others would make grey: fewer inks keep their hue on a press
    that drifts, and no spot takes more than 300 %.
    """
    return min(_nearest(lab, absent) for absent in range(3))[1]


def _nearest(lab: Lab, absent: int) -> tuple[float, Inks]:
    """Return how far the nearest colour without one of the inks is, and its inks."""
    least, most = np.zeros(4), np.where(np.arange(4) == absent, 0.0, 1.0)
    low, high = least, most
    for _ in range(ROUNDS):
        axes = np.linspace(low, high, STEPS).T
        steps = np.meshgrid(*map(np.unique, axes), indexing="ij")
        tried = np.stack(steps, axis=-1).reshape(-1, 4)
        away = np.linalg.norm((printed(tried) - lab) * WEIGHTS, axis=-1)
        best = tried[int(np.argmin(away))]
        reach = 1.5 * (high - low) / (STEPS - 1)
        low, high = np.maximum(best - reach, least), np.minimum(best + reach, most)
    cyan, magenta, yellow, black = (round(float(ink), 3) for ink in best)
    return float(away.min()), (cyan, magenta, yellow, black)
