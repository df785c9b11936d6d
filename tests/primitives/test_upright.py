"""Words and numbers turned a quarter stand where their level twins would, turned."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.upright import UprightCounter, UprightLabel
from anim_lib.theme import PAPER
from anim_lib.typography import Counter, Label

X, Y = 500.0, 400.0


def corners(text: Any) -> np.ndarray:
    """All outline points in stage pixels, ``(n, 2)``."""
    return np.array([stage(p) for glyph in text.submobjects for p in glyph.points])


@pytest.mark.parametrize("anchor", ["l", "c", "r"])
@pytest.mark.parametrize(
    ("level", "upright"),
    [
        (
            Label("bank", X, Y, theme=PAPER, anchor="l"),
            UprightLabel("bank", X, Y, theme=PAPER, anchor="l"),
        ),
        (
            Counter(0.25, X, Y, theme=PAPER, slots=4),
            UprightCounter(0.25, X, Y, theme=PAPER, slots=4),
        ),
    ],
    ids=["label", "counter"],
)
def test_what_runs_right_runs_up(level: Any, upright: Any, anchor: str) -> None:
    for one in (level, upright):
        one.anchor = anchor
        one.pose()
    right, up = corners(level) - (X, Y), corners(upright) - (X, Y)
    np.testing.assert_allclose(up, np.column_stack([right[:, 1], -right[:, 0]]), atol=1e-9)


def test_a_number_that_changes_stays_upright_on_its_baseline() -> None:
    number = UprightCounter(0.25, X, Y, theme=PAPER, slots=4, anchor="c")
    before = corners(number)
    number.set_channels(value=0.93)
    after = corners(number)
    assert number.text == "0.93"
    for found in (before, after):
        assert found[:, 0].max() == pytest.approx(X, abs=1.0)
        assert found[:, 1].mean() == pytest.approx(Y, abs=5.0)
    number.pose()
    np.testing.assert_array_equal(corners(number), after)
