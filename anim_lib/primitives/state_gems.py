"""The state as a cut gem: one facet per number, lit by its value, and always the same size."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import chain
from anim_lib.leaves import NOWHERE, paint
from anim_lib.primitives import gem_cut
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Colour, luminance, mix, rgb
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import LIT, MOVE, soft

SEAM = 3.0  # line widths, stage pixels
RIM = 3.0
SPOKEN = 5.0
SHINE = 0.24  # largest share of light or shadow in a facet's colour
HALO = 0.40  # opacity of the glow next to a full facet
BED = 0.16  # how much of its colour a full facet throws on what is not filled of it
TABLE = 0.55  # and on the table's triangles next to it
NOTHING = 0.002  # a smaller share is not drawn


class StateGems(ValueGroup):
    """``(d_state,)`` signed numbers as a brilliant cut; the number with index 0 is at the top.

    A facet runs from the rim to the table in the middle. The filled share of its depth is
    ``|value| / vmax``: teal from the rim inwards when positive, amber from the table outwards
    when negative. Facets follow clockwise. The halo outside a facet is as strong as its fill.

    Parameters
    ----------
    values
        ``(d_state,)``, at least three, each within ``-vmax..vmax``.
    vmax
        Value of a full facet, in the unit of the state: a chosen round number.
    x, y, r
        Centre and radius of the rim, stage pixels.
    spoken
        Index of the facet that gets an ink outline when channel ``asked`` is 1; None: none.
    halo
        False leaves the halo out, where a :class:`~anim_lib.primitives.gem_glow.GemGlow` shines.

    Raises
    ------
    ValueError
        When the shape is another one, a number is not finite or does not fit its facet.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> gem = StateGems([0.5, -0.25, 0.0, 1.0], vmax=1.0, x=960, y=490, r=120, theme=PAPER)
    >>> gem.shares
    [0.5, 0.25, 0.0, 1.0]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        vmax: float,
        x: float,
        y: float,
        r: float,
        theme: Theme,
        spoken: int | None = None,
        halo: bool = True,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        if count < 3:
            raise ValueError(f"StateGems values have shape {(count,)}, a gem has 3 facets or more")
        if not (np.isfinite(vmax) and vmax > 0):
            raise ValueError(f"StateGems vmax is {vmax:g}, it must be a finite number above zero")
        if spoken is not None and not 0 <= spoken < count:
            raise ValueError(f"StateGems spoken is {spoken}, expected 0 to {count - 1}")
        self.vmax, self.spoken = vmax, spoken
        self._fits(self.values)
        self.cut = gem_cut.cut(count, x, y, r)
        self.light = np.array([gem_cut.lit(facet) for facet in self.cut.facets])
        self._seams, self._table, self._halves = (
            [chain(outline, closed=True) for outline in outlines]
            for outlines in (
                self.cut.facets,
                self.cut.table,
                [half for halves in self.cut.halves for half in halves],
            )
        )
        self._dark, self._bright = sorted((rgb(theme.ground), rgb(theme.ink)), key=luminance)
        bands = gem_cut.BANDS if halo else 0
        self.halo = [[Shape() for _ in range(bands)] for _ in range(count)]
        self.beds = [[Shape(), Shape()] for _ in range(count)]
        self.fills = [[Shape(), Shape()] for _ in range(count)]
        self.seams = [Shape(line=SEAM) for _ in range(count)]
        self.table = [Shape(line=SEAM / 2) for _ in self.cut.table]
        self.rim, self.ring = Shape(line=RIM), Shape(line=SPOKEN)
        for pairs in (self.halo, self.beds, self.fills):
            self.add(*[shape for pair in pairs for shape in pair])
        self.add(*self.seams, *self.table, self.rim, self.ring)
        self.define(asked=0.0)
        self.pose()

    def _fits(self, values: np.ndarray) -> None:
        if np.isfinite(values).all() and np.abs(values).max() > self.vmax:
            raise ValueError(
                f"StateGems values reach {np.abs(values).max():g}, "
                f"which does not fit a facet of {self.vmax:g} (vmax)"
            )

    @property
    def shares(self) -> list[float]:
        """How full each facet is now, 0 to 1."""
        return [float(v) for v in np.abs(self._channels["values"]) / self.vmax]

    def set_values(self, values: ArrayLike) -> Self:
        """Show ``values`` ``(d_state,)`` at once."""
        self._fits(self._fitting(values))
        return super().set_values(values)

    def to_values(
        self, values: ArrayLike, *, run_time: float = MOVE, lag: float = 0.0
    ) -> Animation:
        """Return the animation to ``values`` ``(d_state,)``: every facet through those between."""
        self._fits(self._fitting(values))
        return super().to_values(values, run_time=run_time, lag=lag)

    def ask(self, *, run_time: float = LIT) -> Animation:
        """Return the animation that outlines the facet spoken of."""
        return self.drive(run_time=run_time, rate_func=soft, asked=1.0)

    def release(self, *, run_time: float = LIT) -> Animation:
        """Return the animation that takes the outline away."""
        return self.drive(run_time=run_time, rate_func=soft, asked=0.0)

    def _shade(self, colour: Colour, light: float, amount: float) -> Colour:
        return mix(colour, self._bright if light > 0 else self._dark, abs(light) * amount)

    def _draw(self) -> None:
        theme, empty = self.theme, rgb(self.theme.state_ramp[4])
        lights = zip(self.table, self._table, self.cut.table_light, strict=True)
        for k, value in enumerate(self._channels["values"]):
            share, positive = min(abs(float(value)) / self.vmax, 1.0), value > 0
            full = rgb(theme.fill("state_pos" if positive else "state_neg"))
            for half in (0, 1):
                light, outline = float(self.light[k, half]), self.cut.halves[k][half]
                under = mix(empty, full, BED * share)
                bed = self._halves[2 * k + half]
                self.beds[k][half].put_beziers(bed, self._shade(under, light, 0.5 * SHINE))
                if share < NOTHING:
                    self.fills[k][half].hide()
                    continue
                part = gem_cut.filled(outline, share, from_rim=bool(positive))
                self.fills[k][half].put(part, self._shade(full, light, SHINE))
            halo = zip(self.halo[k], self.cut.halo[k], strict=False)  # no shapes: no halo
            for band, (shape, points) in enumerate(halo):
                shape.points = points if share > NOTHING else NOWHERE
                paint(shape, full, None, HALO * share * (1 - band / gem_cut.BANDS) ** 2)
            self.seams[k].put_beziers(self._seams[k], None, theme.ground)
            for _ in (0, 1):  # the two triangles of the table that touch the facet
                shape, triangle, light = next(lights)
                glow = mix(theme.panel, full, TABLE * share)
                shape.put_beziers(triangle, self._shade(glow, light, 0.7 * SHINE), theme.ground)
        middle, outline, _ = next(lights)
        middle.put_beziers(outline, theme.panel, theme.ground)
        self.rim.put(self.cut.rim, None, theme.ink)
        asked = self.level("asked")
        if self.spoken is None or asked <= 0.0:
            self.ring.hide()
        else:
            edge = mix(theme.ground, theme.ink, asked)
            self.ring.put_beziers(self._seams[self.spoken], None, edge)
