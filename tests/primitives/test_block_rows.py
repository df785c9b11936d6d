"""BlockRows: blocks read back from their outlines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.block_rows import BlockRows
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests import drawn


def blocks(**more: Any) -> BlockRows:
    given: dict[str, Any] = {"starts": [0.0, 0.5], "middles": [300.0, 360.0]}
    place = {"roles": ["state_pos", "ink"], "zero": 100.0, "unit": 200.0, "tall": 40.0}
    return BlockRows([0.5, -0.25], theme=PAPER, **(given | place | more))


def test_blocks_lie_end_to_end_to_scale() -> None:
    shown = blocks()
    np.testing.assert_allclose(
        drawn.boxes(shown.blocks), [(100, 280, 200, 320), (150, 340, 200, 380)], atol=0.05
    )
    drawn.assert_colours(drawn.fills(shown.blocks), [rgb(PAPER.fill("state_pos")), rgb(PAPER.ink)])


def test_blocks_grow_from_their_start() -> None:
    shown = blocks().set_channels(grown=[0.5, 0.0])
    np.testing.assert_allclose(drawn.boxes(shown.blocks[0]), (100, 280, 150, 320), atol=0.05)
    assert np.isnan(drawn.boxes(shown.blocks[1])).all()
    movement = shown.grow(1)
    movement.begin()
    movement.finish()
    np.testing.assert_allclose(drawn.boxes(shown.blocks[0]), (100, 280, 200, 320), atol=0.05)


@pytest.mark.parametrize("more", [{"starts": [0.0]}, {"middles": [1.0]}, {"roles": ["ink"]}])
def test_shapes_are_checked(more: Any) -> None:
    with pytest.raises(ValueError, match=r"must each be \(2,\)"):
        blocks(**more)
