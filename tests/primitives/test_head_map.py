"""A head's cell has the colour of its share, and stands in its layer's row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.head_map import INSET, HeadMap
from anim_lib.scales import ramp, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests.areas import corners

SHARES = np.array([[0.1, 0.9, 0.4], [0.0, 1.0, 0.3]])


def heads(values: Any = SHARES, theme: Theme = PAPER, spoken: tuple[int, int] = (2, 3)) -> HeadMap:
    return HeadMap(values, theme=theme, spoken=spoken, left=100, top=200, cell=20)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_every_head_has_the_colour_of_its_share(theme: Theme) -> None:
    drawn = heads(theme=theme)
    for (i, j), share in np.ndenumerate(SHARES):
        colour = drawn.cells[i][j].fill_rgbas[0, :3]
        np.testing.assert_allclose(colour, ramp(theme.attention_ramp, share))


def test_layers_go_down_and_heads_to_the_right() -> None:
    at = corners(heads().cells[1][2])
    assert at.min(axis=0) == pytest.approx([140 + INSET, 220 + INSET])
    assert (heads().width_px, heads().bottom) == (60.0, 240.0)


def test_the_head_spoken_of_is_counted_from_one_and_ringed_in_ink() -> None:
    drawn = heads(spoken=(1, 2))
    assert corners(drawn.ring).min(axis=0) == pytest.approx([120, 200], abs=0.1)
    np.testing.assert_allclose(drawn.ring.stroke_rgbas[0, :3], rgb(PAPER.ink))


def test_a_sweep_shows_layer_one_first_and_the_ring_last() -> None:
    drawn = heads()
    animation = drawn.sweep()
    animation.begin()
    animation.interpolate(0.45)
    first, last = (drawn.cells[i][2].fill_rgbas[0, :3] for i in (0, 1))
    ground = rgb(PAPER.ground)
    assert np.abs(first - ground).max() > 2 * np.abs(last - ground).max()
    assert not len(drawn.ring.points)
    animation.interpolate(1.0)
    assert len(drawn.ring.points)
    np.testing.assert_allclose(
        drawn.cells[1][2].fill_rgbas[0, :3], ramp(PAPER.attention_ramp, SHARES[1, 2])
    )


@pytest.mark.parametrize(
    ("values", "spoken", "message"),
    [
        ([[0.1, 1.2]], (1, 1), "HeadMap values reach from 0.1 to 1.2, shares lie in 0..1"),
        (SHARES, (3, 1), "HeadMap has no layer 3, head 1: 2 x 3"),
        (SHARES, (1, 0), "HeadMap has no layer 1, head 0"),
        ([0.1], (1, 1), r"HeadMap values have shape \(1,\), expected 2 axes"),
    ],
)
def test_bad_input_is_named(values: Any, spoken: tuple[int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        heads(values, spoken=spoken)
