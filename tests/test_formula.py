"""Named terms: their colours, their light, and how one formula becomes another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from anim_lib.formula import Formula
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from anim_lib.typesetting import set_formula

TERMS = {"out": "ink", "c": "key", "h": "state_pos"}


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[None]:
    with tempconfig({"media_dir": str(tmp_path), "verbosity": "ERROR"}):
        yield


def make(source: str = "{{ y : out }} = {{ C : c }} {{ h : h }}", x: float = 96.0) -> Formula:
    named = {term: role for term, role in TERMS.items() if f": {term} " in source}
    return Formula(source, theme=PAPER, terms=named, x=x)


def colour_of(formula: Formula, term: str) -> np.ndarray:
    k = next(k for k, leaf in enumerate(formula._leaves) if leaf[2] == term)
    return np.asarray(formula.submobjects[k].fill_rgbas[0, :3])


def test_terms_take_the_colour_of_their_role_and_the_rest_is_ink() -> None:
    formula = make()
    for term, role in TERMS.items():
        np.testing.assert_allclose(colour_of(formula, term), rgb(PAPER.text(role)))
    equals = next(k for k, leaf in enumerate(formula._leaves) if leaf[2] is None)
    ink = formula.submobjects[equals].fill_rgbas[0, :3]
    np.testing.assert_allclose(ink, rgb(PAPER.ink))


def test_light_puts_the_others_out() -> None:
    formula = make()
    step = formula.light("c")
    step.begin()
    step.finish()
    assert [formula.level_of(t) for t in TERMS] == [0.0, 1.0, 0.0]
    np.testing.assert_allclose(colour_of(formula, "h"), rgb(PAPER.text("muted")))
    more = formula.light("h", only=False)
    more.begin()
    more.finish()
    assert [formula.level_of(t) for t in TERMS] == [0.0, 1.0, 1.0]


def test_an_unknown_term_is_named() -> None:
    with pytest.raises(ValueError, match="term 'b' is not one of out, c, h"):
        make().light("b")
    with pytest.raises(ValueError, match="term 'b' is not named in the formula"):
        Formula("{{ y : out }}", theme=PAPER, terms={"out": "ink", "b": "key"})


def test_rules_and_roots_are_strokes() -> None:
    formula = Formula("sqrt({{ d : out }})", theme=PAPER, terms={"out": "ink"})
    solid = [leaf[1] for leaf in formula._leaves]
    assert False in solid
    rule = formula.submobjects[solid.index(False)]
    assert rule.stroke_rgbas[0, 3] == 1.0
    assert rule.fill_rgbas[0, 3] == 0.0


@pytest.mark.parametrize("width", [480, 1920, 3840])
def test_rules_are_as_thick_in_a_film_of_any_size(width: int) -> None:
    with tempconfig({"pixel_width": width, "pixel_height": width * 9 // 16}):
        made = set_formula("sqrt(d)", [], 1.0)
    (rule,) = made["lines"][~made["solid"]]
    assert rule == 1.2, "0.04 em of the maths font, at 48 points"


def test_matching_terms_travel_from_where_they_stood() -> None:
    old, new = make(), make("{{ C : c }} ( {{ h : h }} + 1 )", x=700.0)
    home = [m.points.copy() for m in new.submobjects]
    step = old.match(new)
    step.begin()
    k = next(k for k, leaf in enumerate(new._leaves) if leaf[2] == "c")
    j = next(j for j, leaf in enumerate(old._leaves) if leaf[2] == "c")
    start = old._leaves[j][0]
    np.testing.assert_allclose(new.submobjects[k].points.min(0), start.min(0), atol=1e-9)
    step.finish()
    for mob, points in zip(new.submobjects, home, strict=True):
        np.testing.assert_array_equal(mob.points, points)
    assert old.level("presence") == 0.0


def test_pieces_that_share_a_middle_term_share_a_baseline() -> None:
    tall = Formula("{{ C : c }} X^3", theme=PAPER, terms={"c": "key"}, middle="c", y=300)
    low = Formula("{{ C : c }} u_4", theme=PAPER, terms={"c": "key"}, middle="c", y=300)
    assert tall.box("c") == pytest.approx(low.box("c"), abs=0.1)
    assert sum(tall.box("c")[1::2]) / 2 == pytest.approx(300)
    plain = Formula("{{ C : c }} u_4", theme=PAPER, terms={"c": "key"}, y=300)
    assert abs(plain.box("c")[1] - low.box("c")[1]) > 2


def test_a_box_spans_its_terms() -> None:
    formula = make()
    left, top, right, bottom = formula.box("out", "h")
    assert left == pytest.approx(96, abs=1)
    assert right == pytest.approx(96 + formula.width_px, abs=1)
    assert top < 184 < bottom
    with pytest.raises(ValueError, match="'nose' is not one of"):
        formula.box("nose")


def test_a_matched_term_is_handed_over_without_a_gap_or_a_jump() -> None:
    first, second = make(), make("{{ C : c }} {{ h : h }}", x=800.0).set_channels(presence=0.0)
    match = first.match(second)
    match.begin()
    k = next(k for k, leaf in enumerate(second._leaves) if leaf[2] == "c")
    j = next(j for j, leaf in enumerate(first._leaves) if leaf[2] == "c")
    assert not len(first.submobjects[j].points)
    np.testing.assert_allclose(
        second.submobjects[k].points.min(axis=0), first._leaves[j][0].min(axis=0)
    )
    np.testing.assert_allclose(colour_of(second, "c"), rgb(PAPER.text("key")))
    match.interpolate(0.5)
    np.testing.assert_allclose(colour_of(second, "c"), rgb(PAPER.text("key")))
    match.finish()
    np.testing.assert_allclose(second.submobjects[k].points, second._leaves[k][0])
    first.match(second).begin()
    assert second.level("presence") == 1.0
