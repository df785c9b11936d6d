"""Ways of a decision tree lead from its gates to its bins, and a card's right end follows them."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.decision_tree import (
    BIN,
    CARD,
    TALL,
    TURN,
    DecisionTree,
    Gate,
    RollingCard,
    bent,
)
from anim_lib.theme import PAPER
from tests import drawn

GATES = [
    Gate(x=400, top=150, floor=260, across=760, below=380, yes=(140, 340)),
    Gate(x=760, top=260, floor=420, across=1500, below=600, yes=(780, 500), no=(1246, 500)),
]


def tree() -> DecisionTree:
    return DecisionTree(GATES, theme=PAPER)


def test_lines_go_down_for_yes_and_across_for_no() -> None:
    lines = drawn.boxes(tree().lines)
    np.testing.assert_allclose(lines[0], (140 + CARD, 150, 400, 340))
    np.testing.assert_allclose(lines[1], (400, 260, 760, 380))
    np.testing.assert_allclose(lines[2], (760, 260, 780, 500))
    np.testing.assert_allclose(lines[3], (760, 420, 1500, 500))


def test_bins_stand_where_ways_end() -> None:
    bins = tree().bins
    assert [bool(len(one.points)) for one in bins] == [True, False, True, True]
    for one, (left, middle) in zip(
        (bins[0], bins[2], bins[3]), ((140, 340), (780, 500), (1246, 500)), strict=True
    ):
        left_of, top, right, bottom = drawn.boxes(one)
        np.testing.assert_allclose((left_of, right), (left, left + CARD))
        np.testing.assert_allclose((top, bottom), (middle - BIN / 2, middle + BIN / 2))


def test_words_stand_beside_their_ways() -> None:
    words = tree().words
    drawn.assert_printed(words, ["yes", "no", "yes", "no"])
    left, _, right, _ = drawn.boxes(words).T
    assert 400 < left[0] < right[1] < 760 < left[2]
    assert left[3] > 1500


@pytest.mark.parametrize(
    ("gate", "passed", "to", "end"),
    [
        (0, True, None, (140 + CARD, 340)),
        (0, False, None, (760, 380)),
        (0, False, 400.0, (760, 400)),
        (1, True, None, (780 + CARD, 500)),
        (1, False, None, (1246 + CARD, 500)),
    ],
)
def test_a_fall_ends_where_the_gate_sends(
    gate: int, passed: bool, to: float | None, end: tuple[float, float]
) -> None:
    way = tree().fall(gate, 900, 230, passed=passed, to=to)
    np.testing.assert_allclose(way[0], (900, 230))
    np.testing.assert_allclose(way[-1], end)
    assert way[:, 1].max() <= max(GATES[gate].below, GATES[gate].yes[1], to or 0)


@pytest.mark.parametrize("passed", [True, False])
def test_a_fall_can_go_back_under_its_row(passed: bool) -> None:
    way = tree().fall(1, 1100, 300, passed=passed, under=330)
    right = way[way[:, 0] > GATES[1].x + TURN]
    above = right[right[:, 1] < GATES[1].floor - TURN]
    np.testing.assert_allclose(above[:, 1].max(), 330)
    np.testing.assert_allclose(way[way[:, 1] <= 330][-1][0], GATES[1].x + TURN)
    np.testing.assert_allclose(way[-1], (780 + CARD if passed else 1246 + CARD, 500))


def test_bends_are_round_and_ends_stay() -> None:
    path = bent([(0, 0), (100, 0), (100, 100)])
    np.testing.assert_allclose(path[[0, -1]], [(0, 0), (100, 100)])
    centre = np.array([100 - TURN, TURN])
    np.testing.assert_allclose(np.hypot(*(path[1:-1] - centre).T), TURN)
    np.testing.assert_allclose(bent([(0, 0), (0, 0), (50, 0)]), [(0, 0), (0, 0), (50, 0)])


def card(**more: float) -> RollingCard:
    legs = [np.array([(900.0, 150.0), (400.0, 150.0)]), np.array([(400.0, 150.0), (400.0, 230.0)])]
    return RollingCard("131,072", legs, theme=PAPER, role="ink", **more)  # type: ignore[arg-type]


def test_the_right_end_of_the_card_follows_the_route() -> None:
    one = card()
    for stop, (x, y) in enumerate([(900, 150), (400, 150), (400, 230)]):
        rolling = one.roll(stop)
        rolling.begin()
        rolling.interpolate(1.0)
        left, top, right, bottom = drawn.boxes(one.card)
        np.testing.assert_allclose((right, (top + bottom) / 2), (x, y), atol=0.05)
        np.testing.assert_allclose((right - left, bottom - top), (CARD, TALL))
        if stop:
            np.testing.assert_allclose(drawn.ends(one.trail.curve)[-1], (x, y), atol=0.05)
    assert drawn.printed(one.label) == "131,072"


def test_it_leaves_home_whole() -> None:
    one = card().set_channels(presence=0.0)
    rolling = one.roll(1)
    rolling.begin()
    rolling.interpolate(0.01)
    assert drawn.shown(one.card, PAPER.ground)
    np.testing.assert_allclose(
        drawn.fills(one.card), drawn.ramp_colours(0, [PAPER.text("ink")] * 2, (0, 1)), atol=0.002
    )


def test_a_trail_can_lie_aside() -> None:
    one = card(aside=7.0)
    one.trail.set_channels(drawn=1.0)
    np.testing.assert_allclose(drawn.ends(one.trail.curve), [(893, 143), (393, 223)])


def test_legs_must_meet() -> None:
    legs = [np.array([(0.0, 0.0), (1.0, 0.0)]), np.array([(2.0, 0.0), (3.0, 0.0)])]
    with pytest.raises(ValueError, match="RollingCard leg begins at"):
        RollingCard("x", legs, theme=PAPER, role="ink")
