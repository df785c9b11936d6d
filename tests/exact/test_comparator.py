"""The comparison finds what it is for, and says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.rendering.fast import patches
from tests.exact.cases import MIXTURE, SMALL
from tests.exact.players import Case, Players
from tests.exact.recording import foreign

pytestmark = pytest.mark.slow
CASE = Case("Mixture", MIXTURE, SMALL)


def found(tmp_path: Path, fault: str) -> list[str]:
    players = Players(tmp_path, f"tests.exact.wrong:{fault}")
    try:
        return players.compare(CASE)[2]
    finally:
        players.close()


def test_two_wrong_pixels_are_found_and_shown(tmp_path: Path) -> None:
    frames, *files = found(tmp_path, "Smudged")
    assert frames.startswith("1 of 23 frames differ, the first is frame 4: 2 of 102720 pixels")
    assert "at most 7 of 255, within x 30..35, y 40..42" in frames
    assert len(list((tmp_path / "Mixture").glob("frame_4.*.png"))) == 3
    assert any("film.mp4: 1 decoded frames differ; the first is 4" in each for each in files)


def test_a_frame_too_many_is_found(tmp_path: Path) -> None:
    frames, *rest = found(tmp_path, "Stuttering")
    assert frames.startswith("25 frames reached the writer, and 23 with stock manim")
    assert any(each.startswith("time: ") for each in rest)
    assert any("film.mp4: more frames, from 23 on" in each for each in rest)


def test_other_frames_in_the_file_are_found(tmp_path: Path) -> None:
    (film, *_) = found(tmp_path, "Coarse")
    assert "film.mp4: 23 decoded frames differ; the first is 0: " in film


def test_an_untold_change_is_found(tmp_path: Path) -> None:
    told, *rest = found(tmp_path, "Silent")
    assert told == "frame 1 changed outside of where it was told to have changed"
    assert any("gives another YUV frame" in each for each in rest)


def test_a_patched_manim_is_seen() -> None:
    before = foreign()
    try:
        patches.apply()
        assert any(name.startswith("Mobject.") for name in foreign()), foreign()
        patches.remove()
        assert foreign() == []
    finally:
        if before:
            patches.apply()
