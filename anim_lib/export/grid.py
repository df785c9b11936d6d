"""How many columns a page of pictures takes, and where each picture lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Area = tuple[int, int, int, int]  # left, top, width, height in page pixels
Words = Callable[[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells on a page, in page pixels: pictures of ``width`` x ``height``, words under them."""

    columns: int
    width: int
    height: int
    left: int
    column_pitch: int
    tops: tuple[int, ...]

    def corner(self, index: int) -> tuple[int, int]:
        """Return the top left corner of the ``index``-th picture."""
        row, column = divmod(index, self.columns)
        return self.left + column * self.column_pitch, self.tops[row]


def fit(aspect: float, area: Area, *, words: Words, gap: int, row_gap: int) -> Grid:
    """Return the grid with the largest pictures that fits.

    Parameters
    ----------
    aspect
        Width over height of a picture.
    area
        What is free on the page.
    words
        Gives the heights of the words under each picture when pictures have a width.
    gap, row_gap
        Least distance of columns, and of a row's words from the next row.

    Raises
    ------
    ValueError
        When no grid fits.
    """
    count = len(words(area[2]))
    grids = [_grid(columns, aspect, area, words, gap, row_gap) for columns in range(1, count + 1)]
    best = max(grids, key=lambda grid: grid.width)
    if best.width <= 0:
        raise ValueError(f"{count} pictures do not fit into {area[2]} x {area[3]}")
    return best


def _grid(columns: int, aspect: float, area: Area, words: Words, gap: int, row_gap: int) -> Grid:
    left, top, wide, high = area
    width = (wide - gap * (columns - 1)) // columns
    while width > 0:
        rows = _rows(words(width), columns)
        room = (high - row_gap * (len(rows) - 1) - sum(rows)) / len(rows)
        if width / aspect <= room:
            break
        width = min(width - 1, int(room * aspect))
    height = round(width / aspect)
    rows = _rows(words(max(1, width)), columns)
    slack = (high - len(rows) * height - sum(rows)) // max(1, len(rows) - 1)
    space = min(slack, height)  # few rows stay together
    tops = [top + sum(rows[:i]) + i * (height + space) for i in range(len(rows))]
    column_pitch = (wide - width) // max(1, columns - 1)
    return Grid(columns, width, height, left, column_pitch, tuple(tops))


def _rows(heights: Sequence[int], columns: int) -> list[int]:
    """Return the height of the words of each row."""
    return [max(heights[i : i + columns]) for i in range(0, len(heights), columns)]
