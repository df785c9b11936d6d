"""Cells show their weights on the ramp, in their row and column; rows open, lift and print."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.layout import stage
from anim_lib.primitives.heat_grid import ROW_DIM, HeatGrid
from anim_lib.scales import mix, ramp, rgb
from anim_lib.shapes import Box
from anim_lib.theme import INK, PAPER

WEIGHTS = np.array([[1.0, 0.0, 0.0], [0.6, 0.4, 0.0], [0.2, 0.5, 0.3]])
WORDS = ["The", "cat", "sat"]


def grid(values: object = WEIGHTS, **options: object) -> HeatGrid:
    given: dict[str, object] = {
        "theme": PAPER,
        "row_labels": WORDS,
        "column_labels": WORDS,
        "names": ("asks", "is asked"),
        "columns": even_columns(3, 600, 100, 10),
        "top": 300,
        "row_height": 60,
        "lifted": (200, 50),
        "numbers": [(i, j) for i in range(3) for j in range(3)],
    }
    return HeatGrid(values, **(given | options))  # type: ignore[arg-type]


def box(cell: Box) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in stage pixels."""
    at = np.array([stage(p) for p in cell.points])
    return (*at.min(axis=0), *at.max(axis=0))


def shown(cell: Box) -> np.ndarray:
    return np.asarray(cell.fill_rgbas[0, :3])


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_every_cell_has_the_colour_of_its_weight(theme: object) -> None:
    heat = grid(theme=theme)
    for i in range(3):
        for j in range(3):
            np.testing.assert_allclose(
                shown(heat.cells[i][j]), ramp(heat.theme.attention_ramp, WEIGHTS[i, j])
            )


def test_rows_are_queries_and_columns_keys_with_hairline_gaps() -> None:
    heat = grid()
    assert box(heat.cells[2][0]) == pytest.approx((596, 421, 704, 479), abs=0.2)
    left, right = box(heat.cells[0][0]), box(heat.cells[0][1])
    assert right[0] - left[2] == pytest.approx(2.0, abs=0.1)
    np.testing.assert_allclose(shown(heat.backs[0]), rgb(PAPER.hairline))


def test_values_move_as_values_and_end_exactly() -> None:
    heat, end = grid().set_channels(printed=1.0), WEIGHTS[::-1].copy()
    animation = heat.to_values(end)
    animation.begin()
    animation.interpolate(0.5)
    np.testing.assert_allclose(heat.values, (WEIGHTS + end) / 2)
    np.testing.assert_allclose(shown(heat.cells[0][0]), ramp(PAPER.attention_ramp, 0.6))
    assert heat.numbers[0, 0].text == "0.60"
    animation.interpolate(1.0)
    np.testing.assert_array_equal(heat.values, end)


def test_a_row_opens_outwards_from_the_token_that_asks() -> None:
    heat = grid()
    animation = heat.reveal_row(1)
    animation.begin()
    assert not len(heat.cells[1][1].points)
    animation.interpolate(0.4)
    assert len(heat.cells[1][1].points)
    assert not len(heat.cells[1][0].points)
    assert len(heat.cells[0][0].points), "other rows stay"
    animation.interpolate(1.0)
    assert box(heat.cells[1][2])[2] == pytest.approx(924, abs=0.2)


def test_a_lifted_row_rises_whole_while_the_others_step_back() -> None:
    heat = grid()
    animation = heat.lift_row(2)
    animation.begin()
    animation.finish()
    assert box(heat.cells[2][0]) == pytest.approx((600, 200, 700, 250), abs=0.2)
    np.testing.assert_allclose(shown(heat.cells[2][1]), ramp(PAPER.attention_ramp, 0.5))
    dimmed = mix(ramp(PAPER.attention_ramp, 0.6), PAPER.ground, ROW_DIM)
    np.testing.assert_allclose(shown(heat.cells[1][0]), dimmed)
    np.testing.assert_allclose(shown(heat.slots[2].slot), rgb(PAPER.ground))
    assert [heat.numbers[2, j].text for j in range(3)] == ["0.20", "0.50", "0.30"]
    assert all(len(heat.numbers[2, j].submobjects[0].points) for j in range(3))
    assert not len(heat.numbers[1, 0].submobjects[0].points)


def test_a_row_that_is_pointed_at_has_an_ink_ring_until_it_lifts() -> None:
    heat = grid()
    for animation in (heat.point_at(0, 2), heat.point_at(2)):
        animation.begin()
        animation.finish()
    assert box(heat.rings[2]) == pytest.approx((592, 420, 928, 480), abs=0.2)
    np.testing.assert_allclose(heat.rings[2].stroke_rgbas[0, :3], rgb(PAPER.ink))
    assert not len(heat.rings[0].points)
    animation = heat.lift_row(2)
    animation.begin()
    animation.finish()
    assert not len(heat.rings[2].points)
    assert heat.slots[2].label.y == pytest.approx(200 + 25 + 12)


