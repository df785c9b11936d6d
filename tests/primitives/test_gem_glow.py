"""GemGlow: depths, order and colours of its bands read back, against the contributions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.gem_cut import TABLE
from anim_lib.primitives.gem_glow import CLEAR, GemGlow
from anim_lib.scales import mix
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

X, Y, R, VMAX = 700.0, 500.0, 150.0, 4.0
PARTS = np.array([[0.5, -0.25, 0.0, 1.0, -1.0], [1.0, 0.5, 0.0, -2.0, 0.1], [0.2, 0, 0, 0.3, 1]])
LEFT = np.array([0.25, 0.5, 1.0])
ROLES = ["past 5", "muted", "past 0"]
FACETS = PARTS.shape[1]
UNIT = (1 - TABLE) * R * np.cos(np.pi / FACETS) / VMAX  # a facet's own scale


def glow(values: Any = PARTS, theme: Theme = PAPER, **more: Any) -> GemGlow:
    given = {"left": LEFT, "vmax": VMAX, "x": X, "y": Y, "r": R, "roles": ROLES} | more
    return GemGlow(values, theme=theme, **given)


def bands(one: GemGlow) -> dict[tuple[int, int], tuple[float, float]]:
    """Return where each band begins and ends outside the rim: (token, facet) -> two distances."""
    found = {}
    apothem = R * np.cos(np.pi / FACETS)
    for token, band in enumerate(one.bands):
        for quad in drawn.corners(band).reshape(-1, 4, 2) - (X, Y):
            middle = quad.mean(axis=0)
            facet = round(float(np.arctan2(middle[0], -middle[1])) / (2 * np.pi / FACETS)) % FACETS
            turn = 2 * np.pi * facet / FACETS
            reach = np.sort(quad @ np.array([np.sin(turn), -np.cos(turn)])) - apothem
            assert reach[0] == pytest.approx(reach[1])
            assert reach[2] == pytest.approx(reach[3])
            found[token, facet] = (float(reach[0]), float(reach[2]))
    return found


def test_depths_are_contributions_on_the_scale_of_the_facets() -> None:
    found = bands(glow())
    for (token, facet), (start, end) in found.items():
        assert (end - start) / UNIT == pytest.approx(abs(PARTS[token, facet]), abs=1e-9)
    assert set(found) == {(int(k), int(f)) for k, f in np.argwhere(PARTS != 0)}


def test_the_newest_lies_next_to_the_rim_and_none_overlap() -> None:
    found = bands(glow())
    for facet in range(FACETS):
        mine = sorted((token for token, f in found if f == facet), reverse=True)
        at = CLEAR
        for token in mine:
            assert found[token, facet][0] == pytest.approx(at)
            at = found[token, facet][1]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_brightness_is_the_share_left(theme: Theme) -> None:
    one = glow(theme=theme)
    for band, role, left in zip(one.bands, ROLES, LEFT, strict=True):
        reading = drawn.between(drawn.fills(band), theme.ground, theme.fill(role))
        assert float(reading.value) == pytest.approx(left, abs=float(reading.within))
        assert float(reading.off) < 1
        assert drawn.opacities(band) == 1


def test_it_burns_through_the_values_between_and_ends_exactly() -> None:
    one = glow(np.zeros_like(PARTS), left=np.zeros(3))
    assert not any(len(band.points) for band in one.bands)
    burning = one.burn(PARTS, LEFT)
    burning.begin()
    burning.interpolate(0.5)
    assert one.values == pytest.approx(PARTS / 2)
    half = mix(PAPER.ground, PAPER.fill(ROLES[2]), LEFT[2] / 2)
    drawn.assert_colours(drawn.fills(one.bands[2]), half)
    burning.finish()
    np.testing.assert_array_equal(one.values, PARTS)
    before = bands(one)
    assert bands(one.set_values(PARTS)) == before


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([0.1, 0.2], {}, r"GemGlow values have shape \(2,\), expected 2 axes"),
        (PARTS, {"roles": ["muted"]}, "GemGlow roles are 1, expected one per token: 3"),
        (PARTS, {"left": [1.0]}, r"GemGlow left has shape \(1,\), expected \(3,\)"),
        (PARTS * np.nan, {}, "GemGlow values hold a NaN"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        glow(values, **more)


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2, 2\), expected shape \(3, 5\)"):
        glow().burn(np.zeros((2, 2)), LEFT)
