"""Cells that an update overwrites: each shows how much of its number is old and how much new."""

from __future__ import annotations

from numpy.typing import ArrayLike

from anim_lib.columns import columns_of
from anim_lib.motion import Channel
from anim_lib.primitives.recorded import Recorded
from anim_lib.shapes import Box
from anim_lib.theme import Theme


class OldNewCells(Recorded):
    """``(n_times, n)`` shares of the old in each cell, drawn as its lower part.

    The old stands in the colour of ``old`` on the cell's ground line, the new hangs above it
    in the colour of ``new``: together they are the cell. Channel ``time`` picks the row.

    Parameters
    ----------
    history
        ``(n_times, n)``, 0 (all new) to 1 (untouched).
    times
        ``(n_times,)``, rising.
    columns
        ``(n, 2)`` left edge and width of each cell, stage pixels.
    top, height
        Of all cells, stage pixels.

    Raises
    ------
    ValueError
        When a share lies outside 0 to 1, or a shape is another one.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> cells = OldNewCells([[1.0, 1.0], [0.5, 0.0]], times=[0, 1], theme=PAPER,
    ...                     columns=even_columns(2, 100, 40, 4), top=300, height=60)
    >>> cells.set_channels(time=0.5).border(0)
    315.0
    """

    def __init__(
        self,
        history: ArrayLike,
        *,
        times: ArrayLike,
        theme: Theme,
        columns: ArrayLike,
        top: float,
        height: float,
        old: str = "state_pos",
        new: str = "key",
    ) -> None:
        super().__init__(history, times=times, theme=theme)
        self._checked("values", self.values)
        count = self.values.shape[1]
        self.columns = columns_of(columns, count, "OldNewCells")
        self.top, self.tall, self.roles = top, height, (old, new)
        self.old, self.new = [Box() for _ in range(count)], [Box() for _ in range(count)]
        self.add(*self.old, *self.new)
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        given = super()._checked(name, value)
        if name == "values" and ((given < 0) | (given > 1)).any():
            raise ValueError(
                f"OldNewCells shares reach from {given.min():.3g} to {given.max():.3g}, "
                "they lie in 0..1"
            )
        return given

    def border(self, k: int) -> float:
        """Return the stage pixel between the new (above) and the old of cell ``k`` now."""
        return self.top + self.tall * (1.0 - float(self.now()[k]))

    def _draw(self) -> None:
        old, new = (self.theme.fill(role) for role in self.roles)
        bottom = self.top + self.tall
        for k, (left, wide) in enumerate(self.columns.tolist()):
            between = self.border(k)
            self.old[k].place(left, between, wide, bottom - between, old)
            self.new[k].place(left, self.top, wide, between - self.top, new)
