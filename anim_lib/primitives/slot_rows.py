"""A shelf of equal slots in rows, one for every word, filled in the order of the words."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import Points, rounded
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import settle

BOARD, HAIR = 3.0, 1.5
GAP, RADIUS = 6.0, 3.0  # between what lies in two slots


class SlotRows(ValueGroup):
    """``()`` words on a shelf of ``n_slots`` slots; the last one may be on its way in.

    A slot is ``slot`` large with its share of the boards, so that the shelf's area is its bytes;
    what lies in it leaves a gap on all sides.

    Parameters
    ----------
    values
        ``()`` words on it, 0 to ``n_slots``.
    place
        Left and top of the first slot, stage pixels.
    slot
        Width and height of a slot, stage pixels.
    per_row
        Slots on a board.
    role
        Role of what lies in the slots.

    Raises
    ------
    ValueError
        When the words are no single number from 0 to ``n_slots``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> shelf = SlotRows(2, n_slots=3, theme=PAPER, place=(96, 500), slot=(48, 64), per_row=2,
    ...                  role="cache")
    >>> shelf.corners[2].tolist()
    [96.0, 564.0]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        n_slots: int,
        theme: Theme,
        place: tuple[float, float],
        slot: tuple[float, float],
        per_row: int,
        role: str,
    ) -> None:
        limits = Limits(0.0, float(n_slots), "words")
        super().__init__(values, ndim=0, theme=theme, limits=limits)
        row, column = np.divmod(np.arange(n_slots), per_row)
        self.slot, self.role = slot, role
        self.corners: Points = np.add(
            place, np.column_stack([column, row]) * np.array(slot, dtype=np.float64)
        )
        self.held = [Shape() for _ in range(n_slots)]
        self.sides = [Curve(line=HAIR) for _ in range(n_slots)]
        self.boards = [Curve(line=BOARD) for _ in range(int(row[-1]) + 1)]
        self.lengths = np.bincount(row) * slot[0]
        self.add(*self.sides, *self.held, *self.boards)
        self.pose()

    def _draw(self) -> None:
        theme, (wide, tall), held = self.theme, self.slot, float(self._channels["values"])
        left, top = self.corners[0].tolist()
        for k, (board, long) in enumerate(zip(self.boards, self.lengths, strict=True)):
            y = top + tall * (k + 1) - BOARD / 2
            board.put([(left, y), (left + long, y)], theme.ink)
        for k, (x, y) in enumerate(self.corners.tolist()):
            self.sides[k].put([(x + wide, y + GAP), (x + wide, y + tall)], theme.hairline)
            share = settle(min(max(held - k, 0.0), 1.0))
            if share < 0.01:
                self.held[k].hide()
                continue
            outline = rounded(x + GAP / 2, y + GAP, wide - GAP, tall - GAP - BOARD, RADIUS)
            self.held[k].put(outline, mix(theme.ground, theme.fill(self.role), share))
