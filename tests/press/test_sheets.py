"""The sheets of colours and of type: complete, within the page, and computed."""

from __future__ import annotations

import pytest

from anim_lib import typography
from anim_lib.export import inks
from anim_lib.export.drawing import Drawing, within
from anim_lib.press.colours import colours, written
from anim_lib.press.page import MARGIN_MM, MM
from anim_lib.press.type_sheet import STYLES, points_of, type_sheet
from anim_lib.scales import hexa, rgb
from anim_lib.theme import PAPER, ROLES, THEMES, Theme

EACH = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def shown(drawing: Drawing) -> set[str]:
    return {hexa(mark.colour) for mark in drawing.marks}


@EACH
def test_every_colour_of_a_theme_is_on_its_sheet(theme: Theme) -> None:
    wanted = {theme.ground, theme.panel, theme.ink, theme.hairline}
    wanted |= {*theme.attention_ramp, *theme.state_ramp}
    wanted |= {colour for role in ROLES for colour in theme.roles[role].values()}
    wanted |= {colour for past in theme.past_tokens for colour in past.values()}
    assert wanted - shown(colours(theme, "Colours")) == set()


@EACH
def test_nothing_lies_outside_the_margins(theme: Theme) -> None:
    for drawing in (colours(theme, "Colours"), type_sheet(theme, "Type", (85, 180, 420))):
        left, top, width, height = drawing.window
        edge = MARGIN_MM * MM - 12.0  # a line's mitre is counted as long as it may be
        inner = (left + edge, top + edge, width - 2 * edge, height - 2 * edge)
        outside = [mark.extent for mark in drawing.marks if not within(mark, inner)]
        assert outside == []
        assert len(drawing.marks) > 100


def test_a_colour_is_told_as_hex_and_inks() -> None:
    assert written("#000000", "#FFFFFF") == ("#000000", "0 0 0 100")
    assert written("#FFFFFF", "#FFFFFF") == ("#FFFFFF", "0 0 0 0")
    cyan, magenta, yellow, black = inks.cmyk(rgb("#07897A"), rgb(PAPER.ground))
    shares = [float(share) / 100 for share in written("#07897A", PAPER.ground)[1].split()]
    assert shares == pytest.approx([cyan, magenta, yellow, black], abs=0.005)


def test_sizes_in_points() -> None:
    assert points_of(33.0, 180.0) == pytest.approx(8.77, abs=0.005)
    assert points_of(1920.0, 25.4) == pytest.approx(72.0)
    assert min(style.size for style in STYLES) == typography.SMALL


def test_samples_are_as_large_as_in_the_frame() -> None:
    one = type_sheet(PAPER, "Type", (180.0,))
    tall = sorted({round(mark.extent[3]) for mark in one.marks})
    assert tall[-1] > typography.CAPTION * 2970 / 1920 * 0.5  # a capital of a caption's sample
