"""Lanes that share one clock: a signal, its coefficients, its weight, its states over time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.coefficient_bars import CoefficientBars
from anim_lib.primitives.state_columns import StateColumns
from anim_lib.primitives.trace import Trace
from anim_lib.primitives.weight_area import WeightArea
from anim_lib.scales import hexa
from anim_lib.theme import PAPER
from tests.drawn import (
    assert_cells_show,
    bar_lengths,
    boxes,
    corners,
    ends,
    middles,
    printed,
)

HISTORY = [[0.5, -1.0, 0.25, 0.0], [-0.5, 0.0, 0.75, 1.0]]


def bars(history: Any = HISTORY, **more: Any) -> CoefficientBars:
    given: dict[str, Any] = {
        "times": [0.0, 10.0],
        "span": (100.0, 500.0),
        "slots": 4,
        "base": 600.0,
        "unit": 100.0,
        "limit": 1.0,
        "numbered": [0, 1],
    }
    return CoefficientBars(history, theme=PAPER, **(given | more))


def columns(history: Any = HISTORY, **more: Any) -> StateColumns:
    given: dict[str, Any] = {
        "times": [10.0, 20.0],
        "start": 0.0,
        "vmax": 1.0,
        "left": 100.0,
        "across": 5.0,
        "top": 600.0,
        "pitch": 6.0,
        "power": 1.0,
    }
    return StateColumns(history, theme=PAPER, **(given | more))


def test_bars_stand_in_their_slots_to_scale_and_in_the_colour_of_their_sign() -> None:
    drawn = bars().set_channels(time=0)
    lengths = bar_lengths(drawn.bars, 600, "y")
    np.testing.assert_allclose(lengths, [50, -100, 25, 0], atol=0.02)
    np.testing.assert_allclose(middles(drawn.bars[:3])[:, 0], [150, 250, 350], atol=1e-6)
    assert hexa(drawn.bars[0].fill_rgbas[0, :3]) == PAPER.fill("state_pos")
    assert hexa(drawn.bars[1].fill_rgbas[0, :3]) == PAPER.fill("state_neg")
    assert [printed(drawn.counters[k]) for k in (0, 1)] == ["0.50", "−1.00"]


def test_between_two_moments_bars_pass_the_numbers_between() -> None:
    drawn = bars().set_channels(time=2.5)
    expected = 0.75 * np.array(HISTORY[0]) + 0.25 * np.array(HISTORY[1])
    np.testing.assert_allclose(bar_lengths(drawn.bars, 600, "y"), 100 * expected, atol=0.02)
    once = boxes(drawn.bars)
    np.testing.assert_array_equal(boxes(drawn.set_channels(time=2.5).bars), once)


def test_fewer_slots_hide_the_bars_beyond() -> None:
    drawn = bars().set_channels(slots=2)
    assert [bool(len(bar.points)) for bar in drawn.bars] == [True, True, False, False]
    np.testing.assert_allclose(middles(drawn.bars[:2])[:, 0], [200, 400], atol=1e-6)


def test_ticks_stay_where_the_bars_were() -> None:
    drawn = bars().set_channels(time=0)
    marking = drawn.mark_before()
    marking.begin()
    marking.interpolate(1.0)
    drawn.set_channels(time=10)
    np.testing.assert_allclose(
        middles(drawn.ticks)[:, 1], 600 - 100 * np.array(HISTORY[0]), atol=1e-6
    )
    np.testing.assert_allclose(
        bar_lengths(drawn.bars, 600, "y"), 100 * np.array(HISTORY[1]), atol=0.02
    )


def test_columns_have_the_colours_of_their_numbers_and_come_in_time() -> None:
    drawn = columns()
    assert_cells_show(drawn.cells, HISTORY, PAPER, steps=PAPER.state_ramp, domain=(-1, 1))
    np.testing.assert_allclose(boxes(drawn.cells)[1, 2, :2], [150, 612])
    drawn.set_channels(time=19)
    there = [[bool(len(cell.points)) for cell in column] for column in drawn.cells]
    assert there == [[True] * 4, [False] * 4]


def test_a_power_spreads_small_numbers() -> None:
    drawn = columns([[0.25, -0.04]], times=[10], power=0.5)
    assert_cells_show(drawn.cells, [[0.5, -0.2]], PAPER, steps=PAPER.state_ramp, domain=(-1, 1))


def test_a_signal_is_read_up_to_its_time() -> None:
    drawn = Trace([1.0, -2.0, 4.0], left=100, across=10, base=400, unit=10, theme=PAPER)
    drawn.set_channels(time=2)
    np.testing.assert_allclose(ends(drawn.curve), [[105, 390], [115, 420]], atol=1e-6)
    reading = drawn.run_to(3, run_time=1.0, start=1)
    reading.begin()
    reading.interpolate(1.0)
    np.testing.assert_allclose(ends(drawn.curve)[1], [125, 360], atol=1e-6)


def test_a_weight_keeps_its_area_as_it_stretches() -> None:
    drawn = WeightArea([1.0, 3.0], places=[0, 1], span=(100, 500), base=300, unit=10, theme=PAPER)
    areas = []
    for reach in (0.25, 0.5, 1.0):
        x, y = corners(drawn.set_channels(reach=reach).area).T
        areas.append(abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2)
        assert x.max() == pytest.approx(100 + 400 * reach)
    np.testing.assert_allclose(areas, 2 * 10 * 400)


@pytest.mark.parametrize(
    ("make", "given", "complaint"),
    [
        (bars, {"limit": 0.5}, "beyond the limit"),
        (bars, {"times": [0.0]}, "times have shape"),
        (columns, {"vmax": 0.5}, "beyond vmax"),
        (columns, {"history": [[np.inf]]}, "infinity"),
    ],
)
def test_numbers_without_a_place_are_refused(
    make: Any, given: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        make(**given)


def test_weights_are_checked() -> None:
    for values, places in (([1.0, -1.0], [0, 1]), ([1.0, 1.0], [0, 0.5, 1])):
        with pytest.raises(ValueError, match=r"lies below 0|places have shape"):
            WeightArea(values, places=places, span=(0, 1), base=0, unit=1, theme=PAPER)
