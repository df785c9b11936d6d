"""A lane of memory: areas in proportion to numbers kept, read back from what is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.primitives.memory_lane import PALE, RIM, MemoryLane
from anim_lib.scales import mix, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn
from tests.areas import area

KEPT = [1_100, 1_300, 1_500]
COLUMNS = even_columns(3, 320.0, 8.0, 2.0)
FLOOR, RIGHT, PER = 500.0, 300.0, 2.5


def lane(theme: Theme = PAPER, **options: Any) -> MemoryLane:
    given: dict[str, Any] = {"block": 900, "role": "hybrid", "cache": "cache", **options}
    values = given.pop("values", KEPT)
    return MemoryLane(
        values,
        per_number=PER,
        columns=COLUMNS,
        floor=FLOOR,
        right=RIGHT,
        counted=(600.0, 480.0),
        theme=theme,
        **given,
    )


def read(one: MemoryLane, *shares: float) -> MemoryLane:
    one.set_channels(read=shares)
    return one


def test_areas_are_in_proportion_to_the_numbers_kept() -> None:
    one = read(lane(), 1.0, 1.0, 1.0)
    found = [area(one.rim), *[area(bar) for bar in one.bars]]
    np.testing.assert_allclose(found, PER * np.array([900, 200, 200, 200]))
    assert sum(found) == pytest.approx(PER * KEPT[-1])
    left, top, right, low = drawn.boxes(one.rim)
    assert right - left == pytest.approx(low - top), "the block is a square"
    assert (right, low) == pytest.approx((RIGHT, FLOOR))


def test_nothing_is_there_before_the_first_token() -> None:
    one = lane()
    assert not any(len(shape.points) for shape in (one.rim, one.block, one.pulses, *one.bars))
    drawn.assert_printed([one.counter], [""])


def test_columns_grow_while_they_are_read_and_then_stay() -> None:
    one = read(lane(), 1.0, 0.5, 0.0)
    tall = drawn.bar_lengths(one.bars, FLOOR, "y")
    np.testing.assert_allclose(tall, PER * np.array([200, 100, 0]) / 8.0)
    drawn.assert_printed([one.counter], ["1,100"])
    drawn.assert_printed([read(one, 1.0, 1.0, 0.0).counter], ["1,300"])
    assert drawn.bar_lengths(one.bars, FLOOR, "y")[0] == pytest.approx(tall[0])


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_only_the_newest_column_has_its_full_colour(theme: Theme) -> None:
    one = read(lane(theme), 1.0, 1.0, 0.0)
    full = rgb(theme.fill("cache"))
    drawn.assert_colours(drawn.fills(one.bars[:2]), [mix(full, theme.ground, PALE), full])


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_the_block_lights_while_it_is_rewritten(theme: Theme) -> None:
    one = read(lane(theme), 1.0, 0.0, 0.0)
    full = rgb(theme.fill("hybrid"))
    drawn.assert_colours(drawn.fills([one.rim, one.block]), [full, mix(full, theme.ground, PALE)])
    move = one.light(True)
    move.begin()
    move.finish()
    drawn.assert_colours(drawn.fills([one.block]), [full])
    inside = drawn.boxes(one.block) - drawn.boxes(one.rim)
    np.testing.assert_allclose(inside, [RIM, RIM, -RIM, -RIM], atol=1e-6)


def test_a_token_runs_along_the_ground_into_the_block() -> None:
    one = read(lane(), 1.0, 0.5, 0.1)
    heads = drawn.rectangles(one.pulses)[:, 0]
    centres = COLUMNS[1:, 0] + 4.0
    np.testing.assert_allclose(heads, centres + (RIGHT - centres) * [0.5, 0.1])
    read(one, 1.0, 1.0, 1.0)
    assert not len(one.pulses.points), "it is in the block"


def test_a_lane_without_a_block_has_columns_only_and_the_other_way_round() -> None:
    bare = read(lane(values=[200, 400, 600], block=0), 1.0, 0.5, 0.0)
    assert not len(bare.rim.points)
    assert not len(bare.pulses.points)
    fixed = read(lane(values=[900, 900, 900]), 1.0, 1.0, 1.0)
    assert not fixed.bars
    assert area(fixed.rim) == pytest.approx(PER * 900)


def test_what_is_kept_never_becomes_less() -> None:
    with pytest.raises(ValueError, match="become fewer"):
        lane(values=[1_100, 1_000, 1_500])
    with pytest.raises(ValueError, match="become fewer"):
        lane(values=[800, 1_000, 1_500])
    with pytest.raises(ValueError, match="read has shape"):
        lane().set_channels(read=[1.0, 0.0])
