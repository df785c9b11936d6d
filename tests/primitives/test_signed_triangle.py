"""Hidden attention's cells: signed numbers on the diverging ramp, in the triangle's grammar."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.signed_triangle import SignedTriangle
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

WEIGHTS = np.array([[-2.0, 0.0, 0.0], [0.5, 1.0, 0.0], [-0.25, 0.0, 2.0]])


def triangle(values: object = WEIGHTS, **options: object) -> SignedTriangle:
    given = {"theme": PAPER, "vmax": 2.0, "left": 400, "top": 300, "cell": 80} | options
    return SignedTriangle(values, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_every_cell_has_the_colour_of_its_number(theme: Theme) -> None:
    one = triangle(theme=theme)
    for i, row in enumerate(one.cells):
        drawn.assert_cells_show(
            row, WEIGHTS[i, : i + 1], theme, steps=theme.state_ramp, domain=(-2.0, 2.0)
        )
    assert one.filled() == 6


def test_a_frozen_row_is_paler() -> None:
    one = triangle().set_channels(frozen=[0, 1, 0])
    drawn.assert_cells_show(
        one.cells[1],
        WEIGHTS[1, :2],
        PAPER,
        steps=PAPER.state_ramp,
        domain=(-2.0, 2.0),
        dim=0.30,
    )


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        (2 * WEIGHTS, {}, "beyond vmax 2"),
        (WEIGHTS.T, {}, "above the diagonal"),
        (WEIGHTS[:2], {}, "expected a square"),
        (WEIGHTS, {"vmax": 0.0}, "above 0"),
    ],
)
def test_errors_say_what_is_wrong(values: object, options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        triangle(values, **options)
