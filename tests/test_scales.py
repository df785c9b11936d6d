"""From numbers to visual numbers: identities, ends, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.scales import contrast, hexa, linear, log, luminance, mix, ramp, rgb
from anim_lib.theme import THEMES


@pytest.mark.parametrize("colour", ["#000000", "#FFFFFF", "#3991BF", "#0A0B0C"])
def test_rgb_and_hexa_undo_each_other(colour: str) -> None:
    assert hexa(rgb(colour)) == colour


def test_rgb_passes_arrays_through_and_parsed_colours_are_read_only() -> None:
    given = np.array([0.1, 0.2, 0.3])
    assert rgb(given) is given
    np.testing.assert_allclose(rgb("#FF8000"), [1.0, 128 / 255, 0.0])
    with pytest.raises(ValueError, match="read-only"):
        rgb("#FF8000")[0] = 0.0


def test_mix_goes_from_one_to_the_other_and_no_further() -> None:
    a, b = "#204060", "#60A0E0"
    np.testing.assert_allclose(mix(a, b, 0.0), rgb(a))
    np.testing.assert_allclose(mix(a, b, 1.0), rgb(b))
    np.testing.assert_allclose(mix(a, b, 0.5), (rgb(a) + rgb(b)) / 2)
    np.testing.assert_allclose(mix(a, b, 1.7), rgb(b))
    np.testing.assert_allclose(mix(a, b, -0.1), rgb(a))


def test_contrast_of_known_pairs() -> None:
    white, black, grey = rgb("#FFFFFF"), rgb("#000000"), rgb("#777777")
    assert luminance(white) == pytest.approx(1.0)
    assert luminance(rgb("#00FF00")) == pytest.approx(0.7152)
    assert contrast(white, black) == contrast(black, white) == pytest.approx(21.0)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.005)
    assert contrast(grey, grey) == 1.0


def test_a_ramp_meets_its_steps_and_is_straight_between() -> None:
    steps = THEMES["paper"].attention_ramp
    for k, step in enumerate(steps):
        np.testing.assert_allclose(ramp(steps, k / 10), rgb(step), atol=1e-12)
    np.testing.assert_allclose(ramp(steps, 0.37), mix(steps[3], steps[4], 0.7), atol=1e-12)
    np.testing.assert_allclose(ramp(steps, -1), rgb(steps[0]))
    np.testing.assert_allclose(ramp(steps, 2), rgb(steps[-1]))


def test_linear_maps_ends_and_proportions() -> None:
    up = linear((10, 30), (500, 100))
    assert (up(10), up(30), up(20), up(40)) == (500, 100, 300, -100)
    assert linear((3, 1), (0, 1))(2) == 0.5


def test_log_maps_decades_to_equal_steps() -> None:
    scale = log((1, 1000), (0, 300))
    np.testing.assert_allclose([scale(v) for v in (1, 10, 100, 1000)], [0, 100, 200, 300])


def test_empty_and_impossible_domains_are_refused() -> None:
    with pytest.raises(ValueError, match=r"domain \(2, 2\) is empty: its ends must differ"):
        linear((2, 2), (0, 1))
    with pytest.raises(ValueError, match=r"domain \(0, 10\) of a log scale must lie above zero"):
        log((0, 10), (0, 1))
