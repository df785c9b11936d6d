"""Lanes that merge: bars read back in stage pixels, apart, on their way, and nested."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.lanes import MergingLanes
from anim_lib.theme import PAPER
from tests.drawn import bar_lengths, middles, printed, sizes

VALUES = [[0.5, -1.0, 0.25], [0.5, -1.0, 0.25]]
COLUMNS = [200.0, 300.0, 400.0]


def lanes(values: Any = VALUES, **more: Any) -> MergingLanes:
    given: dict[str, Any] = {
        "roles": ["muted", "accent"],
        "columns": COLUMNS,
        "sources": [100.0, 200.0],
        "base": 500.0,
        "unit": 80.0,
        "axis": (96.0, 500.0),
    }
    return MergingLanes(values, theme=PAPER, **(given | more))


def played(animation: Any, *shares: float) -> None:
    animation.begin()
    for share in shares:
        animation.interpolate(share)


def test_bars_stand_side_by_side_on_one_base_to_scale() -> None:
    drawn = lanes()
    for row, values in zip(drawn.rows, VALUES, strict=True):
        assert bar_lengths(row.bars, 500.0, "y") == pytest.approx(80 * np.array(values))
    first, second = (middles(row.bars)[:, 0] for row in drawn.rows)
    assert (first + second) / 2 == pytest.approx(COLUMNS)
    assert (second - first > drawn.side).all()


def test_merged_bars_lie_in_each_other_the_front_one_narrower_and_numbered() -> None:
    drawn = lanes()
    played(drawn.merge(), 1.0)
    played(drawn.tell(), 1.0)
    for row, wide in zip(drawn.rows, drawn.wide, strict=True):
        assert middles(row.bars)[:, 0] == pytest.approx(COLUMNS)
        assert sizes(row.bars)[:, 0] == pytest.approx([wide] * 3)
    assert drawn.wide[0] > drawn.wide[1]
    assert [printed(one) for one in drawn.rows[1].counters] == ["0.50", "−1.00", "0.25"]
    assert not drawn.rows[0].counters


def test_an_output_falls_from_its_lane_and_the_known_ones_lie_still() -> None:
    drawn = lanes()
    fall = drawn.drop(1, 1)
    played(fall, 0.0)
    assert drawn.rows[1].channel("base").tolist() == [500.0, 200.0, 500.0]
    played(fall, 1.0)
    assert bar_lengths(drawn.rows[1].bars, 500.0, "y") == pytest.approx([40.0, -80.0, 0.0])


def test_all_drop_but_what_is_known() -> None:
    drawn = lanes()
    fall = drawn.drop_all(0, 2)
    played(fall, 0.0)
    assert drawn.rows[0].channel("base").tolist() == [100.0, 100.0, 500.0]
    assert drawn.rows[0].channel("grown").tolist() == [0.0, 0.0, 1.0]
    played(fall, 1.0)
    assert bar_lengths(drawn.rows[0].bars, 500.0, "y") == pytest.approx(80 * np.array(VALUES[0]))


def test_chosen_lanes_take_other_values_through_those_between() -> None:
    drawn = lanes()
    change = drawn.to_values([[1.0, 1.0, 1.0]], 1)
    played(change, 0.5)
    assert drawn.rows[1].values == pytest.approx([0.75, 0.0, 0.625])
    played(change, 1.0)
    assert drawn.rows[1].values.tolist() == [1.0, 1.0, 1.0]
    assert drawn.rows[0].values.tolist() == VALUES[0]


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([0.5], {}, r"MergingLanes values have shape \(1,\), expected 2 axes"),
        (VALUES, {"roles": ["muted"]}, "2 lanes of 3 values, but 1 roles"),
        (VALUES, {"sources": [1.0]}, "2 roles, 1 sources and 3 columns"),
        (VALUES, {"columns": [1.0, 2.0]}, "2 sources and 2 columns"),
        ([[0.5, np.nan, 1.0]] * 2, {}, "Samples values hold a NaN"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        lanes(values, **more)
