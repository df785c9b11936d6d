"""Arcs are as wide as their weights, stand side by side at the asker, and never cross there."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from anim_lib.columns import even_columns, middles
from anim_lib.layout import stage
from anim_lib.primitives.attention_arcs import (
    APEX,
    FLOOR,
    FOOT,
    LEAST,
    RIM,
    SPAN,
    AttentionArcs,
)
from anim_lib.scales import contrast, ramp, rgb
from anim_lib.theme import INK, PAPER
from tests.areas import corners

ROW = np.array([0.1, 0.4, 0.2, 0.25, 0.05])
COLUMNS = even_columns(5, 400, 90, 10)
FEET_Y = 500 - FOOT


def arcs(values: object = ROW, **options: object) -> AttentionArcs:
    given: dict[str, object] = {"theme": PAPER, "asker": 2, "columns": COLUMNS, "card_top": 500}
    return AttentionArcs(values, **(given | options))  # type: ignore[arg-type]


def outline(drawn: AttentionArcs, j: int) -> np.ndarray:
    return corners(drawn.arcs[j])


def foot_spans(drawn: AttentionArcs, j: int) -> list[tuple[float, float]]:
    """Left and right end of both feet of the arc from ``j``, left foot first."""
    at = outline(drawn, j)
    low = np.unique(at[np.abs(at[:, 1] - FEET_Y) < 0.01][:, 0].round(2))
    return [(low[0], low[1]), (low[-2], low[-1])]


def asker_foot(drawn: AttentionArcs, j: int) -> tuple[float, float]:
    return foot_spans(drawn, j)[1 if j < 2 else 0]


def test_widths_are_58_pixels_times_the_weight_at_both_feet() -> None:
    drawn = arcs()
    for j in (0, 1, 3, 4):
        for left, right in foot_spans(drawn, j):
            assert right - left == pytest.approx(58 * ROW[j], abs=0.1)


def test_at_the_asker_the_widths_stand_side_by_side_and_fill_its_card() -> None:
    drawn = arcs()
    spans = [asker_foot(drawn, j) for j in (1, 0)]
    spans.append((spans[-1][1], spans[-1][1] + 58 * ROW[2]))  # its own weight keeps its place
    spans += [asker_foot(drawn, j) for j in (4, 3)]
    for before, after in pairwise(spans):
        assert after[0] == pytest.approx(before[1], abs=0.1)
    centre = middles(COLUMNS)[2]
    assert (spans[0][0], spans[-1][1]) == pytest.approx((centre - 29, centre + 29), abs=0.1)


def test_the_card_of_a_short_word_is_never_overfilled() -> None:
    drawn = arcs(columns=even_columns(5, 400, 40, 10))
    assert drawn.widths().sum() == pytest.approx(40)


def test_apexes_are_nested_by_span() -> None:
    drawn = arcs([0.2, 0.2, 0.2, 0.2, 0.2])
    heights = drawn.heights()
    assert heights[[0, 4]].max() == pytest.approx(APEX + SPAN)
    assert heights[0] > heights[1] > APEX
    assert heights[4] > heights[3]
    top = outline(drawn, 1)[:, 1].min()
    assert FEET_Y - top == pytest.approx(heights[1] + 0.2 * 58 / 2, abs=0.5)


@pytest.mark.parametrize("asker", [0, 2, 4])
@pytest.mark.parametrize("span", [(0, 1920), (400, 500), (640, 660)])
def test_a_crest_is_the_highest_point_of_all_outlines_between_two_places(
    asker: int, span: tuple[float, float]
) -> None:
    drawn = arcs(asker=asker)
    at = np.vstack([outline(drawn, j) for j in drawn.targets])
    along = np.vstack([np.linspace(a, b, 20) for a, b in pairwise(at)])
    inside = along[(along[:, 0] >= span[0]) & (along[:, 0] <= span[1])]
    # what is drawn is of one width all along; the ellipse around it is a pixel or two off
    assert drawn.crest(*span) == pytest.approx(inside[:, 1].min(), abs=3.0)


def test_where_no_arc_is_the_crest_is_at_the_feet() -> None:
    assert arcs().crest(1500, 1800) == FEET_Y


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_colours_are_those_of_cells_and_rims_are_never_too_pale(theme: object) -> None:
    drawn = arcs([0.02, 0.7, 0.08, 0.2, 0.0], theme=theme)
    steps, floor = drawn.theme.attention_ramp, FLOOR[drawn.theme.name]
    for j, weight in ((1, 0.7), (3, 0.2)):
        np.testing.assert_allclose(drawn.cores[j].fill_rgbas[0, :3], ramp(steps, weight))
    for j, weight in ((1, 0.7), (3, floor), (0, floor)):
        np.testing.assert_allclose(drawn.arcs[j].fill_rgbas[0, :3], ramp(steps, weight))
    assert contrast(ramp(steps, floor), rgb(drawn.theme.ground)) >= 3.0


def test_rims_lie_inside_of_the_width_and_thin_arcs_are_all_rim() -> None:
    drawn = arcs([0.02, 0.7, 0.08, 0.2, 0.0])
    outer, inner = outline(drawn, 1), corners(drawn.cores[1])
    assert outer[:, 1].min() - inner[:, 1].min() == pytest.approx(-RIM, abs=0.01)
    assert not len(drawn.cores[0].points)


def test_an_arc_is_as_wide_all_along_as_at_its_feet() -> None:
    at = outline(arcs(), 3)
    half = len(at) // 2
    across = np.hypot(*(at[:half] - at[half:][::-1]).T)
    np.testing.assert_allclose(across, 58 * ROW[3], atol=0.1)


def test_a_wide_arc_to_the_next_word_does_not_fold_over() -> None:
    at = outline(arcs([0.05, 0.9, 0.05, 0.0, 0.0], reach=20.0), 1)
    inner = at[len(at) // 2 :][::-1]
    assert inner[:, 1].max() <= FEET_Y + 0.01


def test_a_weight_of_zero_still_has_a_line() -> None:
    left, right = foot_spans(arcs([0.1, 0.4, 0.3, 0.2, 0.0]), 4)[1]
    assert right - left == pytest.approx(LEAST, abs=0.1)


def test_to_values_keeps_the_sum_and_ends_exactly() -> None:
    drawn, end = arcs(), np.array([0.5, 0.1, 0.2, 0.1, 0.1])
    animation = drawn.to_values(end)
    animation.begin()
    animation.interpolate(0.5)
    np.testing.assert_allclose(drawn.values, (ROW + end) / 2)
    assert drawn.widths().sum() == pytest.approx(58)
    animation.interpolate(1.0)
    np.testing.assert_array_equal(drawn.values, end)
    left, right = asker_foot(drawn, 0)
    assert right - left == pytest.approx(29, abs=0.1)


def test_arcs_leave_their_cells_heaviest_first() -> None:
    drawn = arcs(source=580)
    animation = drawn.bend()
    animation.begin()
    animation.interpolate(0.05)
    assert outline(drawn, 1)[:, 1].max() == pytest.approx(580, abs=0.1)
    assert not len(drawn.arcs[0].points)
    animation.interpolate(1.0)
    assert all(outline(drawn, j)[:, 1].max() <= FEET_Y + 0.1 for j in (0, 1, 3, 4))


def test_arcs_go_back_into_their_cells() -> None:
    drawn = arcs(source=580)
    animation = drawn.unbend()
    animation.begin()
    animation.interpolate(0.5)
    assert outline(drawn, 1)[:, 1].max() == pytest.approx(580, abs=0.1)
    animation.interpolate(1.0)
    assert not any(len(arc.points) for arc in drawn.arcs.values())


def test_a_flash_runs_to_the_asker_and_leaves_nothing() -> None:
    drawn = arcs()
    animation = drawn.flash(0)
    animation.begin()
    animation.interpolate(0.5)
    assert len(drawn.beads[0].points)
    assert not len(drawn.beads[1].points)
    animation.interpolate(1.0)
    assert not len(drawn.beads[0].points)


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([[0.5, 0.5]], {}, r"AttentionArcs values have shape \(1, 2\), expected 1 axes"),
        ([0.5, 0.6, 0, 0, 0], {}, "AttentionArcs values add up to 1.1000"),
        ([1.5, -0.5, 0, 0, 0], {}, "least -0.5"),
        ([float("nan")] * 5, {}, "AttentionArcs values hold a NaN"),
        (ROW, {"asker": 5}, "AttentionArcs asker is 5, allowed are 0 to 4"),
        (ROW, {"columns": COLUMNS[:3]}, r"AttentionArcs columns have shape \(3, 2\)"),
    ],
)
def test_bad_input_is_named(values: object, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        arcs(values, **options)


def test_a_row_that_does_not_add_up_is_refused_later_too() -> None:
    with pytest.raises(ValueError, match="adds up to 1"):
        arcs().set_values([0.1, 0.1, 0.1, 0.1, 0.1])


def test_between_its_points_a_band_bends_like_its_ellipse() -> None:
    drawn, j = arcs(), 0
    foot, height = drawn.feet()[j], drawn.heights()[j]
    half, middle = (foot - drawn.centres[j]) / 2, (foot + drawn.centres[j]) / 2
    turn = np.linspace(0.0, np.pi, 100_001)
    c, s = np.cos(turn), np.sin(turn)
    on = np.column_stack([middle - half * c, FEET_Y - height * s])
    away = np.column_stack([-height * c, -half * s]) / np.hypot(height * c, half * s)[:, None]
    outer = on + away * drawn.widths()[j] / 2
    beziers = drawn.arcs[j].points.reshape(-1, 4, 3)[:47]
    halfway = np.tensordot(beziers, np.array([1, 3, 3, 1]) / 8, axes=(1, 0))
    for x, y in (stage(place) for place in halfway):
        assert np.hypot(outer[:, 0] - x, outer[:, 1] - y).min() < 0.005


@pytest.mark.parametrize("bead", np.linspace(0.0, 1.0, 41).tolist())
def test_a_light_can_stand_anywhere_on_its_way(bead: float) -> None:
    drawn = arcs(source=600.0)
    drawn.set_channels(bead=np.full(5, bead))
    for j in (0, 1, 3, 4):
        assert np.isfinite(drawn.beads[j].points).all()
