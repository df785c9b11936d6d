"""A rule is drawn by length from its first point; a cone opens from the small edge."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.cone import Cone
from anim_lib.primitives.rule import Rule
from anim_lib.scales import rgb
from anim_lib.theme import PAPER
from tests.areas import corners


def test_a_rule_grows_along_its_path() -> None:
    rule = Rule([(100, 400), (300, 400), (300, 500)], theme=PAPER, role="wrong", line=5)
    drawing = rule.draw()
    drawing.begin()
    assert not len(rule.curve.points)
    rule.set_channels(drawn=0.5)
    assert stage(rule.curve.points[-1]) == pytest.approx((250, 400))
    drawing.interpolate(1.0)
    assert stage(rule.curve.points[-1]) == pytest.approx((300, 500))
    assert rule.curve.stroke_width == pytest.approx(5 / 1.35)
    np.testing.assert_allclose(rule.curve.stroke_rgbas[0, :3], rgb(PAPER.stroke("wrong")))


def test_a_cone_opens_from_the_small_edge_to_the_large_one() -> None:
    cone = Cone([[(100, 500), (140, 500)], [(60, 300), (180, 300)]], theme=PAPER, role="ssm")
    opening = cone.open()
    opening.begin()
    cone.set_channels(opened=0.5)
    np.testing.assert_allclose(
        corners(cone.surface), [(100, 500), (140, 500), (160, 400), (80, 400)]
    )
    opening.interpolate(1.0)
    np.testing.assert_allclose(corners(cone.surface)[2:], [(180, 300), (60, 300)])
    np.testing.assert_allclose(cone.surface.fill_rgbas[0, :3], rgb(PAPER.tint("ssm")))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Rule path has shape \(1, 2\), expected \(n, 2\)"):
        Rule([(0, 0)], theme=PAPER, role="ink", line=3)
    with pytest.raises(ValueError, match="Rule path holds a NaN"):
        Rule([(0, 0), (np.nan, 1)], theme=PAPER, role="ink", line=3)
    with pytest.raises(ValueError, match=r"Cone edges have shape \(2, 2\), expected \(2, 2, 2\)"):
        Cone([(0, 0), (1, 1)], theme=PAPER, role="ssm")
    with pytest.raises(ValueError, match="Cone edges hold a NaN"):
        Cone([[(0, 0), (1, np.inf)], [(0, 0), (1, 1)]], theme=PAPER, role="ssm")
