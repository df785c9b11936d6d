"""Many small marks of a few kinds in one plane, each where its numbers say."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.chart_marks import point
from anim_lib.primitives.meaning_plane import Frame, Sense
from anim_lib.shapes import Shape
from anim_lib.theme import Theme

RADIUS, RING = 10.0, 2.0


class MarkCloud(ValueGroup):
    """``(n, 2)`` places; ``of`` ``(n,)`` is the index of each one's sense in ``senses``.

    Raises
    ------
    ValueError
        When there is another number of places than of kinds, or they are not in a plane.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> cloud = MarkCloud([(0, 0), (1, 0)], theme=PAPER, of=[0, 0],
    ...                   senses=[Sense("state_pos", "circle")], frame=Frame(500, 500, 100))
    >>> len(cloud.marks)
    2
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        of: Sequence[int],
        senses: Sequence[Sense],
        frame: Frame,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        if self.values.shape != (len(of), 2):
            raise ValueError(f"MarkCloud values have shape {self.values.shape}, not ({len(of)}, 2)")
        self.of, self.senses, self.frame = list(of), list(senses), frame
        self.marks = [Shape(line=RING) for _ in of]
        self.add(*self.marks)
        self.pose()

    def _draw(self) -> None:
        places = self.frame.at(self._channels["values"])
        for mark, kind, (x, y) in zip(self.marks, self.of, places, strict=True):
            sense = self.senses[kind]
            mark.put(
                point(sense.outline, x, y, RADIUS), self.theme.fill(sense.role), self.theme.ground
            )
