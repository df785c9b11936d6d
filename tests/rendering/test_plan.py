"""Who draws what: whole scenes where they fill the slots, parts of them where cores would wait."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from anim_lib.rendering.forecast import Forecast
from anim_lib.rendering.plan import PASSING, Piece, cut, plan


def scene(*seconds: float, setup: float = 1.0) -> Forecast:
    return Forecast(tuple(10 * (i + 1) for i in range(len(seconds))), seconds, setup)


def parts(pieces: list[Piece]) -> Counter[str]:
    return Counter(piece.slug for piece in pieces)


def test_longest_first_and_unknown_before_all() -> None:
    known = {"short": scene(1.0), "new": None, "long": scene(9.0), "middle": scene(5.0)}
    assert [p.slug for p in plan(known, 1)] == ["new", "long", "middle", "short"]


def test_one_slot_splits_nothing() -> None:
    assert plan({"a": scene(50.0, 50.0)}, 1) == [Piece("a", 0, None, 30)]


def test_one_scene_fills_every_slot() -> None:
    pieces = plan({"a": scene(*[10.0] * 8)}, 4)
    assert len(pieces) == 4
    assert sorted(p.first for p in pieces)[0] == 0
    in_order = sorted(pieces, key=lambda p: p.first)
    assert [p.stop for p in in_order] == [*(p.first for p in in_order[1:]), None]
    assert sum(p.frames for p in pieces) == sum(scene(*[1.0] * 8).frames)


def test_whole_rounds_stay_unsplit() -> None:
    equal = {name: scene(10.0, 10.0) for name in "abcd"}
    assert set(parts(plan(equal, 2)).values()) == {1}
    assert set(parts(plan(equal, 4)).values()) == {1}


def test_what_is_left_of_a_round_is_split() -> None:
    equal = {name: scene(10.0, 10.0) for name in "abc"}
    assert sorted(parts(plan(equal, 2)).values()) == [1, 1, 2]
    assert sorted(parts(plan({"a": equal["a"], "b": equal["b"]}, 4)).values()) == [2, 2]


def test_one_long_scene_among_short_ones_is_split() -> None:
    pieces = plan({"long": scene(*[20.0] * 6), "x": scene(5.0), "y": scene(5.0)}, 2)
    assert parts(pieces) == {"long": 2, "x": 1, "y": 1}


def test_what_would_gain_less_than_it_costs_stays_whole() -> None:
    draft = scene(0.8, 0.8, 0.8, setup=1.5)
    assert parts(plan({"draft": draft}, 8)) == {"draft": 1}
    assert parts(plan({"one beat": scene(90.0)}, 8)) == {"one beat": 1}


def test_unknown_scenes_take_slots_too() -> None:
    known = {"new": None, "a": scene(10.0, 10.0)}
    assert parts(plan(known, 2)) == {"new": 1, "a": 1}


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_cut_is_the_best_of_all_cuts(count: int) -> None:
    beats = scene(3.0, 1.0, 4.0, 1.5, 9.0, 2.6, setup=0.7)

    def longest(starts: tuple[int, ...]) -> float:
        stops = [*starts[1:], 6]
        return max(
            0.7 + PASSING * sum(beats.seconds[:first]) + sum(beats.seconds[first:stop])
            for first, stop in zip(starts, stops, strict=True)
        )

    every = [(0, *inner) for inner in itertools.combinations(range(1, 6), count - 1)]
    found = cut(beats, count)
    assert found in every
    assert longest(found) == pytest.approx(min(map(longest, every)))


def test_more_parts_than_beats_are_refused() -> None:
    assert cut(scene(1.0, 1.0), 3) is None
