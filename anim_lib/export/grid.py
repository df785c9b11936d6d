"""How many columns a page of pictures takes, and where each picture lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

Area = tuple[int, int, int, int]  # left, top, width, height in page pixels


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells on a page, in page pixels: a picture of ``width`` x ``height``, words under it."""

    columns: int
    width: int
    height: int
    left: int
    top: int
    column_pitch: int
    row_pitch: int

    def corner(self, index: int) -> tuple[int, int]:
        """Return the top left corner of the ``index``-th picture."""
        row, column = divmod(index, self.columns)
        return self.left + column * self.column_pitch, self.top + row * self.row_pitch


def fit(
    count: int,
    aspect: float,
    area: Area,
    *,
    words: Callable[[int], int],
    gap: int,
    row_gap: int,
) -> Grid:
    """Return the grid with the largest pictures that fits.

    Parameters
    ----------
    count
        How many pictures.
    aspect
        Width over height of a picture.
    area
        What is free on the page.
    words
        Height of the words under pictures of a width; never less for a smaller width.
    gap, row_gap
        Least distance of columns, and of a cell from the one under it.

    Raises
    ------
    ValueError
        When no grid fits.
    """
    grids = [
        _columns(columns, count, aspect, area, words, gap, row_gap)
        for columns in range(1, count + 1)
    ]
    best = max(grids, key=lambda grid: grid.width)
    if best.width <= 0:
        raise ValueError(f"{count} pictures do not fit into {area[2]} x {area[3]}")
    return best


def _columns(
    columns: int,
    count: int,
    aspect: float,
    area: Area,
    words: Callable[[int], int],
    gap: int,
    row_gap: int,
) -> Grid:
    left, top, wide, high = area
    rows = ceil(count / columns)
    width = (wide - gap * (columns - 1)) // columns
    while width > 0:
        room = (high - row_gap * (rows - 1)) / rows - words(width)
        if width / aspect <= room:
            break
        width = min(width - 1, int(room * aspect))
    height = round(width / aspect)
    cell = height + words(max(1, width))
    slack = (high - rows * cell) // max(1, rows - 1)
    column_pitch = (wide - width) // max(1, columns - 1)
    return Grid(columns, width, height, left, top, column_pitch, cell + min(slack, cell // 2))
