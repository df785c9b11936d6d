"""A pattern as a small picture: cells, the ringed row, and how it opens and moves."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.pattern_picture import CLEAR, PatternPicture
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

WEIGHTS = np.array([[1.0, 0.0, 0.0], [0.6, 0.4, 0.0], [0.2, 0.5, 0.3], [0.1, 0.1, 0.8]])
PLACE = (100.0, 300.0, 8.0)


def picture(values: object = WEIGHTS, theme: Theme = PAPER, **options: object) -> PatternPicture:
    given = {"place": PLACE, "row": 2} | options
    return PatternPicture(values, theme=theme, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_rows_ask_and_columns_are_asked(theme: Theme) -> None:
    one = picture(theme=theme)
    drawn.assert_grid_shows(one, WEIGHTS, theme)
    box = drawn.boxes(one.cells)
    np.testing.assert_allclose(box[3, 1], (108, 324, 116, 332))
    np.testing.assert_allclose(drawn.boxes(one.back)[:2], (99, 299))


def test_the_ring_lies_around_its_row() -> None:
    one = picture()
    left, top, right, bottom = drawn.boxes(one.ring)
    assert (left, right) == pytest.approx((100 - CLEAR, 124 + CLEAR))
    assert (top, bottom) == pytest.approx((316 - CLEAR, 324 + CLEAR))
    assert not len(one.set_channels(ring=0.0).ring.points)


def test_the_ringed_row_is_where_row_boxes_says() -> None:
    one = picture()
    box = drawn.boxes(one.cells)[2]
    np.testing.assert_allclose(one.row_boxes()[:, :2], box[:, :2])
    np.testing.assert_allclose(one.row_boxes()[:, 2:], box[:, 2:] - box[:, :2])
    elsewhere = one.row_boxes((200, 400, 16))
    one.set_channels(place=(200, 400, 16))
    np.testing.assert_allclose(elsewhere, one.row_boxes())


def test_rows_come_out_of_the_ringed_one() -> None:
    one = picture().set_channels(opened=0.0)
    rows = ~np.isnan(drawn.boxes(one.cells)[:, 0, 0])
    assert rows.tolist() == [False, False, True, False]
    box = drawn.boxes(one.set_channels(opened=0.25).cells)
    np.testing.assert_allclose(box[1, :, 1::2], [(312, 316)] * 3)  # half a row above
    np.testing.assert_allclose(box[3, :, 1::2], [(324, 326)] * 3)  # a quarter below
    drawn.assert_grid_shows(one.set_channels(opened=1.0), WEIGHTS, PAPER)


def test_it_moves_and_grows_as_a_whole() -> None:
    one = picture()
    move = one.move_to_place((500, 200, 16))
    move.begin()
    move.finish()
    box = drawn.boxes(one.cells)
    np.testing.assert_allclose(box[3, 2], (532, 248, 548, 264))
    drawn.assert_grid_shows(one, WEIGHTS, PAPER)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"values": 2 * WEIGHTS}, r"reach from 0 to 2, weights lie in 0\.\.1"),
        ({"row": 4}, "row 4 is not one of the 4 rows"),
        ({"place": (0, 0, 0)}, "it must lie above 0"),
        ({"values": [0.5]}, r"PatternPicture values have shape \(1,\)"),
    ],
)
def test_errors_name_what_is_wrong(change: dict[str, object], message: str) -> None:
    given = dict(change)
    with pytest.raises(ValueError, match=message):
        picture(given.pop("values", WEIGHTS), **given)
