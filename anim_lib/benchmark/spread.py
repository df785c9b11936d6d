"""Medians, ratios and slopes, each with its spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of medians; ``low`` and ``high`` bound the ratios within single rounds."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.value:.2f}"
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True, slots=True)
class Fit:
    """A slope by least squares with its standard error, and the line's value at 0."""

    slope: float
    error: float
    start: float


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """Return the ratio of the medians of two series that were measured in turn.

    Parameters
    ----------
    above, below
        One figure a round, in the same order of rounds.

    Raises
    ------
    ValueError
        There is no round, or the two have not the same number of them.
    """
    if not above or len(above) != len(below):
        raise ValueError(f"{len(above)} and {len(below)} rounds cannot be compared")
    single = [a / b for a, b in zip(above, below, strict=True)]
    return Ratio(median(above) / median(below), min(single), max(single))


def totals(series: Sequence[Sequence[float]]) -> list[float]:
    """Add up, round by round, the figures of several scenes."""
    return [sum(figures) for figures in zip(*series, strict=True)]


def line(x: Sequence[float], y: Sequence[float]) -> Fit:
    """Fit ``y = start + slope x``; the error is that of the slope, 0 for two points.

    Raises
    ------
    ValueError
        Fewer than two different ``x`` are given.
    """
    if len(set(x)) < 2:
        raise ValueError(f"a slope needs two different sizes, not {list(x)}")
    at, value = np.asarray(x, float), np.asarray(y, float)
    slope, start = np.polyfit(at, value, 1)
    left = value - (start + slope * at)
    spread = ((at - at.mean()) ** 2).sum()
    error = np.sqrt((left**2).sum() / (len(at) - 2) / spread) if len(at) > 2 else 0.0
    return Fit(float(slope), float(error), float(start))


def exponent(x: Sequence[float], y: Sequence[float]) -> Fit:
    """Fit ``y = c x^slope`` on logarithms; ``start`` is ``log c``."""
    return line([float(v) for v in np.log(x)], [float(v) for v in np.log(y)])
