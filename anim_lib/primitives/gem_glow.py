"""A gem's glow, made of what each past token has left in each of its numbers."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points, chain
from anim_lib.leaves import NOWHERE, paint
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.gem_cut import TABLE
from anim_lib.scales import mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE

CLEAR = 4.0  # stage pixels between the rim's middle line and the glow
SEAM = 3.0  # between the rays of neighbouring facets
LEAST = 0.05  # stage pixels: a thinner band is not drawn


class GemGlow(ValueGroup):
    """``(n_tokens, n_facets)`` contributions to a gem's numbers as bands outside its rim.

    Over each facet lies one band per token, the newest token next to the rim. A band is as
    deep as ``|contribution|`` on the facet's own scale, so that bands of one sign together are
    as deep as the facet is filled. Channel ``left`` ``(n_tokens,)`` is the share, 0 to 1, that
    is left of what a token wrote: 1 shows the token's colour, 0 the ground.

    Parameters
    ----------
    values
        ``(n_tokens, n_facets)``, signed, oldest token first; the unit is the gem's.
    left
        ``(n_tokens,)``, each within 0..1 (rounding apart).
    vmax, x, y, r
        As for :class:`~anim_lib.primitives.state_gems.StateGems`.
    roles
        Role of each token's colour.

    Raises
    ------
    ValueError
        When a shape is another one, or a number is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> glow = GemGlow([[1.0, 0.0, -2.0], [0.5, 0.5, 0.0]], left=[0.4, 1.0], vmax=4.0, x=960,
    ...                y=490, r=100, roles=["past 0", "past 1"], theme=PAPER)
    >>> [round(depth, 2) for depth in glow.depths(2)]
    [14.5, 0.0]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        left: ArrayLike,
        vmax: float,
        x: float,
        y: float,
        r: float,
        roles: list[str],
        theme: Theme,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        tokens, facets = self.values.shape
        if len(roles) != tokens:
            raise ValueError(f"GemGlow roles are {len(roles)}, expected one per token: {tokens}")
        given = np.array(left, dtype=np.float64)
        if given.shape != (tokens,):
            raise ValueError(f"GemGlow left has shape {given.shape}, expected {(tokens,)}")
        self.roles, self.x, self.y, self.r = roles, x, y, r
        self.unit = (1.0 - TABLE) * r * float(np.cos(np.pi / facets)) / vmax
        self.bands = [Shape() for _ in range(tokens)]
        self.add(*self.bands)
        self.define(left=given)
        self.pose()

    def depths(self, facet: int) -> list[float]:
        """Return how deep each token's band over ``facet`` is, stage pixels, oldest first."""
        return [float(v) for v in np.abs(self._channels["values"][:, facet]) * self.unit]

    def burn(self, values: ArrayLike, left: ArrayLike, *, run_time: float = MOVE) -> Animation:
        """Return the animation to other contributions ``values`` and shares ``left``."""
        return self.drive(run_time=run_time, values=self._fitting(values), left=left)

    def band(self, facet: int, start: float, depth: float) -> Points:
        """Return the outline ``(4, 2)`` over ``facet`` from ``start`` to ``start + depth``.

        Both are stage pixels outwards from the rim, across it.
        """
        facets = self._channels["values"].shape[1]
        half = np.pi / facets
        apothem = self.r * float(np.cos(half))
        middle = 2 * np.pi * facet / facets
        out = np.array([np.sin(middle), -np.cos(middle)])
        along = np.array([-out[1], out[0]])
        corners = []
        for reach, side in ((start, -1), (start, 1), (start + depth, 1), (start + depth, -1)):
            wide = (apothem + reach) * float(np.tan(half)) - SEAM / 2
            corners.append(
                np.array([self.x, self.y]) + (apothem + reach) * out + side * wide * along
            )
        return np.array(corners)

    def _draw(self) -> None:
        depths = np.abs(self._channels["values"]) * self.unit
        newer = CLEAR + depths[::-1].cumsum(axis=0)[::-1] - depths  # where each band starts
        for k, band in enumerate(self.bands):
            outlines = [
                chain(self.band(f, float(newer[k, f]), float(depth)), closed=True)
                for f, depth in enumerate(depths[k])
                if depth > LEAST
            ]
            band.points = np.concatenate(outlines) if outlines else NOWHERE
            left = float(self._channels["left"][k])
            paint(band, mix(self.theme.ground, self.theme.fill(self.roles[k]), left))
