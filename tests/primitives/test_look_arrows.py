"""Arrows are as wide and as dark as weights, nested, and end on what is looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.look_arrows import LookArrows
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

WEIGHTS = np.array([0.5, 0.09, 0.02])
TIPS = np.array([(760.0, 380.0), (1200.0, 390.0), (660.0, 360.0)])
FLOOR = {"paper": 0.62, "ink": 0.5}


def arrows(theme: Theme = PAPER, values: Any = WEIGHTS, **options: Any) -> LookArrows:
    given: dict[str, Any] = {"start": (500.0, 400.0), "tips": TIPS, "line": 300.0, "apex": 220.0}
    return LookArrows(values, theme=theme, **(given | options))


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_width_and_colour_are_the_weights(theme: Theme) -> None:
    seen = arrows(theme)
    np.testing.assert_allclose(drawn.line_widths(seen.shafts), [20.0, 3.6, 1.2], atol=1e-6)
    shades = np.maximum(WEIGHTS, FLOOR[theme.name])
    paint = drawn.ramp_colours(shades, theme.attention_ramp, (0.0, 1.0))
    drawn.assert_colours(drawn.edges(seen.shafts), paint)
    drawn.assert_colours(drawn.fills(seen.heads), paint)


def test_arrows_end_on_their_tips_and_point_down() -> None:
    for head, tip in zip(arrows().heads, TIPS, strict=True):
        corners = drawn.corners(head)
        np.testing.assert_allclose(corners[0], tip, atol=1e-6)
        assert (corners[1:, 1] < tip[1]).all()


def test_nearer_targets_lie_inside_and_no_arrow_crosses_another() -> None:
    seen = arrows()
    box = drawn.boxes(seen.shafts)
    order = np.argsort(TIPS[:, 0])  # near to far
    assert (np.diff(box[order, 1]) < 0).all(), "the farther, the higher"
    assert (np.diff(box[order, 0]) < 0).all(), "the farther, the further out it starts"
    assert box[order[-1], 1] == pytest.approx(220.0, abs=0.1)


def test_arrows_to_both_sides_do_not_cross() -> None:
    tips = np.array([(300.0, 380.0), (760.0, 380.0), (430.0, 380.0), (620.0, 380.0)])
    seen = arrows(values=np.array([0.2, 0.1, 0.3, 0.1]), tips=tips)
    starts = np.array([drawn.corners(shaft)[0][0] for shaft in seen.shafts])
    near_far_far_near = [2, 0, 1, 3]
    assert np.argsort(starts).tolist() == near_far_far_near
    edges = drawn.line_widths(seen.shafts)[np.argsort(starts)]
    gaps = np.diff(np.sort(starts)) - (edges[1:] + edges[:-1]) / 2
    np.testing.assert_allclose(gaps, 7.0, atol=1e-6)
    assert starts.min() < 500.0 < starts.max()


def test_they_grow_out_of_the_word_that_looks() -> None:
    seen = arrows().set_channels(grown=[0.0, 0.2, 1.0])
    assert np.isnan(drawn.boxes(seen.shafts[0])).all()
    assert drawn.corners(seen.heads[1])[0][0] < TIPS[1, 0]
    rise = seen.rise()
    rise.begin()
    assert np.isnan(drawn.boxes(seen.heads)).all()
    rise.finish()
    np.testing.assert_allclose(drawn.corners(seen.heads[0])[0], TIPS[0], atol=1e-6)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"values": WEIGHTS * 3}, "weights in 0..1"),
        ({"tips": TIPS[:2]}, "tips have shape"),
        ({"line": 395.0}, "rise from below the line"),
        ({"apex": 310.0}, "turn above it"),
    ],
)
def test_shapes_and_places_are_checked(wrong: dict[str, Any], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        arrows(**wrong)
