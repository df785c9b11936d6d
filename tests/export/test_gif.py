"""The ladder that keeps a GIF within its budget."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from anim_lib.export.gif import LADDER, GifTooLargeError, Rung, write_gif
from tests.reel.films import write_lossless

SMALL = (Rung(160, 15, 256), Rung(160, 15, 16), Rung(96, 10, 16))


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    noise = np.random.default_rng(0).integers(0, 256, (12, 90, 160, 3)).astype(np.uint8)
    return write_lossless(tmp_path_factory.mktemp("gif") / "master.mp4", list(noise), 15)


def test_first_rung_that_fits_is_taken(master: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.gif"
    best = write_gif(
        master, target, aspect=16 / 9, scratch=tmp_path, ladder=SMALL, budget=10_000_000
    )
    assert best["rung"] == 0
    assert best["bytes"] == target.stat().st_size
    second = write_gif(
        master, target, aspect=16 / 9, scratch=tmp_path, ladder=SMALL, budget=best["bytes"] - 1
    )
    assert (second["rung"], second["colours"]) == (1, 16)
    third = write_gif(
        master, target, aspect=16 / 9, scratch=tmp_path, ladder=SMALL, budget=second["bytes"] - 1
    )
    assert third["rung"] == 2
    with Image.open(target) as picture:
        assert picture.size == (96, 54)


def test_what_fits_no_rung_is_an_error_and_leaves_no_file(master: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.gif"
    with pytest.raises(GifTooLargeError, match="allowed are 100"):
        write_gif(master, target, aspect=16 / 9, scratch=tmp_path, ladder=SMALL, budget=100)
    assert not target.exists()


def test_ladder_only_ever_gives_something_up() -> None:
    assert LADDER[0] == Rung(800, 15, 256)
    for better, worse in pairwise(LADDER):
        assert better != worse
        assert worse.width <= better.width
        assert worse.fps <= better.fps
        assert worse.colours <= better.colours
