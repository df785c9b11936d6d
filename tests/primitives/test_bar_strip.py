"""Bars are as long as their values, on the way and at the end."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.bar_strip import CLEAR, BarStrip
from anim_lib.scales import linear, mix, rgb
from anim_lib.theme import PAPER

VALUES = [0.75, -0.25, 0.5]


def strip(values: list[float] = VALUES, along: str = "x", **options: object) -> BarStrip:
    given: dict[str, object] = {
        "base": 400.0,
        "scale": linear((0, 1), (400, 800) if along == "x" else (400, 100)),
        "places": [300, 400, 500],
        "thickness": 34,
        "role": "state_pos",
        "negative": "state_neg",
    }
    return BarStrip(values, theme=PAPER, along=along, **(given | options))  # type: ignore[arg-type]


def spans(bars: BarStrip, axis: int) -> list[tuple[float, float]]:
    out = []
    for bar in bars.bars:
        at = [stage(p)[axis] for p in bar.points]
        out.append((min(at, default=0.0), max(at, default=0.0)))
    return out


def test_lying_bars_end_at_their_values() -> None:
    first, second, third = spans(strip(), 0)
    assert first == pytest.approx((400 + CLEAR, 700), abs=0.1)
    assert second == pytest.approx((300, 400 - CLEAR), abs=0.1)
    assert third == pytest.approx((400 + CLEAR, 600), abs=0.1)
    assert spans(strip(), 1)[0] == pytest.approx((283, 317), abs=0.1)


def test_standing_bars_end_at_their_values() -> None:
    first, second, _ = spans(strip(along="y"), 1)
    assert first == pytest.approx((175, 400 - CLEAR), abs=0.1)
    assert second == pytest.approx((400 + CLEAR, 475), abs=0.1)


def test_below_zero_the_negative_role_is_shown() -> None:
    bars = strip()
    np.testing.assert_allclose(bars.bars[0].fill_rgbas[0, :3], rgb(PAPER.fill("state_pos")))
    np.testing.assert_allclose(bars.bars[1].fill_rgbas[0, :3], rgb(PAPER.fill("state_neg")))


def test_to_values_passes_the_values_between_and_ends_exactly() -> None:
    bars = strip([0.2, 0.2, 0.2], written="{:.2f}".format)
    animation = bars.to_values([0.6, 0.3, 0.1])
    animation.begin()
    animation.interpolate(0.5)
    np.testing.assert_allclose(bars.values, [0.4, 0.25, 0.15])
    assert spans(bars, 0)[0][1] == pytest.approx(560, abs=0.1)
    assert bars.counters[0].text == "0.40"
    animation.interpolate(1.0)
    np.testing.assert_array_equal(bars.values, [0.6, 0.3, 0.1])
    assert [c.text for c in bars.counters] == ["0.60", "0.30", "0.10"]


def test_a_growing_bar_prints_the_length_it_has() -> None:
    bars = strip(written="{:.2f}".format).set_channels(grown=[1.0, 0.0, 0.5])
    assert spans(bars, 0)[2][1] == pytest.approx(500, abs=0.1)
    assert bars.counters[2].text == "0.25"
    assert not any(len(glyph.points) for glyph in bars.counters[1].submobjects)


def test_a_bar_steps_back_towards_the_ground() -> None:
    bars = strip().set_channels(strength=[1, 1, 0])
    pale = mix(PAPER.fill("state_pos"), PAPER.ground, 0.5)
    np.testing.assert_allclose(bars.bars[2].fill_rgbas[0, :3], pale)


def test_a_bar_comes_from_the_line_that_it_is_made_of() -> None:
    sources = [((100, 100), (100, 300))] * 3
    bars = strip(sources=sources, source_thickness=20).set_channels(landed=[0.0, 1.0, 0.5])
    (left, right), (top, bottom) = spans(bars, 0)[0], spans(bars, 1)[0]
    assert (left, right) == pytest.approx((90, 110), abs=0.1)
    assert (top, bottom) == pytest.approx((100, 250), abs=0.1)  # 0.75 of the line of value 1
    assert spans(bars, 0)[1] == pytest.approx((300, 400 - CLEAR), abs=0.1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"values": [[0.1]]}, r"BarStrip values have shape \(1, 1\), expected 1 axes"),
        ({"values": [0.1, float("nan"), 0.2]}, "BarStrip values hold a NaN"),
        ({"places": [1, 2]}, r"BarStrip places have shape \(2,\), expected shape \(3,\)"),
        ({"sources": [1, 2]}, r"BarStrip sources have shape \(2,\), expected shape \(3, 2, 2\)"),
        ({"role": ["key"]}, "role names 1 roles, expected one per bar: 3"),
    ],
)
def test_bad_input_is_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        strip(**options)  # type: ignore[arg-type]
