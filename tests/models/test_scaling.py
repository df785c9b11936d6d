"""Exponents and crossings of made-up curves whose answer is known."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models.scaling import crossing, growth_exponent

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
