"""A way over log axes: straight on the stage, exact at its end."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.measured_points import Dot, MeasuredPoints
from anim_lib.primitives.plot_area import PlotArea, Ruler
from anim_lib.primitives.point_tracks import PointTracks, Track
from anim_lib.primitives.straight_way import straight_to
from anim_lib.theme import PAPER
from tests import drawn

BOX = (200.0, 300.0, 1000.0, 700.0)
PLOT = PlotArea(
    Ruler((1.0, 10_000.0), ((1.0, "1"), (10_000.0, "10,000")), "bytes, log scale", log=True),
    Ruler((0.0, 1.0), ((0.0, "0"), (1.0, "1")), "share"),
    box=BOX,
    theme=PAPER,
)


def points() -> MeasuredPoints:
    return MeasuredPoints([[10.0, 0.2, 0.1, 0.4]], dots=[Dot("ssm")], plot=PLOT, theme=PAPER)


@pytest.mark.parametrize("alpha", [0.1, 0.35, 0.5, 0.8])
def test_a_mark_stays_on_the_line_between_both_ends(alpha: float) -> None:
    one = points()
    start, way = np.array(one.spot(0)), straight_to(one, [[1_000.0, 0.9, 0.9, 1.0]])
    end = np.array([PLOT.to_x(1_000.0), PLOT.to_y(0.9)])
    way.begin()
    way.interpolate(alpha)
    middle = drawn.corners(one.marks[0]).mean(axis=0)
    share = (middle - start) / (end - start)
    assert share[0] == pytest.approx(share[1], abs=1e-9)
    assert 0 < share[0] < 1
    low, mean, high = one.values[0, [2, 1, 3]]
    assert low <= mean <= high


def test_it_ends_exactly_and_a_track_follows() -> None:
    track = PointTracks(
        [[10.0, 0.2]], since=[[10.0, 0.2]], tracks=[Track("ssm")], plot=PLOT, theme=PAPER
    )
    way = straight_to(track, [[1_000.0, 0.9]])
    way.begin()
    way.interpolate(1.0)
    np.testing.assert_array_equal(track.values, [[1_000.0, 0.9]])


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"leads to shape \(2, 4\), expected shape \(1, 4\)"):
        straight_to(points(), np.ones((2, 4)))


def test_a_place_outside_the_axes_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves the axis"):
        straight_to(points(), [[20_000.0, 0.9, 0.9, 1.0]])
