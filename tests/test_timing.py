"""Easings run from 0 to 1, forwards, and start and stop at rest."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from anim_lib import timing
from anim_lib.timing import READ, WORD, constant, geometric, glide, reading, settle, smooth, soft

EASINGS = [smooth, soft, settle, glide, constant]
RESTING = [smooth, soft, glide]
Easing = Callable[[float], float]


@pytest.mark.parametrize("easing", EASINGS)
def test_an_easing_runs_from_0_to_1_and_never_back(easing: Easing) -> None:
    run = np.array([easing(x) for x in np.linspace(0, 1, 501)])
    assert (run[0], run[-1]) == pytest.approx((0.0, 1.0))
    assert (np.diff(run) >= -1e-12).all()  # no overshoot, no bounce
    assert (easing(-0.5), easing(1.5)) == pytest.approx((0.0, 1.0))


@pytest.mark.parametrize("easing", RESTING)
def test_movements_start_and_stop_at_rest_and_are_symmetric(easing: Easing) -> None:
    h = 1e-4
    assert easing(h) / h < 0.01
    assert (1 - easing(1 - h)) / h < 0.01
    for x in (0.1, 0.3, 0.5):
        assert easing(x) + easing(1 - x) == pytest.approx(1.0)


def test_an_entry_starts_early_and_lands_long() -> None:
    assert settle(0.5) > 0.75
    assert (1 - settle(0.999)) / 0.001 < 0.01


def test_constant_is_constant() -> None:
    run = [constant(x) for x in np.linspace(0, 1, 11)]
    np.testing.assert_allclose(np.diff(run), 0.1)


def test_a_glide_has_one_speed_between_its_ends() -> None:
    inner = np.diff([glide(x) for x in np.linspace(0.2, 0.8, 31)])
    np.testing.assert_allclose(inner, inner[0])
    assert inner[0] / 0.02 == pytest.approx(1 / (1 - 0.18))
    for end in (0.18, 1 - 0.18):  # no jump where the ends begin
        assert glide(end - 1e-9) == pytest.approx(glide(end + 1e-9), abs=1e-6)


def test_reading_is_a_quarter_of_a_second_a_word_but_never_a_glance() -> None:
    assert reading("one two") == READ
    assert reading("one two three four five six seven eight") == 8 * WORD == 2.0
    assert reading("") == READ


def test_every_named_time_is_longer_than_two_frames_of_a_gif_or_a_gap() -> None:
    named = {n: v for n, v in vars(timing).items() if n.isupper()}
    assert len(named) >= 15
    gaps = {"STAGGER", "CAPTION_GAP"}
    assert all(value >= 2 / 15 for name, value in named.items() if name not in gaps)


def test_a_geometric_easing_grows_by_equal_factors() -> None:
    for ratio in (0.1, 1.0, 10.0):
        ease = geometric(ratio)
        assert (ease(0.0), ease(1.0)) == pytest.approx((0.0, 1.0))
        assert 1.0 + (ratio - 1.0) * ease(0.5) == pytest.approx(ratio**0.5)
