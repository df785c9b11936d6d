"""Parts fold into one deck, and lie side by side over the whole width."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.part_deck import BOLD, HAIR, STEP, PartDeck
from anim_lib.theme import PAPER
from tests import drawn

NAMES = ["block 1", "block 2", "block 3"]


def deck() -> PartDeck:
    return PartDeck(NAMES, theme=PAPER, box=(100.0, 200.0, 740.0, 600.0), gap=20.0)


def test_side_by_side_they_fill_the_width() -> None:
    boxes = drawn.boxes(deck().plates)
    assert boxes[0, 0] == pytest.approx(100)
    assert boxes[-1, 2] == pytest.approx(740)
    assert boxes[1:, 0] - boxes[:-1, 2] == pytest.approx([20, 20])
    assert np.ptp(boxes[:, 2] - boxes[:, 0]) == pytest.approx(0)
    assert drawn.texts(deck().names) == NAMES


def test_folded_they_lie_on_one_another() -> None:
    one = deck()
    move = one.fold()
    move.begin()
    move.finish()
    assert np.diff(drawn.boxes(one.plates)[:, 0]) == pytest.approx([STEP, STEP])
    assert drawn.texts(one.names) == ["block 1", "", ""]
    drawing = [m for m in one.submobjects if m in one.plates]
    assert drawing == one.plates[::-1], "the first lies in front"


def test_one_is_spoken_of() -> None:
    one = deck()
    move = one.point_at(1)
    move.begin()
    move.finish()
    assert drawn.line_widths(one.plates) == pytest.approx([HAIR, BOLD, HAIR])


def test_one_fills_the_row_alone() -> None:
    one = deck()
    move = one.enter_part(1)
    move.begin()
    for share in np.linspace(0.0, 1.0, 9):
        move.interpolate(float(share))
        assert len(one.plates[1].points)
    move.finish()
    assert drawn.boxes(one.plates[1:2])[0, [0, 2]] == pytest.approx([100, 740])
    assert not [leaf for leaf in (one.plates[0], one.plates[2]) if len(leaf.points)]
    assert drawn.texts(one.names) == ["", "block 2", ""]


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="no names"):
        PartDeck([], theme=PAPER, box=(0, 0, 10, 10), gap=1)
    with pytest.raises(ValueError, match="no names"):
        PartDeck("ab", theme=PAPER, box=(0, 0, 10, 10), gap=1)
    with pytest.raises(ValueError, match="does not fit"):
        PartDeck(NAMES, theme=PAPER, box=(0, 0, 10, 10), gap=20)
