"""Every primitive checks its array in the same way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.cache_tank import CacheTank
from anim_lib.primitives.state_gems import StateGems
from anim_lib.theme import PAPER


class Row(ValueGroup):
    """Three numbers, never drawn."""

    def __init__(self, values: ArrayLike = (1.0, 2.0, 3.0)) -> None:
        super().__init__(values, ndim=1, theme=PAPER)

    def _draw(self) -> None:
        pass


def gems() -> StateGems:
    return StateGems([0.5, 0.5, 0.5], theme=PAPER, vmax=1.0, x=960, y=400, r=200)


def tank() -> CacheTank:
    return CacheTank(1, theme=PAPER, capacity=8, bytes_each=2, place=(200, 200, 300, 300))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["a", "b"], "^Row values are not an array of numbers: "),
        ([[1.0], [1.0, 2.0]], "^Row values are not an array of numbers: "),
        (None, "^Row values"),
        ([], r"^Row values have shape \(0,\), expected 1 axes"),
        ([[1.0, 2.0]], r"^Row values have shape \(1, 2\), expected 1 axes"),
        ([1.0, float("inf")], "^Row values hold a NaN or an infinity"),
    ],
)
def test_what_is_no_array_of_numbers_is_refused(given: ArrayLike, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Row(given)


@pytest.mark.parametrize("make", [Row, gems, tank])
@pytest.mark.parametrize("wrong", [[0.5], [0.5, 0.5], [[0.5, 0.5, 0.5]], []])
def test_no_target_is_broadcast(make: Callable[[], ValueGroup], wrong: ArrayLike) -> None:
    shown = make()
    name = type(shown).__name__
    for change in (shown.set_values, shown.to_values):
        with pytest.raises(ValueError, match=rf"^{name} values have shape \(.*\), expected shape"):
            change(wrong)


def test_values_are_copied_both_ways() -> None:
    row = Row()
    row.values[:] = 9.0
    assert row.values.tolist() == [1.0, 2.0, 3.0]
