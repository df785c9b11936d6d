"""A straight arrow from one thing to the next."""

from __future__ import annotations

import numpy as np

from anim_lib.motion import Posed
from anim_lib.shapes import Arrow
from anim_lib.theme import Theme


class Pointer(Posed):
    """An arrow whose head keeps its size while it grows (channel ``grown``, 0..1).

    Parameters
    ----------
    start, end
        Stage pixels; the head's tip lies at ``end``.
    role
        Role whose stroke colour is used.
    line
        Width of the shaft, stage pixels.
    dash
        Lengths of a dash and of a gap, for what is not sure.

    Raises
    ------
    ValueError
        When an end is not two finite numbers.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> arrow = Pointer((100, 400), (180, 400), theme=PAPER, role="ink")
    >>> arrow.level("grown")
    1.0
    """

    def __init__(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        theme: Theme,
        role: str,
        line: float = 3.0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(theme=theme)
        for name, given in (("start", start), ("end", end)):
            if len(given) != 2 or not np.isfinite(given).all():
                raise ValueError(f"Pointer {name} is {given}, expected two finite numbers")
        self.start, self.end, self.role = start, end, role
        self.arrow = Arrow(line=line, dash=dash)
        self.add(self.arrow)
        self.define(grown=1.0)
        self.pose()

    def _draw(self) -> None:
        colour = self.theme.stroke(self.role)
        self.arrow.put(self.start, self.end, colour, grow=self.level("grown"))
