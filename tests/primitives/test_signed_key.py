"""The key of the diverging ramp: its swatches in order, its ends counting."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.signed_key import SignedKey
from anim_lib.scales import rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn


def key(limit: float = 5.0, theme: Theme = PAPER, written: str = "{:.0f}") -> SignedKey:
    return SignedKey(limit, theme=theme, right=704, y=268, written=written.format)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_swatches_are_the_ramp_from_left_to_right(theme: Theme) -> None:
    one = key(theme=theme)
    drawn.assert_colours(drawn.fills(one.swatches), [rgb(step) for step in theme.state_ramp])
    lefts = drawn.boxes(one.swatches)[:, 0]
    np.testing.assert_allclose(np.diff(lefts), np.diff(lefts)[0])


def test_numbers_stand_at_both_ends_and_end_at_the_right() -> None:
    one = key(2.5, written="{:.1f}")
    drawn.assert_printed(one.ends, ["−2.5", "2.5"])
    low, high = drawn.boxes(one.ends)
    swatches = drawn.boxes(one.swatches)
    assert low[2] < swatches[0, 0]
    assert swatches[-1, 2] < high[0]
    assert high[2] == pytest.approx(704, abs=4)


def test_a_new_scale_is_counted_to() -> None:
    one = key()
    move = one.drive(limit=12.0)
    move.begin()
    move.finish()
    drawn.assert_printed(one.ends, ["−12", "12"])


def test_a_limit_lies_above_zero() -> None:
    with pytest.raises(ValueError, match="limit is 0, it must lie above 0"):
        key(0.0)
