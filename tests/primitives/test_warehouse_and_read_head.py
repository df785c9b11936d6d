"""A warehouse's length is its boxes; a read head's beam reaches as far as it is told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import WIDTH
from anim_lib.primitives.read_head import TALL, ReadHead
from anim_lib.primitives.warehouse import SEAM, Warehouse
from anim_lib.scales import mix
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

LEFT, PITCH = 96.0, 16.0
ROLES = ["cache", "state_pos"]


def house(values: Any = (14.0, 16.0), tops: Any = (768.0, 798.0), roles: Any = None) -> Warehouse:
    return Warehouse(
        values,
        theme=PAPER,
        left=LEFT,
        tops=tops,
        pitch=PITCH,
        tall=22.0,
        roles=ROLES if roles is None else roles,
    )


@pytest.mark.parametrize("boxes", [0, 1, 14, 100])
def test_one_box_a_token_all_of_one_size(boxes: int) -> None:
    shelf = house([boxes, 16.0]).shelves[0]
    at = LEFT + PITCH * np.arange(boxes)
    corners = drawn.corners(shelf).reshape(boxes, -1, 2) if boxes else np.zeros((0, 1, 2))
    np.testing.assert_allclose(corners[:, :, 0].min(axis=1, initial=1e9), at, atol=0.01)
    np.testing.assert_allclose(
        corners[:, :, 0].max(axis=1, initial=0), at + PITCH - SEAM, atol=0.01
    )


def test_a_long_shelf_leaves_the_page_and_stops_there() -> None:
    one = house([10_000.0, 16.0])
    assert one.end(0) == LEFT + PITCH * 10_000
    right = drawn.boxes(one.shelves)[:, 2]
    assert WIDTH < right[0] < WIDTH + 60
    assert right[1] == pytest.approx(LEFT + PITCH * 16 - SEAM)


def test_it_stores_through_the_numbers_between() -> None:
    one = house([0.0, 16.0])
    storing = one.store([20.0, 16.0])
    storing.begin()
    storing.interpolate(0.5)
    assert drawn.boxes(one.shelves[0])[2] == pytest.approx(LEFT + PITCH * 10 - SEAM, abs=0.01)
    storing.finish()
    assert one.drawn(0) == 20
    drawn.assert_colours(
        drawn.fills(one.shelves), [mix(PAPER.fill(r), PAPER.ground, 0) for r in ROLES]
    )


@pytest.mark.parametrize(
    ("values", "tops", "roles", "sentence"),
    [
        ([[1.0]], (1.0,), None, r"Warehouse values have shape \(1, 1\), expected 1 axes"),
        ([1.0, 2.0], (1.0,), None, r"tops have shape \(1,\) and 2 roles are given"),
        ([1.0, 2.0], (1.0, 2.0), ["cache"], "and 1 roles are given, expected one per shelf: 2"),
        ([-1.0, 2.0], (1.0, 2.0), None, "reach down to -1, expected >= 0"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, tops: Any, roles: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        house(values, tops, roles)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_a_read_head_lights_and_reaches_up(theme: Theme) -> None:
    head = ReadHead("output C", x=960, y=700, reach=60, role="accent", theme=theme)
    assert drawn.printed(head.label) == "output C"
    left, top, right, bottom = drawn.boxes(head.block)
    assert (left + right) / 2 == pytest.approx(960)
    assert (top, bottom) == pytest.approx((700, 700 + TALL))
    assert not len(head.beam.points)
    drawn.assert_colours(drawn.fills(head.block), mix(theme.stroke("muted"), theme.ground, 0))
    asking = head.ask()
    asking.begin()
    asking.finish()
    np.testing.assert_allclose(drawn.ends(head.beam), [(960, 696), (960, 636)])
    drawn.assert_colours(drawn.fills(head.block), mix(theme.stroke("accent"), theme.ground, 0))
    resting = head.rest()
    resting.begin()
    resting.finish()
    assert not len(head.beam.points)


def test_a_read_head_stands_somewhere() -> None:
    with pytest.raises(ValueError, match="ReadHead stands at"):
        ReadHead("C", x=float("nan"), y=0, reach=1, role="accent", theme=PAPER)
    with pytest.raises(ValueError, match="reaches -1"):
        ReadHead("C", x=0, y=0, reach=-1, role="accent", theme=PAPER)
