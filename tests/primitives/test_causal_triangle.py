"""The triangle shows its weights on the ramp, fills in one sweep or row by row, and freezes."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Animation, VMobject

from anim_lib.layout import PX, stage
from anim_lib.primitives.causal_triangle import (
    FROZEN_DIM,
    TAB,
    TAB_GAP,
    CausalTriangle,
)
from anim_lib.primitives.staircase_hatch import PITCH
from anim_lib.scales import mix, ramp, rgb
from anim_lib.theme import INK, PAPER, Theme

WEIGHTS = np.array(
    [[1.0, 0.0, 0.0, 0.0], [0.6, 0.4, 0.0, 0.0], [0.2, 0.5, 0.3, 0.0], [0.1, 0.2, 0.3, 0.4]]
)
WORDS = ["the", "cat", "sat", "on"]
LEFT, TOP, CELL = 600.0, 300.0, 100.0


def triangle(values: object = WEIGHTS, **options: object) -> CausalTriangle:
    given: dict[str, object] = {"theme": PAPER, "left": LEFT, "top": TOP, "cell": CELL}
    return CausalTriangle(values, **(given | options))  # type: ignore[arg-type]


def box(shape: VMobject) -> tuple[float, ...]:
    """Left, top, right, bottom in stage pixels."""
    at = np.array([stage(p) for p in shape.points])
    return (*at.min(axis=0), *at.max(axis=0))


def widths(drawn: CausalTriangle) -> list[list[float]]:
    """How wide each cell of each row is drawn, stage pixels; 0 for what is not drawn."""
    return [
        [float(np.ptp(cell.points[:, 0]) / PX) if len(cell.points) else 0.0 for cell in row]
        for row in drawn.cells
    ]


def shown(shape: VMobject) -> np.ndarray:
    return np.asarray(shape.fill_rgbas[0, :3])


def played(animation: Animation, alpha: float = 1.0) -> None:
    animation.begin()
    animation.interpolate(alpha)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_cells_on_and_below_the_diagonal_have_the_colour_of_their_weight(theme: Theme) -> None:
    drawn = triangle(theme=theme)
    for i in range(4):
        assert len(drawn.cells[i]) == i + 1, "nothing is drawn above the diagonal"
        for j in range(i + 1):
            plain = ramp(theme.attention_ramp, WEIGHTS[i, j])
            np.testing.assert_allclose(shown(drawn.cells[i][j]), plain)


def test_rows_are_queries_and_columns_keys() -> None:
    drawn = triangle(cell=(100, 60))
    place = LEFT + 101, TOP + 121, LEFT + 199, TOP + 179
    assert box(drawn.cells[2][1]) == pytest.approx(place, abs=0.2)
    np.testing.assert_allclose(shown(drawn.backs[0]), rgb(PAPER.hairline))


def test_one_sweep_opens_all_rows_together_and_they_end_together() -> None:
    drawn = triangle().set_channels(opened=0.0)
    assert drawn.filled() == 0
    assert all(len(empty.points) for empty in drawn.empties), "the empty rows stand"
    sweep = drawn.fill_at_once()
    played(sweep, 0.5)
    for i, row in enumerate(widths(drawn)):
        left = min(box(cell)[0] for cell in drawn.cells[i] if len(cell.points))
        assert left == pytest.approx(LEFT + (i + 1) * CELL / 2, abs=1.1), "half of every row"
        assert row[-1] > 0.0
    sweep.interpolate(1.0)
    assert drawn.filled() == 10


def test_row_by_row_only_the_rows_so_far_are_there() -> None:
    drawn = triangle(row_labels=WORDS, column_labels=WORDS).set_channels(
        laid=0.0, opened=0.0, named=0.0
    )
    assert not any(len(leaf.points) for leaf in (*drawn.backs, *drawn.empties))
    played(drawn.lay_row(0, 1))
    assert drawn.filled() == 0
    assert [bool(len(empty.points)) for empty in drawn.empties] == [True, True, False, False]
    for i in range(2):
        played(drawn.fill_row(i))
    assert drawn.filled() == 3
    assert [sum(w > 0 for w in row) for row in widths(drawn)] == [1, 2, 0, 0]
    there = [bool(len(label.submobjects[0].points)) for label in drawn.row_labels]
    assert there == [True, True, False, False]
    assert [bool(len(c.submobjects[0].points)) for c in drawn.column_labels] == there


def test_a_frozen_row_is_paler_and_has_a_tab() -> None:
    drawn = triangle()
    played(drawn.freeze(0, 2))
    pale = mix(ramp(PAPER.attention_ramp, WEIGHTS[2, 1]), PAPER.ground, FROZEN_DIM)
    np.testing.assert_allclose(shown(drawn.cells[2][1]), pale)
    np.testing.assert_allclose(shown(drawn.tabs[2]), rgb(PAPER.fill("cache")))
    assert box(drawn.tabs[2])[0] == pytest.approx(LEFT - TAB_GAP - TAB, abs=0.1)
    assert not len(drawn.tabs[1].points)
    played(drawn.freeze())
    np.testing.assert_allclose(shown(drawn.cells[2][1]), ramp(PAPER.attention_ramp, WEIGHTS[2, 1]))
    assert not len(drawn.tabs[2].points)


def test_the_hatch_covers_what_cannot_be_seen_and_nothing_else() -> None:
    drawn = triangle(unseen="later")
    ends = drawn.hatch.points.reshape(-1, 4, 3)[:, [0, 3]]
    at = (np.array([[stage(p) for p in line] for line in ends]) - (LEFT, TOP)) / CELL
    for share in np.linspace(0.02, 0.98, 50):
        col, row = np.floor(at[:, 0] + (at[:, 1] - at[:, 0]) * share).T
        assert (col > row).all()
    apart = np.diff(np.sort(at[:, 0].sum(axis=1)))
    np.testing.assert_allclose(apart, PITCH / CELL, atol=1e-9)
    drawn.set_channels(masked=0.0)
    assert not len(drawn.hatch.points)
    assert not len(drawn.patch.points)
    assert not len(drawn.unseen[0].submobjects[0].points)


def test_values_move_as_values() -> None:
    drawn, end = triangle(), np.tril(WEIGHTS[::-1, ::-1])
    played(drawn.to_values(end), 0.5)
    between = (WEIGHTS + end) / 2
    np.testing.assert_allclose(shown(drawn.cells[3][1]), ramp(PAPER.attention_ramp, between[3, 1]))
    assert drawn.set_values(end).set_values(end).values[3, 1] == end[3, 1]


def test_inner_cells_lie_in_the_middle_of_their_place_without_frame_or_words() -> None:
    drawn = triangle(row_labels=WORDS).set_channels(inner=1.0, named=0.0)
    cell = drawn.cells[2][1]
    assert box(cell) == pytest.approx((LEFT + 126, TOP + 226, LEFT + 174, TOP + 274), abs=0.2)
    np.testing.assert_allclose(shown(cell), ramp(PAPER.attention_ramp, WEIGHTS[2, 1]))
    np.testing.assert_allclose(cell.stroke_rgbas[0, :3], rgb(PAPER.stroke("muted")))
    assert not any(len(leaf.points) for leaf in (*drawn.backs, *drawn.empties))
    words = (*drawn.row_labels, *drawn.names)
    assert not any(len(word.submobjects[0].points) for word in words)
    assert drawn.set_channels(inner=0.0).cells[2][1].stroke_rgbas[0, 3] == 0.0


def test_numbers_are_printed_on_the_rows_asked_for() -> None:
    drawn = triangle(numbers=[(1, 0), (1, 1), (2, 0)])
    played(drawn.print_rows(1))
    assert [drawn.numbers[1, j].text for j in (0, 1)] == ["0.60", "0.40"]
    seen = [bool(len(number.submobjects[0].points)) for number in drawn.numbers.values()]
    assert seen == [True, True, False]
    drawn.set_channels(opened=0.0)
    assert not len(drawn.numbers[1, 0].submobjects[0].points), "no number on an empty cell"


def test_it_can_be_small_and_bare() -> None:
    weights = np.tril(np.ones((24, 24))) / np.arange(1, 25)[:, None]
    drawn = triangle(weights, cell=24, names=("", ""))
    assert drawn.filled() == 300
    assert not drawn.names
    assert box(drawn.backs[-1])[2] == pytest.approx(LEFT + 24 * 24, abs=1.5)


def test_one_token_has_nothing_to_hide() -> None:
    assert not len(triangle([[1.0]]).hatch.points)


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([0.1, 0.9], {}, r"CausalTriangle values have shape \(2,\), expected 2 axes"),
        (np.ones((2, 3)), {}, r"values have shape \(2, 3\), expected a square"),
        ([[1.2]], {}, "values reach from 1.2 to 1.2, weights lie in 0..1"),
        ([[0.5, 0.5], [0.5, 0.5]], {}, "above the diagonal reach 0.5"),
        (WEIGHTS, {"row_labels": ["a"]}, "CausalTriangle has 4 rows but 1 labels"),
        (WEIGHTS, {"column_labels": ["a"]}, "CausalTriangle has 4 columns but 1 labels"),
        (WEIGHTS, {"cell": 24, "numbers": [(0, 0)]}, "cells are 24 pixels wide, a number needs 82"),
        (WEIGHTS, {"cell": 24, "unseen": "cannot see"}, "'cannot see' has no room in 0 pixels"),
    ],
)
def test_bad_input_is_named(values: object, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        triangle(values, **options)
