"""A word turned a quarter, so that it names a column that is narrower than the word."""

from __future__ import annotations

import numpy as np

from anim_lib.layout import point
from anim_lib.typography import Label


class UprightLabel(Label):
    """One line of text that reads upwards; parameters as for :class:`Label`.

    ``x`` is the baseline, to the left of which the letters stand; ``anchor`` says which end of
    the ink lies at ``y``: ``l`` its start, at the bottom.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> word = UprightLabel("bank", 500, 400, theme=PAPER, size=33, mono=True)
    >>> word.top == 400 - word.width_px
    True
    """

    @property
    def top(self) -> float:
        """Upper end of the ink in stage pixels, before any offset."""
        return self.y - (self.right - self.x)

    def _draw(self) -> None:
        super()._draw()
        pivot = point(self.x, self.y)
        for glyph in self.submobjects:
            away = glyph.points - pivot
            glyph.points = pivot + np.column_stack([-away[:, 1], away[:, 0], away[:, 2]])
