"""LimitBand and LimitMark: where limit, band, sign and words are drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.chart_line import ChartLine
from anim_lib.primitives.limit_band import PALE, LimitBand
from anim_lib.primitives.limit_mark import GAP, LimitMark, rows_of
from anim_lib.scales import log, mix, rgb
from anim_lib.theme import PAPER
from tests import drawn

BOX = (200.0, 140.0, 900.0, 740.0)
UP, ACROSS = log((1e6, 1e12), (740, 140)), log((1, 1e7), (200, 900))


def band(limit: float = 1e9) -> LimitBand:
    return LimitBand([limit], up=UP, box=BOX, theme=PAPER)


def mark(value: float = 1e4, **more: Any) -> LimitMark:
    curve = ChartLine([1e6, 1e12], x=[1, 1e7], across=ACROSS, up=UP, theme=PAPER, role="cache")
    given: dict[str, Any] = {"number": "10,000", "row": 300.0, "side": "l", **more}
    return LimitMark(value, curve=curve, theme=PAPER, **given)


def test_band_reaches_from_the_limit_to_the_top() -> None:
    one = band()
    np.testing.assert_allclose(drawn.boxes(one.area), (200, 140, 900, 440), atol=0.05)
    np.testing.assert_allclose(drawn.ends(one.line), [(200, 440), (900, 440)], atol=0.05)
    expected = mix(PAPER.tint("overflow"), PAPER.ground, PALE)
    np.testing.assert_allclose(drawn.fills(one.area), expected)
    np.testing.assert_allclose(drawn.edges(one.line), rgb(PAPER.stroke("overflow")))


def test_strokes_stand_on_the_forbidden_side() -> None:
    left, top, right, bottom = drawn.boxes(band().hatch)
    assert bottom == pytest.approx(440)
    assert top == pytest.approx(426)
    assert (left, right) == (pytest.approx(208), pytest.approx(900, abs=20))


def test_a_limit_out_of_the_plot_stands_at_its_edge() -> None:
    assert band(1e3).at == 740
    high = band(1e15)
    assert high.at == 140
    assert not len(high.area.points)
    assert not len(high.hatch.points)


def test_line_and_band_grow() -> None:
    one = band().set_channels(drawn=0.5, risen=0.0)
    np.testing.assert_allclose(drawn.ends(one.line)[1], (550, 440), atol=0.05)
    assert not len(one.area.points)
    one.set_channels(risen=0.5)
    np.testing.assert_allclose(drawn.boxes(one.area)[1], 290, atol=0.05)
    rising = one.rise()
    rising.begin()
    assert (one.level("drawn"), one.level("risen")) == (0, 0)
    rising.finish()
    assert (one.level("drawn"), one.level("risen")) == (1, 1)


def test_band_takes_one_limit() -> None:
    with pytest.raises(ValueError, match=r"shape \(2,\), expected \(1,\)"):
        LimitBand([1.0, 2.0], up=UP, box=BOX, theme=PAPER)


def test_sign_stands_on_its_curve_at_its_value() -> None:
    one = mark()
    np.testing.assert_allclose(drawn.middles(one.sign), (600, UP(10 ** (6 + 6 * 4 / 7))), atol=0.1)
    assert drawn.printed(one.words[0]) == "10,000"
    right = drawn.boxes(one.words[0])[2]
    assert right == pytest.approx(600 - GAP, abs=0.5)
    (x, start), (_, end) = drawn.ends(one.leader)
    assert x == pytest.approx(600)
    assert end < start < drawn.middles(one.sign)[1]


def test_words_stand_on_either_side_above_or_below() -> None:
    one = mark(name="one", side="r", row=600.0)
    name, number = one.words
    assert drawn.boxes(name)[0] == pytest.approx(600 + GAP, abs=1.5)
    assert drawn.boxes(number)[0] > drawn.boxes(name)[2]
    (_, start), (_, end) = drawn.ends(one.leader)
    assert drawn.middles(one.sign)[1] < start < end


def test_words_without_room_move_over_the_end_of_the_leader() -> None:
    one = mark(least=520.0)
    left, _, right, low = drawn.boxes(one.words[0])
    assert left == pytest.approx(520, abs=3)
    assert right > 600
    assert drawn.ends(one.leader)[1][1] > low


def test_sign_rides_up_its_curve_and_then_tells() -> None:
    one = mark()
    riding = one.ride()
    riding.begin()
    assert one.spot() == (200.0, 740.0)
    assert not drawn.shown(one.words[0], PAPER.ground)
    assert not len(one.bar.points)
    riding.finish()
    assert one.spot()[0] == 600.0
    assert drawn.printed(one.words[0]) == "10,000"


def test_a_value_beyond_its_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="value is 1e"):
        mark(1e8)


def test_rows_rise_to_the_right() -> None:
    assert rows_of([30.0, 10.0, 20.0], 400.0, 44.0) == [312.0, 400.0, 356.0]
