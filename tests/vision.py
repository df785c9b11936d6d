"""How far apart colours are for everybody, from the published formulas.

Distances: OKLab (Ottosson 2020), of colours as seen with normal vision and with full protanopia,
deuteranopia and tritanopia (Machado, Oliveira & Fernandes 2009, their matrices of severity 1.0,
on linear RGB). Grey: CIE L*.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Colour = NDArray[np.float64]
APART = 0.08  # OKLab: four times the just noticeable 0.02 (CSS Color 4, 13.2)
GREY = 5.0  # L*: twice the just noticeable 2.3 (Mahy, Van Eycken & Oosterlinck 1994)
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour: str) -> Colour:
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, vision: str) -> Colour:
    light = np.clip(VISION[vision] @ linear(colour), 0.0, 1.0)
    return np.asarray(TO_LAB @ np.cbrt(TO_LMS @ light))


def distance(a: str, b: str, vision: str) -> float:
    return float(np.linalg.norm(seen(a, vision) - seen(b, vision)))


def grey(colour: str) -> float:
    y = luminance(colour)
    return float(116 * np.cbrt(y) - 16 if y > 216 / 24389 else y * 24389 / 27)


@cache
def confusing(a: str, b: str) -> tuple[str, ...]:
    """Return the kinds of vision, "grey" among them, to which ``a`` and ``b`` are not apart."""
    near = [kind for kind in VISION if distance(a, b, kind) < APART]
    return (*near, "grey") if abs(grey(a) - grey(b)) < GREY else tuple(near)
