"""Stage pixels to manim points and back, and the outlines that everything is drawn with."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from anim_lib.layout import (
    HEIGHT,
    PX,
    WIDTH,
    Points,
    arrowhead,
    chain,
    circle,
    dashes,
    partial,
    points,
    ribbon,
    rounded,
    stage,
    stroke,
)


def area(outline: Points) -> float:
    x, y = outline.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def length(line: Points) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def test_corners_of_the_stage_are_corners_of_the_frame() -> None:
    corners = points([(0, 0), (WIDTH, HEIGHT), (WIDTH / 2, HEIGHT / 2)])
    np.testing.assert_allclose(corners, [(-64 / 9, 4, 0), (64 / 9, -4, 0), (0, 0, 0)])


@pytest.mark.parametrize("place", [(0.0, 0.0), (96.0, 904.0), (1234.5, 6.7)])
def test_stage_undoes_points(place: tuple[float, float]) -> None:
    assert stage(points([place])[0]) == pytest.approx(place)


def test_a_stroke_of_one_pixel() -> None:
    # manim draws width w as w * 0.01 units at its frame of 8 units: 1.35 pixels of 1080
    assert stroke(1.35) == pytest.approx(1.0)
    assert stroke(3) * 0.01 / PX == pytest.approx(3.0)


def test_chain_has_one_straight_cubic_per_side() -> None:
    square = [(0, 0), (30, 0), (30, 30), (0, 30)]
    closed, opened = chain(square, closed=True), chain(square, closed=False)
    assert (len(closed), len(opened)) == (16, 12)
    np.testing.assert_allclose(closed[::4], points(square))
    np.testing.assert_allclose(closed[-1], points(square)[0])
    np.testing.assert_allclose(opened[-1], points(square)[-1])
    np.testing.assert_allclose(np.diff(closed[:4], axis=0), np.diff(closed[:4], axis=0)[[0, 0, 0]])


def test_a_ribbon_bends_with_its_sides_between_their_points() -> None:
    turn = np.linspace(0.0, np.pi, 13)  # 15 degrees a piece: as straight lines, 0.9 % too low
    around = np.column_stack([np.cos(turn), np.sin(turn)])
    heading = np.column_stack([-np.sin(turn), np.cos(turn)])
    beziers = ribbon(960 + 110 * around, 960 + 90 * around, heading).reshape(-1, 4, 3)
    np.testing.assert_allclose(beziers[:, 3], np.roll(beziers[:, 0], -1, axis=0))
    middles = np.tensordot(beziers, np.array([1, 3, 3, 1]) / 8, axes=(1, 0))
    x, y = np.array([stage(place) for place in middles]).T
    reach = np.hypot(x - 960, y - 960)
    np.testing.assert_allclose(np.delete(reach, [12, 25]), [110] * 12 + [90] * 12, rtol=1e-4)
    np.testing.assert_allclose(reach[[12, 25]], 100)  # straight across both ends
    assert ribbon(around[:0], around[:0], heading[:0]).shape == (0, 3)


def test_rounded_keeps_its_box_and_loses_only_its_corners() -> None:
    box = rounded(100, 200, 300, 80, 10)
    np.testing.assert_allclose((box.min(axis=0), box.max(axis=0)), [(100, 200), (400, 280)])
    assert area(box) == pytest.approx(300 * 80 - (4 - np.pi) * 100, rel=1e-3)
    assert area(rounded(0, 0, 300, 80)) == 300 * 80
    assert len(rounded(0, 0, 300, 80, 0.1)) == 4


def test_rounded_never_turns_inside_out() -> None:
    thin = rounded(0, 0, 300, 4, 10)  # the radius gives way to half the height
    np.testing.assert_allclose((thin.min(axis=0), thin.max(axis=0)), [(0, 0), (300, 4)], atol=1e-9)
    assert area(rounded(0, 0, -5, 10)) > 0


def test_circle_lies_on_its_radius() -> None:
    for r in (4.0, 60.0, 200.0):
        out = circle(50, 70, r)
        np.testing.assert_allclose(np.hypot(*(out - (50, 70)).T), r)
    assert len(circle(0, 0, 100)) > len(circle(0, 0, 10))


def test_arrowhead_points_where_it_should() -> None:
    head = arrowhead(100, 50, 0.0)
    np.testing.assert_allclose(head, [(100, 50), (76, 60), (82.24, 50), (76, 40)])
    down = arrowhead(100, 50, np.pi / 2)
    np.testing.assert_allclose(down[0], (100, 50))
    assert (down[1:, 1] < 50).all()


CORNER = np.array([(0.0, 0.0), (30.0, 0.0), (30.0, 70.0)])


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.99, 1.0])
def test_partial_is_the_share_of_the_length(share: float) -> None:
    piece = partial(CORNER, share)
    assert length(piece) == pytest.approx(100 * share)
    np.testing.assert_allclose(piece[0], (0, 0))


def test_partial_turns_the_corner_and_stops_at_the_end() -> None:
    np.testing.assert_allclose(partial(CORNER, 0.5), [(0, 0), (30, 0), (30, 20)])
    np.testing.assert_allclose(partial(CORNER, 3.0), CORNER)


def test_dashes_end_with_the_line_and_keep_their_gaps() -> None:
    pieces = dashes([(0, 0), (104, 0)], 18, 10)
    np.testing.assert_allclose(pieces[0][0], (0, 0))
    np.testing.assert_allclose(pieces[-1][-1], (104, 0))
    gaps = [b[0, 0] - a[-1, 0] for a, b in pairwise(pieces)]
    np.testing.assert_allclose(gaps, 10)
    lengths = [length(piece) for piece in pieces]
    np.testing.assert_allclose(lengths, lengths[0])
    assert lengths[0] == pytest.approx(18, abs=4)  # stretched so that whole dashes fit


def test_a_dash_bends_with_its_line() -> None:
    pieces = dashes(CORNER, 40, 10)
    assert sum(length(p) for p in pieces) == pytest.approx(100 - 10 * (len(pieces) - 1))
    assert any((np.abs(p - (30, 0)).sum(axis=1) < 1e-9).any() for p in pieces)
