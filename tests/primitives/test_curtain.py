"""A curtain's gap is as wide as its value; its drapes share what is left."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.primitives.curtain import PLEATS, Curtain
from anim_lib.scales import rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

STEPS = np.array([0.0, 0.25, 1.0, 2.0])
COLUMNS = even_columns(4, 100, 80, 20)


def curtain(values: object = STEPS, **options: object) -> Curtain:
    given = {"theme": PAPER, "columns": COLUMNS, "vmax": 2.0, "top": 300, "height": 60} | options
    return Curtain(values, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_a_gap_is_as_wide_as_its_value_and_in_the_middle(theme: Theme) -> None:
    one = curtain(theme=theme, fall=10)
    assert not len(one.lights[0].points), "a gap of nothing is not drawn"
    boxes = drawn.boxes(one.lights[1:])
    np.testing.assert_allclose(boxes[:, 2] - boxes[:, 0], [10, 40, 80], atol=0.05)
    np.testing.assert_allclose(boxes[:, [0, 2]].mean(1), 140 + 100 * np.arange(1, 4), atol=0.05)
    np.testing.assert_allclose(boxes[:, [1, 3]], [(300, 370)] * 3, atol=0.05)
    drawn.assert_colours(drawn.fills(one.lights[1:]), [rgb(theme.fill("accent"))] * 3)


def test_drapes_fill_what_the_gap_leaves() -> None:
    one = curtain()
    for drapes, low, high in zip(
        one.pleats, (140, 235, 320, 400), (140, 245, 360, 480), strict=True
    ):
        boxes = drawn.boxes(drapes)
        left, wide = boxes[0, 0], boxes[:, 2] - boxes[:, 0]
        np.testing.assert_allclose(boxes[PLEATS - 1, 2], low, atol=0.05)
        np.testing.assert_allclose(boxes[PLEATS, 0], high, atol=0.05)
        np.testing.assert_allclose(wide, (low - left) / PLEATS, atol=0.05)


def test_it_opens_by_a_share() -> None:
    one = curtain().set_channels(opened=[0, 0.5, 0.5, 0])
    wide = drawn.sizes(one.lights[1:3])[:, 0]
    np.testing.assert_allclose(wide, [5, 20], atol=0.05)
    assert not len(one.lights[3].points)


def test_what_is_not_hung_is_not_there() -> None:
    one = curtain().set_channels(hung=[1, 1, 0, 1])
    assert not len(one.rods[2].points)
    assert not any(len(pleat.points) for pleat in one.pleats[2])
    assert len(one.rods[3].points)


def test_setting_twice_changes_nothing() -> None:
    one = curtain()
    before = [leaf.points.copy() for leaf in drawn.leaves(one)]
    one.set_channels(values=STEPS, opened=1.0)
    one.set_channels(values=STEPS, opened=1.0)
    for old, leaf in zip(before, drawn.leaves(one), strict=True):
        np.testing.assert_array_equal(old, leaf.points)


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        ([0.1, 0.2, 0.3, 2.5], {}, r"0\.1 to 2\.5.* 0\.\.2"),
        ([-0.1, 0.2, 0.3, 0.4], {}, "reach from"),
        ([0.1, np.nan, 0.3, 0.4], {}, "NaN"),
        ([0.1, 0.2], {}, "columns have shape"),
        (STEPS, {"vmax": 0.0}, "above 0"),
    ],
)
def test_errors_say_what_is_wrong(values: object, options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        curtain(values, **options)
