"""A shelf takes keys on its upper board and values on its lower one, and keeps them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from anim_lib.columns import even_columns
from anim_lib.layout import stage
from anim_lib.primitives.cache_shelf import AIR, BOARD, CacheShelf
from anim_lib.scales import contrast, rgb
from anim_lib.theme import PAPER
from tests.areas import corners

VECTORS = np.array([[1.0, -2.0], [0.25, 3.0], [0.5, 0.5]])


def shelf(
    keys: ArrayLike | None = VECTORS, values: ArrayLike | None = -VECTORS, slots: int = 3
) -> CacheShelf:
    return CacheShelf(
        keys,
        values,
        theme=PAPER,
        columns=even_columns(slots, 96, 100, 8),
        top=500.0,
        height=46.0,
        vmax=4.0,
        source=420.0,
    )


def test_keys_stand_on_the_upper_board_and_values_on_the_lower() -> None:
    one = shelf()
    for k, row in enumerate((one.keys, one.held)):
        board = corners(one.boards[k])[0, 1] - BOARD / 2
        for box in row.boxes:
            low = corners(box)[:, 1].max() + 1.5  # half of its edge's line
            assert low == pytest.approx(board - AIR)
    assert one.bottom == corners(one.boards[1])[0, 1] + BOARD / 2


def test_every_slot_has_the_width_of_its_column() -> None:
    one = shelf()
    for i, box in enumerate(one.keys.boxes):
        xs = corners(box)[:, 0]
        assert (xs.min() - 1.5, xs.max() + 1.5) == pytest.approx((96 + 108 * i, 196 + 108 * i))
    lines = [corners(line)[0, 0] for line in one.between]
    assert lines == pytest.approx([200, 308])


def test_put_in_fills_these_slots_and_keeps_the_others() -> None:
    one = shelf().set_channels(keys_in=[1, 0, 0], values_in=[1, 0, 0])
    kept = one.keys.boxes[0].points.copy()
    move = one.put_in(1)
    move.begin()
    move.interpolate(0.4)
    assert 0 < one.channel("keys_in")[1] < 1
    np.testing.assert_array_equal(one.keys.boxes[0].points, kept)
    move.finish()
    for row in (one.keys, one.held):
        assert [bool(len(box.points)) for box in row.boxes] == [True, True, False]


def test_what_slides_in_passes_the_way_from_its_source() -> None:
    one = shelf().set_channels(keys_in=0.5, values_in=0.5)
    ys = corners(one.held.boxes[0])[:, 1]
    assert 420 <= ys.min() < corners(shelf().held.boxes[0])[:, 1].min()


def test_ask_lights_these_keys_and_only_these() -> None:
    one = shelf()
    move = one.ask(0, 2)
    move.begin()
    move.finish()
    tints = [box.fill_rgbas[0, :3] for box in one.keys.boxes]
    np.testing.assert_allclose(tints[0], rgb(PAPER.tint("key")))
    np.testing.assert_allclose(tints[1], rgb(PAPER.ground))
    np.testing.assert_allclose(one.held.boxes[0].fill_rgbas[0, :3], rgb(PAPER.ground))


def test_the_boards_are_dealt_from_the_left() -> None:
    left, right = (_ends(shelf().set_channels(dealt=share)) for share in (0.5, 1.0))
    assert left[0] == right[0] == pytest.approx(96 - AIR)
    assert right[1] == pytest.approx(96 + 3 * 100 + 2 * 8 + AIR)
    assert left[1] - left[0] == pytest.approx(0.5 * (right[1] - right[0]))


def _ends(one: CacheShelf) -> tuple[float, float]:
    ends = one.boards[0].points[[0, -1]]
    return stage(ends[0])[0], stage(ends[1])[0]


def test_without_numbers_letters_are_shown() -> None:
    one = shelf(None, None, slots=24)
    assert {label.text for label in one.keys.letters} == {"K"}
    assert {label.text for label in one.held.letters} == {"V"}


def test_its_letters_can_be_read_when_it_is_dimmed() -> None:
    one = shelf(None, None).set_channels(dim=1.0)
    for row in (one.keys, one.held):
        letter = row.letters[0].submobjects[0].fill_rgbas[0, :3]
        assert contrast(letter, row.boxes[0].fill_rgbas[0, :3]) >= 4.5


def test_fill_says_how_many_are_there_whatever_was_before() -> None:
    one = shelf().set_channels(keys_in=[0, 0, 1], values_in=0)
    move = one.fill(2)
    move.begin()
    move.finish()
    for row in (one.keys, one.held):
        assert [bool(len(box.points)) for box in row.boxes] == [True, True, False]


def test_deal_draws_the_empty_boards_from_the_left() -> None:
    one = shelf().set_channels(presence=0, keys_in=0, values_in=0)
    move = one.deal()
    move.begin()
    move.interpolate(0.5)
    left, right = _ends(one)
    assert 0 < right - left < 3 * 100 + 2 * 8
    move.finish()
    assert _ends(one)[1] == pytest.approx(96 + 3 * 100 + 2 * 8 + AIR)


def test_other_numbers_of_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2, 2\), expected \(3, n_numbers\)"):
        shelf(VECTORS[:2])
    with pytest.raises(ValueError, match="leave ±4"):
        shelf(values=3 * VECTORS)
