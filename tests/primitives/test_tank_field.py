"""Many tanks hold what is poured into them, one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.tank_field import TankField
from anim_lib.theme import PAPER
from tests.areas import areas

PLACES = [(100.0 + 60 * k, 200.0, 50.0, 40.0) for k in range(5)]


def field(filled: float) -> TankField:
    return TankField(filled, theme=PAPER, capacity=8, places=PLACES, levels=(2,))


def water(tanks: TankField) -> float:
    return sum(sum(areas(band)) for band in tanks.bands if len(band.points))


@pytest.mark.parametrize("filled", [0, 1, 2, 5, 8, 9, 20.5, 40])
def test_area_of_all_water_is_what_was_poured(filled: float) -> None:
    assert water(field(filled)) == pytest.approx(filled / 8 * 50 * 40)


def test_tanks_fill_one_after_the_other() -> None:
    tanks = field(20)
    np.testing.assert_allclose(tanks.shares, [1, 1, 0.5, 0, 0])
    np.testing.assert_allclose(areas(tanks.bands[0]), [500, 500, 500])
    np.testing.assert_allclose(areas(tanks.bands[1]), [1500, 1500, 500])
    assert len(areas(tanks.walls)) == 3  # a tank is there once its first drop is


def test_to_values_fills_at_a_constant_rate_and_ends_exactly() -> None:
    tanks = field(0)
    fill = tanks.to_values(40)
    fill.begin()
    fill.interpolate(0.3)
    assert float(tanks.values) == pytest.approx(12)
    fill.interpolate(1.0)
    assert float(tanks.values) == 40


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="values is 41, expected 0 to 40"):
        field(41)
    with pytest.raises(ValueError, match="expected 0 to 40"):
        field(0).to_values(-1)
    with pytest.raises(ValueError, match=r"places have shape \(2,\), expected \(n, 4\)"):
        TankField(0, theme=PAPER, capacity=8, places=[1.0, 2.0])
    with pytest.raises(ValueError, match="NaN or an infinity"):
        field(np.nan)
