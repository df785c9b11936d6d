"""A leaf is what manim would have made, shares nothing, and fades like any colour."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import VGroup, VMobject

from anim_lib.leaves import Leaf, fade, leaves_of, paint
from anim_lib.motion import DIMMED, Posed
from anim_lib.scales import mix, rgb
from anim_lib.shapes import Arrow, Curve, Shape
from anim_lib.theme import INK, PAPER, Theme
from anim_lib.typography import Label


def assert_alike(ours: VMobject, theirs: VMobject, besides: set[str]) -> None:
    """Every attribute is manim's own, to the bit, except for the names ``besides``."""
    mine, other = vars(ours), vars(theirs)
    assert mine.keys() - besides == other.keys()
    for name, value in other.items():
        if isinstance(value, np.ndarray):
            assert (mine[name].dtype, mine[name].shape) == (value.dtype, value.shape), name
            assert mine[name].tobytes() == value.tobytes(), name
        else:
            assert name == "name" or mine[name] == value, name
    assert ours.name == type(ours).__name__


@pytest.mark.parametrize("fill", [0.0, 1.0])
@pytest.mark.parametrize(("width", "edge"), [(0.0, 1.0), (2.0, 0.0), (4.0, 1.0)])
def test_a_leaf_has_all_that_manim_gives_it(fill: float, width: float, edge: float) -> None:
    theirs = VMobject().set_fill(opacity=fill).set_stroke(width=width, opacity=edge)
    assert_alike(Leaf(fill=fill, width=width, edge=edge), theirs, {"is_text"})


def test_a_group_that_is_posed_has_all_that_manim_gives_it() -> None:
    class Bare(Posed):
        def _draw(self) -> None: ...

    assert_alike(Bare(theme=PAPER), VGroup(), {"theme", "_channels"})


def test_leaves_share_nothing_that_changes() -> None:
    def leaf() -> Any:
        return Leaf(fill=1.0, width=3.0, edge=1.0)

    one, other = leaf(), leaf()
    for name in ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"):
        getattr(one, name)[:] = 0.25
    one.add(leaf())
    one.add_updater(lambda mob: None)
    one.append_points(np.ones((4, 3)))
    for untouched in (other, leaf()):
        theirs = VMobject().set_fill(opacity=1.0).set_stroke(width=3.0, opacity=1.0)
        assert_alike(untouched, theirs, {"is_text"})


def some_leaves(rng: np.random.Generator) -> list[Leaf]:
    leaves = []
    for k in range(12):
        leaf = Leaf(fill=1.0, width=float(k % 2), edge=1.0, is_text=k % 3 == 0)
        leaf.fill_rgbas = rng.random((1 + k % 2, 4))
        leaf.stroke_rgbas = rng.random((1, 4))
        leaves.append(leaf)
    return leaves


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_fading_many_is_fading_each(theme: Theme) -> None:
    rng = np.random.default_rng(0)
    dim, gone = rng.random(2)
    ground, quiet = rgb(theme.ground), rgb(theme.text("muted"))
    leaves = some_leaves(rng)
    before = [(leaf.fill_rgbas.copy(), leaf.stroke_rgbas.copy()) for leaf in leaves]
    fade(leaves, ground, quiet, (dim * DIMMED, dim, gone))
    for leaf, (fill, stroke) in zip(leaves, before, strict=True):
        back, share = (quiet, dim) if leaf.is_text else (ground, dim * DIMMED)
        for rgbas in (fill, stroke):
            for row in rgbas if rgbas is fill or leaf.stroke_width else ():
                row[:3] = mix(mix(row[:3], back, share), ground, gone)
        np.testing.assert_array_equal(leaf.fill_rgbas, fill)
        np.testing.assert_array_equal(leaf.stroke_rgbas, stroke)
    fade([], ground, quiet, (1.0, 1.0, 1.0))


def test_a_line_of_no_width_keeps_its_colour() -> None:
    leaf = Leaf(fill=1.0, width=0.0, edge=1.0)
    fade([leaf], rgb("#000000"), rgb("#000000"), (0.0, 0.0, 0.5))
    np.testing.assert_array_equal(leaf.stroke_rgbas, [[1.0, 1.0, 1.0, 1.0]])
    np.testing.assert_array_equal(leaf.fill_rgbas, [[0.5, 0.5, 0.5, 1.0]])


def test_the_leaves_are_the_family_in_its_order() -> None:
    group = VGroup(Label("word", 0, 0, theme=PAPER), Shape(), VGroup(Arrow(), VGroup(Curve())))
    assert list(leaves_of(group)) == group.get_family()[1:]


def test_paint_takes_hex_and_arrays_and_leaves_the_rest() -> None:
    mob = VMobject()
    paint(mob, "#FF0000")
    paint(mob, None, np.array([0.0, 0.5, 1.0]), alpha=0.25)
    np.testing.assert_allclose(mob.fill_rgbas, [[1, 0, 0, 1]])
    np.testing.assert_allclose(mob.stroke_rgbas, [[0, 0.5, 1, 0.25]])
