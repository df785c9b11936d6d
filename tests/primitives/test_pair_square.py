"""The square shows N² cells with the triangle in its colour, also while it doubles."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.baton import Baton
from anim_lib.primitives.pair_square import PairSquare
from anim_lib.scales import rgb
from anim_lib.theme import PAPER


def square(**channels: object) -> PairSquare:
    drawn = PairSquare(4, theme=PAPER, doublings=2, corner=(200, 300), cell=20)
    return drawn.set_channels(**{"below": 1.0, "itself": 1.0, **channels})  # type: ignore[arg-type]


def cells(drawn: PairSquare, role: str | None) -> set[tuple[int, int]]:
    """(row, column) of every cell shown in the colour of ``role`` (None: of weight 0)."""
    wanted = rgb(drawn.theme.attention_ramp[0] if role is None else drawn.theme.fill(role))
    found = set()
    for group in drawn.groups.values():
        if not len(group.points) or not np.allclose(group.fill_rgbas[0, :3], wanted):
            continue
        for corner in group.points[::16]:
            x, y = stage(corner)
            found.add((round((y - 301) / 20), round((x - 201) / 20)))
    return found


@pytest.mark.parametrize("doubled", [0, 1, 2])
def test_the_triangle_the_diagonal_and_the_rest_tile_the_square(doubled: int) -> None:
    drawn, n = square(doubled=doubled), 4 * 2**doubled
    every = {(i, j) for i in range(n) for j in range(n)}
    assert cells(drawn, "attention") == {(i, j) for i, j in every if i > j}
    assert cells(drawn, "query") == {(i, i) for i in range(n)}
    assert cells(drawn, None) == {(i, j) for i, j in every if i < j}
    assert drawn.counts() == (n * (n - 1) // 2, n)


def test_four_copies_lie_side_by_side_before_the_triangle_is_redrawn() -> None:
    drawn = square(doubled=0.65)
    shown = cells(drawn, "attention")
    first = {(i, j) for i, j in shown if i < 4 and j < 4}
    assert len(shown) == 4 * 6
    assert shown == {(i + a, j + b) for i, j in first for a in (0, 4) for b in (0, 4)}


def test_doubling_ends_exactly_and_not_beyond_what_was_asked_for() -> None:
    drawn = square(doubled=1)
    animation = drawn.double(2)
    animation.begin()
    animation.interpolate(0.5)
    assert 1 < drawn.level("doubled") < 2
    animation.interpolate(1.0)
    assert drawn.counts() == (120, 16)
    with pytest.raises(ValueError, match="built for 2 doublings, not 3"):
        drawn.double(3)


def test_everyone_comes_along_its_own_row_to_the_diagonal() -> None:
    drawn = square(itself=0.0)
    assert cells(drawn, "query") == set()
    animation = drawn.add_themselves()
    animation.begin()
    animation.interpolate(0.5)
    rows = [np.mean([stage(p)[1] for p in box.points[::4]]) for box in drawn.coming]
    np.testing.assert_allclose(rows, 310 + 20 * np.arange(4), atol=0.2)
    animation.interpolate(1.0)
    assert cells(drawn, "query") == {(i, i) for i in range(4)}


def test_sizes_stand_above_the_squares_so_far() -> None:
    drawn = square(doubled=1, sized=1.0)
    printed = [size.text for size in drawn.sizes if size.submobjects[0].points.size]
    assert printed == ["4", "8"]
    assert [size.x for size in drawn.sizes[:2]] == [280, 360]
    corner = [stage(p) for p in drawn.frames[0].points]
    assert max(x for x, _ in corner) == pytest.approx(280, abs=0.1)
    assert max(y for _, y in corner) == pytest.approx(380, abs=0.1)
    assert not drawn.frames[1].points.size
    assert not any(s.submobjects[0].points.size for s in square(doubled=1).sizes)


@pytest.mark.parametrize("numbers", [(1, 0), (4, -1)])
def test_bad_numbers_are_named(numbers: tuple[int, int]) -> None:
    people, doublings = numbers
    with pytest.raises(ValueError, match=f"PairSquare has {people} people and {doublings}"):
        PairSquare(people, theme=PAPER, doublings=doublings, corner=(0, 0), cell=20)


def test_the_baton_fills_one_cell_per_token() -> None:
    baton = Baton(8, theme=PAPER, corner=(100, 500), cell=20)
    assert baton.filled() == 0
    animation = baton.run()
    animation.begin()
    animation.interpolate(0.5)
    assert baton.filled() == 4
    animation.interpolate(1.0)
    assert baton.filled() == 8
    xs = [stage(p)[0] for p in baton.disc.points[::4]]
    assert (min(xs) + max(xs)) / 2 == pytest.approx(100 + 7.5 * 20, abs=0.1)
    np.testing.assert_allclose(baton.had.fill_rgbas[0, :3], rgb(PAPER.fill("ssm")))
    with pytest.raises(ValueError, match="Baton has 0 tokens"):
        Baton(0, theme=PAPER, corner=(0, 0), cell=20)
