"""The hatch reaches from the rim to the staircase, and never onto it."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.staircase_hatch import StaircaseHatch, hatch_lines
from anim_lib.scales import rgb


@pytest.mark.parametrize("count", [2, 5, 24])
def test_each_line_runs_from_the_rim_to_the_staircase(count: int) -> None:
    lines = hatch_lines(count, 0, 0, 1, 1, pitch=0.17)
    assert len(lines) == pytest.approx(2 * (count - 1) / 0.17, abs=1)
    for line in lines:
        (x0, y0), (x1, y1) = line
        assert y0 == pytest.approx(0.0) or x0 == pytest.approx(count)
        assert min(abs(x1 - np.round(x1)), abs(y1 - np.round(y1))) < 1e-9
        row, above = np.floor(y1 - 1e-6), np.floor(x1 + 1e-6)
        assert above == row + 1, "it ends in a cell right of the diagonal"


def test_it_lies_where_it_is_put_and_can_go() -> None:
    hatch = StaircaseHatch()
    hatch.put(1, 0, 0, 50, 50, "#102030")
    assert not len(hatch.points), "one cell has nothing above it"
    hatch.put(4, 100, 200, 50, 30, "#102030")
    assert len(hatch.points) % 4 == 0
    np.testing.assert_allclose(hatch.stroke_rgbas[0, :3], rgb("#102030"))
    hatch.hide()
    assert not len(hatch.points)
