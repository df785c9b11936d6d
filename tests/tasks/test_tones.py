"""The two plain signals, by numpy."""

from __future__ import annotations

import numpy as np

from anim_lib.tasks.tones import tone_and_sweep, two_tones


def test_two_tones() -> None:
    k = np.arange(1, 61)
    expected = np.sin(2 * np.pi * k / 12) + np.cos(2 * np.pi * k / 5) / 2
    found = two_tones(60).numpy()
    np.testing.assert_allclose(found, np.round(expected, 1), rtol=0, atol=1e-12)
    np.testing.assert_array_equal(two_tones(8).numpy(), found[:8])
    assert found[:4].tolist() == [0.7, 0.5, 0.6, 1.0]


def test_tone_and_sweep() -> None:
    k = np.arange(1, 1025)
    expected = np.sin(k / 7) + np.sin(k * k / 5000)
    np.testing.assert_allclose(tone_and_sweep(1024).numpy(), expected, rtol=0, atol=1e-12)
