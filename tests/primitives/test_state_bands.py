"""Bands have the colours of their numbers, and run straight on where nothing changes."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.state_bands import StateBands
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

STATES = np.array([[0.5, -1.0, 0.0], [0.5, -1.0, 0.0], [2.0, 0.25, -2.0]])


def bands(values: object = STATES, **options: object) -> StateBands:
    given = {"theme": PAPER, "vmax": 2.0, "edges": [100, 200, 300, 420], "top": 300, "pitch": 8}
    return StateBands(values, **(given | options))  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_colours_and_places(theme: Theme) -> None:
    one = bands(theme=theme)
    drawn.assert_cells_show(one.cells, STATES, theme, steps=theme.state_ramp, domain=(-2.0, 2.0))
    corners = drawn.boxes(one.cells)
    np.testing.assert_allclose(corners[:, :, 0], [[100] * 3, [200] * 3, [300] * 3], atol=0.05)
    np.testing.assert_allclose(corners[:, :, 1], [[300, 308, 316]] * 3, atol=0.05)


def test_stretches_leave_no_seam() -> None:
    boxes = drawn.boxes(bands().cells)
    assert (boxes[:-1, :, 2] > boxes[1:, :, 0]).all()
    assert (boxes[:, :-1, 3] > boxes[:, 1:, 1]).all()
    np.testing.assert_allclose(boxes[-1, :, 2], 420, atol=0.05)


def test_a_stretch_grows_from_the_left() -> None:
    one = bands().set_channels(grown=[1, 0.5, 0])
    right = drawn.boxes(one.cells[1])[:, 2]
    np.testing.assert_allclose(right, 250, atol=0.7)
    assert not any(len(cell.points) for cell in one.cells[2])


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        ([[3.0, 0.0]] * 3, {}, "beyond vmax 2"),
        (STATES, {"edges": [100, 200, 300]}, "4 that rise"),
        (STATES, {"edges": [100, 200, 150, 300]}, "4 that rise"),
        (STATES[0], {}, "expected 2 axes"),
    ],
)
def test_errors_say_what_is_wrong(values: object, options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        bands(values, **options)
