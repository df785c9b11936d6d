"""Which boxes must be drawn again, and the areas that cover what changed."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.rendering.fast.regions import TILE, Boxes, merged, overlap_closure


def random_boxes(rng: np.random.Generator, count: int, size: int = 200, reach: int = 40) -> Boxes:
    corner = rng.integers(0, size - reach, (count, 2))
    return np.concatenate([corner, corner + rng.integers(1, reach, (count, 2))], axis=1)


def meet(a: list[int], b: list[int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def slow_closure(dirty: list[list[int]], boxes: list[list[int]]) -> list[bool]:
    reached = [False] * len(boxes)
    front = list(dirty)
    while front:
        one = front.pop()
        for number, box in enumerate(boxes):
            if not reached[number] and meet(one, box):
                reached[number] = True
                front.append(box)
    return reached


@pytest.mark.parametrize("seed", range(20))
def test_closure_is_that_of_one_box_after_the_other(seed: int) -> None:
    rng = np.random.default_rng(seed)
    dirty, boxes = random_boxes(rng, 3), random_boxes(rng, 30)
    found = overlap_closure(dirty, boxes)
    assert found.tolist() == slow_closure(dirty.tolist(), boxes.tolist())
    assert 0 < found.sum() < len(boxes)


def test_boxes_that_only_touch_do_not_meet() -> None:
    dirty = np.array([[0, 0, 10, 10]])
    assert not overlap_closure(dirty, np.array([[10, 0, 20, 10], [0, 10, 10, 20]])).any()
    assert overlap_closure(dirty, np.array([[9, 0, 20, 10], [0, 9, 10, 20]])).all()


@pytest.mark.parametrize("seed", range(20))
def test_areas_cover_the_boxes_once_in_whole_tiles(seed: int) -> None:
    width, height = 333, 222
    boxes = random_boxes(np.random.default_rng(seed), 9, size=222).tolist()
    areas = merged(boxes, width, height)
    tiles = np.zeros((height, width), dtype=int)
    for left, top, right, bottom in boxes:
        rows = slice(top // TILE * TILE, -(-bottom // TILE) * TILE)
        tiles[rows, left // TILE * TILE : -(-right // TILE) * TILE] = 1
    covered = np.zeros_like(tiles)
    for left, top, right, bottom in areas:
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        covered[top:bottom, left:right] += 1
    assert (covered == tiles).all()


def test_nothing_changed_has_no_area() -> None:
    assert merged([], 100, 100) == ()
