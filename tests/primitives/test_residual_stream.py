"""The stream's bars are its numbers, an addition joins them at their ends, nothing is replaced."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.residual_stream import ARRIVED, JOINED, ResidualStream
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests import drawn

STATES = np.array([[1.0, -2.0, 0.5], [1.5, -1.0, -0.5], [1.0, -1.0, -1.5]])
DELTAS = np.diff(STATES, axis=0)
BAND = (0.0, 360.0, 1920.0, 520.0)


def stream(**options: object) -> ResidualStream:
    given: dict[str, object] = {
        "deltas": DELTAS,
        "columns": (200.0, 300.0),
        "rows": (400.0, 40.0),
        "unit": 50.0,
        "band": BAND,
    }
    return ResidualStream(STATES, theme=PAPER, **(given | options))  # type: ignore[arg-type]


def lengths(bars: list[object], axis: float) -> list[float]:
    return drawn.bar_lengths(bars, axis).tolist()


def test_states_and_additions_are_as_long_as_their_numbers() -> None:
    s = stream()
    for k, state in enumerate(STATES):
        assert lengths(s.bars[2 * k], 200 + 600 * k) == pytest.approx((50 * state).tolist())
    for k, delta in enumerate(DELTAS):
        found = lengths(s.bars[2 * k + 1], 500 + 600 * k)
        assert found == pytest.approx((50 * delta).tolist())
    assert s.tip(2, 0) == 875.0
    assert [s.y_of(row) for row in range(3)] == [400.0, 440.0, 480.0]


def test_bars_have_the_colours_of_their_signs() -> None:
    s = stream()
    right = [rgb(PAPER.fill("state_pos" if x >= 0 else "state_neg")) for x in STATES[0]]
    drawn.assert_colours(drawn.fills(s.bars[0]), right)


def test_a_state_is_not_there_before_the_stream_has_passed_the_window() -> None:
    s = stream().set_channels(carried=[0.0, 0.0])
    assert all(len(bar.points) for bar in s.bars[0])
    assert not [bar for column in (s.bars[2], s.bars[4]) for bar in column if len(bar.points)]
    s.set_channels(carried=[1.0, 0.0])
    assert all(len(bar.points) for bar in s.bars[2])
    assert not [bar for bar in s.bars[4] if len(bar.points)]


def test_over_the_window_each_delta_starts_where_its_bar_ends() -> None:
    s = stream().set_channels(carried=[ARRIVED, 0.0])
    assert lengths(s.moving[0], 500.0) == pytest.approx((50 * STATES[0]).tolist())
    ends = drawn.boxes(s.bars[1])
    for row, (old, new) in enumerate(zip(STATES[0], STATES[1], strict=True)):
        left, right = sorted((500.0 + 50 * old, 500.0 + 50 * new))
        assert ends[row, [0, 2]] == pytest.approx([left, right], abs=0.01)
    assert lengths(s.bars[0], 200.0) == pytest.approx((50 * STATES[0]).tolist()), "it stays too"


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_while_it_joins_bar_and_rest_of_the_delta_end_at_the_sum(share: float) -> None:
    s = stream().set_channels(carried=[ARRIVED + share * (JOINED - ARRIVED), 0.0])
    taken = STATES[0] + share * DELTAS[0]
    assert lengths(s.moving[0], 500.0) == pytest.approx((50 * taken).tolist(), abs=1e-6)
    rest = drawn.boxes(s.bars[1])
    for row, total in enumerate(STATES[1]):
        if share < 1.0:
            left, right = sorted((500.0 + 50 * taken[row], 500.0 + 50 * total))
            assert rest[row, [0, 2]] == pytest.approx([left, right], abs=0.01)


def test_an_addition_comes_down_and_grows_at_once() -> None:
    s = stream().set_channels(dropped=[0.5, 0.0], carried=0.0)
    assert lengths(s.bars[1], 500.0) == pytest.approx((25 * DELTAS[0]).tolist())
    top = s.edge[0]
    heights = drawn.middles(s.bars[1])[:, 1]
    assert heights == pytest.approx([(top + s.y_of(row)) / 2 for row in range(3)])
    assert not [bar for bar in s.bars[3] if len(bar.points)]


def test_verbs_end_where_they_say() -> None:
    s = stream().set_channels(opened=0.0, dropped=0.0, carried=0.0)
    for move in (s.open(0), s.drop(0), s.carry(0)):
        move.begin()
        move.finish()
    for name in ("opened", "dropped", "carried"):
        assert s.channel(name).tolist() == [1.0, 0.0], name
    move = s.carry(1)
    move.begin()
    move.finish()
    assert s.channel("carried").tolist() == [1.0, 1.0]


def test_seams_and_outlines_mark_where_a_bar_ended_before() -> None:
    s = stream()
    grown, changed = drawn.boxes(s.seams[0]), drawn.boxes(s.ghosts[0])
    seam = pytest.approx([850, 850])
    assert grown[0, [0, 2]] == seam, "1 became 1.5: a seam in the longer bar"
    assert changed[1, [0, 2]] == pytest.approx([800 - 100, 800 - 50]), "-2 became -1: an outline"
    assert changed[2, [0, 2]] == pytest.approx([800, 825]), "0.5 became -0.5: all of it"
    assert np.isnan(grown[1:]).all()
    s.set_channels(marked=0.0)
    assert not [leaf for row in (*s.seams, *s.ghosts) for leaf in row if len(leaf.points)]


def test_columns_out_of_sight_are_not_drawn() -> None:
    s = stream().set_channels(seen=(300.0, 1000.0))
    assert not [bar for bar in s.bars[0] if len(bar.points)]
    assert all(len(bar.points) for bar in s.bars[2])
    assert s.band.full_bleed is True  # type: ignore[attr-defined]


def test_posing_twice_changes_nothing() -> None:
    s = stream().set_channels(carried=[0.5, 0.0])
    before = [leaf.points.copy() for leaf in drawn.leaves(s)]
    s.pose()
    for old, leaf in zip(before, drawn.leaves(s), strict=True):
        np.testing.assert_array_equal(old, leaf.points)


def test_states_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match=r"do not add up.*differs by 0\.1"):
        stream(deltas=DELTAS + np.array([[0.1, 0.0, 0.0], [0.0, 0.0, 0.0]]))
    with pytest.raises(ValueError, match=r"shape \(1, 3\), expected \(2, 3\)"):
        stream(deltas=DELTAS[:1])
    with pytest.raises(ValueError, match="do not add up"):
        stream().set_values(STATES + np.array([[1.0], [0.0], [0.0]]))
