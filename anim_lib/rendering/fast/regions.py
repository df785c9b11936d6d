"""Boxes on a frame: which leaves must be drawn again when some of them have changed.

A leaf that is drawn again without a clip paints its whole box. The result is exact when every
leaf whose box meets a cleared box is drawn again as well, box cleared: a closure under overlap.
A clip would do with less, but cairo rounds coverage differently near the edge of a clip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim.typing import PixelArray
from numpy.typing import NDArray

from anim_lib.rendering.fast.tap import Area

Boxes = NDArray[np.int64]  # (n, 4): left, top, right, bottom
TILE = 32  # pixels; areas are told in whole tiles


def overlap_closure(dirty: Boxes, boxes: Boxes) -> NDArray[np.bool_]:
    """Return which ``boxes`` (n, 4) meet ``dirty`` (m, 4), or meet one that does, and so on."""
    reached = np.zeros(len(boxes), dtype=bool)
    front = dirty
    while len(front):
        left, top, right, bottom = (front[:, k, None] for k in range(4))
        meets = (left < boxes[:, 2]) & (boxes[:, 0] < right)
        meets &= (top < boxes[:, 3]) & (boxes[:, 1] < bottom)
        new = meets.any(axis=0) & ~reached
        reached |= new
        front = boxes[new]
    return reached


def merged(boxes: Iterable[Sequence[int]], width: int, height: int) -> tuple[Area, ...]:
    """Return disjoint areas of whole tiles that cover ``boxes``, clipped to the frame."""
    columns_of_row: dict[int, int] = {}  # tile row -> bit mask of tile columns
    for left, top, right, bottom in boxes:
        columns = (1 << ((right - 1) // TILE + 1)) - (1 << (left // TILE))
        for row in range(top // TILE, (bottom - 1) // TILE + 1):
            columns_of_row[row] = columns_of_row.get(row, 0) | columns
    areas: list[Area] = []
    rows = sorted(columns_of_row)
    first = 0
    while first < len(rows):
        last = first
        mask = columns_of_row[rows[first]]
        while (
            last + 1 < len(rows)
            and rows[last + 1] == rows[last] + 1
            and columns_of_row[rows[last + 1]] == mask
        ):
            last += 1
        top, bottom = rows[first] * TILE, min((rows[last] + 1) * TILE, height)
        for start, stop in _runs(mask):
            areas.append((start * TILE, top, min(stop * TILE, width), bottom))
        first = last + 1
    return tuple(areas)


def differing(before: PixelArray | None, now: PixelArray) -> tuple[Area, ...] | None:
    """Return the rows in which two pictures differ, as areas of whole tile rows.

    Parameters
    ----------
    before
        The earlier picture; None: there is none.
    now
        Shape (height, width, 4), 0 to 255.

    Returns
    -------
    tuple of areas or None
        None when the pictures cannot be compared.
    """
    if before is None or before.shape != now.shape:
        return None
    height, width = now.shape[:2]
    rows = np.flatnonzero((before.view(np.uint32) != now.view(np.uint32)).any(axis=(1, 2)))
    return merged([(0, row, width, row + 1) for row in rows.tolist()], width, height)


def _runs(mask: int) -> list[tuple[int, int]]:
    """Return the runs [start, stop) of set bits."""
    found = []
    position = 0
    while mask:
        zeros = (mask & -mask).bit_length() - 1
        mask >>= zeros
        position += zeros
        ones = ((mask + 1) & ~mask).bit_length() - 1
        found.append((position, position + ones))
        mask >>= ones
        position += ones
    return found
