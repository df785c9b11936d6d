"""Medians, ratios and slopes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import linregress

from anim_lib.benchmark.spread import Ratio, exponent, line, ratio, totals


def test_ratio_of_medians_with_the_range_of_rounds() -> None:
    assert ratio([10.0, 60.0, 20.0], [5.0, 10.0, 4.0]) == Ratio(4.0, 2.0, 6.0)


def test_medians_of_an_even_number_of_rounds() -> None:
    assert ratio([10.0, 20.0], [5.0, 5.0]).value == 3.0


@pytest.mark.parametrize(("above", "below"), [([], []), ([1.0], [1.0, 2.0])])
def test_what_cannot_be_compared(above: list[float], below: list[float]) -> None:
    with pytest.raises(ValueError, match="rounds cannot be compared"):
        ratio(above, below)


def test_words_of_a_ratio() -> None:
    assert str(Ratio(2.0, 1.5, 2.5)) == "2.00 (1.50 to 2.50)"
    assert str(Ratio(2.0, 2.0, 2.0)) == "2.00"


def test_totals_are_by_round() -> None:
    assert totals([[1.0, 2.0], [10.0, 20.0]]) == [11.0, 22.0]


def test_a_line_without_spread() -> None:
    found = line([1, 2, 4], [5.0, 7.0, 11.0])
    assert (found.slope, found.start) == pytest.approx((2.0, 3.0))
    assert found.error == pytest.approx(0.0, abs=1e-12)


def test_the_error_is_that_of_ordinary_least_squares() -> None:
    x = [1.0, 2.0, 4.0, 8.0, 8.0]
    y = list(np.random.default_rng(0).normal(size=5))
    found, known = line(x, y), linregress(x, y)
    assert found.slope == pytest.approx(known.slope)
    assert found.error == pytest.approx(known.stderr)
    assert found.start == pytest.approx(known.intercept)


def test_two_points_have_no_error() -> None:
    assert line([1, 2], [1.0, 3.0]).error == 0.0


def test_one_size_has_no_slope() -> None:
    with pytest.raises(ValueError, match="two different sizes"):
        line([3, 3], [1.0, 2.0])


def test_exponent() -> None:
    found = exponent([1, 10, 100], [2.0, 2.0 * 10**1.5, 2000.0])
    assert found.slope == pytest.approx(1.5)
    assert found.start == pytest.approx(math.log(2.0))
