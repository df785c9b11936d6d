"""States over time as columns of coloured cells: one column per moment, all equally high."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.primitives.recorded import Recorded
from anim_lib.scales import Colour, ramp
from anim_lib.shapes import Shape
from anim_lib.theme import Theme

OVERLAP = 0.6  # stage pixels that a cell reaches below the next one, or seams would show


class StateColumns(Recorded):
    """``(n_times, n)`` signed numbers, number 0 on top, on the diverging ramp.

    A column reaches from the moment before it to its own; it is there when the clock has
    come to its moment. Channel ``time``.

    Parameters
    ----------
    history, times
        ``(n_times, n)`` states, and the moments they are of.
    start
        The moment at which the first column begins.
    vmax
        The number at the ramp's end, in the unit of the states; larger ones are an error.
    power
        A number's place on the ramp is its share of ``vmax`` to this power; 1 is straight, and
        one half tells small numbers from nothing.
    left, across
        Stage pixel of time 0, and stage pixels per unit of time.
    top, pitch
        Upper edge of number 0, and the height of a cell, stage pixels.

    Raises
    ------
    ValueError
        When a shape is another one, or a number lies beyond ``vmax``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> s = StateColumns([[0.5, -1.0]], times=[10], start=0, vmax=1, left=100, across=20,
    ...                  top=600, pitch=6, power=1, theme=PAPER)
    >>> s.cells[0][1].fill_rgbas[0, :3].round(2).tolist()
    [0.76, 0.47, 0.16]
    """

    def __init__(
        self,
        history: ArrayLike,
        *,
        times: ArrayLike,
        start: float,
        vmax: float,
        left: float,
        across: float,
        top: float,
        pitch: float,
        power: float,
        theme: Theme,
    ) -> None:
        super().__init__(history, times=times, theme=theme)
        most = float(np.abs(self.values).max())
        if most > vmax:
            raise ValueError(f"StateColumns number {most:g} lies beyond vmax {vmax:g}")
        self.power = power
        self.vmax, self.left, self.across, self.top, self.pitch = vmax, left, across, top, pitch
        self.edges = np.concatenate([[start], self.times])
        self.cells = [[Shape() for _ in column] for column in self.values]
        self.add(*[cell for column in self.cells for cell in column])
        self.pose()

    def colour(self, number: float) -> Colour:
        """Return the colour of a number."""
        share = np.sign(number) * (abs(number) / self.vmax) ** self.power
        return ramp(self.theme.state_ramp, (1.0 + float(share)) / 2)

    def _draw(self) -> None:
        clock, history = self.level("time"), self._channels["values"]
        for k, column in enumerate(self.cells):
            if self.times[k] > clock + 1e-9:
                for cell in column:
                    cell.hide()
                continue
            x, right = self.left + self.across * self.edges[k : k + 2]
            for n, cell in enumerate(column):
                tall = self.pitch + (OVERLAP if n + 1 < len(column) else 0.0)
                outline = rounded(x, self.top + n * self.pitch, right - x + OVERLAP, tall)
                cell.put(outline, self.colour(history[k, n]))
