"""A box beside the stream reads through a norm, which can stand on the stream instead."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.side_branch import FEED_GAP, HEIGHT, JOINT, SideBranch
from anim_lib.theme import PAPER
from tests import drawn

SHARES = [0.25, 0.125, 0.5]


def branch(**options: object) -> SideBranch:
    given: dict[str, object] = {
        "role": "attention",
        "tap": 200.0,
        "at": 500.0,
        "y": 260.0,
        "stream": 320.0,
        "window": 370.0,
        "behind_at": (700.0, 600.0),
        "feeds": SHARES,
    }
    return SideBranch("attention", theme=PAPER, **(given | options))  # type: ignore[arg-type]


def test_it_reads_at_the_tap_and_gives_at_its_own_place() -> None:
    b = branch()
    np.testing.assert_allclose(drawn.ends(b.riser), [(200, 320), (200, 260)], atol=0.01)
    assert drawn.middles(b.norm) == pytest.approx((200, 260))
    assert drawn.middles(b.box) == pytest.approx((500, 260))
    left, _, right, bottom = drawn.boxes(b.down)
    assert ((left + right) / 2, bottom) == pytest.approx((500, 368))
    assert drawn.boxes(b.into)[2] == pytest.approx(500 - b.half - 2)
    assert drawn.texts([b.title, b.norm_name]) == ["attention", "norm"]


def test_feeds_are_as_wide_as_their_shares_of_the_box() -> None:
    b = branch()
    boxes = drawn.boxes(b.feeds)
    assert boxes[:, 2] - boxes[:, 0] == pytest.approx([2 * b.half * s - FEED_GAP for s in SHARES])
    assert boxes[0, 0] == pytest.approx(500 - b.half + FEED_GAP / 2)
    assert (boxes[:, 3] < 260 - HEIGHT / 2).all()
    drawn.assert_cells_show(b.feeds, SHARES, PAPER)


def test_the_norm_moves_onto_the_stream_and_back() -> None:
    b = branch()
    for behind, place in ((True, (700, 600)), (False, (200, 260))):
        move = b.swap(behind=behind)
        move.begin()
        move.finish()
        assert drawn.middles(b.norm) == pytest.approx(place)
        assert drawn.middles(b.norm_name)[0] == pytest.approx(place[0])


def test_joined_its_arrow_goes_on_to_a_plus_on_the_stream() -> None:
    b = branch()
    assert not len(b.joint.points)
    b.set_channels(joined=1.0)
    assert drawn.middles(b.joint) == pytest.approx((500, 600))
    assert drawn.boxes(b.down)[3] == pytest.approx(600 - JOINT - 2)


def test_one_that_reads_nothing_has_no_norm() -> None:
    b = branch(tap=None, feeds=())
    assert not [leaf for leaf in (b.riser, b.norm) if len(leaf.points)]
    assert drawn.printed(b.norm_name) == ""
    assert drawn.boxes(b.down)[3] == pytest.approx(368)


def test_reading_comes_before_giving() -> None:
    b = branch()
    move = b.read()
    move.begin()
    move.finish()
    assert b.level("read") == b.level("lit") == b.level("fed") == 1.0
    assert b.level("given") == 0.0
    assert not drawn.leaves(b.down)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="left of where it adds"):
        branch(tap=600.0)
    with pytest.raises(ValueError, match="no shares"):
        branch(feeds=[0.7, 0.7])
    with pytest.raises(ValueError, match="no shares"):
        branch(feeds=[-0.1])
