"""Colours of the screen as greys and as printing inks: the one rule for stills and print.

There is no ICC profile here. The inks are *device* CMYK: fixed sums, the same on every machine, to
be proofed by the printer. Greys have the luminance of the colour (Rec. 709 primaries, linear light)
and are encoded as sRGB again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from anim_lib.scales import Colour, luminance

Inks = tuple[float, float, float, float]

TOTAL_INK: Final = 3.0  # the most of four inks on one spot, 300 %
# ISO 12647-2: solid black on coated paper has L* 16, and what is darker cannot be printed with it.
SOLID_BLACK: Final = 16.0
# Chroma C*ab up to which a colour counts as neutral. The themes' words and lines have up to 7.6,
# their roles 17 and more.
NEUTRAL: Final = 9.0
DARK, LIGHT = 60.0, 98.0  # L*: pale tints are seen beside white paper; there none is neutral
LEAST_CHROMA: Final = 0.5  # below it a colour is grey, however pale: the sums are rounded

_TO_XYZ: Final = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)  # of linear sRGB


def grey(colour: Colour) -> float:
    """Return the sRGB grey, 0 to 1, that is as luminous as ``colour`` (3,), sRGB, 0 to 1."""
    return float(_encoded(luminance(colour)))


def grey_picture(picture: NDArray[Any]) -> NDArray[np.uint8]:
    """Return a picture (height, width, 3 or 4), 0 to 255, as greys (height, width)."""
    light = _linear(np.arange(256) / 255)[picture[..., :3]] @ _TO_XYZ[1]
    return np.rint(_encoded(light) * 255).astype(np.uint8)


def cmyk(colour: Colour, ground: Colour) -> Inks:
    """Return cyan, magenta, yellow and black, 0 to 1 each.

    Black takes the whole share that the three colours have in common, so no more than two of them
    stand beside it. Neutral colours, so the words of both themes, are black ink alone, in the
    strength that gives their lightness L*: plates out of register leave them no fringes. Between
    neutral and coloured the two rules are blended, so that ramps have no step.

    Parameters
    ----------
    colour
        (3,) red, green and blue, sRGB, 0 to 1.
    ground
        (3,) the colour behind the picture. One that is darker than solid black ink is printed as
        that, and what is lighter than the ground stays so. On a dark ground pale colours are
        neutral, too: no paper is beside them.
    """
    lightness, chroma = _lightness_and_chroma(colour)
    ground_lightness, _ = _lightness_and_chroma(ground)
    solid = min(SOLID_BLACK, ground_lightness)
    black_alone = float(np.clip((100 - lightness) / (100 - solid), 0, 1))
    radius = NEUTRAL
    if ground_lightness > DARK:
        radius *= float(np.clip((LIGHT - lightness) / (LIGHT - DARK), 0, 1))
    if chroma <= max(radius, LEAST_CHROMA):
        return (0.0, 0.0, 0.0, black_alone)
    coloured = min(1.0, (chroma - radius) / radius) if radius else 1.0
    most = float(max(colour))  # not 0: black has no chroma
    black = (1 - most) * coloured + black_alone * (1 - coloured)
    parts = [coloured * (most - float(part)) / most for part in colour]
    room = min(1.0, (TOTAL_INK - black) / sum(parts))
    cyan, magenta, yellow = (part * room for part in parts)
    return cyan, magenta, yellow, black


def _linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def _encoded(light: float | NDArray[np.float64]) -> NDArray[np.float64]:
    bright = 1.055 * np.power(light, 1 / 2.4) - 0.055
    return np.where(np.asarray(light) <= 0.0031308, np.multiply(light, 12.92), bright)


def _lightness_and_chroma(colour: Colour) -> tuple[float, float]:
    """Return CIE L* and C*ab under D65."""
    ratio = (_TO_XYZ @ _linear(colour)) / _TO_XYZ.sum(axis=1)
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return float(116 * y - 16), float(np.hypot(500 * (x - y), 200 * (y - z)))


@dataclass(frozen=True, slots=True)
class Space:
    """A device colour space of a PDF.

    Its name, the operators of fills and strokes, and the way into it from a colour and the ground
    behind the picture.
    """

    name: str
    fill: str
    stroke: str
    of: Callable[[Colour, Colour], tuple[float, ...]]


def _same(colour: Colour, _: Colour) -> tuple[float, ...]:
    return tuple(colour.tolist())


def _one_grey(colour: Colour, _: Colour) -> tuple[float, ...]:
    return (grey(colour),)


RGB: Final = Space("/DeviceRGB", "rg", "RG", _same)
GREY: Final = Space("/DeviceGray", "g", "G", _one_grey)
CMYK: Final = Space("/DeviceCMYK", "k", "K", cmyk)
