"""The point at a proportion of a path is manim's, to the last bit, however often it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from manim import Arc, Circle, Line, Star, VMobject

from anim_lib.rendering.fast import patches

ALPHAS: list[Any] = [0, 0.0, 1e-300, 1 / 3, 0.5, 0.999999999, 1, 1.0, True, np.float64(0.7)]


@pytest.fixture(autouse=True)
def stock() -> Iterator[None]:
    patches.remove()
    yield
    patches.remove()


def paths() -> list[Any]:
    rng = np.random.default_rng(5)
    wild = []
    for n in (1, 2, 7, 60):
        path = VMobject()
        path.points = rng.normal(size=(4 * n, 3))
        wild.append(path)
    still = VMobject()
    still.points = np.zeros((12, 3))  # of length 0
    cut = VMobject()
    cut.points = rng.normal(size=(11, 3))  # two curves and a begun one
    square = VMobject(n_points_per_cubic_curve=3)
    square.points = rng.normal(size=(9, 3))
    order = VMobject()
    order.points = np.asfortranarray(rng.normal(size=(20, 3)))
    lost = VMobject()
    lost.points = np.full((8, 3), np.nan)
    return [*wild, still, cut, square, order, lost, VMobject(), Circle(), Star(), Arc(), Line()]


def seen(path: VMobject) -> list[Any]:
    """What each proportion gives: the bytes of a point, or an error and its sentence."""
    found: list[Any] = []
    for alpha in (*ALPHAS, -0.1, 1.1, float("nan"), *np.random.default_rng(1).random(20)):
        try:
            point = path.point_from_proportion(alpha)
        except Exception as error:  # noqa: BLE001 - what manim itself raises
            found.append((type(error), str(error)))
        else:
            found.append((point.tobytes(), point.dtype, point.shape))
    return found


@pytest.mark.parametrize("k", range(len(paths())))
def test_points_are_manims(k: int) -> None:
    path = paths()[k]
    expected = seen(path)
    patches.apply()
    assert seen(path) == expected
    assert seen(path) == expected


def test_a_path_is_measured_again_when_a_byte_of_it_differs() -> None:
    path = paths()[3]
    changes = [
        lambda: path.points.__setitem__((17, 1), 0.25),  # in place
        lambda: path.shift(1.0),
        lambda: path.points.__imul__(2.0),
        lambda: setattr(path, "points", path.points[:40]),
        lambda: setattr(path, "n_points_per_cubic_curve", 2),
        lambda: setattr(path, "points", path.points.astype(np.float32)),
    ]
    for change in changes:
        patches.apply()
        seen(path)
        change()
        now = seen(path)
        patches.remove()
        assert now == seen(path)


def test_an_unchanged_path_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    measure = VMobject.get_nth_curve_length_pieces

    def counted(self: VMobject, n: int, sample_points: int | None = None) -> Any:
        calls.append(n)
        return measure(self, n, sample_points)

    monkeypatch.setattr(VMobject, "get_nth_curve_length_pieces", counted)
    patches.apply()
    path = paths()[3]
    for alpha in (0.1, 0.2, 0.9):
        path.point_from_proportion(alpha)
    assert calls == list(range(60))


def test_nothing_is_kept_on_the_path_or_shared_with_its_copy() -> None:
    patches.apply()
    path = paths()[3]
    before = set(vars(path))
    first = path.point_from_proportion(0.3)
    assert set(vars(path)) == before
    moved = path.copy().shift(1.0)
    assert moved.point_from_proportion(0.3) == pytest.approx(first + 1.0)


def test_a_class_with_lengths_of_its_own_keeps_them() -> None:
    class Weighted(VMobject):
        """The lengths of its curves depend on more than its points."""

        weight = 1.0

        def get_nth_curve_length_pieces(self, n: int, sample_points: int | None = None) -> Any:
            return np.full(9, 1.0 + n * self.weight)

    def change() -> list[Any]:
        weighted = Weighted()
        weighted.points = paths()[3].points
        light = seen(weighted)
        weighted.weight = 3.0
        return [light, seen(weighted)]

    light, heavy = change()
    assert light != heavy
    patches.apply()
    seen(paths()[3])
    assert change() == [light, heavy]
