"""From a number to a visual number: colours on ramps, positions on axes. Pure numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Colour = NDArray[np.float64]  # (3,) red, green, blue in 0..1


@lru_cache(maxsize=512)
def _parse(colour: str) -> Colour:
    value = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    value.flags.writeable = False
    return value


def rgb(colour: str | Colour) -> Colour:
    """Return ``colour`` (``#RRGGBB`` or already an array) as ``(3,)`` numbers in 0..1."""
    return _parse(colour) if isinstance(colour, str) else colour


def mix(a: str | Colour, b: str | Colour, share: float) -> Colour:
    """Return the colour ``share`` of the way from ``a`` to ``b``, linear in sRGB."""
    start = rgb(a)
    return start + (rgb(b) - start) * min(max(float(share), 0.0), 1.0)  # np.clip takes 4 µs more


def hexa(colour: str | Colour) -> str:
    """Return ``colour`` as ``#RRGGBB``."""
    return "#" + "".join(f"{round(255 * float(c)):02X}" for c in rgb(colour))


def luminance(colour: Colour) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(a: Colour, b: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def ramp(steps: Sequence[str], unit: float) -> Colour:
    """Return the colour at ``unit`` in 0..1 along ``steps``, linear between neighbours."""
    x = float(np.clip(unit, 0.0, 1.0)) * (len(steps) - 1)
    i = min(int(x), len(steps) - 2)
    return mix(steps[i], steps[i + 1], x - i)


Scale = Callable[[float], float]


def linear(domain: tuple[float, float], span: tuple[float, float]) -> Scale:
    """Return the straight map that takes ``domain`` to ``span`` (either may run backwards)."""
    (a, b), (p, q) = domain, span
    if a == b:
        raise ValueError(f"domain {domain} is empty: its ends must differ")
    return lambda v: p + (v - a) / (b - a) * (q - p)


def log(domain: tuple[float, float], span: tuple[float, float]) -> Scale:
    """Return the logarithmic map of ``domain`` (both ends above zero) to ``span``."""
    if min(domain) <= 0:
        raise ValueError(f"domain {domain} of a log scale must lie above zero")
    inner = linear((float(np.log10(domain[0])), float(np.log10(domain[1]))), span)
    return lambda v: inner(float(np.log10(v)))
