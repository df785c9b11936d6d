"""A chip travels by length along its path in the shape of its role; a pointer keeps its head."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.chip import LEAST, TALL, Chip
from anim_lib.primitives.pointer import Pointer
from anim_lib.theme import PAPER
from tests import drawn

PATH = [(100, 400), (300, 400), (300, 500)]


def test_a_chip_travels_by_length() -> None:
    chip = Chip("B", PATH, theme=PAPER, role="value")
    np.testing.assert_allclose(drawn.middles(chip.card), (100, 400))
    going = chip.go(chip.share(1))
    going.begin()
    going.interpolate(1.0)
    np.testing.assert_allclose(drawn.middles(chip.card), (300, 400))
    chip.set_channels(along=5 / 6)
    np.testing.assert_allclose(drawn.middles(chip.card), (300, 450))
    assert drawn.middles(chip.label)[0] == pytest.approx(300)
    assert drawn.printed(chip.label) == "B"
    np.testing.assert_allclose(drawn.sizes(chip.card), (LEAST, TALL))


def test_a_chip_has_the_shape_and_colour_of_its_role() -> None:
    square, pill = (Chip("A?", PATH, theme=PAPER, role=role) for role in ("query", "value"))
    assert len(drawn.corners(square.card)) == 4
    assert len(drawn.corners(pill.card)) > 20
    left, top, right, _ = drawn.boxes(pill.card)
    gap = np.hypot(*(drawn.corners(pill.card) - (left, top)).T).min()
    assert gap == pytest.approx((np.sqrt(2) - 1) * TALL / 2), "round ends"
    assert right - left >= LEAST
    for chip in (square, pill):
        ink = PAPER.text(chip.role)
        drawn.assert_colours(drawn.fills(chip.card), drawn.ramp_colours(0, [ink, ink], (0, 1)))


def test_a_pointer_keeps_its_head_while_it_grows() -> None:
    arrow = Pointer((100, 400), (300, 400), theme=PAPER, role="ink")
    whole = drawn.sizes(arrow.arrow.tip)
    assert drawn.boxes(arrow.arrow.tip)[2] == pytest.approx(300)
    arrow.set_channels(grown=0.5)
    assert drawn.boxes(arrow.arrow.tip)[2] == pytest.approx(200)
    np.testing.assert_allclose(drawn.sizes(arrow.arrow.tip), whole)
    assert drawn.ends(arrow.arrow.shaft)[1, 0] < 200
    ink = PAPER.stroke("ink")
    drawn.assert_colours(drawn.fills(arrow.arrow.tip), drawn.ramp_colours(0, [ink, ink], (0, 1)))
    arrow.set_channels(grown=0.0)
    assert not drawn.leaves(arrow)


def test_a_chip_can_be_lower_and_wider() -> None:
    chip = Chip("B", PATH, theme=PAPER, role="ink", tall=40, least=236)
    np.testing.assert_allclose(drawn.sizes(chip.card), (236, 40))
    assert drawn.middles(chip.label)[0] == pytest.approx(100)


def test_a_pointer_can_be_dashed() -> None:
    whole, dashed = (
        Pointer((100, 400), (300, 400), theme=PAPER, role="ink", dash=dash)
        for dash in (None, (9.0, 8.0))
    )
    assert len(dashed.arrow.shaft.points) > 5 * len(whole.arrow.shaft.points)
    np.testing.assert_allclose(drawn.boxes(dashed.arrow.tip), drawn.boxes(whole.arrow.tip))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="Chip text is empty"):
        Chip("", PATH, theme=PAPER, role="key")
    with pytest.raises(ValueError, match=r"Chip path has shape \(2,\), expected \(n, 2\)"):
        Chip("A", (0, 1), theme=PAPER, role="key")
    with pytest.raises(ValueError, match="Chip path holds a NaN"):
        Chip("A", [(0, 0), (1, np.nan)], theme=PAPER, role="key")
    with pytest.raises(ValueError, match=r"Pointer end is \(1, inf\), expected two finite numbers"):
        Pointer((0, 0), (1, np.inf), theme=PAPER, role="ink")
