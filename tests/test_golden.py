"""Every beat of every scene in both themes, found by file name: a new scene needs no new test."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import scenes
from anim_lib.theme import THEMES
from tests import golden_frames
from tests.golden_frames import GOLDEN, assert_golden, keep, verdict
from tests.played import play

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("slug", scenes.slugs())
def test_frames_match_golden(
    slug: str, theme: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    beats = play(slug, theme).beats
    folder = GOLDEN / slug / theme
    if request.config.getoption("--update-golden"):
        for old in folder.glob("*.png"):
            old.unlink()
        for beat in beats:
            keep(beat.frame, folder / f"{beat.name}.png")
        text = json.dumps(golden_frames.environment(), indent=1) + "\n"
        golden_frames.ENVIRONMENT.write_text(text, "utf-8")
    assert {p.stem for p in folder.glob("*.png")} == {b.name for b in beats}, "stale or missing"
    for beat in beats:
        assert_golden(beat.frame, folder / f"{beat.name}.png", tmp_path / slug / theme)


def test_comparison_sees_a_changed_word_and_a_shift() -> None:
    frame = np.full((270, 480, 3), 250, np.uint8)
    other = frame.copy()
    other[100:106, 200:212] = 30  # about the ink of one word
    assert verdict(frame, frame, by_pixel=True) == ""
    assert "pixels differ" in verdict(other, frame, by_pixel=True)
    rng = np.random.default_rng(0)
    drawn = np.kron(rng.integers(0, 255, (27, 48, 3)), np.ones((10, 10, 1))).astype(np.uint8)
    assert verdict(drawn, drawn, by_pixel=False) == ""
    assert "SSIM" in verdict(np.roll(drawn, 3, axis=1), drawn, by_pixel=False)
