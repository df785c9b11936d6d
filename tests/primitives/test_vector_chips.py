"""Chips carry their vectors' numbers, come out of a line, and are shaped by what they are."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from anim_lib.columns import even_columns
from anim_lib.layout import stage
from anim_lib.primitives.vector_chips import INSIDE, VectorChips
from anim_lib.scales import contrast, mix, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests.areas import corners

VECTORS = np.array([[1.0, -2.0, 0.5], [0.25, 0.0, 4.0]])


def chips(vectors: ArrayLike | None = VECTORS, role: str = "key", **options: float) -> VectorChips:
    given = {"y": 500.0, "height": 48.0, "vmax": 4.0, "source": 400.0} | options
    return VectorChips(
        vectors, theme=PAPER, role=role, columns=even_columns(2, 96, 116, 8), **given
    )


def bars(one: VectorChips, i: int) -> np.ndarray:
    """Return each bar of chip ``i`` as top and bottom, stage pixels, in order."""
    tall = corners(one.bars[i]).reshape(-1, 4, 2)[:, :, 1]
    return np.stack([tall.min(axis=1), tall.max(axis=1)], axis=1)


@pytest.mark.parametrize("i", [0, 1])
def test_bars_are_as_long_as_the_numbers(i: int) -> None:
    one = chips()
    low, high = bars(one, i).T
    unit = (48 / 2 - INSIDE) / 4
    np.testing.assert_allclose(low, 500 - unit * np.maximum(VECTORS[i], 0), atol=1e-9)
    np.testing.assert_allclose(high, 500 - unit * np.minimum(VECTORS[i], 0), atol=1e-9)


def test_a_chip_comes_out_of_its_source_and_nothing_shows_behind_it() -> None:
    one = chips()
    heights = []
    for out in (0.1, 0.5, 1.0):
        one.set_channels(out=[out, 1.0])
        ys = corners(one.boxes[0])[:, 1]
        assert ys.min() >= 400 - 1e-6
        assert bars(one, 0).min() >= 400 - 1e-6
        heights.append(ys.max())
    assert heights == sorted(heights)
    assert not len(one.set_channels(out=0.0).boxes[0].points)
    assert not len(one.bars[0].points)


def test_chips_above_their_source_come_out_upwards() -> None:
    one = chips(source=600.0).set_channels(out=[0.2, 1.0])
    assert corners(one.boxes[0])[:, 1].max() <= 600 + 1e-6


def test_come_out_starts_anew_and_leaves_the_others() -> None:
    one = chips().set_channels(there=[0.0, 1.0])
    move = one.come_out(0)
    move.begin()
    assert one.channel("out").tolist() == [0.0, 1.0]
    move.finish()
    assert one.channel("out").tolist() == one.channel("there").tolist() == [1.0, 1.0]


def test_a_chip_that_is_thrown_away_goes_into_the_ground() -> None:
    one = chips()
    one.set_channels(there=[0.5, 1.0])
    half = mix(PAPER.ground, PAPER.stroke("key"), 0.5)
    np.testing.assert_allclose(one.boxes[0].stroke_rgbas[0, :3], half)
    move = one.go(0)
    move.begin()
    move.finish()
    assert not len(one.boxes[0].points)
    assert len(one.boxes[1].points)


def test_lit_fills_with_the_tint() -> None:
    one = chips().set_channels(lit=[1.0, 0.0])
    np.testing.assert_allclose(one.boxes[0].fill_rgbas[0, :3], rgb(PAPER.tint("key")))
    np.testing.assert_allclose(one.boxes[1].fill_rgbas[0, :3], rgb(PAPER.ground))


def test_along_moves_a_chip_with_its_bars() -> None:
    one = chips()
    before = corners(one.boxes[0]), corners(one.bars[0])
    one.set_channels(along=[30.0, 0.0])
    for old, new in zip(before, (corners(one.boxes[0]), corners(one.bars[0])), strict=True):
        np.testing.assert_allclose(new - old, [[30.0, 0.0]] * len(old), atol=1e-9)


def test_shapes_tell_queries_keys_and_values_apart() -> None:
    radii = [chips(role=role).radius for role in ("query", "key", "value")]
    assert radii == [0.0, 10.0, 24.0]


def test_without_numbers_a_chip_has_its_letter() -> None:
    one = chips(None)
    assert [letter.text for letter in one.letters] == ["K", "K"]
    assert not one.bars
    left, _ = stage(one.letters[0].submobjects[0].points.mean(axis=0))
    assert 96 < left < 96 + 116


@pytest.mark.parametrize("theme", [PAPER, INK])
@pytest.mark.parametrize("dim", [0.0, 1.0])
@pytest.mark.parametrize("role", ["query", "key", "value"])
def test_a_letter_can_be_read_dimmed_or_not(theme: Theme, dim: float, role: str) -> None:
    columns = even_columns(1, 96, 46)
    one = VectorChips(
        None, theme=theme, role=role, columns=columns, y=500, height=46, vmax=1, source=400
    ).set_channels(dim=dim)
    letter = one.letters[0].submobjects[0].fill_rgbas[0, :3]
    assert contrast(letter, one.boxes[0].fill_rgbas[0, :3]) >= 4.5


@pytest.mark.parametrize(
    ("vectors", "message"),
    [
        ([[1.0, 2.0]], r"shape \(1, 2\), expected \(2, n_numbers\)"),
        ([1.0, 2.0], r"shape \(2,\), expected \(2, n_numbers\)"),
        ([[1.0], [9.0]], "leave ±4"),
        ([[1.0], [float("nan")]], "leave ±4, or are not finite"),
    ],
)
def test_bad_vectors_are_named(vectors: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        chips(vectors)


def test_drawing_twice_changes_nothing() -> None:
    one = chips().set_channels(out=[0.3, 0.8], lit=[0.2, 0.0])
    before = [leaf.points.copy() for leaf in (*one.boxes, *one.bars)]
    one.pose()
    for old, leaf in zip(before, (*one.boxes, *one.bars), strict=True):
        np.testing.assert_array_equal(old, leaf.points)
