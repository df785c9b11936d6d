"""Spilt water has the area that was asked for, at every moment, and stays where water can be."""

from __future__ import annotations

import numpy as np
import pytest
from skimage.measure import points_in_poly

from anim_lib.spill import LIP, Spill, Water, polygon_area

SPILL = Spill(left=236.0, edge=821.0, rim=296.0, floor=826.0)
FULL = 30_624.0
AMOUNTS = FULL * np.array([0.01, 0.05, 0.18, 0.2, 0.21, 0.3, 0.44, 0.45, 0.5, 0.7, 0.9, 1.0, 1.5])


def drawn(water: Water) -> float:
    return polygon_area(water.outline) + sum(np.pi * r**2 for _, _, r in water.drops)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_outline_and_drops_have_the_area(amount: float) -> None:
    assert drawn(SPILL.at(amount)) == pytest.approx(amount, rel=1e-5)


def test_polygon_area_of_known_shapes() -> None:
    assert polygon_area(np.array([(0, 0), (4, 0), (4, 3), (0, 3)])) == 12
    assert polygon_area(np.array([(0, 0), (0, 3), (4, 0)])) == 6


def test_it_rises_then_falls_then_spreads() -> None:
    lip, fall, puddle = (SPILL.at(FULL * share).outline for share in (0.1, 0.35, 0.8))
    assert lip[:, 1].min() > SPILL.rim - 1.3 * LIP
    assert lip[:, 1].max() == pytest.approx(SPILL.rim)
    assert SPILL.rim + 100 < fall[:, 1].max() < SPILL.floor - 50
    assert puddle[:, 1].max() == pytest.approx(SPILL.floor)
    assert puddle[:, 0].max() > SPILL.edge + 200


def test_the_water_above_the_rim_is_calm() -> None:
    x, y = SPILL.at(FULL).outline.T
    lip = y[(x < SPILL.edge - 60) & (y < SPILL.rim)]
    np.testing.assert_allclose(lip, SPILL.rim - LIP, atol=0.1 * LIP)


def test_nothing_is_below_the_floor_or_inside_the_tank() -> None:
    for amount in AMOUNTS:
        x, y = SPILL.at(amount).outline.T
        assert y.max() <= SPILL.floor + 1e-9
        assert x.min() >= SPILL.left
        assert not ((x < SPILL.edge - 1e-9) & (y > SPILL.rim + 1e-9)).any()


def test_it_moves_without_jumps() -> None:
    amounts = np.linspace(0.02, 1.0, 400) * FULL
    reached = np.array([SPILL.at(a).outline.max(axis=0) for a in amounts])
    assert (np.diff(reached, axis=0) >= -1e-3).all()
    assert np.diff(reached, axis=0).max() < 20  # pixels, for a 400th of the way


def test_streaks_lie_inside_the_water() -> None:
    for amount in AMOUNTS[5:]:
        water = SPILL.at(amount)
        ends = np.concatenate(water.streaks)
        assert len(ends) > 4
        assert points_in_poly(ends, water.outline).all()


def test_drops_fly_outside_the_water_and_are_few() -> None:
    water = SPILL.at(FULL)
    centres = np.array([(x, y) for x, y, r in water.drops if r > 1])
    assert 2 <= len(centres) <= 4
    assert not points_in_poly(centres, water.outline).any()
    assert sum(r for _, _, r in SPILL.at(0.2 * FULL).drops) == 0  # nothing has hit the floor yet


@pytest.mark.parametrize("amount", [-1.0, np.nan, np.inf])
def test_an_impossible_amount_is_refused(amount: float) -> None:
    with pytest.raises(ValueError, match="finite area of at least 0"):
        SPILL.at(amount)
