"""A row becomes arcs of the same weights and colours, re-weighs with them, and goes back."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Animation

from anim_lib.columns import even_columns
from anim_lib.primitives.attention_arcs import AttentionArcs
from anim_lib.primitives.heat_grid import HeatGrid
from anim_lib.primitives.row_arcs import arcs_over, bend, reweigh, unbend
from anim_lib.theme import INK, PAPER, Theme
from tests.areas import corners

WEIGHTS = np.array([[0.8, 0.1, 0.1], [0.5, 0.46, 0.04], [0.2, 0.5, 0.3]])
OTHER = np.array([[0.8, 0.1, 0.1], [0.03, 0.57, 0.4], [0.2, 0.5, 0.3]])
ROW, CARD_TOP, LIFTED = 1, 300, (370.0, 54.0)


def cast(theme: Theme = PAPER) -> tuple[HeatGrid, AttentionArcs]:
    grid = HeatGrid(
        WEIGHTS,
        theme=theme,
        row_labels=["a", "b", "c"],
        column_labels=["", "", ""],
        names=("asks", "is asked"),
        columns=even_columns(3, 600, 100, 10),
        top=450,
        row_height=30,
        lifted=LIFTED,
        numbers=[(ROW, j) for j in range(3)],
    )
    return grid, arcs_over(grid, ROW, card_top=CARD_TOP)


def done(animation: Animation) -> None:
    animation.begin()
    animation.interpolate(0.5)
    animation.finish()


def printed(grid: HeatGrid) -> list[str]:
    seen = [grid.numbers[ROW, j] for j in range(3)]
    return [n.text if len(n.submobjects[0].points) else "" for n in seen]


def test_nothing_is_bent_at_first() -> None:
    _, arcs = cast()
    assert not any(len(arc.points) for arc in arcs.arcs.values())


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_arcs_have_the_colours_of_the_cells_that_they_left(theme: Theme) -> None:
    grid, arcs = cast(theme)
    done(bend(grid, arcs, ROW))
    for j in (0, 2):
        assert corners(grid.cells[ROW][j])[:, 1].min() == pytest.approx(LIFTED[0], abs=0.2)
        feet = np.sort(corners(arcs.arcs[j])[[0, 47, 48, 95], 0])
        assert feet[[1, 3]] - feet[[0, 2]] == pytest.approx([58 * WEIGHTS[ROW, j]] * 2, abs=0.1)
    np.testing.assert_allclose(
        arcs.cores[0].fill_rgbas[0, :3], grid.cells[ROW][0].fill_rgbas[0, :3]
    )
    assert printed(grid) == ["0.50", "0.46", ""]


def test_arcs_leave_the_top_edge_of_the_lifted_row() -> None:
    grid, arcs = cast()
    done(grid.lift_row(ROW))
    rising = arcs.bend()
    rising.begin()
    rising.interpolate(0.1)
    top = corners(grid.cells[ROW][0])[:, 1].min()
    assert corners(arcs.arcs[0])[:, 1].max() == pytest.approx(top, abs=0.2)


def test_row_arcs_and_table_are_reweighed_together() -> None:
    grid, arcs = cast()
    done(bend(grid, arcs, ROW))
    done(reweigh(grid, arcs, ROW, OTHER))
    np.testing.assert_array_equal(grid.values, OTHER)
    np.testing.assert_array_equal(arcs.values, OTHER[ROW])
    assert printed(grid) == ["", "0.57", "0.40"]


def test_while_it_counts_only_numbers_that_are_never_tiny_stand() -> None:
    grid, arcs = cast()
    done(bend(grid, arcs, ROW))
    counting = reweigh(grid, arcs, ROW, OTHER)
    counting.begin()
    counting.interpolate(0.5)
    assert 0.46 < grid.values[ROW, 1] < 0.57
    np.testing.assert_allclose(grid.values[ROW], arcs.values)
    assert [text != "" for text in printed(grid)] == [False, True, False]


def test_arcs_go_back_and_the_row_lies_where_it_lay() -> None:
    grid, arcs = cast()
    before = corners(grid.cells[ROW][0])
    done(bend(grid, arcs, ROW))
    done(unbend(grid, arcs, ROW))
    assert not any(len(arc.points) for arc in arcs.arcs.values())
    np.testing.assert_allclose(corners(grid.cells[ROW][0]), before)
    assert printed(grid) == ["", "", ""]


def test_what_does_not_belong_together_is_refused() -> None:
    grid, arcs = cast()
    with pytest.raises(ValueError, match=r"weights 0.36 off those of row 0"):
        bend(grid, arcs, 0)
    with pytest.raises(ValueError, match=r"row 3 is not in the grid, allowed are 0 to 2"):
        unbend(grid, arcs, 3)
    with pytest.raises(ValueError, match=r"values have shape \(2, 2\), expected shape \(3, 3\)"):
        reweigh(grid, arcs, ROW, np.eye(2))
    elsewhere = AttentionArcs(
        WEIGHTS[ROW], theme=PAPER, asker=ROW, columns=even_columns(3, 0, 90), card_top=300
    )
    with pytest.raises(ValueError, match="do not stand over the columns"):
        bend(grid, elsewhere, ROW)
