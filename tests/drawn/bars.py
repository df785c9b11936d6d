"""Assertions on bars and on printed texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tests.drawn.places import NEAR, bar_lengths
from tests.drawn.words import texts


def assert_bars_show(
    bars: Any,
    values: ArrayLike,
    scale: Callable[[float], float],
    *,
    base: float,
    along: str = "x",
    least: float = 2.0,
    atol: float = NEAR,
) -> None:
    """Assert that bars end where ``scale`` puts their values.

    Parameters
    ----------
    bars
        A BarStrip, or anything with ``bars``, or shapes.
    values, scale
        ``(n,)``, and value -> stage pixel of a bar's end, along ``along`` (x or y).
    base
        Stage pixel of the baseline.
    least
        A bar that is shorter than this, in stage pixels, may be hidden.
    """
    shapes = list(getattr(bars, "bars", bars))
    given = np.asarray(values, dtype=np.float64)
    assert len(shapes) == len(given), f"{len(shapes)} bars for {len(given)} values"
    way = 1.0 if along == "x" else -1.0
    right = np.array([(scale(float(v)) - base) * way for v in given])
    seen = bar_lengths(shapes, base, along)
    off = np.where((np.abs(right) <= least) & (seen == 0.0), 0.0, np.abs(seen - right))
    worst = int(off.argmax())
    assert off[worst] < atol, (
        f"bar {worst} is {seen[worst]:.2f} pixels long and should be {right[worst]:.2f} "
        f"(value {given[worst]:.4g})"
    )


def assert_printed(mobs: Any, expected: Sequence[str]) -> None:
    """Assert that labels or counters print exactly these texts, read from their glyphs."""
    found = texts(mobs)
    assert found == list(expected), f"printed is {found}, expected {list(expected)}"
