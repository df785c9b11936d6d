"""Where the columns of a row of cards lie, for what stands above or below that row."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import Points


def columns_of(places: ArrayLike, count: int, owner: str) -> Points:
    """Return ``places`` as ``(count, 2)``: left edge and width of each column, stage pixels.

    Raises
    ------
    ValueError
        When there is another number of them, a width is not above zero, or two overlap.
    """
    given = np.array(places, dtype=np.float64)
    if given.shape != (count, 2):
        raise ValueError(
            f"{owner} columns have shape {given.shape}, expected ({count}, 2): left edge and width"
        )
    gaps = given[1:, 0] - given[:-1].sum(axis=1)
    if not np.isfinite(given).all() or (given[:, 1] <= 0).any() or (gaps < -1e-6).any():
        raise ValueError(f"{owner} columns overlap or have no width, each must end before the next")
    return given


def even_columns(count: int, left: float, width: float, gap: float = 0.0) -> Points:
    """Return ``count`` columns of one ``width`` from ``left`` on, ``gap`` pixels apart.

    Examples
    --------
    >>> even_columns(2, 100, 40, 10).tolist()
    [[100.0, 40.0], [150.0, 40.0]]
    """
    lefts = left + (width + gap) * np.arange(count)
    return np.column_stack([lefts, np.full(count, float(width))])


def middles(columns: Points) -> Points:
    """Return the x of each column's middle, ``(count,)``."""
    return np.asarray(columns[:, 0] + columns[:, 1] / 2)


def pitches(columns: Points) -> Points:
    """Return ``(count, 2)``: where each column's cell starts and ends when no gap is left."""
    left, right = columns[:, 0], columns.sum(axis=1)
    between = (right[:-1] + left[1:]) / 2
    half = (left[1:] - right[:-1]) / 2 if len(columns) > 1 else np.zeros(1)
    starts = np.concatenate([[left[0] - half[0]], between])
    ends = np.concatenate([between, [right[-1] + half[-1]]])
    return np.column_stack([starts, ends])
