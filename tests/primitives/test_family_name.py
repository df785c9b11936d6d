"""The name of a family: its mark, its colour, and what stands below."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.chart_marks import point
from anim_lib.primitives.family_name import MARKS, RADIUS, FamilyName
from anim_lib.scales import rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn


@pytest.mark.parametrize("theme", [PAPER, INK])
@pytest.mark.parametrize("role", list(MARKS))
def test_colour_and_mark_say_the_family(theme: Theme, role: str) -> None:
    one = FamilyName("family", "made of this", 96, 300, role=role, theme=theme)
    drawn.assert_colours([drawn.fills(one.mark)], [rgb(theme.fill(role))])
    outline = point(MARKS[role], 96 + RADIUS, drawn.middles(one.mark)[1], RADIUS)
    assert len(drawn.corners(one.mark)) == len(outline)
    np.testing.assert_allclose(drawn.middles(one.mark)[0], 96 + RADIUS, atol=0.05)
    drawn.assert_printed([one.family, one.kind], ["family", "made of this"])
    drawn.assert_colours(drawn.fills(list(one.family.submobjects)), [rgb(theme.text(role))] * 6)


def test_there_are_four_families_with_a_mark_each() -> None:
    assert len(set(MARKS.values())) == len(MARKS) == 4
    with pytest.raises(ValueError, match="role 'cache' is not one of transformer"):
        FamilyName("cache", "water", 96, 300, role="cache", theme=PAPER)
