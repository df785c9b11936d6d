"""StateLayers and LayerRows: outlines read back against contributions, at rest and on the way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.primitives.layer_rows import LayerRows
from anim_lib.primitives.state_layers import StateLayers, stacked
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests import drawn

VALUES = [[4.0, 0.0, 0.0], [2.0, -3.0, 0.0], [1.0, -1.5, 2.0]]
ROWS = [[1.0, -1.5, 2.0], [0.25, -0.375, 4.0]]
PIXEL = 0.05


def layers(values: Any = VALUES, **more: Any) -> StateLayers:
    given: dict[str, Any] = {"columns": even_columns(3, 100, 80, 40), "zero": 500.0}
    return StateLayers(
        values, theme=PAPER, **(given | {"unit": 20.0, "source": 700.0, "followed": 1} | more)
    )


def rows(values: Any = ROWS, **more: Any) -> LayerRows:
    given: dict[str, Any] = {"first": 0, "column": (340.0, 500.0, 80.0, 20.0), "zero": 900.0}
    place = {"unit": 10.0, "top": 300.0, "pitch": 50.0, "tall": 40.0, "followed": 1}
    return LayerRows(values, theme=PAPER, **(given | place | more))


def test_positive_layers_stand_on_each_other_and_negative_ones_hang() -> None:
    np.testing.assert_allclose(
        drawn.boxes(layers().layers[2]),
        [(340, 480, 420, 500), (340, 500, 420, 530), (340, 440, 420, 480)],
        atol=PIXEL,
    )
    assert stacked(np.array([1.0, -1.5, 2.0])) == [(0.0, 1.0), (0.0, -1.5), (1.0, 3.0)]


def test_a_copy_is_carried_first_and_multiplied_then() -> None:
    drawn_layers = layers()
    drawn_layers.clear()
    assert np.isnan(drawn.boxes(drawn_layers.layers[1])).all()
    drawn_layers.set_channels(carried=[1, 0.5, 0], arrived=[1, 0, 0], grown=[1, 0, 0])
    np.testing.assert_allclose(
        drawn.boxes(drawn_layers.layers[1][0]), (160, 420, 240, 500), atol=PIXEL
    )
    drawn_layers.set_channels(carried=[1, 1, 0], shrunk=[0, 0.5, 0])
    half_way = 4.0 * 0.5**0.5  # equal factors in equal times
    np.testing.assert_allclose(
        drawn.boxes(drawn_layers.layers[1][0]),
        (220, 500 - 20 * half_way, 300, 500),
        atol=PIXEL,
    )
    assert drawn_layers.total(1) == pytest.approx(half_way)


def test_a_mark_comes_from_below_and_grows_away_from_zero() -> None:
    drawn_layers = layers()
    drawn_layers.set_channels(arrived=[1, 0.5, 1], grown=[1, 0, 1])
    left, top, right, bottom = drawn.boxes(drawn_layers.layers[1][1])
    assert (left, right, top) == pytest.approx((220, 300, 600), abs=PIXEL)
    assert bottom - top == pytest.approx(8.0, abs=PIXEL)
    drawn_layers.set_channels(arrived=1.0, grown=[1, 0.5, 1])
    np.testing.assert_allclose(
        drawn.boxes(drawn_layers.layers[1][1]), (220, 500, 300, 530), atol=PIXEL
    )


def test_the_line_lies_at_the_sum_of_what_is_drawn() -> None:
    drawn_layers = layers().set_channels(summed=1.0)
    heights = [drawn.ends(line)[0, 1] for _, line in drawn_layers.sums]
    assert heights == pytest.approx([500 - 20 * 4, 500 - 20 * -1, 500 - 20 * 1.5], abs=PIXEL)


def test_the_followed_layer_is_set_off_and_its_share_printed() -> None:
    drawn_layers = layers().set_channels(follow=1.0, numbers=1.0)
    assert [drawn.printed(counter) for counter in drawn_layers.counters] == ["100%", "50%"]
    drawn.assert_colours(drawn.fills(drawn_layers.layers[2][1]), rgb(PAPER.past(1)))
    drawn.assert_colours(drawn.edges(drawn_layers.layers[2][1]), rgb(PAPER.ink))
    assert drawn.line_widths(drawn_layers.layers[2]) == pytest.approx([2.0, 3.0, 2.0])


def test_steps_leave_every_column_as_its_values_say() -> None:
    stepped, whole = layers(), layers()
    stepped.clear()
    for t in range(3):
        for movement in (stepped.carry(t), stepped.shrink(t), stepped.mark(t)):
            movement.begin()
            movement.finish()
    for a, b in zip(stepped.layers, whole.layers, strict=True):
        np.testing.assert_array_equal(drawn.boxes(a), drawn.boxes(b))
    before = drawn.boxes(stepped.layers[2])
    stepped.pose()
    np.testing.assert_array_equal(drawn.boxes(stepped.layers[2]), before)


@pytest.mark.parametrize(
    ("values", "more", "message"),
    [
        ([[1.0, 0.0]], {}, r"shape \(1, 2\), expected \(n, n\)"),
        ([[1.0, 2.0, 0.0], [1.0, 2.0, 0.0], [1.0, 2.0, 3.0]], {}, "token is later"),
        ([[1.0, 0.0, 0.0], [-1.0, 2.0, 0.0], [1.0, 2.0, 3.0]], {}, "change their sign"),
        (VALUES, {"followed": 3}, "expected 0 to 2"),
        (VALUES, {"columns": [(0, 10)]}, "columns have shape"),
    ],
)
def test_layers_that_cannot_be_drawn(values: Any, more: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        layers(values, **more)


def test_rows_lie_left_of_zero_when_negative_and_right_when_positive() -> None:
    np.testing.assert_allclose(
        np.asarray(drawn.boxes(rows().layers)),
        np.array(
            [
                [(900, 280, 910, 320), (885, 280, 900, 320), (910, 280, 930, 320)],
                [(900, 330, 902.5, 370), (896.25, 330, 900, 370), (902.5, 330, 942.5, 370)],
            ]
        ),
        atol=PIXEL,
    )


def test_a_row_starts_as_the_column_and_all_rows_start_as_that_row() -> None:
    laid = rows().set_channels(laid=0.0, fanned=0.0)
    np.testing.assert_allclose(
        drawn.boxes(laid.layers[0]), drawn.boxes(layers().layers[2]), atol=PIXEL
    )
    assert np.isnan(drawn.boxes(laid.layers[1])).all()
    laid.set_channels(laid=1.0, fanned=0.5)
    left, top, right, bottom = drawn.boxes(laid.layers[1][0])
    assert (left, right) == pytest.approx((900, 905), abs=PIXEL)  # 0.5 = (1 * 0.25) ** 0.5
    assert (top + bottom) / 2 == pytest.approx(325, abs=PIXEL)
    movement = laid.lay()
    movement.begin()
    movement.interpolate(0.5)
    assert np.isnan(drawn.boxes(laid.layers[1])).all(), "only one row is laid"


@pytest.mark.parametrize(
    ("values", "more", "message"),
    [
        ([[1.0, 2.0], [1.0, -2.0]], {}, "change their sign"),
        ([[1.0, 0.0], [1.0, 0.0]], {}, "are 0"),
        (ROWS, {"first": 2}, "first 2"),
        (ROWS, {"followed": 3}, "followed 3"),
    ],
)
def test_rows_that_cannot_be_drawn(values: Any, more: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rows(values, **more)


def test_words_may_share_a_role() -> None:
    roles = ("muted", "past 1", "muted")
    own = layers(roles=roles)
    for s, role in enumerate(roles):
        drawn.assert_colours(drawn.fills([own.layers[s][s]]), [rgb(PAPER.fill(role))])
    laid = rows(roles=roles)
    drawn.assert_colours(drawn.fills([laid.layers[0][1]]), [rgb(PAPER.fill("past 1"))])
    for make in (layers, rows):
        with pytest.raises(ValueError, match="2 roles, expected 3"):
            make(roles=("muted", "past 1"))


def test_numbers_may_stand_in_a_row_above() -> None:
    own = layers(above=300.0)
    own.set_channels(numbers=np.ones(3))
    assert [drawn.printed(one) for one in own.counters] == ["100%", "50%"]
    for counter, middle in zip(own.counters, (260.0, 380.0), strict=True):
        glyphs = [glyph for glyph in drawn.leaves(counter) if len(glyph.points)]
        left, _, right, bottom = _around(drawn.boxes(glyphs))
        assert abs((left + right) / 2 - middle) < 3.0
        assert abs(bottom - 300.0) < 2.0


def _around(boxes: Any) -> tuple[float, float, float, float]:
    low, high = np.nanmin(boxes[:, :2], axis=0), np.nanmax(boxes[:, 2:], axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def test_many_layers_are_laid_in_time() -> None:
    many = LayerRows(
        np.ones((1, 24)),
        first=0,
        column=(340.0, 900.0, 80.0, 20.0),
        zero=900.0,
        unit=10.0,
        top=300.0,
        pitch=50.0,
        tall=40.0,
        followed=1,
        theme=PAPER,
    )
    boxes = drawn.boxes(many.layers[0])
    np.testing.assert_allclose(boxes[:, 0], 900 + 10 * np.arange(24), atol=PIXEL)
