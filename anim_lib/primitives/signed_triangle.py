"""Hidden attention: what each input adds to each output, in the grammar of causal attention."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.causal_triangle import FROZEN_DIM, CausalTriangle
from anim_lib.scales import Colour, mix, ramp
from anim_lib.theme import Theme


class SignedTriangle(CausalTriangle):
    """Signed weights on and below the diagonal, on the diverging ramp; else a CausalTriangle.

    Row = position of the output, column = token of the input. Nothing makes a row add up to 1.

    Parameters
    ----------
    values
        ``(seq_len, seq_len)``, each -vmax..vmax, zeros above the diagonal.
    vmax
        The value at the ramp's end.
    placing
        All that a ``CausalTriangle`` takes.

    Raises
    ------
    ValueError
        When ``values`` are not square, lie beyond ``vmax`` or are not zero above the diagonal.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> t = SignedTriangle([[-2.0, 0.0], [-1.0, 0.5]], theme=PAPER, vmax=2, left=400, top=300,
    ...                    cell=80)
    >>> t.colour(0, 0).round(2).tolist()
    [0.76, 0.47, 0.16]
    """

    bounds = None  # they hang on vmax

    def __init__(self, values: ArrayLike, *, theme: Theme, vmax: float, **placing: Any) -> None:
        if vmax <= 0:
            raise ValueError(f"SignedTriangle vmax is {vmax:g}, it must lie above 0")
        self.vmax = vmax
        super().__init__(values, theme=theme, **placing)

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = ValueGroup._checked(self, name, value)  # weights may be signed here
        if name != "values":
            return new
        if new.shape != (len(new), len(new)):
            raise ValueError(f"SignedTriangle values have shape {new.shape}, expected a square")
        if np.abs(new).max() > self.vmax:
            raise ValueError(
                f"SignedTriangle values reach {np.abs(new).max():.3g}, beyond vmax {self.vmax:g}"
            )
        if np.abs(np.triu(new, 1)).max() > 1e-9:
            raise ValueError("SignedTriangle values above the diagonal are not zero")
        return new

    def colour(self, row: int, col: int) -> Colour:
        """Return the colour that a filled cell shows, paler when its row is frozen."""
        unit = (1.0 + float(self._channels["values"][row, col]) / self.vmax) / 2
        back = FROZEN_DIM * float(self._channels["frozen"][row])
        return mix(ramp(self.theme.state_ramp, unit), self.theme.ground, back)
