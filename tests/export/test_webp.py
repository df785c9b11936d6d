"""The animated WebP and its budget."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from anim_lib.export.webp import Step, write_webp
from tests.export.moving import noise, write_small

LADDER = (Step(800, 75), Step(800, 10), Step(480, 10))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frames = noise(4)
    times = [0, 1, 5, 6]
    return write_small(tmp_path_factory.mktemp("webp"), zip(frames, times, strict=True))


def test_pictures_stand_as_long_as_in_the_film_and_the_last_rests(
    small: Path, tmp_path: Path
) -> None:
    write_webp(small, tmp_path / "x.webp", seconds=10 / 15, rest=3.0)
    lengths = []
    with Image.open(tmp_path / "x.webp") as film:
        assert film.size == (800, 450)
        assert film.info["loop"] == 0
        for index in range(film.n_frames):
            film.seek(index)
            film.load()
            lengths.append(film.info["duration"])
    assert lengths == [66, 267, 67, 3267]


def test_first_step_that_fits_is_taken_else_the_last(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.webp"

    def steps(budget: int) -> tuple[int, int]:
        facts = write_webp(small, target, seconds=10 / 15, rest=3.0, ladder=LADDER, budget=budget)
        assert facts["bytes"] == target.stat().st_size
        return facts["rung"], facts["bytes"]

    best = steps(10_000_000)
    second = steps(best[1] - 1)
    third = steps(second[1] - 1)
    assert [rung for rung, _ in (best, second, third)] == [0, 1, 2]
    with Image.open(target) as film:
        assert film.size == (480, 270)
    assert steps(100) == third
