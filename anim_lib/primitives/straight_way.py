"""Points that move straight over a plot, whose axes may be logarithmic."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.motion import Channel, Drive
from anim_lib.primitives.measured_points import MeasuredPoints
from anim_lib.primitives.plot_area import Ruler
from anim_lib.primitives.point_tracks import PointTracks
from anim_lib.timing import MOVE, smooth


class _Straight(Drive):
    """Interpolates column 0 as the axis across is read, the others as the axis up is."""

    def __init__(
        self, points: MeasuredPoints | PointTracks, values: ArrayLike, *, run_time: float
    ) -> None:
        self.rulers = (points.plot.across, points.plot.up)
        super().__init__(points, {"values": values}, {}, run_time=run_time, rate_func=smooth, lag=0)

    def _between(self, name: str, alpha: float) -> Channel:
        a, b = self.start[name], self.targets[name]
        if alpha >= 1.0:
            return b
        share, (across, up) = self.rate_func(alpha), self.rulers
        columns = [
            _on(across if k == 0 else up, a[:, k], b[:, k], share) for k in range(a.shape[1])
        ]
        return np.column_stack(columns)


def _on(ruler: Ruler, a: Channel, b: Channel, share: float) -> Channel:
    """Return what lies ``share`` of the way from ``a`` to ``b`` on its axis."""
    if ruler.log:
        return np.asarray(a * (b / a) ** share)
    return np.asarray(a + (b - a) * share)


def straight_to(
    points: MeasuredPoints | PointTracks, values: ArrayLike, *, run_time: float = MOVE
) -> Drive:
    """Return the animation to ``values``, of the shape shown, straight over the plot.

    On a logarithmic axis a point passes through equal factors in equal shares of its way, so
    that the way itself is a straight line on the stage.

    Raises
    ------
    ValueError
        When the shape is another one, or a value lies outside its axis.

    Examples
    --------
    >>> from anim_lib.primitives.plot_area import PlotArea
    >>> from anim_lib.primitives.point_tracks import Track
    >>> from anim_lib.theme import PAPER
    >>> plot = PlotArea(Ruler((1, 100), ((1, "1"), (100, "100")), "bytes, log scale", log=True),
    ...                 Ruler((0, 1), ((0, "0"), (1, "1")), "share"),
    ...                 box=(200, 300, 1000, 700), theme=PAPER)
    >>> tracks = PointTracks([[1, 0]], since=[[1, 0]], tracks=[Track("ssm")], plot=plot,
    ...                      theme=PAPER)
    >>> way = straight_to(tracks, [[100, 1]])
    >>> way.begin()
    >>> way.interpolate(0.5)
    >>> tracks.values.tolist()
    [[10.0, 0.5]]
    """
    shown = points.values.shape
    if np.shape(values) != shown:
        raise ValueError(f"a way leads to shape {np.shape(values)}, expected shape {shown}")
    return _Straight(points, values, run_time=run_time)
