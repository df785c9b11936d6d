"""Words and numbers turned a quarter, for a column that is narrower than they are."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from anim_lib.layout import point
from anim_lib.typography import Counter, Label


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
        _turn(self, self.x, self.y)


class UprightCounter(Counter):
    """A number that reads upwards; parameters and channels as for :class:`Counter`.

    ``x`` is the baseline, to the left of which the digits stand; ``anchor`` says which end of
    the number lies at ``y``: ``l`` its start, at the bottom.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> number = UprightCounter(0.25, 500, 400, theme=PAPER, slots=4)
    >>> bool(number.width < number.height), number.text
    (True, '0.25')
    """

    def _draw(self) -> None:
        super()._draw()
        _turn(self, self.x, self.y)


def _turn(words: Label | Counter, x: float, y: float) -> None:
    """Turn what stands at ``(x, y)`` a quarter to the left around that point."""
    pivot = point(x, y)
    glyphs: list[VMobject] = words.submobjects
    for glyph in glyphs:
        away = glyph.points - pivot
        glyph.points = pivot + np.column_stack([-away[:, 1], away[:, 0], away[:, 2]])
