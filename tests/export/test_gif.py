"""The ladder that keeps a GIF within its budget."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from anim_lib.export.gif import LADDER, GifTooLargeError, Rung, write_gif
from tests.export.moving import noise, write_small

SMALL = (Rung(160, 15, 256), Rung(160, 15, 16), Rung(96, 10, 16))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small(tmp_path_factory.mktemp("gif"), zip(noise(12), range(12), strict=True))


def test_first_rung_that_fits_is_taken(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.gif"
    best = write_gif(small, target, seconds=0.8, scratch=tmp_path, ladder=SMALL, budget=10_000_000)
    assert best["rung"] == 0
    assert best["bytes"] == target.stat().st_size
    second = write_gif(
        small, target, seconds=0.8, scratch=tmp_path, ladder=SMALL, budget=best["bytes"] - 1
    )
    assert (second["rung"], second["colours"]) == (1, 16)
    third = write_gif(
        small, target, seconds=0.8, scratch=tmp_path, ladder=SMALL, budget=second["bytes"] - 1
    )
    assert third["rung"] == 2
    with Image.open(target) as picture:
        assert picture.size == (96, 54)


def test_what_fits_no_rung_is_an_error_and_leaves_no_file(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.gif"
    with pytest.raises(GifTooLargeError, match="allowed are 100"):
        write_gif(small, target, seconds=0.8, scratch=tmp_path, ladder=SMALL, budget=100)
    assert not target.exists()


def test_ladder_only_ever_gives_something_up() -> None:
    assert LADDER[0] == Rung(800, 15, 256)
    for better, worse in pairwise(LADDER):
        assert better != worse
        assert worse.width <= better.width
        assert worse.fps <= better.fps
        assert worse.colours <= better.colours


def test_pictures_stand_as_long_as_in_the_film(tmp_path: Path) -> None:
    film = write_small(tmp_path, zip(noise(4), (0, 1, 5, 6), strict=True))
    write_gif(film, tmp_path / "x.gif", seconds=10 / 15, scratch=tmp_path)
    lengths = []
    with Image.open(tmp_path / "x.gif") as picture:
        for index in range(picture.n_frames):
            picture.seek(index)
            lengths.append(picture.info["duration"])
    assert lengths == [70, 260, 70, 3270]
