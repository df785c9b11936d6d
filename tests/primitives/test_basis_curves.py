"""Basis curves and their sum: points read back in stage pixels against products of arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.basis_curves import BasisCurves, Pane
from anim_lib.primitives.basis_sum import BasisSum
from anim_lib.scales import hexa
from anim_lib.theme import PAPER
from tests.drawn import corners, ends

CURVES = np.array([[1.0, 1.0, 1.0, 1.0], [-1.0, -0.5, 0.5, 1.0], [1.0, -0.5, -0.5, 1.0]])
PLACES = [0.0, 0.25, 0.75, 1.0]
WEIGHTS = [0.5, -2.0, 0.25]
HOMES = [Pane(100 * k, 100 * k + 80, 600, 10) for k in range(3)]
AWAY = Pane(200, 1000, 300, 40)


def curves(**more: Any) -> BasisCurves:
    given: dict[str, Any] = {"places": PLACES, "weights": WEIGHTS, "homes": HOMES, "away": AWAY}
    return BasisCurves(more.pop("curves", CURVES), theme=PAPER, **(given | more))


def summed(**more: Any) -> BasisSum:
    given: dict[str, Any] = {
        "times": [10.0, 20.0],
        "basis": CURVES,
        "places": PLACES,
        "left": 100.0,
        "across": 20.0,
        "base": 400.0,
        "unit": 30.0,
        "role": "state_pos",
    }
    history = more.pop("history", [[1.0, 0.0, 2.0], WEIGHTS])
    return BasisSum(history, theme=PAPER, **(given | more))


def line(curve: Any) -> np.ndarray:
    """Corners of an open line, its end among them."""
    return np.vstack([corners(curve), ends(curve)[1:]])


def lies(curve: Any, pane: Pane, heights: np.ndarray) -> None:
    x = pane.left + (pane.right - pane.left) * np.array(PLACES)
    np.testing.assert_allclose(
        line(curve), np.column_stack([x, pane.base - pane.unit * heights]), atol=1e-6
    )


def test_curves_lie_at_home_unweighed() -> None:
    drawn = curves()
    for curve, home, heights in zip(drawn.curves, HOMES, CURVES, strict=True):
        lies(curve, home, heights)
        assert hexa(curve.stroke_rgbas[0, :3]) == PAPER.stroke("accent")
    assert not any(len(flier.points) for flier in drawn.fliers)


def test_a_curve_flies_out_takes_its_weight_and_is_added() -> None:
    drawn = curves()
    flight = drawn.fly(1)
    flight.begin()
    flight.interpolate(1.0)
    lies(drawn.fliers[1], AWAY, -2.0 * CURVES[1])
    lies(drawn.curves[1], HOMES[1], CURVES[1])
    assert not len(drawn.fliers[0].points), "it has been added"
    assert not len(drawn.fliers[2].points), "it is at home"
    merging = drawn.merge(1)
    merging.begin()
    merging.interpolate(1.0)
    assert not len(drawn.fliers[1].points)


def test_halfway_it_is_halfway_in_place_and_weight() -> None:
    drawn = curves().set_channels(flight=[0.0, 0.5, 0.0])
    lies(drawn.fliers[1], Pane(150, 590, 450, 25), -0.5 * CURVES[1])


def test_the_sum_is_that_of_the_weighed_curves() -> None:
    drawn = summed()
    for included in ([1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.5, 0.0]):
        drawn.set_channels(included=included)
        lies(drawn.curve, Pane(100, 500, 400, 30), (np.array(WEIGHTS) * included) @ CURVES)


def test_the_sum_stretches_with_its_clock() -> None:
    drawn = summed().set_channels(time=10)
    lies(drawn.curve, Pane(100, 300, 400, 30), np.array([1.0, 0.0, 2.0]) @ CURVES)
    drawn.set_channels(time=15)
    halfway = (np.array([1.0, 0.0, 2.0]) + WEIGHTS) / 2
    lies(drawn.curve, Pane(100, 400, 400, 30), halfway @ CURVES)


@pytest.mark.parametrize(
    ("make", "given", "complaint"),
    [
        (curves, {"places": [0, 1]}, "places have shape"),
        (curves, {"weights": [1.0]}, "weights have shape"),
        (curves, {"homes": HOMES[:2]}, "homes are 2"),
        (curves, {"curves": [[np.nan] * 4] * 3}, "NaN"),
        (summed, {"basis": CURVES[:2]}, "basis has shape"),
        (summed, {"times": [10.0]}, "times have shape"),
        (summed, {"times": [20.0, 10.0]}, "must rise"),
    ],
)
def test_shapes_are_checked(make: Any, given: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        make(**given)
