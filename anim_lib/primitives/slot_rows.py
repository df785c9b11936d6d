"""A shelf of equal slots in rows, one for every word, filled in the order of the words."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.primitives.byte_block import LIT
from anim_lib.scales import mix
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import settle

HAIR = 1.5  # of a slot's edge, which lies inside: slots abut, and no area lies between them
EMPTY = 0.4  # of the edge's colour, of a slot that waits


class SlotRows(ValueGroup):
    """``()`` words on a shelf of ``n_slots`` slots; the last one may be on its way in.

    A slot is painted ``slot`` large, edge included, and touches the next: the area of those that
    are filled is that of their bytes.

    Channel ``lit``: 0 tinted, 1 at work.

    Parameters
    ----------
    values
        ``()`` words on it, 0 to ``n_slots``.
    place
        Left and top of the first slot, stage pixels.
    slot
        Width and height of a slot, stage pixels.
    per_row
        Slots in a row.
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
        self.slots = [Box(line=HAIR) for _ in range(n_slots)]
        self.add(*self.slots)
        self.define(lit=0.0)
        self.pose()

    def _draw(self) -> None:
        theme, held = self.theme, float(self._channels["values"])
        wide, tall = (side - HAIR for side in self.slot)
        full = mix(theme.tint(self.role), theme.fill(self.role), LIT * self.level("lit"))
        for k, (x, y) in enumerate((self.corners + HAIR / 2).tolist()):
            share = settle(min(max(held - k, 0.0), 1.0))
            edge = mix(theme.hairline, theme.stroke(self.role), EMPTY + (1 - EMPTY) * share)
            self.slots[k].place(x, y, wide, tall, mix(theme.ground, full, share), edge)
