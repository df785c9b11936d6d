"""Assertions on colours: cells and grids show their arrays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anim_lib.scales import rgb
from anim_lib.theme import Theme
from tests.drawn.colours import ramp_colours
from tests.drawn.paint import HALF, LEVEL, Array, fills, shape_of
from tests.drawn.places import NEAR, boxes


def assert_colours(drawn: ArrayLike, expected: ArrayLike, what: str = "colours") -> None:
    """Assert that colours ``(..., 3)`` agree to half a level; NaN is what is hidden."""
    seen, right = np.broadcast_arrays(np.asarray(drawn, float), np.asarray(expected, float))
    hidden, absent = np.isnan(seen).any(axis=-1), np.isnan(right).any(axis=-1)
    if (hidden != absent).any():
        at = tuple(int(k) for k in np.argwhere(hidden != absent)[0])
        state = "hidden, but has a value" if hidden[at] else "drawn, but has no value"
        raise AssertionError(f"{what} {at} is {state}")
    off = np.nan_to_num(np.abs(seen - right).max(axis=-1))
    if off.size and off.max() > HALF:
        at = tuple(int(k) for k in np.unravel_index(off.argmax(), off.shape))
        levels = [[round(float(c) / LEVEL, 1) for c in side[at]] for side in (seen, right)]
        raise AssertionError(
            f"{what} {at} is drawn as {levels[0]} and should be {levels[1]}: "
            f"{off[at] / LEVEL:.2f} levels of 255 off"
        )


def dimmed(drawn: Array, full: Array, ground: Array, dim: ArrayLike | str | None) -> Array:
    """Return ``full`` dimmed by ``dim``, or by what fits best: one share for all, or for a row."""
    if dim is not None and not isinstance(dim, str):
        share = np.broadcast_to(np.asarray(dim, dtype=np.float64), full.shape[:-1])[..., None]
        return np.asarray(full + (ground - full) * share)
    axes = tuple(range(full.ndim)) if dim is None else tuple(range(1, full.ndim))
    way, gone = np.nan_to_num(ground - full), np.nan_to_num(drawn - full)
    length = np.maximum((way**2).sum(axis=axes, keepdims=True), 1e-12)
    share = np.clip((way * gone).sum(axis=axes, keepdims=True) / length, 0.0, 1.0)
    return full + (ground - full) * share


def assert_cells_show(
    cells: Any,
    array: ArrayLike,
    theme: Theme,
    *,
    steps: Sequence[str] | None = None,
    domain: tuple[float, float] = (0.0, 1.0),
    dim: ArrayLike | str | None = 0.0,
) -> None:
    """Assert that areas have the colours of ``array`` on a ramp.

    Parameters
    ----------
    cells
        Shapes in nested sequences.
    array
        The values, of the same shape; NaN where nothing may be painted.
    steps, domain
        The ramp, by default that of attention, and the values of its ends.
    dim
        Shares of the ground ``(...)``; None: any one share for all; ``"rows"``: any one share
        for each row (first axis).
    """
    expected = np.asarray(array, dtype=np.float64)
    assert shape_of(cells) == expected.shape, (
        f"cells have shape {shape_of(cells)}, the values {expected.shape}"
    )
    full = ramp_colours(expected, steps or theme.attention_ramp, domain)
    drawn = fills(cells)
    assert_colours(drawn, dimmed(drawn, full, rgb(theme.ground), dim), "cell")


def assert_grid_shows(
    grid: Any,
    array: ArrayLike,
    theme: Theme,
    *,
    dim: ArrayLike | str | None = 0.0,
    lifted: Sequence[int] = (),
    blank: str | None = None,
) -> None:
    """Assert that a grid shows ``array`` ``(rows, cols)``: row down, column across, on the ramp.

    Parameters
    ----------
    grid
        A HeatGrid, or anything with ``cells``, or the cells themselves, row by row.
    array
        Weights; NaN where no weight is shown.
    dim
        As for :func:`assert_cells_show`.
    lifted
        Rows that do not lie in their place: their colours are checked, not their height.
    blank
        Colour that cells without a weight may be painted in; None: they must be hidden.
    """
    cells = [list(row) for row in getattr(grid, "cells", grid)]
    expected = np.asarray(array, dtype=np.float64)
    if blank is not None:
        empty = np.argwhere(np.isnan(expected))
        painted = fills([cells[i][j] for i, j in empty]) if len(empty) else np.zeros((0, 3))
        there = ~np.isnan(painted).any(axis=-1)
        assert_colours(painted[there], rgb(blank), "cell without a weight")
        keep = ~np.isnan(expected)
        flat = [cells[i][j] for i, j in np.argwhere(keep)]
        rows = np.argwhere(keep)[:, 0]
        full = ramp_colours(expected[keep], theme.attention_ramp, (0.0, 1.0))
        for row in np.unique(rows) if dim == "rows" else [rows]:
            mine = rows == row if dim == "rows" else np.ones(len(rows), bool)
            share = None if isinstance(dim, str) or dim is None else _each(dim, keep)[mine]
            drawn = fills([flat[k] for k in np.flatnonzero(mine)])
            assert_colours(drawn, dimmed(drawn, full[mine], rgb(theme.ground), share), "cell")
    else:
        assert_cells_show(cells, expected, theme, dim=dim)
    assert_in_order(cells, lifted=lifted)


def _each(dim: ArrayLike, keep: NDArray[np.bool_]) -> Array:
    return np.broadcast_to(np.asarray(dim, dtype=np.float64), keep.shape)[keep]


def assert_in_order(cells: Any, *, lifted: Sequence[int] = ()) -> None:
    """Assert that visible cells lie row below row and column beside column, none overlapping."""
    box = boxes(cells)
    for i, row in enumerate(box):
        seen = row[~np.isnan(row[:, 0])]
        assert (seen[1:, 0] >= seen[:-1, 2] - NEAR).all(), f"row {i}: columns are not side by side"
        assert (np.ptp(seen[:, 1:4:2], axis=0) < NEAR).all() if len(seen) else True, (
            f"row {i} is not straight"
        )
    rest = [i for i in range(len(box)) if i not in set(lifted)]
    for above, below in pairwise(rest):
        if not (np.isnan(box[above]).all() or np.isnan(box[below]).all()):
            under = np.nanmin(box[below][:, 1]) >= np.nanmax(box[above][:, 3]) - NEAR
            assert under, f"row {below} does not lie below row {above}"
