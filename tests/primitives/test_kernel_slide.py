"""KernelSlide and LevelTicks: bars and ticks read back in stage pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.kernel_slide import KernelSlide
from anim_lib.primitives.level_ticks import LINE, LevelTicks
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests import drawn

VALUES = [0.5, -1.0, 0.25]
COLUMNS = [300.0, 350.0, 400.0, 450.0]


def kernel(**more: Any) -> KernelSlide:
    given: dict[str, Any] = {"base": 500.0, "unit": 80.0, "wide": 30.0, "roles": ["accent"] * 3}
    return KernelSlide(VALUES, columns=COLUMNS, theme=PAPER, **(given | more))


def ticks(**more: Any) -> LevelTicks:
    given: dict[str, Any] = {
        "x": [200, 300, 400],
        "base": 500.0,
        "unit": 80.0,
        "wide": 50.0,
        "role": "ink",
    }
    return LevelTicks(VALUES, theme=PAPER, **(given | more))


def test_lags_run_right_until_it_turns_over() -> None:
    one = kernel()
    assert drawn.middles(one.bars)[:, 0] == pytest.approx([300, 350, 400])
    one.set_channels(flipped=1.0, under=2.0)
    assert drawn.middles(one.bars)[:, 0] == pytest.approx([400, 350, 300])
    assert drawn.bar_lengths(one.bars, 500.0, "y") == pytest.approx([40, -80, 20])


def test_it_slides_through_the_places_between() -> None:
    one = kernel()
    moving = one.slide_to(3)
    moving.begin()
    moving.interpolate(0.5)
    assert drawn.middles(one.bars)[0, 0] == pytest.approx(375)
    moving.finish()
    assert drawn.middles(one.bars)[0, 0] == pytest.approx(450)
    turning = one.turn_over()
    turning.begin()
    turning.finish()
    assert drawn.middles(one.bars)[:, 0] == pytest.approx([450, 400, 350])


def test_columns_must_be_even() -> None:
    for columns in ([300.0], [300.0, 350.0, 401.0], [300.0, 250.0]):
        with pytest.raises(ValueError, match="not evenly spaced, left to right"):
            KernelSlide([1.0], columns=columns, base=0, unit=1, wide=1, roles=["ink"], theme=PAPER)


def test_ticks_lie_at_their_values() -> None:
    one = ticks()
    for tick, x, value in zip(one.ticks, (200, 300, 400), VALUES, strict=True):
        y = 500 - 80 * value
        assert drawn.ends(tick) == pytest.approx(np.array([(x - 25, y), (x + 25, y)]))
    assert drawn.line_widths(one.ticks) == pytest.approx([LINE] * 3)
    np.testing.assert_allclose(drawn.edges(one.ticks), [rgb(PAPER.ink)] * 3)


def test_ticks_grow_out_of_their_middles() -> None:
    one = ticks()
    marking = one.mark(lag=0.0)
    marking.begin()
    assert np.isnan(drawn.boxes(one.ticks)).all()
    one.set_channels(drawn=0.5)
    assert drawn.sizes(one.ticks)[:, 0] == pytest.approx([25.0] * 3)
    marking.finish()
    assert drawn.sizes(one.ticks)[:, 0] == pytest.approx([50.0] * 3)
    with pytest.raises(ValueError, match="LevelTicks values have shape"):
        LevelTicks([[1.0]], x=0, base=0, unit=1, wide=1, role="ink", theme=PAPER)
