"""Curtains, one over each token's way into the state: they open as far as delta is long."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of, middles
from anim_lib.layout import Points, rounded
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Box, Shape
from anim_lib.theme import Theme

PLEATS: Final = 4  # of each of the two drapes
FOLD: Final = (0.30, 0.46)  # share of the quiet colour in a pleat's two sides
ROD, OVERHANG = 5.0, 4.0  # thickness, and reach beyond the window, stage pixels
HEM: Final = 3.0  # a pleat's lower edge is rounded by so much


class Curtain(ValueGroup):
    """``(n,)`` step lengths as windows whose two drapes part; the gap is a bar of the value.

    A gap is ``values / vmax`` of its window's width, in the middle, in the colour of ``role``;
    what is left on both sides is the drapes, whose pleats crowd as it opens.

    Channels, one number per window: ``values``; ``opened`` (share of its gap that is there);
    ``hung`` (0 nothing, 1 the curtain is there).

    Parameters
    ----------
    values
        ``(n,)``, 0 to ``vmax``, in its unit.
    columns
        ``(n, 2)`` left edge and width of each window, stage pixels.
    vmax
        The value that opens a window wholly.
    top, height
        Of the windows, stage pixels; ``fall`` more pixels of the gap's light lie below them.
    role
        Of what is seen through the gap.

    Raises
    ------
    ValueError
        When a value lies outside 0 to ``vmax``, or a shape is another one.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> c = Curtain([0.002, 0.67], theme=PAPER, columns=even_columns(2, 96, 100, 10), vmax=1,
    ...             top=300, height=60)
    >>> c.gap(1)
    (222.5, 289.5)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        columns: ArrayLike,
        vmax: float,
        top: float,
        height: float,
        fall: float = 0.0,
        role: str = "accent",
    ) -> None:
        if vmax <= 0:
            raise ValueError(f"Curtain vmax is {vmax:g}, it must lie above 0")
        super().__init__(values, ndim=1, theme=theme, limits=Limits(0.0, vmax))
        self.vmax, self.top, self.tall, self.fall, self.role = vmax, top, height, fall, role
        count = len(self.values)
        self.columns = columns_of(columns, count, "Curtain")
        self.centres = middles(self.columns)
        self.lights = [Shape() for _ in range(count)]
        self.pleats = [[Shape() for _ in range(2 * PLEATS)] for _ in range(count)]
        self.rods = [Box(radius=ROD / 2) for _ in range(count)]
        self.add(*self.lights, *[pleat for drape in self.pleats for pleat in drape], *self.rods)
        self.define(opened=np.ones(count), hung=np.ones(count))
        self.pose()

    def gap(self, i: int) -> tuple[float, float]:
        """Return where the drapes of window ``i`` end now, stage pixels."""
        share = float(self._channels["values"][i] * self._channels["opened"][i]) / self.vmax
        half = share * float(self.columns[i, 1]) / 2
        return float(self.centres[i]) - half, float(self.centres[i]) + half

    def _draw(self) -> None:
        quiet = self.theme.stroke("muted")
        for i, (left, wide) in enumerate(self.columns):
            hung = float(self._channels["hung"][i])
            light, rod = self.lights[i], self.rods[i]
            low, high = self.gap(i)
            if hung <= 0.0:
                for shape in (light, rod, *self.pleats[i]):
                    shape.hide()
                continue
            if high > low:
                light.put(
                    rounded(low, self.top, high - low, self.tall + self.fall),
                    mix(self.theme.ground, self.theme.fill(self.role), hung),
                )
            else:
                light.hide()
            for k, pleat in enumerate(self.pleats[i]):
                start, end = (left, low) if k < PLEATS else (high, left + wide)
                fold = (end - start) / PLEATS
                at = start + (k % PLEATS) * fold
                shade = mix(self.theme.ground, quiet, hung * FOLD[k % 2])
                pleat.put(_drape(at, self.top, fold, self.tall), shade)
            rod.place(
                left - OVERHANG,
                self.top - ROD,
                wide + 2 * OVERHANG,
                ROD,
                mix(self.theme.ground, quiet, hung),
            )


def _drape(x: float, top: float, wide: float, tall: float) -> Points:
    """Return the outline ``(6, 2)`` of one pleat, its lower corners cut."""
    cut = min(HEM, wide / 3)
    low, right = top + tall, x + wide
    above, below = [(x, top), (right, top)], [(right - cut, low), (x + cut, low)]
    return np.array([*above, (right, low - cut), *below, (x, low - cut)])
