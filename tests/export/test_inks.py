"""Greys and inks of screen colours."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from anim_lib.export import inks
from anim_lib.scales import luminance, rgb
from anim_lib.theme import PAPER, ROLES


@pytest.mark.parametrize("colour", ["#000000", "#1A1D24", "#5C606B", "#83858C", "#777777"])
def test_neutral_colours_are_black_ink_alone(colour: str) -> None:
    *others, black = inks.cmyk(rgb(colour))
    assert others == [0, 0, 0]
    assert black > 0.4


def test_words_are_solid_and_paper_is_bare() -> None:
    assert inks.cmyk(rgb(PAPER.ink)) == (0, 0, 0, 1)
    assert sum(inks.cmyk(rgb("#FFFFFF"))) == pytest.approx(0, abs=0.001)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "muted"])
def test_roles_keep_their_colour(role: str) -> None:
    for colour in (PAPER.fill(role), PAPER.text(role)):
        assert max(inks.cmyk(rgb(colour))[:3]) > 0.2


def test_no_colour_takes_more_than_300_percent() -> None:
    steps = np.linspace(0, 1, 18)
    for colour in itertools.product(steps, repeat=3):
        found = inks.cmyk(np.array(colour))
        assert sum(found) <= 3 + 1e-9
        assert all(-1e-9 <= ink <= 1 + 1e-9 for ink in found)


def test_ramps_have_no_step() -> None:
    start, end = rgb("#808080"), rgb("#2060C0")
    found = np.array([inks.cmyk(start + (end - start) * share) for share in np.linspace(0, 1, 400)])
    assert np.abs(np.diff(found, axis=0)).max() < 0.02


def test_grey_is_as_luminous() -> None:
    for colour in ("#C52D1F", "#07897A", "#FFFFFF", "#000000"):
        assert luminance(np.full(3, inks.grey(rgb(colour)))) == pytest.approx(
            luminance(rgb(colour)), abs=1e-6
        )
    picture = np.array([[[197, 45, 31, 255], [7, 137, 122, 255]]], dtype=np.uint8)
    wanted = [round(255 * inks.grey(rgb(c))) for c in ("#C52D1F", "#07897A")]
    assert inks.grey_picture(picture).tolist() == [wanted]
