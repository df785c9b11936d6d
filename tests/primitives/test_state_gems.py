"""StateGems: shares, sides and colours read back from the facets, against the state."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import points, stage
from anim_lib.primitives.gem_cut import BANDS, TABLE
from anim_lib.primitives.state_gems import HALO, SHINE, StateGems
from anim_lib.scales import luminance, mix, rgb
from anim_lib.theme import INK, PAPER, Theme

X, Y, R = 700.0, 500.0, 200.0
STATE = [0.5, -0.25, 0.0, 1.0, -1.0]


def gem(values: Any = STATE, theme: Theme = PAPER, **more: Any) -> StateGems:
    return StateGems(values, theme=theme, **{"vmax": 1.0, "x": X, "y": Y, "r": R, **more})


def depths(shape: Any, k: int, count: int = len(STATE)) -> tuple[float, float]:
    """Where a drawn part of facet k begins and ends between table (0) and rim (1)."""
    turn = 2 * np.pi * k / count
    apothem = R * np.cos(np.pi / count)
    out = np.array([np.sin(turn), -np.cos(turn)])
    along = [(np.array(stage(p)) - (X, Y)) @ out / apothem for p in shape.points]
    corners = sorted(along[::4])
    assert corners[0::2] == pytest.approx(corners[1::2])  # ends are parallel to the rim
    low, high = (min(along) - TABLE) / (1 - TABLE), (max(along) - TABLE) / (1 - TABLE)
    return low, high


def test_fill_is_the_share_of_vmax_from_the_rim_or_from_the_table() -> None:
    drawn = gem()
    for k, value in enumerate(STATE):
        for half in drawn.fills[k]:
            if value == 0:
                assert not len(half.points)
                continue
            expected = (1 - value, 1.0) if value > 0 else (0.0, -value)
            assert depths(half, k) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_facets_are_teal_or_amber_whatever_light_they_catch(theme: Theme) -> None:
    drawn = gem(theme=theme)
    light = {}
    for k, value in enumerate(STATE):
        for half in drawn.fills[k] if value else ():
            full = rgb(theme.fill("state_pos" if value > 0 else "state_neg"))
            other = rgb(theme.fill("state_neg" if value > 0 else "state_pos"))
            shown = half.fill_rgbas[0, :3]
            assert np.abs(shown - full).max() <= SHINE + 1e-9
            assert np.linalg.norm(shown - full) < np.linalg.norm(shown - other)
            light.setdefault(k, []).append(luminance(shown))
    assert np.ptp(light[4]) > 0.01  # the two halves of a facet catch different light


def test_halo_is_as_strong_as_the_fill() -> None:
    drawn = gem()
    near = [bands[0].fill_rgbas[0, 3] for bands in drawn.halo]
    assert near == pytest.approx([HALO * abs(v) for v in STATE])
    assert len(drawn.halo[0]) == BANDS


def test_a_gem_without_a_halo_is_else_the_same() -> None:
    plain, shining = gem(halo=False), gem()
    assert plain.halo == [[]] * len(STATE)
    for one, other in zip(plain.fills, shining.fills, strict=True):
        for half, same in zip(one, other, strict=True):
            np.testing.assert_array_equal(half.points, same.points)
            np.testing.assert_array_equal(half.fill_rgbas, same.fill_rgbas)


def test_the_gem_never_changes_size() -> None:
    sizes = []
    for values in (np.zeros(5), STATE, -np.ones(5)):
        drawn = gem(values)
        sizes.append((drawn.rim.width, drawn.rim.height))
    assert sizes[0] == sizes[1] == sizes[2]


def test_values_pass_through_the_values_between_and_end_exactly() -> None:
    drawn, target = gem(), np.array([-0.5, 0.25, 0.3, 0.1, 0.0])
    moving = drawn.to_values(target)
    moving.begin()
    moving.interpolate(0.5)
    assert drawn.values == pytest.approx((np.array(STATE) + target) / 2)
    assert depths(drawn.fills[3][0], 3) == pytest.approx((1 - 0.55, 1.0))
    moving.finish()
    assert (drawn.values == target).all()
    assert (drawn.set_values(target).values == target).all()


def test_the_facet_spoken_of_gets_an_ink_outline() -> None:
    drawn = gem(spoken=3)
    assert not len(drawn.ring.points)
    drawn.set_channels(asked=1.0)
    assert drawn.ring.points == pytest.approx(drawn.seams[3].points)
    assert drawn.ring.stroke_rgbas[0, :3] == pytest.approx(mix(PAPER.ink, PAPER.ink, 0))


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([[0.1, 0.2]], {}, r"StateGems values have shape \(1, 2\), expected 1 axes"),
        ([0.1, np.nan, 0.2], {}, "StateGems values hold a NaN"),
        ([0.1, 0.2], {}, "a gem has 3 facets or more"),
        ([0.1, 0.2, 1.5], {}, "reach 1.5, which does not fit a facet of 1"),
        (STATE, {"vmax": 0.0}, "StateGems vmax is 0, it must be a finite number above zero"),
        (STATE, {"spoken": 5}, "StateGems spoken is 5, expected 0 to 4"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        gem(values, **more)


def test_another_shape_or_too_large_a_target_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2,\), expected shape \(5,\)"):
        gem().set_values([0.1, 0.2])
    with pytest.raises(ValueError, match="does not fit"):
        gem().to_values(np.full(5, 1.2))


def test_a_facet_is_outlined_while_it_is_asked_for() -> None:
    drawn = gem(spoken=1)
    outlined = []
    for animation in (drawn.ask(), drawn.release()):
        animation.begin()
        animation.finish()
        outlined.append(len(drawn.ring.points) > 0)
    assert outlined == [True, False]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_beds_lie_in_their_halves_and_the_lit_one_is_brighter(theme: Theme) -> None:
    drawn = gem(theme=theme)
    for k, (bed, (left, right)) in enumerate(zip(drawn.beds, drawn.light, strict=True)):
        for half, shape in enumerate(bed):
            np.testing.assert_array_equal(shape.points[::4], points(drawn.cut.halves[k][half]))
        shades = [luminance(shape.fill_rgbas[0, :3]) for shape in bed]
        assert (shades[0] > shades[1]) == (left > right)
    for k, seam in enumerate(drawn.seams):
        np.testing.assert_array_equal(seam.points[::4], points(drawn.cut.facets[k]))
