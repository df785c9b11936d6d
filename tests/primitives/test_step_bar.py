"""A bar of steps is as long as what was spent, and prints the same sum."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.step_bar import OLDER, SEAM, StepBar
from anim_lib.scales import linear, mix
from anim_lib.theme import PAPER
from tests import drawn

COSTS = np.array([400.0, 100.0, 250.0])


def bar(values: object = COSTS) -> StepBar:
    return StepBar(
        values,  # type: ignore[arg-type]
        theme=PAPER,
        scale=linear((0, 1000), (96, 1096)),
        y=400,
        thickness=26,
        role="cache",
        counter=(1824, 380),
    )


def test_segments_are_as_long_as_their_steps_and_lie_end_to_end() -> None:
    box = drawn.boxes(bar().segments)
    np.testing.assert_allclose(box[:, 0], 96 + np.concatenate([[0], np.cumsum(COSTS)[:-1]]))
    np.testing.assert_allclose(box[:, 2] + SEAM, 96 + np.cumsum(COSTS))
    np.testing.assert_allclose(box[:, 3] - box[:, 1], 26)


def test_the_sum_is_printed() -> None:
    assert drawn.printed(bar().counter) == "750"
    assert drawn.printed(bar([1e6, 79_040, 0]).counter) == "1,079,040"


def test_spending_passes_the_amounts_between_and_prints_them() -> None:
    one = bar().set_channels(spent=[1, 0, 0])
    move = one.spend(1)
    move.begin()
    move.interpolate(0.5)
    reach = float(drawn.boxes(one.segments)[1, 2]) + SEAM - 96
    assert 400 < reach < 500
    assert drawn.printed(one.counter) == f"{reach:,.0f}"
    move.finish()
    assert drawn.printed(one.counter) == "500"
    assert np.isnan(drawn.boxes(one.segments)[2]).all()


def test_spend_says_what_is_paid_whatever_was_shown() -> None:
    one = bar().set_channels(spent=0)
    move = one.spend(2)
    move.begin()
    move.finish()
    assert drawn.printed(one.counter) == "750"


def test_only_the_newest_step_has_the_full_colour() -> None:
    one = bar().set_channels(spent=0)
    move = one.spend(1)
    move.begin()
    move.finish()
    older = mix(PAPER.fill("cache"), PAPER.ground, OLDER)
    full = mix(PAPER.fill("cache"), PAPER.ground, 0)
    drawn.assert_colours(drawn.fills(one.segments[:2]), [older, full])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1.0, -2.0], "StepBar values reach down to -2"),
        ([[1.0]], r"StepBar values have shape \(1, 1\), expected 1 axes"),
        ([float("inf")], "StepBar values hold a NaN or an infinity"),
    ],
)
def test_bad_amounts_are_named(values: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bar(values)
