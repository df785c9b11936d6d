"""Colours of the screen as greys and as printing inks: the one rule for stills and print.

Inks are worked out for one printing condition, see ``separation``; no ICC profile is read or
written, so they are the same on every machine, and a printer may take them as they are. Greys have
the luminance of the colour (Rec. 709 primaries, linear light) and are encoded as sRGB again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from anim_lib.export.separation import DARKEST, Inks, black_alone, inks_of, to_lab
from anim_lib.scales import Colour, luminance

# Chroma C*ab up to which a colour counts as neutral. The themes' words and lines have up to 8,
# their roles 17 and more.
NEUTRAL: Final = 9.0
DARK, LIGHT = 60.0, 98.0  # L*: pale tints are seen beside white paper; there none is neutral
LEAST_CHROMA: Final = 0.5  # below it a colour is grey, however pale: the sums are rounded

_WEIGHTS: Final = np.array([0.2126, 0.7152, 0.0722])  # of red, green and blue in luminance
# of linear sRGB, adapted to D50, which print is judged under
_TO_XYZ: Final = np.array(
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)


def grey(colour: Colour) -> float:
    """Return the sRGB grey, 0 to 1, that is as luminous as ``colour`` (3,), sRGB, 0 to 1."""
    return float(_encoded(luminance(colour)))


def grey_picture(picture: NDArray[Any]) -> NDArray[np.uint8]:
    """Return a picture (height, width, 3 or 4), 0 to 255, as greys (height, width)."""
    light = _linear(np.arange(256) / 255)[picture[..., :3]] @ _WEIGHTS
    return np.rint(_encoded(light) * 255).astype(np.uint8)


def lab(colour: Colour) -> NDArray[np.float64]:
    """Return CIE L*, a* and b* of ``colour`` (3,), sRGB, 0 to 1, under D50."""
    return to_lab((_TO_XYZ @ _linear(colour)) / _TO_XYZ.sum(axis=1))


def cmyk(colour: Colour, ground: Colour) -> Inks:
    """Return cyan, magenta, yellow and black, 0 to 1 each.

    Neutral colours, so the words of both themes, are black ink alone, as light as they are on the
    screen: plates out of register leave them no fringes. Between neutral and coloured the inks are
    blended, so that ramps have no step.

    Parameters
    ----------
    colour
        (3,) red, green and blue, sRGB, 0 to 1.
    ground
        (3,) the colour behind the picture. One that is darker than solid black ink is printed as
        that, and what is lighter than the ground stays so. On a dark ground pale colours are
        neutral, too: no paper is beside them.
    """
    behind = float(lab(ground)[0])
    wanted = lab(colour)
    radius = NEUTRAL
    if behind > DARK:
        radius *= float(np.clip((LIGHT - wanted[0]) / (LIGHT - DARK), 0, 1))
    wanted[0] = 100 - (100 - wanted[0]) * (100 - DARKEST) / (100 - min(DARKEST, behind))
    chroma = float(np.hypot(wanted[1], wanted[2]))
    alone = black_alone(wanted[0])
    if chroma <= max(radius, LEAST_CHROMA):
        return (0.0, 0.0, 0.0, alone)
    coloured = min(1.0, (chroma - radius) / radius) if radius else 1.0
    cyan, magenta, yellow, black = (
        ink * coloured for ink in inks_of(tuple(float(part) for part in wanted.round(2)))
    )
    return cyan, magenta, yellow, black + alone * (1 - coloured)


def _linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def _encoded(light: float | NDArray[np.float64]) -> NDArray[np.float64]:
    bright = 1.055 * np.power(light, 1 / 2.4) - 0.055
    return np.where(np.asarray(light) <= 0.0031308, np.multiply(light, 12.92), bright)


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
