"""Tanks in a row are filled to their shares, named, and struck out from low left to high right."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.tank_row import TankRow
from anim_lib.scales import mix, rgb
from anim_lib.theme import PAPER
from tests.areas import area

SHARES = [0.0125, 0.125, 1.0]


def row(shares: list[float] = SHARES, **options: object) -> TankRow:
    given: dict[str, object] = {
        "names": ["a", "b", "c"],
        "roles": ["cache", "cache", "ssm"],
        "heading": "computed",
        "box": (100.0, 300.0, 500.0, 400.0),
        "thick": 100.0,
        "written": lambda share: f"{100 * share:.3g} %",
    }
    return TankRow(shares, theme=PAPER, **(given | options))  # type: ignore[arg-type]


def test_water_is_in_proportion() -> None:
    drawn = [area(t.bands[0]) for t in row().tanks]
    np.testing.assert_allclose(drawn, np.array(SHARES) * 100 * 400)


def test_every_tank_says_its_share_and_its_name() -> None:
    shown = row()
    assert [s.text for s in shown.shares] == ["1.25 %", "12.5 %", "100 %"]
    assert [n.text for n in shown.names] == ["a", "b", "c"]
    assert [n.x for n in shown.names] == [150, 350, 550]


def test_a_wrong_picture_is_muted_and_the_strike_crosses_it() -> None:
    wrong = row(quiet=True)
    colour = mix(PAPER.fill("muted"), PAPER.ground, 0.5)
    np.testing.assert_allclose(wrong.tanks[2].bands[0].fill_rgbas[0, :3], colour)
    assert not len(wrong.strike.curve.points)
    strike = wrong.strike_out()
    strike.begin()
    strike.interpolate(1.0)
    ends = [stage(p) for p in wrong.strike.curve.points[[0, -1]]]
    assert ends[0] == pytest.approx((92, 708))
    assert ends[1] == pytest.approx((608, 292))
    np.testing.assert_allclose(wrong.strike.curve.stroke_rgbas[0, :3], rgb(PAPER.stroke("wrong")))


def test_to_values_passes_the_shares_between() -> None:
    shown = row([0.0, 0.0, 0.0])
    fill = shown.to_values([1.0, 0.5, 0.0])
    fill.begin()
    fill.interpolate(0.5)
    assert area(shown.tanks[0].bands[0]) == pytest.approx(0.5 * 100 * 400)
    fill.interpolate(1.0)
    np.testing.assert_array_equal(shown.values, [1.0, 0.5, 0.0])


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="names are 2, expected one per share"):
        row(names=["a", "b"])
    with pytest.raises(ValueError, match="roles are 1, expected one per share"):
        row(roles=["cache"])
    with pytest.raises(ValueError, match="expected 0 to 1"):
        row([0.1, 0.2, 1.3])
    with pytest.raises(ValueError, match="NaN or an infinity"):
        row([0.1, np.nan, 0.3])
