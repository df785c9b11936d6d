"""The key's swatches are the ramp, and its numbers stand where the ramp has those weights."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.colour_key import TICKS, ColourKey
from anim_lib.scales import ramp
from anim_lib.theme import INK, PAPER, Theme
from tests.areas import corners


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_swatches_are_the_ramp_in_equal_steps(theme: Theme) -> None:
    key = ColourKey("weight", theme=theme, top=130)
    last = len(key.swatches) - 1
    for k, swatch in enumerate(key.swatches):
        np.testing.assert_allclose(
            swatch.fill_rgbas[0, :3], ramp(theme.attention_ramp, k / last), atol=1e-12
        )
    lefts = [corners(swatch)[:, 0].min() for swatch in key.swatches]
    np.testing.assert_allclose(np.diff(lefts), lefts[1] - lefts[0])
    assert corners(key.swatches[-1])[:, 0].max() == pytest.approx(1824)


def test_numbers_stand_below_the_swatches_of_their_weight() -> None:
    key = ColourKey("weight", theme=PAPER, top=130)
    for (share, text, _), tick in zip(TICKS, key.ticks, strict=True):
        assert float(tick.text) == share
        assert text == tick.text
        at = corners(key.swatches[round(share * 10)])[:, 0]
        assert at.min() - 22 <= tick.left
        assert tick.right <= at.max() + 22
