"""In a cell the old stands below the new, and both fill it."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.columns import even_columns
from anim_lib.primitives.old_new_cells import OldNewCells
from anim_lib.scales import rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

HISTORY = np.array([[1.0, 0.9], [0.5, 0.0]])


def cells(theme: Theme = PAPER, history: object = HISTORY) -> OldNewCells:
    return OldNewCells(
        history,  # type: ignore[arg-type]
        times=[0, 1],
        theme=theme,
        columns=even_columns(2, 100, 40, 4),
        top=300,
        height=60,
    )


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_the_old_stands_below_the_new(theme: Theme) -> None:
    one = cells(theme).set_channels(time=0.5)
    old, new = drawn.boxes(one.old), drawn.boxes(one.new)
    np.testing.assert_allclose(old, [(100, 315, 140, 360), (144, 333, 184, 360)], atol=0.05)
    np.testing.assert_allclose(new, [(100, 300, 140, 315), (144, 300, 184, 333)], atol=0.05)
    drawn.assert_colours(drawn.fills(one.old), [rgb(theme.fill("state_pos"))] * 2)
    drawn.assert_colours(drawn.fills(one.new), [rgb(theme.fill("key"))] * 2)


def test_posing_twice_changes_nothing() -> None:
    one = cells().set_channels(time=0.3)
    before = drawn.boxes([*one.old, *one.new])
    np.testing.assert_array_equal(drawn.boxes([*one.pose().old, *one.new]), before)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"lie in 0\.\.1"):
        cells(history=[[1.0, 1.1], [0.5, 0.0]])
    with pytest.raises(ValueError, match="columns have shape"):
        cells(history=[[1.0], [0.5]])
