"""Pale bands behind points that moved over a plot: each from where it was to where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import DIMMED, Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.plot_area import PlotArea
from anim_lib.scales import mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import DIM, soft

WIDE, PALE = 14.0, 0.72  # width of a band, and the share of the ground in its colour


@dataclass(frozen=True, slots=True)
class Track:
    """One band's style: ``role`` of its colour, ``wide`` in stage pixels.

    Bands that run over one another keep apart by their widths, which carry no value.
    """

    role: str
    wide: float = WIDE


class PointTracks(ValueGroup):
    """Bands from fixed places ``since`` to where the points are now.

    Parameters
    ----------
    values
        ``(n, 2)``: across and up, where each point is now; in the units of the axes.
    since
        ``(n, 2)``: where it was.
    tracks
        One :class:`Track` per point; the later lies in front.
    plot
        The axes over which they lie.

    Channel ``strength`` ``(n,)``: 1 in full colour, 0 stepped back.

    Raises
    ------
    ValueError
        When the shapes differ, or a place lies outside the axes.

    Examples
    --------
    >>> from anim_lib.primitives.plot_area import Ruler
    >>> from anim_lib.theme import PAPER
    >>> plot = PlotArea(Ruler((0, 10), ((0, "0"), (10, "10")), "cost"),
    ...                 Ruler((0, 1), ((0, "0"), (1, "1")), "share"),
    ...                 box=(200, 300, 1000, 700), theme=PAPER)
    >>> tracks = PointTracks([[5, 0.25]], since=[[5, 0.75]], tracks=[Track("ssm")], plot=plot,
    ...                      theme=PAPER)
    >>> tracks.ends(0).tolist()
    [[600.0, 400.0], [600.0, 600.0]]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        since: ArrayLike,
        tracks: Sequence[Track],
        plot: PlotArea,
        theme: Theme,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        expected = (len(tracks), 2)
        self.since, self.tracks, self.plot = np.array(since, dtype=float), tuple(tracks), plot
        if self.values.shape != expected or self.since.shape != expected:
            raise ValueError(
                f"PointTracks run from shape {self.since.shape} to {self.values.shape}, "
                f"expected {expected} for both"
            )
        plot.place(self.since)
        plot.place(self.values)
        self.bands = [Shape() for _ in tracks]
        self.add(*self.bands)
        self.define(strength=np.ones(len(tracks)))
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values":
            self.plot.place(new)
        return new

    def emphasise(self, *which: int, run_time: float = DIM) -> Animation:
        """Return the animation in which all but ``which`` step back."""
        strength = np.zeros(len(self.tracks))
        strength[list(which)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, strength=strength)

    def ends(self, one: int) -> Channel:
        """Return where a band begins and ends, ``(2, 2)`` stage pixels."""
        return self.plot.place([self.since[one], self._channels["values"][one]])

    def _draw(self) -> None:
        for k, (track, band) in enumerate(zip(self.tracks, self.bands, strict=True)):
            start, end = self.ends(k)
            far, half = float(np.hypot(*(end - start))), track.wide / 2
            if far < 1.0:
                band.hide()
                continue
            outline = rounded(-half, -half, far + track.wide, track.wide, half)
            along = (end - start) / far
            across = np.array([-along[1], along[0]])
            placed = start + outline[:, :1] * along + outline[:, 1:] * across
            quiet = (1.0 - float(self._channels["strength"][k])) * DIMMED
            pale = mix(self.theme.fill(track.role), self.theme.ground, PALE)
            band.put(placed, mix(pale, self.theme.ground, quiet))
