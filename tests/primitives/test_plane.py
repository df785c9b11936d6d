"""Arrows, shadows, chain and triangle lie where the vectors say."""

from __future__ import annotations

import numpy as np
import pytest
from manim import VMobject

from anim_lib.layout import stage
from anim_lib.primitives.plane import MARK, RING, STUB, Plane, axes
from anim_lib.scales import mix, rgb
from anim_lib.shapes import Arrow
from anim_lib.theme import PAPER

X, Y, UNIT = 200.0, 700.0, 400.0
VECTORS = np.array([(0.5, 0.3), (0.7, 0.8), (0.2, 0.6)])
WEIGHTS = np.array([0.5, 0.3, 0.2])


def plane(vectors: object = VECTORS, **options: object) -> Plane:
    given: dict[str, object] = {"x": X, "y": Y, "unit": UNIT, "roles": ["value"] * 3}
    return Plane(vectors, theme=PAPER, **(given | options))  # type: ignore[arg-type]


def units(point: np.ndarray) -> np.ndarray:
    px = stage(point)
    return np.array([(px[0] - X) / UNIT, (Y - px[1]) / UNIT])


def tail(arrow: Arrow) -> np.ndarray:
    return units(arrow.shaft.points[0])


def tip(arrow: Arrow) -> np.ndarray:
    return units(arrow.tip.points[0])


def corners(mob: VMobject) -> np.ndarray:
    return np.array([units(p) for p in mob.points[::4]])


def test_arrows_reach_from_the_origin_to_the_vectors() -> None:
    drawn = plane()
    for arrow, vector in zip(drawn.arrows, VECTORS, strict=True):
        np.testing.assert_allclose(tail(arrow), [0, 0], atol=1e-9)
        np.testing.assert_allclose(tip(arrow), vector, atol=1e-9)


def test_weights_shrink_the_arrows_and_the_chain_adds_them_up() -> None:
    drawn = plane().set_channels(weights=WEIGHTS, chained=1.0)
    ends = np.cumsum(VECTORS * WEIGHTS[:, None], axis=0)
    for k, arrow in enumerate(drawn.arrows):
        np.testing.assert_allclose(tail(arrow), ends[k - 1] if k else [0, 0], atol=1e-9)
        np.testing.assert_allclose(tip(arrow), ends[k], atol=1e-9)
    np.testing.assert_allclose(drawn.total, WEIGHTS @ VECTORS)


def test_on_the_way_the_arrows_are_the_weights_between() -> None:
    drawn = plane()
    move = drawn.weigh(WEIGHTS)
    move.begin()
    move.interpolate(0.5)
    np.testing.assert_allclose(tip(drawn.arrows[0]), VECTORS[0] * 0.75, atol=1e-9)
    move.interpolate(1.0)
    np.testing.assert_array_equal(drawn.channel("weights"), WEIGHTS)


def test_the_mark_lies_on_the_sum_and_the_last_arrow_stops_before_it() -> None:
    drawn = plane(callout=(900.0, 300.0)).set_channels(weights=WEIGHTS, chained=1.0, summed=1.0)
    np.testing.assert_allclose(corners(drawn.mark).mean(axis=0), WEIGHTS @ VECTORS, atol=1e-9)
    gap = np.hypot(*(tip(drawn.arrows[2]) - WEIGHTS @ VECTORS)) * UNIT
    assert gap == pytest.approx(MARK + RING)
    assert stage(drawn.leader.points[-1]) == pytest.approx((900.0, 300.0))


def test_no_stub_of_a_leader_stands_beside_a_mark_that_is_near() -> None:
    total = np.array([X, Y]) + (WEIGHTS @ VECTORS) * (UNIT, -UNIT)
    for away, there in ((MARK + RING + STUB, False), (MARK + RING + 3 * STUB, True)):
        drawn = plane(callout=(float(total[0]) + away, float(total[1])))
        drawn.set_channels(weights=WEIGHTS, chained=1.0, summed=1.0)
        assert bool(len(drawn.leader.points)) is there


def test_a_weight_of_nothing_leaves_no_arrow_and_the_one_before_stops_at_the_mark() -> None:
    weights = np.array([0.6, 0.4, 0.0])
    drawn = plane().set_channels(weights=weights, chained=1.0, summed=1.0)
    assert not len(drawn.arrows[2].tip.points)
    gap = np.hypot(*(tip(drawn.arrows[1]) - weights @ VECTORS)) * UNIT
    assert gap == pytest.approx(MARK + RING)


def test_the_triangle_has_the_unweighted_vectors_as_corners() -> None:
    drawn = plane()
    assert not len(drawn.area.points)
    drawn.set_channels(weights=WEIGHTS, triangle=1.0, corners=1.0)
    np.testing.assert_allclose(corners(drawn.area), VECTORS, atol=1e-9)
    np.testing.assert_allclose(corners(drawn.dots[1]).mean(axis=0), VECTORS[1], atol=1e-9)


def test_the_perpendicular_drops_from_tip_to_foot() -> None:
    feet = np.array([(0.5, 0.0), (0.7, 0.0), (0.2, 0.0)])
    drawn = plane(feet=feet)
    move = drawn.drop(1)
    move.begin()
    move.finish()
    px = np.array([units(p) for p in drawn.drops[1].points])
    np.testing.assert_allclose(px[0], VECTORS[1], atol=1e-9)
    np.testing.assert_allclose(px[-1], feet[1], atol=1e-9)
    assert not len(drawn.drops[0].points)


def test_what_was_stays_as_a_hollow_mark() -> None:
    drawn = plane().set_channels(before=(0.4, 0.5), kept=1.0)
    np.testing.assert_allclose(corners(drawn.ghost).mean(axis=0), [0.4, 0.5], atol=1e-9)
    assert drawn.ghost.fill_rgbas[0, 3] == 0.0


def test_arrows_grow_in_order_and_step_back_alone() -> None:
    drawn = plane().set_channels(presence=0.0)
    move = drawn.grow(run_time=1.0, lag=1.0)
    move.begin()
    move.interpolate(0.5)
    np.testing.assert_allclose(drawn.channel("grown"), [1.0, 0.5, 0.0])
    move.finish()
    drawn.set_channels(strength=[1, 0, 1])
    pale = mix(PAPER.stroke("value"), PAPER.ground, 0.5)
    np.testing.assert_allclose(drawn.arrows[1].shaft.stroke_rgbas[0, :3], pale)
    np.testing.assert_allclose(
        drawn.arrows[0].shaft.stroke_rgbas[0, :3], rgb(PAPER.stroke("value"))
    )


def test_axes_share_origin_and_unit_with_the_plane() -> None:
    across, up = axes(X, Y, UNIT, [(0.5, "0.5"), (1.0, "1")], theme=PAPER)
    assert across.places == [400.0, 600.0]
    assert up.places == [500.0, 300.0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"vectors": [0.1, 0.2]}, r"Plane values have shape \(2,\), expected 2 axes"),
        ({"vectors": np.zeros((3, 3))}, r"Plane vectors have shape \(3, 3\) and 3 roles"),
        ({"roles": ["value"]}, r"shape \(3, 2\) and 1 roles, expected \(n, 2\) and n roles"),
        ({"vectors": [(np.nan, 0.0)] * 3}, "Plane values hold a NaN"),
        ({"feet": [(0.0, 0.0)]}, r"Plane feet have shape \(1, 2\), expected shape \(3, 2\)"),
    ],
)
def test_bad_input_is_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        plane(**options)


def test_nothing_drops_without_feet() -> None:
    with pytest.raises(ValueError, match="was given no feet"):
        plane().drop(0)
