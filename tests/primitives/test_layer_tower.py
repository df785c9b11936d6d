"""A layer tower has a floor per layer, and balconies as long as the bytes that it keeps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.layer_tower import LayerTower
from anim_lib.primitives.tower_floor import CALM
from anim_lib.scales import mix, rgb
from anim_lib.theme import PAPER
from tests import drawn

MIXERS = ("ssm", "attention", "ssm", "attention")
BYTES = (40.0, 300.0, 40.0, 0.0)
UNIT = 0.5


def tower(values: Any = BYTES, **given: Any) -> LayerTower:
    options: dict[str, Any] = {
        "theme": PAPER,
        "mixers": MIXERS,
        "place": (100, 800, 200, 386),
        "unit": UNIT,
    }
    return LayerTower(values, **{**options, **given})


def test_balconies_are_as_long_as_their_bytes() -> None:
    one = tower()
    wide = drawn.sizes([floor.water for floor in one.floors])[:, 0]
    np.testing.assert_allclose(wide, UNIT * np.array(BYTES), atol=1e-6)
    one.set_channels(unit=2 * UNIT)
    wide = drawn.sizes([floor.water for floor in one.floors])[:, 0]
    np.testing.assert_allclose(wide, 2 * UNIT * np.array(BYTES), atol=1e-6)


def test_water_where_attention_is_and_a_ledge_elsewhere() -> None:
    one = tower()
    waters = drawn.fills([floor.water for floor in one.floors[:2]])
    paints = [mix(PAPER.fill(role), PAPER.ground, CALM) for role in ("ssm", "cache")]
    drawn.assert_colours(waters, paints)
    rooms = drawn.fills([floor.room for floor in one.floors])
    own = {"ssm": paints[0], "attention": rgb(PAPER.fill("attention"))}
    drawn.assert_colours(rooms, [own[mixer] for mixer in MIXERS])


def test_the_first_layer_lies_on_the_ground_and_each_on_the_one_before() -> None:
    boxes = drawn.boxes([floor.room for floor in tower().floors])
    assert boxes[0, 3] == pytest.approx(800 - 1.5)
    np.testing.assert_allclose(np.diff(boxes[:, 3]), -100.0, atol=1e-6)
    np.testing.assert_allclose(boxes[:, 3] - boxes[:, 1], 86 - 3, atol=1e-6)


def test_blocks_stand_apart() -> None:
    one = tower(period=2, place=(100, 800, 200, 428))
    tops = drawn.boxes([floor.room for floor in one.floors])[:, 1]
    np.testing.assert_allclose(np.diff(tops), [-100, -142, -100], atol=1e-6)


def test_blocks_fold_into_the_first_one() -> None:
    one = tower(np.zeros(6), mixers=["ssm", "attention"] * 3, period=2)
    one.set_channels(built=[1, 1, 0.01, 0.01, 0.01, 0.01])
    tops = drawn.boxes([floor.room for floor in one.floors])[:, 1]
    np.testing.assert_allclose(tops[2:], [*tops[:2], *tops[:2]], atol=5)
    one.set_channels(built=[1, 1, 0, 0, 0, 0])
    assert not drawn.sizes([floor.room for floor in one.floors])[2:].any()


@pytest.mark.parametrize("verb", ["build", "open"])
def test_the_highest_floor_is_the_last(verb: str) -> None:
    one = tower(np.zeros(32), mixers=["ssm"] * 32)
    channel = {"build": "built", "open": "opened"}[verb]
    move = getattr(one.set_channels(**{channel: 0.0}), verb)(run_time=0.5)
    move.begin()
    assert move.run_time == pytest.approx(0.5), "the whole run"
    move.interpolate(0.5)
    now = one.channel(channel)
    assert now[0] == 1.0
    assert now[-1] == 0.0
    assert (np.diff(now) <= 0).all()
    move.interpolate(0.95)
    assert 0 < one.channel(channel)[-1] < 1


def test_every_expert_has_a_window_and_some_are_at_work() -> None:
    one = tower(experts=[1, 16, 1, 5], busy=2)
    panes = [
        (len(drawn.rectangles(f.idle)), len(drawn.rectangles(f.at_work))) for f in one.floors[1::2]
    ]
    assert panes == [(14, 2), (3, 2)]
    assert all(len(one.floors[k].dense.points) for k in (0, 2))
    assert not any(len(one.floors[k].dense.points) for k in (1, 3))


def test_a_token_passes_from_the_ground_up() -> None:
    one = tower(shaft=28)
    move = one.visit(run_time=1.0)
    move.begin()
    seen = []
    for share in (0.4, 0.55, 0.7):
        move.interpolate(share)
        x, y = drawn.middles([one.bead])[0]
        assert x == pytest.approx(72)
        seen.append(y)
    assert seen == sorted(seen, reverse=True)
    move.finish()
    assert not len(one.bead.points)


def test_closed_floors_do_not_tell_their_kind() -> None:
    one = tower().set_channels(opened=0.0)
    rooms = drawn.fills([floor.room for floor in one.floors])
    assert np.ptp(rooms, axis=0).max() == 0.0


def test_words_stand_only_in_rooms_that_are_high_enough() -> None:
    one = tower(names=["Mamba", "attention"] * 2)
    assert [drawn.printed(word) for word in one.words[:2]] == ["Mamba", "attention"]
    one.set_channels(place=(100, 800, 200, 100))
    assert not any(drawn.printed(word) for word in one.words)


def test_posing_twice_changes_nothing() -> None:
    one = tower(experts=[1, 16, 1, 16], busy=2, shaft=20)
    before = [leaf.points.copy() for leaf in one.get_family()]
    one.pose()
    for old, leaf in zip(before, one.get_family(), strict=True):
        np.testing.assert_array_equal(old, leaf.points)


@pytest.mark.parametrize(
    ("values", "given", "words"),
    [
        ([1.0, -1.0, 0.0, 0.0], {}, "bytes lie in"),
        (BYTES, {"mixers": MIXERS[:3]}, "4 values but 3 mixers"),
        (BYTES, {"names": ["Mamba"]}, "4 values but 1 names"),
        (BYTES, {"experts": [1, 2]}, r"experts have shape \(2,\)"),
        (BYTES, {"unit": 0.0}, "must be above 0"),
        ([1.0, np.nan, 0.0, 0.0], {}, "NaN"),
    ],
)
def test_what_cannot_be_drawn_is_refused(values: Any, given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        tower(values, **given)
