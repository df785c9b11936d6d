"""Greys and inks of screen colours."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from anim_lib.export import inks
from anim_lib.scales import Colour, luminance, rgb
from anim_lib.theme import INK, PAPER, ROLES, Theme

ON_PAPER, ON_INK = rgb(PAPER.ground), rgb(INK.ground)


@pytest.mark.parametrize("colour", ["#000000", "#1A1D24", "#5C606B", "#83858C", "#777777"])
def test_neutral_colours_are_black_ink_alone(colour: str) -> None:
    *others, black = inks.cmyk(rgb(colour), ON_PAPER)
    assert others == [0, 0, 0]
    assert black > 0.4


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_words_are_black_ink_alone(theme: Theme) -> None:
    for colour in (theme.ink, theme.text("muted"), "#FFFFFF", "#000000"):
        assert not any(inks.cmyk(rgb(colour), rgb(theme.ground))[:3])


def test_words_are_solid_and_paper_is_bare() -> None:
    assert inks.cmyk(rgb(PAPER.ink), ON_PAPER) == (0, 0, 0, 1)
    assert sum(inks.cmyk(rgb("#FFFFFF"), ON_PAPER)) == pytest.approx(0, abs=0.001)


def test_a_dark_ground_is_solid_and_what_lies_on_it_is_seen() -> None:
    black = [inks.cmyk(rgb(c), ON_INK)[3] for c in (INK.ground, INK.panel, INK.hairline, INK.ink)]
    assert black[0] == 1
    assert np.diff(black).max() < -0.03


@pytest.mark.parametrize("theme", [PAPER, INK])
@pytest.mark.parametrize("role", [role for role in ROLES if role != "muted"])
def test_roles_keep_their_colour(theme: Theme, role: str) -> None:
    for colour in (theme.fill(role), theme.text(role)):
        assert max(inks.cmyk(rgb(colour), rgb(theme.ground))[:3]) > 0.15


def test_no_colour_takes_more_than_300_percent() -> None:
    steps = np.linspace(0, 1, 4)
    for colour in itertools.product(steps, repeat=3):
        found = inks.cmyk(np.array(colour), ON_PAPER)
        assert sum(found) <= 3 + 1e-9
        assert all(-1e-9 <= ink <= 1 + 1e-9 for ink in found)


@pytest.mark.parametrize("ground", [ON_PAPER, ON_INK], ids=["paper", "ink"])
def test_ramps_have_no_step(ground: Colour) -> None:
    for start, end in (("#808080", "#2060C0"), ("#FFFFFF", "#C52D1F"), ("#F4F7FA", "#66CE9E")):
        share = np.linspace(0, 1, 80)[:, None]
        ramp = rgb(start) + (rgb(end) - rgb(start)) * share
        found = np.array([inks.cmyk(colour, ground) for colour in ramp])
        assert np.abs(np.diff(found, axis=0)).max() < 0.08


def test_grey_is_as_luminous() -> None:
    for colour in ("#C52D1F", "#07897A", "#FFFFFF", "#000000"):
        assert luminance(np.full(3, inks.grey(rgb(colour)))) == pytest.approx(
            luminance(rgb(colour)), abs=1e-6
        )
    picture = np.array([[[197, 45, 31, 255], [7, 137, 122, 255]]], dtype=np.uint8)
    wanted = [round(255 * inks.grey(rgb(c))) for c in ("#C52D1F", "#07897A")]
    assert inks.grey_picture(picture).tolist() == [wanted]
