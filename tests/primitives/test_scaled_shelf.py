"""A shelf to scale has an area in proportion to its bytes."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.motion import DIMMED
from anim_lib.primitives.scaled_shelf import LINE, ScaledShelf
from anim_lib.scales import mix, rgb
from anim_lib.theme import PAPER
from tests import drawn

EACH = 10.0  # bytes


def shelf(values: object) -> ScaledShelf:
    return ScaledShelf(
        values,  # type: ignore[arg-type]
        theme=PAPER,
        capacity=100,
        bytes_each=EACH,
        place=(96, 760, 1000, 70),
    )


@pytest.mark.parametrize("tokens", [[100.0, 0.0], [40.0, 100.0], [7.0, 1.0]])
def test_areas_are_bytes(tokens: list[float]) -> None:
    one = shelf(tokens)
    wide = drawn.sizes(one.halves)
    areas = np.where(wide[..., 0] > 0, (wide + LINE).prod(axis=-1), 0.0).sum(axis=1)
    np.testing.assert_allclose(areas / one.area_per_byte, EACH * np.array(tokens), rtol=1e-9)


def test_shelves_stand_on_each_other_keys_above_values() -> None:
    box = drawn.boxes(shelf([100, 50]).halves)
    np.testing.assert_allclose(box[0, 0], [97.5, 691.5, 1094.5, 723.5])
    np.testing.assert_allclose(box[0, 1], [97.5, 726.5, 1094.5, 758.5])
    np.testing.assert_allclose(box[1, :, 2], 594.5)
    assert box[1, 1, 3] < box[0, 0, 1]


def test_they_are_painted_as_keys_and_values_and_step_back() -> None:
    one = shelf([100, 50]).set_channels(strength=[1, 0])
    for k, back in enumerate((0.0, DIMMED)):
        paints = [mix(PAPER.tint(role), PAPER.ground, back) for role in ("key", "value")]
        drawn.assert_colours(drawn.fills(one.halves[k]), paints)
    drawn.assert_colours(
        drawn.edges(one.halves[0]), [rgb(PAPER.stroke(role)) for role in ("key", "value")]
    )


def test_filling_passes_the_lengths_between() -> None:
    one = shelf([0, 0])
    move = one.to_values([100, 0])
    move.begin()
    move.interpolate(0.4)
    now = float(one.values[0])
    assert 0 < now < 100
    assert float(drawn.sizes(one.halves)[0, 0, 0]) + LINE == pytest.approx(10 * now)
    assert np.isnan(drawn.boxes(one.halves)[1]).all()


@pytest.mark.parametrize("values", [[-1.0], [101.0]])
def test_more_than_fits_is_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="expected 0 to 100"):
        shelf(values)
