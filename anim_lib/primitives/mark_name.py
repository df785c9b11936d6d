"""The name of a series behind its mark, both as its bars are."""

from __future__ import annotations

from typing import Final

from anim_lib.motion import Posed
from anim_lib.primitives.chart_marks import point
from anim_lib.primitives.grouped_bars import EDGE, Look
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.typography import LABEL, Label

RADIUS: Final = 13.0
TO_NAME: Final = 46.0  # from the mark's left end to the name, stage pixels
MIDDLE: Final = 0.36  # of the size: a mark's middle above the baseline


class MarkName(Posed):
    """A direct label for bars that come in groups.

    Parameters
    ----------
    text
        The name, not empty.
    look
        How the bars of the series are drawn.
    x, y
        Left end of the mark, and baseline of the name, stage pixels.

    Raises
    ------
    ValueError
        When the name is empty.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> MarkName("S4, 2021", Look("ssm", "circle"), 96, 150, theme=PAPER).label.left
    142.0
    """

    def __init__(self, text: str, look: Look, x: float, y: float, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        if not text.strip():
            raise ValueError("MarkName text is empty")
        self.look, self.at = look, (x + RADIUS, y - MIDDLE * LABEL)
        self.mark = Shape(line=EDGE)
        self.label = Label(
            text, x + TO_NAME, y, theme=theme, role=look.role, size=LABEL, weight="SEMIBOLD"
        )
        self.add(self.mark, self.label)
        self.pose()

    def _draw(self) -> None:
        outline = point(self.look.outline, *self.at, RADIUS)
        self.mark.put(outline, self.look.fill(self.theme), self.theme.stroke(self.look.role))
