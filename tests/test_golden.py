"""Every beat of every scene in both themes, found by file name: a new scene needs no new test."""

from __future__ import annotations

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
        keep({beat.name: beat.frame for beat in beats}, folder)
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


def test_kept_frames_replace_those_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = tmp_path / "environment.json"
    monkeypatch.setattr(golden_frames, "ENVIRONMENT", recorded)
    folder = tmp_path / "d01" / "paper"
    grey, pale = (np.full((27, 48, 3), level, np.uint8) for level in (120, 250))
    keep({"one": grey, "two": grey}, folder)
    assert golden_frames.same_environment()
    before = recorded.stat().st_ino
    keep({"two": pale, "three": pale}, folder)
    assert recorded.stat().st_ino == before, "written again though nothing has changed"
    assert {path.name for path in folder.iterdir()} == {"two.png", "three.png"}
    assert_golden(pale, folder / "two.png", tmp_path)
    recorded.write_text("{}", "utf-8")
    keep({"two": pale}, folder)
    assert golden_frames.same_environment()
    assert {path.name for path in tmp_path.iterdir()} == {"environment.json", "d01"}
