"""Flashes are counted as WCAG 2.3.1 counts them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.flashing import Flashes, Meter, shares

FPS = 15
BLACK, GREY, WHITE, RED = (0, 0, 0), (120, 120, 120), (255, 255, 255), (200, 20, 10)
SAME_LIGHT = (113, 113, 113)  # as RED
WHOLE = np.s_[:, :]


def counted(hertz: float, a: Any, b: Any, where: Any = WHOLE) -> Flashes:
    """Count what flashes from ``a`` to ``b`` in a part of a grey picture, for three seconds."""
    meter = Meter(FPS)
    for k in range(3 * FPS):
        picture = np.full((54, 96, 3), 128, np.uint8)
        picture[where] = b if int(2 * hertz * k / FPS + 1e-9) % 2 else a
        meter.see(picture)
    return meter.most()


@pytest.mark.parametrize(("hertz", "seen"), [(1, 1), (2, 2), (3, 3), (4, 4), (7, 7)])
def test_flashes_are_counted_by_the_second(hertz: float, seen: int) -> None:
    assert counted(hertz, BLACK, WHITE) == Flashes(seen, 0, seen)


@pytest.mark.parametrize(
    ("a", "b", "seen"),
    [
        (BLACK, GREY, 4),
        (BLACK, (85, 85, 85), 0),  # luminance 0.09
        (BLACK, (91, 91, 91), 4),  # 0.105
        ((232, 232, 232), WHITE, 0),  # the darker one is at 0.80 already
        ((229, 229, 229), WHITE, 4),
    ],
)
def test_small_steps_and_steps_among_bright_ones_are_none(a: Any, b: Any, seen: int) -> None:
    assert counted(4, a, b) == Flashes(seen, 0, seen)


@pytest.mark.parametrize(
    ("where", "seen"),
    [
        (np.s_[:12, :16], 4),  # 192 of the 32 x 24 pixels of a field
        (np.s_[20:31, 40:57], 0),  # 187
        (np.s_[::3, ::2], 0),  # a sixth of all
        (np.s_[::2, ::2], 4),  # a quarter
        (np.s_[:4, :], 0),  # a line across, 128 in each field
    ],
)
def test_less_than_a_quarter_of_each_field_is_harmless(where: Any, seen: int) -> None:
    assert counted(4, BLACK, WHITE, where) == Flashes(seen, 0, seen)


def test_red_is_counted_by_its_colour() -> None:
    assert counted(4, SAME_LIGHT, RED) == Flashes(0, 4, 4)
    assert counted(2, SAME_LIGHT, RED) == Flashes(0, 2, 2)
    assert counted(4, (200, 20, 10), (180, 20, 10)) == Flashes()  # both are red
    assert counted(4, SAME_LIGHT, (128, 100, 100)) == Flashes()  # none is
    assert counted(4, SAME_LIGHT, RED, np.s_[:11, :16]) == Flashes()
    assert counted(4, BLACK, (255, 0, 0)) == Flashes(4, 4, 4)


def test_slow_changes_and_places_that_change_once_are_none() -> None:
    fades, sweeps = Meter(FPS), Meter(FPS)
    for k in range(2 * FPS):
        fades.see(np.full((54, 96, 3), 8 * k, np.uint8))
        picture = np.zeros((54, 96, 3), np.uint8)
        picture[:, 3 * k : 3 * k + 12] = 255  # a bar goes by
        sweeps.see(picture)
    assert fades.most() == Flashes()
    assert sweeps.most() == Flashes(1, 0, 1)


def test_flashes_of_a_field_may_be_in_different_places() -> None:
    meter = Meter(FPS)
    for k in range(2 * FPS):
        picture = np.zeros((54, 96, 3), np.uint8)
        if k % 3 == 0:  # a different quarter of the field each time
            picture[12 * (k // 3 % 2) :, :][:12, 16 * (k // 6 % 2) :][:, :16] = 255
        meter.see(picture)
    assert meter.most() == Flashes(5, 0, 2)


def test_halves_of_a_field_that_change_by_turns_are_counted_in_their_places() -> None:
    meter = Meter(FPS)
    for k in range(2 * FPS):
        picture = np.zeros((54, 96, 3), np.uint8)
        picture[:, k // 2 % 2 :: 2] = 255
        meter.see(picture)
    assert meter.most() == Flashes(0, 0, 4)


def test_a_picture_that_stands_is_one_that_comes_again() -> None:
    held, again = Meter(FPS), Meter(FPS)
    for k in range(20):
        picture = np.full((54, 96, 3), 255 * (k % 2), np.uint8)
        held.see(picture, repeat=3)
        for _ in range(3):
            again.see(picture)
    assert held.most() == again.most() == Flashes(2, 0, 2)


def test_shares_are_of_fields() -> None:
    where = np.zeros((54, 96), dtype=bool)
    where[:12, :16] = True
    assert shares(where).shape == (31, 65)
    assert shares(where).max() == 0.25
    assert shares(~where).min() == 0.75