def test_a_sweep_opens_all_rows_from_the_first_on_one_after_the_other() -> None:
    heat = grid().set_channels(opened=[1, 0, 0])
    animation = heat.sweep(1, run_time=1.0)
    animation.begin()
    assert not len(heat.cells[1][1].points)
    animation.interpolate(0.5)
    assert len(heat.cells[1][1].points)
    assert box(heat.cells[1][0])[0] > 596 or not len(heat.cells[1][0].points)
    assert not len(heat.cells[2][0].points)
    animation.interpolate(1.0)
    assert box(heat.cells[2][0]) == pytest.approx((596, 421, 704, 479), abs=0.2)


def test_a_lower_table_keeps_only_the_labels_it_is_told_to() -> None:
    heat = grid()
    animation = heat.reflow(400, 20, 1)
    animation.begin()
    animation.finish()
    assert box(heat.cells[2][0]) == pytest.approx((596, 441, 704, 459), abs=0.2)
    seen = [bool(len(label.submobjects[0].points)) for label in heat.row_labels]
    assert seen == [False, True, False]
    assert not any(len(name.submobjects[0].points) for name in heat.names)


def test_names_have_the_colours_of_query_and_key() -> None:
    for name, role in zip(grid().names, ("query", "key"), strict=True):
        np.testing.assert_allclose(name.submobjects[0].fill_rgbas[0, :3], rgb(PAPER.text(role)))


def test_a_dropped_row_lies_where_it_lay_and_all_rows_have_their_colour() -> None:
    heat = grid()
    before = box(heat.cells[2][0])
    for animation in (heat.lift_row(2), heat.drop_row(2)):
        animation.begin()
        animation.finish()
    assert box(heat.cells[2][0]) == pytest.approx(before)
    np.testing.assert_allclose(shown(heat.cells[1][0]), ramp(PAPER.attention_ramp, 0.6))
    assert not len(heat.numbers[2, 1].submobjects[0].points)


def test_tiny_weights_are_not_printed() -> None:
    heat = grid([[1, 0, 0], [0.96, 0.04, 0], [0.2, 0.5, 0.3]])
    animation = heat.print_row(1)
    animation.begin()
    animation.finish()
    assert heat.channel("printed")[1].tolist() == [1.0, 0.0, 0.0]


def test_numbers_are_pure_white_or_black_on_their_cell() -> None:
    heat = grid().set_channels(printed=1.0)
    for counter, colour in ((heat.numbers[0, 0], 1.0), (heat.numbers[2, 0], 0.0)):
        np.testing.assert_allclose(counter.submobjects[0].fill_rgbas[0, :3], colour)


def test_upright_numbers_stand_in_the_middle_of_cells_narrower_than_they_are() -> None:
    narrow = even_columns(3, 400, 44, 6)
    heat = grid(columns=narrow, upright=True, row_height=110.0).set_channels(printed=1.0)
    for (i, j), number in heat.numbers.items():
        left, top, right, bottom = box(heat.cells[i][j])
        ink = np.array([stage(p) for glyph in number.submobjects for p in glyph.points])
        assert (ink > (left, top)).all(), (i, j)
        assert (ink < (right, bottom)).all(), (i, j)
        middle = (ink.min(axis=0) + ink.max(axis=0)) / 2
        assert middle == pytest.approx([(left + right) / 2, (top + bottom) / 2], abs=3.0)


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([0.1, 0.9], {}, r"HeatGrid values have shape \(2,\), expected 2 axes"),
        ([[float("nan")]], {}, "HeatGrid values hold a NaN"),
        ([[1.2, 0, 0]] * 3, {}, "HeatGrid values reach from 0 to 1.2, weights lie in 0..1"),
        (WEIGHTS, {"row_labels": ["a"]}, "HeatGrid has 3 rows but 1 row_labels"),
        (
            WEIGHTS,
            {"names": ("", ""), "column_labels": ["", "", ""]},
            "HeatGrid columns have no name and not all are labelled",
        ),
        (WEIGHTS, {"columns": even_columns(2, 0, 9)}, r"columns have shape \(2, 2\), expected \(3"),
        (WEIGHTS, {"columns": even_columns(3, 0, 9, -1)}, "HeatGrid columns overlap"),
    ],
)
def test_bad_input_is_named(values: object, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        grid(values, **options)


def test_another_shape_is_refused_later_too() -> None:
    with pytest.raises(ValueError, match=r"values have shape \(2, 2\), expected shape \(3, 3\)"):
        grid().set_values(np.eye(2))
