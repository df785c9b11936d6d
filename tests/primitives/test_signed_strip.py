"""Cells have the colours of their signed numbers, wherever their strip lies, however thin."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.signed_strip import LINE, SignedStrip
from anim_lib.scales import rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

NUMBERS = np.array([-2.0, -0.5, 0.0, 1.0, 2.0])
BOX = (100.0, 300.0, 100.0, 30.0)


def strip(values: object = NUMBERS, **options: object) -> SignedStrip:
    given = {"theme": PAPER, "role": "key", "vmax": 2.0, "box": BOX} | options
    return SignedStrip(values, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_every_cell_has_the_colour_of_its_number(theme: Theme) -> None:
    one = strip(theme=theme)
    drawn.assert_cells_show(one.cells, NUMBERS, theme, steps=theme.state_ramp, domain=(-2.0, 2.0))
    np.testing.assert_allclose(drawn.fills(one.cells)[0], rgb(theme.fill("state_neg")), atol=2e-3)


def test_cells_share_the_box_from_left_to_right() -> None:
    box = drawn.boxes(strip(role="query").cells)
    np.testing.assert_allclose(box[:, 0], 100 + 20 * np.arange(5))
    np.testing.assert_allclose(box[:, 2] - box[:, 0], 19.0)  # one pixel of ground between
    np.testing.assert_allclose(box[:, 1::2], [(300, 330)] * 5)


def test_narrow_cells_leave_no_gap() -> None:
    box = drawn.boxes(strip(role="query", box=(100, 300, 20, 30)).cells)
    assert (box[1:, 0] < box[:-1, 2]).all()
    assert box[-1, 2] == pytest.approx(120.0)  # the last one does not reach beyond the strip


@pytest.mark.parametrize(("role", "radius"), [("query", 0.0), ("key", 10.0), ("value", 15.0)])
def test_corners_tell_queries_keys_and_values_apart(role: str, radius: float) -> None:
    one = strip(role=role)
    left = drawn.corners(one.frame)
    flat = left[np.isclose(left[:, 0], 100 - LINE / 2), 1]
    assert np.ptp(flat) == pytest.approx(30 + LINE - 2 * (radius + LINE / 2) * (radius > 0))
    inside = drawn.corners(one.cells[0])
    assert (inside[:, 1].min(), inside[:, 1].max()) == pytest.approx((300, 330))


def test_products_take_their_own_limit_cell_by_cell() -> None:
    one, products = strip(), 3 * NUMBERS
    move = one.multiply(products, 6.0, lag=0.1, run_time=0.1)
    move.begin()
    move.interpolate(0.4)
    found = drawn.signed(one.cells, PAPER, 6.0).value
    np.testing.assert_allclose(found[:2], products[:2], atol=0.05)
    np.testing.assert_allclose(
        drawn.signed(one.cells, PAPER, 2.0).value[3:], NUMBERS[3:], atol=0.02
    )
    move.finish()
    np.testing.assert_allclose(drawn.signed(one.cells, PAPER, 6.0).value, products, atol=0.05)


def test_a_thin_strip_keeps_its_colours() -> None:
    one = strip().set_channels(box=(100, 300, 100, 0.25), framed=0.0)
    np.testing.assert_allclose(drawn.sizes(one.cells)[1:4, 1], 0.25)
    drawn.assert_cells_show(one.cells, NUMBERS, PAPER, steps=PAPER.state_ramp, domain=(-2, 2))
    assert not len(one.frame.points)


def test_it_fills_from_the_left() -> None:
    one = strip().set_channels(filled=0.4)
    assert np.isnan(drawn.boxes(one.cells)[:, 0]).tolist() == [False, False, True, True, True]


def test_setting_twice_changes_nothing_and_the_array_is_copied() -> None:
    mine = NUMBERS.copy()
    one = strip(mine)
    mine[:] = 0.0
    before = drawn.fills(one.cells)
    one.set_channels(box=BOX).set_values(NUMBERS)
    np.testing.assert_array_equal(drawn.fills(one.cells), before)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"values": 2 * NUMBERS}, r"value -4 lies beyond its limit 2"),
        ({"values": [[1.0]]}, r"SignedStrip values have shape \(1, 1\)"),
        ({"vmax": 0.0}, "limits must lie above 0"),
        ({"box": (0, 0, -1, 4)}, "width or height below 0"),
        ({"box": (0, 0, 4)}, r"box has shape \(3,\)"),
    ],
)
def test_errors_name_what_is_wrong(change: dict[str, object], message: str) -> None:
    given = dict(change)
    with pytest.raises(ValueError, match=message):
        strip(given.pop("values", NUMBERS), **given)
