"""Under the lens each part starts where the one before ended, and the total is their sum."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.sum_lens import SumLens
from anim_lib.scales import linear, rgb
from anim_lib.theme import PAPER
from tests import drawn

PARTS = [1.0, -0.25, 0.5]
TERMS = [("x", "ink"), ("a", "attention"), ("b", "accent"), ("y", "ink")]


def lens(**options: object) -> SumLens:
    given: dict[str, object] = {
        "total": 1.25,
        "terms": TERMS,
        "box": (1000.0, 300.0, 1800.0, 800.0),
        "scale": linear((0, 1), (1300, 1500)),
        "head": "one number",
        "written": "{:.2f}".format,
        "row": (96.0, 900.0, 400.0, 20.0),
    }
    return SumLens(PARTS, theme=PAPER, **(given | options))  # type: ignore[arg-type]


def test_parts_lie_end_to_end_and_the_total_starts_at_zero() -> None:
    one = lens()
    boxes = drawn.boxes(one.bars)[:, [0, 2]]
    right = [(1300, 1500), (1450, 1500), (1450, 1550), (1300, 1550)]
    np.testing.assert_allclose(boxes, right, atol=0.01)
    assert drawn.texts(one.counters) == ["1.00", "−0.25", "0.50", "1.25"]
    colours = [rgb(PAPER.fill(f"state_{sign}")) for sign in ("pos", "neg", "pos", "pos")]
    drawn.assert_colours(drawn.fills(one.bars), colours)
    heights = drawn.middles(one.bars)[:, 1]
    assert (np.diff(heights) > 0).all()


def test_rows_come_one_by_one_and_light_their_terms() -> None:
    one = lens().set_channels(shown=0.0)
    for row in range(4):
        move = one.tell(row)
        move.begin()
        move.finish()
        printed = [bool(text) for text in drawn.texts(one.counters)]
        assert printed == [k <= row for k in range(4)]
        lit = [drawn.lights(term).get("t", 0.0) for term in one.terms]
        expected = [1.0] * 4 if row == 3 else [float(k == row) for k in range(4)]
        assert lit == pytest.approx(expected, abs=0.01)


def test_it_outlines_the_row_it_magnifies() -> None:
    assert drawn.boxes(lens().outline) == pytest.approx((96, 380, 900, 420))
    assert drawn.boxes(lens().frame) == pytest.approx((1000, 300, 1800, 800))


def test_what_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match=r"total is 1\.3, its parts add up to 1\.25"):
        lens(total=1.3)
    with pytest.raises(ValueError, match="has 3 terms, expected 4"):
        lens(terms=TERMS[:3])


def test_the_row_it_magnifies_can_be_named_at_its_right_end() -> None:
    assert not lens().row_names
    one = lens(row_name="7")
    assert drawn.texts(one.row_names) == ["7"]
    left, top, right, bottom = drawn.boxes(one.row_names)[0]
    row = drawn.boxes(one.outline)
    assert (row[0] + row[2]) / 2 < left < right < row[2]
    assert (top + bottom) / 2 == pytest.approx((row[1] + row[3]) / 2, abs=2.0)
