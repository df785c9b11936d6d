"""Exponents and crossings of made-up curves whose answer is known."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models.counters import MultiplicationCounter
from anim_lib.models.scaling import (
    crossing,
    growth_exponent,
    power_law,
    selective_scan_multiplications,
)
from anim_lib.models.selective_scan import selective_scan

LENGTHS = torch.tensor([128, 256, 512, 1024])


@pytest.mark.parametrize("power", [0.0, 1.0, 1.5, 2.0])
def test_exponent_of_a_power(power: float) -> None:
    cost = 0.3 * LENGTHS.double() ** power
    assert growth_exponent(LENGTHS, cost) == pytest.approx(power, abs=1e-12)


def test_crossing_of_two_powers() -> None:
    line, square = 300.0 * LENGTHS.double(), LENGTHS.double() ** 2
    assert crossing(LENGTHS, square, line) == pytest.approx(300.0)


def test_no_crossing_is_said() -> None:
    with pytest.raises(ValueError, match="never overtakes"):
        crossing(LENGTHS, LENGTHS.double(), LENGTHS.double() ** 2)


def test_a_power_law_is_found_again() -> None:
    factor, exponent = power_law(LENGTHS, 0.3 * LENGTHS.double() ** 1.5)
    assert (factor, exponent) == (pytest.approx(0.3), pytest.approx(1.5))


def test_multiplications_of_the_scan_are_those_that_run() -> None:
    n, d_inner, d_state = 7, 3, 5
    x = torch.ones(n, d_inner)
    with MultiplicationCounter() as counter:
        selective_scan(x, x, torch.ones(d_inner, d_state), *torch.ones(2, n, d_state).unbind())
    counted = sum(counter.tally.values())
    assert counted == selective_scan_multiplications(n, d_inner, d_state)
