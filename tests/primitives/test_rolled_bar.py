"""A rolled bar is as long as its number says at every moment; a post stands where its limit is."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.rolled_bar import SEAM, THICK, LimitPost, RolledBar, Trough
from anim_lib.scales import linear, mix
from anim_lib.theme import INK, PAPER
from tests import drawn

SCALE = linear((0.0, 100.0), (300.0, 800.0))
PARTS = [("muted", 0.45), ("cache", 0.0)]


def bar(values: object = (16.0, 17.0), ticks: object = ()) -> RolledBar:
    return RolledBar(
        values,  # type: ignore[arg-type]
        theme=PAPER,
        scale=SCALE,
        y=400,
        number=820,
        parts=PARTS,
        written="{:.1f} GB".format,
        slots=8,
        ticks=ticks,  # type: ignore[arg-type]
    )


def test_it_is_not_there_before_it_is_rolled() -> None:
    one = bar()
    assert not drawn.leaves(one) or not drawn.sizes(one.segments).any()
    assert drawn.printed(one.number) == ""


@pytest.mark.parametrize("rolled", [0.25, 0.5, 0.8, 1.0])
def test_parts_lie_end_to_end_up_to_the_sum_so_far(rolled: float) -> None:
    one = bar().set_channels(rolled=rolled)
    until = 300 + 5 * 33 * rolled
    first, second = drawn.boxes(one.segments)
    assert first[0] == pytest.approx(300 + SEAM)
    assert first[2] == pytest.approx(min(380, until))
    if until > 380 + SEAM:
        np.testing.assert_allclose(second[[0, 2]], (380 + SEAM, until))
    else:
        assert np.isnan(second).all()
    np.testing.assert_allclose(first[[1, 3]], (400 - THICK / 2, 400 + THICK / 2))
    assert drawn.printed(one.number) == f"{33 * rolled:.1f} GB"
    assert one.end() == pytest.approx(until)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_each_part_has_its_colour(theme: object) -> None:
    one = RolledBar(
        [16, 17],
        theme=theme,  # type: ignore[arg-type]
        scale=SCALE,
        y=400,
        number=820,
        parts=PARTS,
        written=str,
        slots=8,
    ).set_channels(rolled=1)
    painted = [mix(one.theme.fill(role), one.theme.ground, pale) for role, pale in PARTS]
    np.testing.assert_allclose(drawn.fills(one.segments), painted, atol=0.5 / 255)


def test_ticks_stand_where_the_bar_has_passed_them() -> None:
    one = bar(ticks=[5.0, 20.0, 33.0]).set_channels(rolled=0.4)
    at = [drawn.ends(mark)[0, 0] for mark in one.marks if len(mark.points)]
    assert at == pytest.approx([325])
    one.set_channels(rolled=1)
    at = [drawn.ends(mark)[0, 0] for mark in one.marks if len(mark.points)]
    assert at == pytest.approx([325, 400, 465]), "the last is the bar's own end"
    one.set_channels(rolled=0.999)
    assert len([mark for mark in one.marks if len(mark.points)]) == 2


def test_it_rolls_to_other_values_from_zero() -> None:
    one = bar().set_channels(rolled=1)
    rolling = one.roll([10.0, 70.0], run_time=1)
    rolling.begin()
    assert one.end() == pytest.approx(300)
    rolling.interpolate(1.0)
    assert drawn.boxes(one.segments)[1, 2] == pytest.approx(700)
    assert drawn.printed(one.number) == "80.0 GB"
    with pytest.raises(ValueError, match=r"shape \(3,\), expected shape \(2,\)"):
        one.roll([1.0, 2.0, 3.0])


def test_the_post_moves_with_its_limit() -> None:
    post = LimitPost(80, theme=PAPER, scale=SCALE, span=(380, 460))
    np.testing.assert_allclose(drawn.middles(post.box), (700, 420))
    moving = post.move(40)
    moving.begin()
    moving.interpolate(1.0)
    np.testing.assert_allclose(drawn.middles(post.box), (500, 420))
    assert post.x() == pytest.approx(500)


def test_the_trough_is_as_long_as_the_axis() -> None:
    trough = Trough(300, 400, 500, theme=PAPER)
    np.testing.assert_allclose(drawn.boxes(trough.shape)[[0, 2]], (300 + SEAM, 800))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="RolledBar has 2 parts for 3 values"):
        bar((1.0, 2.0, 3.0))
    with pytest.raises(ValueError, match="reach from -1 to 2, amounts lie in"):
        bar((-1.0, 2.0))
    with pytest.raises(ValueError, match="RolledBar values hold a NaN"):
        bar((np.nan, 2.0))


def test_twice_is_once() -> None:
    one = bar().set_channels(rolled=0.7)
    before = [leaf.points.copy() for leaf in drawn.leaves(one)]
    one.set_channels(rolled=0.7)
    for leaf, points in zip(drawn.leaves(one), before, strict=True):
        np.testing.assert_array_equal(leaf.points, points)
