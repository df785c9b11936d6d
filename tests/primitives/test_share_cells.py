"""Shares as cells: their colours, their numbers, and the way from a column to a row."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.share_cells import ShareCells
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

SHARES = np.array([0.64, 0.04, 0.32])
COLUMN = [(400.0, 300.0 + 40 * k, 90.0, 36.0) for k in range(3)]
ROW = [(100.0 + 8 * k, 200.0, 8.0, 8.0) for k in range(3)]


def cells(values: object = SHARES, boxes: object = COLUMN, theme: Theme = PAPER) -> ShareCells:
    return ShareCells(values, theme=theme, boxes=boxes)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_colours_and_numbers_are_the_shares(theme: Theme) -> None:
    one = cells(theme=theme)
    drawn.assert_cells_show(one.cells, SHARES, theme)
    drawn.assert_printed(one.counters, ["0.64", "", "0.32"])  # tiny ones are not printed
    middles = drawn.middles(one.counters)[[0, 2]]
    np.testing.assert_allclose(middles, [(445, 318), (445, 398)], atol=1.0)


def test_they_lie_where_they_are_put() -> None:
    box = drawn.boxes(cells().cells)
    np.testing.assert_allclose(box[:, :2], [place[:2] for place in COLUMN])
    np.testing.assert_allclose(box[:, 2:] - box[:, :2], [(90, 36)] * 3)


def test_they_open_from_the_left_and_then_print() -> None:
    one = cells().set_channels(opened=[1.0, 0.5, 0.0], printed=1.0)
    box = drawn.boxes(one.cells)
    assert box[1, 2] - box[1, 0] == pytest.approx(45.0)
    assert np.isnan(box[2]).all()
    drawn.assert_printed(one.counters, ["0.64", "", ""])


def test_a_column_lies_down_as_a_row() -> None:
    one = cells()
    move = one.lie_down(ROW)
    move.begin()
    move.finish()
    box = drawn.boxes(one.cells)
    np.testing.assert_allclose(box[:, :2], [place[:2] for place in ROW])
    np.testing.assert_allclose(drawn.sizes(one.cells), 8.0)
    drawn.assert_cells_show(one.cells, SHARES, PAPER)
    drawn.assert_printed(one.counters, ["", "", ""])


def test_setting_twice_changes_nothing() -> None:
    one = cells()
    before = drawn.boxes(one.cells)
    one.set_channels(boxes=ROW).set_channels(boxes=COLUMN).set_channels(boxes=COLUMN)
    np.testing.assert_array_equal(drawn.boxes(one.cells), before)


def test_errors_name_what_is_wrong() -> None:
    with pytest.raises(ValueError, match=r"reach from 0\.2 to 1\.2, weights lie in 0\.\.1"):
        cells([0.2, 1.2, 0.3])
    with pytest.raises(ValueError, match=r"boxes has shape \(2, 3\), expected shape \(3, 4\)"):
        cells(boxes=[(1, 2, 3), (1, 2, 3)])
    with pytest.raises(ValueError, match="NaN"):
        cells([0.2, np.nan, 0.3])
