"""Bars are as long as their amounts on the page of the moment, and made of equal parts."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from anim_lib.layout import WIDTH
from anim_lib.primitives.page_bars import BEYOND, LINE, PALE, PageBars
from anim_lib.scales import mix
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn


def bars(values: Any = (40.0, 80.0), theme: Theme = PAPER, **changes: Any) -> PageBars:
    given: dict[str, Any] = {
        "zero": 100.0,
        "width": 1000.0,
        "page": 100.0,
        "tops": [200.0, 300.0],
        "tall": [60.0, 50.0],
        "parts": [0.0, 4.0],
        "roles": ["ssm", "cache"],
    }
    return PageBars(values, theme=theme, **{**given, **changes})


def outer(one: PageBars) -> np.ndarray:
    """Return left, top, right and bottom of every bar with its edge."""
    edge = drawn.line_widths(one.bars)[:, None] / 2
    return np.asarray(drawn.boxes(one.bars) + edge * np.array([-1, -1, 1, 1]))


@pytest.mark.parametrize("page", [100.0, 250.0])
def test_length_is_amount_over_page(page: float) -> None:
    left, top, right, bottom = outer(bars().set_channels(page=page)).T
    np.testing.assert_allclose(left, 100.0, atol=1e-6)
    np.testing.assert_allclose(right - left, np.array([40.0, 80.0]) / page * 1000, atol=1e-6)
    np.testing.assert_allclose(top, [200, 300], atol=1e-6)
    np.testing.assert_allclose(bottom - top, [60, 50], atol=1e-6)


def test_a_bar_may_start_later() -> None:
    left, _, right, _ = outer(bars().set_channels(starts=[0.0, 10.0])).T
    assert (left[1], right[1]) == pytest.approx((200.0, 1000.0))


def test_a_sliver_has_its_true_length_and_no_edge() -> None:
    one = bars().set_channels(page=40_000.0)
    left, _, right, _ = drawn.boxes(one.bars).T
    np.testing.assert_allclose(right - left, [1.0, 2.0], atol=1e-6)
    drawn.assert_colours(drawn.fills(one.bars)[0], mix(PAPER.ground, PAPER.fill("ssm"), 1.0))


def test_what_does_not_fit_runs_off_the_frame() -> None:
    one = bars((40.0, 800.0))
    assert outer(one)[1, 2] == pytest.approx(WIDTH + BEYOND)
    assert one.end(1) == 8100.0


def test_a_bar_of_parts_has_a_seam_between_any_two() -> None:
    one = bars((40.0, 80.0))
    seams = drawn.rectangles(one.seams[1])
    np.testing.assert_allclose(seams[:, [0, 2]].mean(axis=1), 100 + 40.0 * np.arange(1, 20))
    assert not len(one.seams[0].points)
    fresh = drawn.boxes(one.newest[1])
    assert fresh[2] == pytest.approx(900.0 - LINE)
    assert fresh[0] == pytest.approx(861.0)
    assert not len(one.set_channels(page=1e5).seams[1].points)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_the_newest_part_alone_has_its_full_colour(theme: Theme) -> None:
    one = bars(theme=theme)
    full = theme.fill("cache")
    drawn.assert_colours(drawn.fills(one.newest[1]), mix(full, full, 0))
    drawn.assert_colours(drawn.fills(one.bars[1]), mix(full, theme.ground, PALE))
    assert len(one.set_channels(fresh=0.0).newest[1].points) == 0


def test_what_is_not_shown_is_not_there() -> None:
    one = bars().set_channels(shown=[1.0, 0.0])
    assert np.isnan(drawn.boxes(one.bars)[1]).all()
    assert not len(one.newest[1].points)


def test_a_bar_that_fills_the_page_goes_on_filling_it() -> None:
    one = bars((1.0, 100.0))
    back = one.pull_back(1000.0, [1.0, 1000.0])
    back.begin()
    pages = []
    for alpha in (0.2, 0.5, 0.8):
        back.interpolate(alpha)
        assert one.end(1) == pytest.approx(1100.0)
        pages.append(one.level("page"))
    assert pages[1] == pytest.approx(np.sqrt(100.0 * 1000.0))  # equal factors in equal times
    back.interpolate(1.0)
    assert (one.level("page"), one.end(0)) == (1000.0, 101.0)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"tops": [1.0]}, "PageBars tops have shape (1,), expected (2,)"),
        ({"parts": [1.0, 2.0, 3.0]}, "PageBars parts have shape (3,), expected (2,)"),
        ({"roles": ["ssm"]}, "PageBars has 1 roles for 2 bars"),
        ({"page": 0.0}, "PageBars page is 0, expected an amount above 0"),
        ({"values": [-1.0, 2.0]}, "PageBars values reach from -1 to 2, amounts lie in 0..inf"),
        ({"values": [np.nan, 2.0]}, "PageBars values hold a NaN"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(ValueError, match=re.escape(part)):
        bars(**changes)


def test_setting_values_twice_changes_nothing_and_the_callers_array_is_kept() -> None:
    mine = np.array([40.0, 80.0])
    one = bars(mine)
    mine[:] = 0.0
    first = outer(one)
    np.testing.assert_array_equal(outer(one.set_values([40.0, 80.0])), first)
