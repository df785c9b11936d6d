"""A copy of a mobject holds what manim's copy holds, and shares what manim's copy shares."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import numpy as np
import pytest
from manim import (
    BLUE,
    RED,
    Brace,
    Circle,
    DecimalNumber,
    Group,
    ManimColor,
    Mobject,
    Square,
    Star,
    Text,
    VGroup,
    VMobject,
    tempconfig,
)
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath
from manim.utils.color.core import HSV

from anim_lib.rendering.fast import patches


@pytest.fixture(autouse=True)
def stock(tmp_path: Path) -> Iterator[None]:
    patches.remove()
    with tempconfig({"media_dir": str(tmp_path)}):
        yield
    patches.remove()


class Twins:
    """Walks two copies of one thing side by side; each object must have one twin."""

    def __init__(self, original: object) -> None:
        self.original, self.twin, self.seen = original, dict[int, int](), list[Any]()

    def compare(self, a: Any, b: Any, where: str) -> None:
        assert type(a) is type(b), where
        if isinstance(a, (str, bytes, int, float, FunctionType, type(None), np.generic, type)):
            assert a is b or (a == b and str(a) == str(b)), where
            return
        self.seen += [a, b]  # alive, so that an id stays one object's
        known = self.twin.get(id(a))
        assert known is None or known == id(b), f"{where} is shared otherwise"
        if known is not None:
            return
        assert id(b) not in self.twin.values(), f"{where} is shared, but not by manim"
        self.twin[id(a)] = id(b)
        if isinstance(a, np.ndarray) and a.dtype != object:
            assert a.tobytes() == b.tobytes(), where
            assert (a.dtype, a.shape, a.strides) == (b.dtype, b.shape, b.strides), where
            assert (a.base is None, a.flags.writeable) == (b.base is None, b.flags.writeable)
        elif isinstance(a, (list, tuple, np.ndarray)):
            assert len(a) == len(b), where
            for i, (x, y) in enumerate(zip(a, b, strict=True)):
                self.compare(x, y, f"{where}[{i}]")
        elif isinstance(a, dict):
            assert list(map(str, a)) == list(map(str, b)), where
            for (k, x), y in zip(a.items(), b.values(), strict=True):
                self.compare(x, y, f"{where}[{k!r}]")
        elif isinstance(a, MethodType):
            assert a.__func__ is b.__func__, where
            self.compare(a.__self__, b.__self__, f"{where}.__self__")
        elif hasattr(a, "__dict__"):
            assert list(vars(a)) == list(vars(b)), where
            for name in vars(a):
                # the one thing that is shared with the original on purpose
                if not (isinstance(a, VMobjectFromSVGPath) and name == "path_obj"):
                    self.compare(vars(a)[name], vars(b)[name], f"{where}.{name}")
        else:
            assert a == b, where


def shared() -> Any:
    leaf = Square()
    return Group(VGroup(leaf, Circle()), VGroup(leaf), leaf)


def looped() -> Any:
    outer, inner = VGroup(), VGroup(Square())
    outer.add(inner)
    outer.target, inner.owner = inner, outer
    return outer


def arrays() -> Any:
    mob, base = Square(), np.arange(48.0).reshape(16, 3)
    mob.points = np.asfortranarray(mob.points)
    mob.turned, mob.view, mob.again, mob.base = base.T, base[2:9], mob.points, base
    mob.frozen, mob.integers = base.copy(), np.arange(3)
    mob.frozen.setflags(write=False)
    mob.objects = np.array([mob, [1]], dtype=object)
    mob.record = np.zeros(2, dtype=[("f", "f8"), ("o", object)])
    mob.matrix = np.arange(3).view(np.recarray)
    mob.add(Circle())
    mob[1].points = mob.points
    return mob


def colours() -> Any:
    mob = Square(color=[RED, BLUE])
    mob.a, mob.b, mob.c = RED, ManimColor(RED), [RED, HSV([0.1, 0.2, 0.3]), BLUE]
    mob.again, mob.value = mob.c, RED.to_rgba()
    mob.noted = ManimColor("#123456")
    mob.noted.remark = [mob]
    return mob


def held() -> Any:
    mob, nothing = Star(), list[Any]()
    mob.first, mob.second, mob.table = nothing, nothing, {1: nothing, "self": mob}
    mob.pair, mob.kind, mob.number, mob.cast = (mob, 1), Square, np.float64(0.1), {1, 2}
    mob.updaters = [mob.shift, lambda m: None]
    mob.path_obj = [1, [2]]  # not a glyph's: copied as ever
    return mob


def targeted() -> Any:
    mob = VGroup(Square(), Text("ab"))
    mob.generate_target()
    mob.save_state()
    return mob


MAKERS: list[Callable[[], Any]] = [
    *(shared, looped, arrays, colours, held, targeted),
    lambda: Text("Hallo Welt", t2c={"W": RED}),
    lambda: Brace(Square()),
    lambda: DecimalNumber(3.14, mob_class=Text),
    lambda: Square(grid_xstep=0.5).set_sheen(0.3, np.array([1.0, 1.0, 0.0])),
    VMobject,
    Mobject,
]


@pytest.mark.parametrize("make", MAKERS)
def test_a_copy_equals_manims_copy(make: Callable[[], Any]) -> None:
    original = make()
    expected = original.copy()
    patches.apply()
    Twins(original).compare(expected, original.copy(), "copy")
    copied = original.copy()
    assert copied.original_id == str(id(original))
    own = [m.points for m in original.get_family()]
    assert not any(np.shares_memory(m.points, p) for m in copied.get_family() for p in own)


def test_things_copied_with_one_memo_share_what_they_shared() -> None:
    def twice(a: Any, b: Any) -> Any:
        memo: dict[int, Any] = {}
        return [copy.deepcopy(a, memo), copy.deepcopy(b, memo), memo[id(a)], memo[id(a.points)]]

    a, b = Square(), arrays()
    a.friend, b.friend, a.array = b, a, b.points
    expected = twice(a, b)
    patches.apply()
    Twins(a).compare(expected, twice(a, b), "copies")


def test_a_memo_keeps_what_it_knows_alive() -> None:
    """Else another object could get the id of one that is gone, and be taken for it."""
    patches.apply()
    mob, memo = Square(color=RED), dict[int, Any]()
    mob.colour = ManimColor(BLUE)
    copy.deepcopy(mob, memo)
    kept = set(map(id, memo[id(memo)]))
    assert {id(mob), id(mob.points), id(mob.colour), id(mob.fill_rgbas)} <= kept


def test_a_glyph_shares_its_parsed_path_and_nothing_else() -> None:
    patches.apply()
    glyph = Text("a")[0]
    copied = glyph.copy()
    assert copied.path_obj is glyph.path_obj
    mob = held()
    assert mob.copy().path_obj == mob.path_obj
    assert mob.copy().path_obj is not mob.path_obj
    assert not np.shares_memory(copied.points, glyph.points)
    copied.shift(1.0)
    copied.set_color(RED)
    assert glyph.copy().points.tobytes() == glyph.points.tobytes()


def test_a_class_that_guards_its_attributes_still_does() -> None:
    class Guarded(Square):
        def __setattr__(self, name: str, value: Any) -> None:
            super().__setattr__(name, value * 2 if name == "noted" else value)

    mob = Guarded()
    mob.__dict__["noted"] = 3
    assert mob.copy().noted == 6
    patches.apply()
    assert mob.copy().noted == 6
