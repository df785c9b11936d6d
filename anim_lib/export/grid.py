"""How many columns a page of pictures takes, and where each picture lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells on a page, in page pixels: a picture of ``width`` x ``height`` over ``text``."""

    columns: int
    rows: int
    width: int
    height: int
    text: int
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
    area: tuple[int, int, int, int],
    *,
    text: int,
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
        Left, top, width and height that are free on the page.
    text
        Height under each picture that is kept for words.
    gap, row_gap
        Between columns, and between a cell and the one under it.
    """
    left, top, wide, high = area
    best: Grid | None = None
    for columns in range(1, count + 1):
        rows = ceil(count / columns)
        by_width = (wide - gap * (columns - 1)) / columns
        by_height = ((high - row_gap * (rows - 1)) / rows - text) * aspect
        width = int(min(by_width, by_height))
        if width > 0 and (best is None or width > best.width):
            height = round(width / aspect)
            pitch = (wide - width) // max(1, columns - 1) if columns > 1 else 0
            slack = (high - rows * (height + text)) // max(1, rows - 1) if rows > 1 else row_gap
            step = height + text + min(slack, 2 * row_gap)
            best = Grid(columns, rows, width, height, text, left, top, pitch, step)
    if best is None:
        raise ValueError(f"{count} pictures do not fit into {wide} x {high}")
    return best
