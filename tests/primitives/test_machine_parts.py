"""Knob, Wiring and ParameterCard: angles, ways and numbers read back from the stage."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.knob import SWEEP, Knob
from anim_lib.primitives.parameter_card import ParameterCard
from anim_lib.primitives.wiring import Wiring
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests import drawn

BLOCK = [[-11.0, 0.0], [-24.0, -13.0]]


def card() -> ParameterCard:
    return ParameterCard(
        BLOCK,
        title="one card",
        lines=[("B", "64"), ("A", "2 × 2")],
        box=(96, 130, 396, 500),
        spoken=(1, 1),
        theme=PAPER,
    )


def pointed(knob: Knob) -> float:
    """Angle of the drawn pointer, clockwise from straight up."""
    (x0, y0), (x1, y1) = drawn.ends(knob.hand)
    return float(np.arctan2(x1 - x0, y0 - y1))


def test_a_knob_points_at_its_value_and_prints_it() -> None:
    knob = Knob([-13, -11, -3], x=200, y=500, r=50, theme=PAPER)
    for value, share in ((-13, 0.0), (-8, 0.5), (-5.5, 0.75), (-3, 1.0)):
        knob.set_channels(value=value)
        assert pointed(knob) == pytest.approx(SWEEP * (2 * share - 1))
    assert drawn.printed(knob.number) == "−3"
    x, y = drawn.middles(knob.ticks)[1]
    assert np.arctan2(x - 200, 500 - y) == pytest.approx(SWEEP * (2 * 0.2 - 1))
    turning = knob.turn_to(-11)
    turning.begin()
    turning.finish()
    assert drawn.printed(knob.number) == "−11"


def test_a_knob_refuses_what_it_cannot_set() -> None:
    for stops in ([1.0], [1.0, 1.0], [1.0, 2.0, 1.5]):
        with pytest.raises(ValueError, match="neither rise nor fall"):
            Knob(stops, x=0, y=0, r=10, theme=PAPER)
    with pytest.raises(ValueError, match="lies outside of its stops"):
        Knob([0, 1], x=0, y=0, r=10, theme=PAPER).turn_to(2)


def test_arrows_come_along_their_ways_and_frames_stand() -> None:
    ways = [[(400, 300), (500, 300)], [(400, 500), (500, 500)]]
    chart = Wiring(ways, theme=PAPER, frames=[(500, 130, 900, 470)])
    assert drawn.boxes(chart.boxes)[0] == pytest.approx([500, 130, 900, 470])
    assert drawn.corners(chart.arrows[0].tip)[0] == pytest.approx([500, 300])
    leading = chart.lead(1)
    leading.begin()
    assert not len(chart.arrows[1].shaft.points), "it has not started"
    assert len(chart.arrows[0].shaft.points), "the other stands"
    leading.finish()
    np.testing.assert_allclose(drawn.edges(chart.arrows[1].shaft), rgb(PAPER.ink))
    np.testing.assert_allclose(drawn.edges(chart.arrows[0].shaft), rgb(PAPER.stroke("muted")))
    speaking = chart.speak_of(0)
    speaking.begin()
    speaking.finish()
    np.testing.assert_allclose(drawn.edges(chart.boxes)[0], rgb(PAPER.ink))
    chart.set_channels(framed=0.0)
    assert np.isnan(drawn.boxes(chart.boxes)).all()


def test_wiring_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match=r"Wiring way has shape \(1, 2\)"):
        Wiring([[(0, 0)]], theme=PAPER, frames=[])
    with pytest.raises(ValueError, match="has no size"):
        Wiring([], theme=PAPER, frames=[(10, 0, 5, 9)])


def test_a_card_prints_its_block_and_rings_one_number() -> None:
    one = card()
    assert drawn.texts(one.counters[0]) == ["−11", "0"]
    assert drawn.texts(one.counters[1]) == ["−24", "−13"]
    assert not drawn.shown(one.ring, PAPER.ground)
    pointing = one.point_out()
    pointing.begin()
    pointing.finish()
    left, top, right, bottom = drawn.boxes([one.ring])[0]
    for k, counter in enumerate(drawn.boxes(one.counters[1])):
        inside = left < counter[0] and counter[2] < right
        assert inside == (k == 1), "the ring holds its number and no other"
        assert top < counter[1]
        assert counter[3] < bottom
    counting = one.set_number(-3)
    counting.begin()
    counting.interpolate(0.5)
    assert drawn.printed(one.counters[1][1]) == "−8"
    counting.finish()
    assert drawn.texts(one.counters[1]) == ["−24", "−3"]


def test_a_card_refuses_a_number_that_it_has_not() -> None:
    with pytest.raises(ValueError, match=r"no number \(2, 0\) in a block of \(2, 2\)"):
        ParameterCard(BLOCK, title="x", lines=[], box=(0, 0, 9, 9), spoken=(2, 0), theme=PAPER)
