"""Samples: bars read back in stage pixels against values, places and shares."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.motion import DIMMED
from anim_lib.primitives.samples import Samples, waterfall
from anim_lib.scales import hexa, mix
from anim_lib.theme import PAPER

VALUES = [0.5, -1.0, 0.25]
X = [300.0, 400.0, 500.0]


def samples(values: Any = VALUES, **more: Any) -> Samples:
    given = {"x": X, "base": 500.0, "unit": 100.0, "wide": 40.0, "roles": ["ssm", "key", "past 1"]}
    return Samples(values, theme=PAPER, **(given | more))


def edges(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a drawn outline in stage pixels."""
    (left, bottom), (right, top) = stage(shape.points.min(axis=0)), stage(shape.points.max(axis=0))
    return left, top, right, bottom


def test_bars_go_up_when_positive_and_down_when_negative_to_scale() -> None:
    drawn = samples()
    for k, value in enumerate(VALUES):
        left, top, right, bottom = edges(drawn.bars[k])
        assert (left, right) == pytest.approx((X[k] - 20, X[k] + 20))
        assert (500 - top, 500 - bottom) == pytest.approx(
            (max(100 * value, 0), min(100 * value, 0)), abs=1e-6
        )
        assert hexa(drawn.bars[k].fill_rgbas[0, :3]) == PAPER.fill(drawn.roles[k])


def test_numbers_say_the_values_shown() -> None:
    drawn = samples(written="{:.2f}".format)
    assert [c.text for c in drawn.counters] == ["0.50", "−1.00", "0.25"]
    drawn.set_channels(grown=0.5)
    assert [c.text for c in drawn.counters] == ["0.25", "−0.50", "0.12"]


def test_each_bar_moves_to_its_own_place() -> None:
    drawn = samples()
    moving = drawn.drive(x=[500.0, 400.0, 300.0], base=[500.0, 600.0, 700.0])
    moving.begin()
    moving.interpolate(0.5)
    middles = [sum(edges(bar)[0::2]) / 2 for bar in drawn.bars]
    assert middles == pytest.approx([400, 400, 400])
    assert edges(drawn.bars[2])[3] == pytest.approx(600)
    moving.finish()
    assert (drawn.channel("x") == [500.0, 400.0, 300.0]).all()


def test_values_pass_through_the_values_between_and_end_exactly() -> None:
    drawn = samples()
    moving = drawn.to_values([1.0, 1.0, -0.25])
    moving.begin()
    moving.interpolate(0.5)
    assert drawn.values == pytest.approx([0.75, 0.0, 0.0])
    moving.finish()
    assert drawn.values.tolist() == [1.0, 1.0, -0.25]
    assert 500 - edges(drawn.bars[0])[1] == pytest.approx(100)


def test_bars_outside_the_window_are_not_drawn_and_fade_at_its_edge() -> None:
    drawn = samples().set_channels(window=(400.0, 900.0))
    assert not len(drawn.bars[0].points)
    half = mix(PAPER.ground, PAPER.fill("key"), 0.5)
    assert drawn.bars[1].fill_rgbas[0, :3] == pytest.approx(half)
    assert hexa(drawn.bars[2].fill_rgbas[0, :3]) == PAPER.fill("past 1")


def test_stepping_back_mixes_with_the_ground_and_hue_changes_the_role() -> None:
    drawn = samples(role_later="accent").set_channels(strength=[0, 1, 1], hue=[0, 1, 0])
    dimmed = mix(PAPER.ground, PAPER.fill("ssm"), 1 - DIMMED)
    assert drawn.bars[0].fill_rgbas[0, :3] == pytest.approx(dimmed)
    assert hexa(drawn.bars[1].fill_rgbas[0, :3]) == PAPER.fill("accent")


def test_hollow_bars_are_outlines() -> None:
    drawn = samples(hollow=True)
    assert drawn.bars[0].fill_rgbas[0, 3] == 0
    assert hexa(drawn.bars[0].stroke_rgbas[0, :3]) == PAPER.stroke("muted")


def test_a_waterfall_ends_at_the_sum() -> None:
    terms = np.array([0.5, -0.75, 1.0])
    bases = waterfall(terms, 700.0, 100.0)
    assert bases.tolist() == [700.0, 650.0, 725.0]
    assert bases[-1] - 100 * terms[-1] == pytest.approx(700 - 100 * terms.sum())


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([VALUES], {}, r"Samples values have shape \(1, 3\), expected 1 axes"),
        ([0.1, np.nan, 0.2], {}, "Samples values hold a NaN"),
        (VALUES, {"roles": ["ssm"]}, "Samples roles are 1, expected one per bar: 3"),
        (VALUES, {"x": [1.0, 2.0]}, r"Samples.x has shape \(2,\), expected shape \(3,\)"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        samples(values, **more)
