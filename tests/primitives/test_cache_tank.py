"""A tank's areas are bytes: water, levels, what ran over, and two tanks beside each other."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.cache_tank import RIM, SHADES, WALL, CacheTank
from anim_lib.scales import mix, rgb
from anim_lib.theme import PAPER
from tests.areas import area, corners

PLACE = (236.0, 296.0, 580.0, 528.0)
BYTES = 327_680


def tank(filled: float = 0.0, **options: object) -> CacheTank:
    given: dict[str, object] = {
        "capacity": 8000,
        "bytes_each": BYTES,
        "place": PLACE,
        "levels": (100, 1000),
        "spills": True,
        "source": (620.0, 188.0),
    }
    return CacheTank(filled, theme=PAPER, **(given | options))  # type: ignore[arg-type]


def water(t: CacheTank) -> float:
    return sum(area(band) for band in t.bands)


@pytest.mark.parametrize("filled", [0, 1, 40, 100, 500, 1000, 4321, 8000])
def test_area_of_the_water_is_its_bytes(filled: int) -> None:
    t = tank(filled)
    assert water(t) == pytest.approx(filled * BYTES * t.area_per_byte, rel=1e-9)
    assert water(t) == pytest.approx(580 * 528 * filled / 8000, rel=1e-9)


def test_bands_end_at_the_levels() -> None:
    t = tank(8000)
    tops = [corners(band)[:, 1].min() for band in t.bands]
    np.testing.assert_allclose(tops, [824 - 528 * n / 8000 for n in (100, 1000, 8000)])
    for band, share in zip(t.bands, SHADES, strict=True):
        np.testing.assert_allclose(
            band.fill_rgbas[0, :3], mix(PAPER.fill("cache"), PAPER.ground, share)
        )


@pytest.mark.parametrize("over", [1, 50, 200, 400, 600, 800])
def test_area_of_what_ran_over_is_its_bytes(over: int) -> None:
    t = tank(8000 + over)
    spilt = area(t.spill) + sum(area(drop) for drop in t.drops)
    assert spilt == pytest.approx(over * BYTES * t.area_per_byte, rel=2e-3)  # discs are polygons
    assert water(t) == pytest.approx(580 * 528)
    assert t.share == 1.0


def test_two_tanks_with_one_scale_compare_by_area() -> None:
    big, side = tank(8000), 0.0
    side = float(np.sqrt(13_107_200 * big.area_per_byte))
    small = CacheTank(1, theme=PAPER, capacity=1, bytes_each=13_107_200, place=(0, 0, side, side))
    assert small.area_per_byte == pytest.approx(big.area_per_byte)
    assert water(small) / water(big) == pytest.approx(13_107_200 / (8000 * BYTES))
    assert water(small) == pytest.approx(water(tank(40)))


def test_to_values_fills_at_a_constant_rate_and_ends_exactly() -> None:
    t = tank(1000)
    fill = t.to_values(8000, run_time=3.0)
    fill.begin()
    for share in (0.1, 0.5, 0.9):
        fill.interpolate(share)
        assert float(t.values) == pytest.approx(1000 + 7000 * share)
        assert water(t) == pytest.approx(580 * 528 * float(t.values) / 8000)
    fill.interpolate(1.0)
    assert float(t.values) == 8000


def test_overflow_passes_the_brim_and_spills_the_rest() -> None:
    t = tank(8000)
    pouring = t.overflow(8800, run_time=2.0)
    pouring.begin()
    pouring.interpolate(0.5)
    assert t.spilt_area == pytest.approx(580 * 528 * 0.05)
    pouring.interpolate(1.0)
    assert t.spilt_area == pytest.approx(580 * 528 * 0.1)


def test_mopping_hides_what_ran_over_and_nothing_else() -> None:
    t = tank(8800).set_channels(spilt=0.0)
    assert not len(t.spill.points)
    assert not len(t.streaks.points)
    assert not any(len(drop.points) for drop in t.drops)
    assert water(t) == pytest.approx(580 * 528)


def test_walls_lie_outside_and_the_right_one_ends_at_the_brim() -> None:
    ends = [stage(p) for p in tank().walls.points[[0, -1]]]
    assert ends[0] == pytest.approx((236 - WALL / 2, 296 - RIM))
    assert ends[1] == pytest.approx((816 + WALL / 2, 296))
    assert tank(wall=3.0).walls.stroke_width == pytest.approx(3.0 / 1.35)
    closed = [stage(p)[1] for p in tank(spills=False).walls.points[[0, -1]]]
    assert closed == pytest.approx([296, 296])


def test_poured_water_falls_from_its_source_to_the_surface_and_leaves() -> None:
    t = tank(4000)
    assert not len(t.jet.points)
    on = t.turn_on()
    on.begin()
    on.interpolate(0.5)
    assert corners(t.jet)[:, 1].max() == pytest.approx(188 + 0.25 * (560 - 188))
    on.interpolate(1.0)
    assert (corners(t.jet)[:, 1].min(), corners(t.jet)[:, 1].max()) == pytest.approx((188, 560))
    off = t.turn_off()
    off.begin()
    off.interpolate(1.0)
    assert not len(t.jet.points)


def test_zoom_scales_the_water_with_the_tank() -> None:
    t = tank(1000)
    zoom = t.zoom((0, 0, 290, 264), wall=1.5)
    zoom.begin()
    zoom.interpolate(1.0)
    assert water(t) == pytest.approx(290 * 264 / 8)
    assert t.area_per_byte == pytest.approx(tank().area_per_byte / 4)
    assert t.walls.stroke_width == pytest.approx(1.5 / 1.35)


def test_signs_stand_on_their_levels_and_the_share_rides_the_surface() -> None:
    t = tank(1000, written="{:.1%}".format, unit="tokens")
    (signs,) = t.signs
    sign = t.sign(1)
    sign.begin()
    sign.interpolate(1.0)
    assert signs.rider.text == "12.5%"
    assert signs.rider.y == pytest.approx(t.level_y(1000) - 16 - 14 / 8)
    assert [bool(len(n.submobjects[0].points)) for n in signs.names] == [False, True, False]
    assert signs.names[1].y == pytest.approx(signs.rider.y)
    t.set_values(6000)
    assert signs.rider.text == "75.0%"
    with pytest.raises(ValueError, match="no level 3; it has 0 to 2"):
        t.sign(3)


def test_the_surface_is_a_line_in_full_colour() -> None:
    t = tank(4000)
    ys = [stage(p)[1] for p in t.surface.points]
    np.testing.assert_allclose(ys, 560 + 1.5)  # its upper edge is the level
    np.testing.assert_allclose(t.surface.stroke_rgbas[0, :3], rgb(PAPER.stroke("cache")))


def test_set_values_is_absolute_and_copies() -> None:
    filled = np.array(500.0)
    t = tank(filled)  # type: ignore[arg-type]
    filled[...] = 0
    once = water(t.set_values(2500))
    assert water(t.set_values(2500)) == once == pytest.approx(580 * 528 * 2500 / 8000)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"filled": np.nan}, "NaN or an infinity"),
        ({"filled": [1.0, 2.0]}, r"shape \(2,\), expected 0 axes"),
        ({"filled": -1.0}, "holds 0 items or more"),
        ({"filled": 9000.0, "spills": False}, "above its capacity of 8000"),
        ({"capacity": 0}, "capacity is 0, expected a number above 0"),
        ({"bytes_each": np.inf}, "bytes_each is inf"),
        ({"place": (0, 0, 0, 10)}, "width and height must be above 0"),
        ({"levels": (1000, 100)}, "expected them to rise"),
        ({"levels": (8000,)}, "below the capacity of 8000"),
    ],
)
def test_what_cannot_be_drawn_is_refused(options: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        tank(**options)  # type: ignore[arg-type]


def test_impossible_targets_are_refused() -> None:
    with pytest.raises(ValueError, match="all fit into 8000"):
        tank().overflow(8000)
    with pytest.raises(ValueError, match="only a tank with spills=True runs over"):
        tank(spills=False).to_values(8001)
    with pytest.raises(ValueError, match="expected shape"):
        tank().set_values([1.0, 2.0])
