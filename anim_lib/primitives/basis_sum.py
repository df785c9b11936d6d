"""A curve that is a sum of basis curves, each weighed by its coefficient."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.recorded import Recorded
from anim_lib.shapes import Curve
from anim_lib.theme import Theme


class BasisSum(Recorded):
    """The past that coefficients ``(n_times, n)`` draw: their sum of ``(n, n_points)`` curves.

    The basis curves stretch with the history: a place 0 is its beginning, 1 is the clock's
    moment, which stands at ``left + across * time``.

    Channels: ``time`` (the moment), ``included`` ``(n,)`` (the share of each term in the sum),
    ``base`` and ``unit`` (zero, and stage pixels per 1).

    Parameters
    ----------
    history, times
        Coefficients, and the moments they are of.
    basis, places
        ``(n, n_points)`` curves and ``(n_points,)`` places in 0..1 where they are given.
    left, across
        Stage pixel of the beginning, and stage pixels per unit of time.

    Raises
    ------
    ValueError
        When a shape is another one, or a number is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> s = BasisSum([[2.0, 1.0]], times=[10], basis=[[1, 1, 1], [-1, 0, 1]], places=[0, 0.5, 1],
    ...              left=100, across=20, base=400, unit=10, role="state_pos", theme=PAPER)
    >>> s.heights().tolist(), s.path()[-1].tolist()
    ([1.0, 2.0, 3.0], [300.0, 370.0])
    """

    def __init__(
        self,
        history: ArrayLike,
        *,
        times: ArrayLike,
        basis: ArrayLike,
        places: ArrayLike,
        left: float,
        across: float,
        base: float,
        unit: float,
        role: str,
        theme: Theme,
        line: float = 4.0,
    ) -> None:
        super().__init__(history, times=times, theme=theme)
        self.basis, self.places = np.array(basis, dtype=float), np.array(places, dtype=float)
        expected = (self.values.shape[1], len(self.places))
        if self.basis.shape != expected:
            raise ValueError(f"BasisSum basis has shape {self.basis.shape}, expected {expected}")
        self.left, self.across, self.role = left, across, role
        self.curve = Curve(line=line)
        self.add(self.curve)
        self.define(included=np.ones(expected[0]), base=base, unit=unit)
        self.pose()

    def heights(self) -> Channel:
        """Return the sum ``(n_points,)`` shown now."""
        return np.asarray((self.now() * self._channels["included"]) @ self.basis)

    def path(self) -> Channel:
        """Return the points ``(n_points, 2)`` of the curve now, stage pixels."""
        x = self.left + self.across * self.level("time") * self.places
        return np.column_stack([x, self.level("base") - self.level("unit") * self.heights()])

    def _draw(self) -> None:
        self.curve.put(self.path(), self.theme.stroke(self.role))
