"""``SEQREEL_RENDERER=stock`` gives manim as it is, also on manim's own command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.exact.cases import SETTLED, SMALL
from tests.exact.players import Case, Players
from tests.exact.products import decoded
from tests.reel import d01_tiny

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
TINY = "tests.reel.d01_tiny:Tiny"


def test_stock_is_untouched_manim(tmp_path: Path) -> None:
    players = Players(tmp_path)
    try:
        stock, fast, differences = players.compare(Case("Tiny", TINY, SMALL, storyboard=True))
    finally:
        players.close()
    assert stock.facts["renderer"] == "manim.renderer.cairo_renderer.CairoRenderer"
    assert stock.facts["writer"] == "manim.scene.scene_file_writer.SceneFileWriter"
    assert stock.facts["strangers"] == []
    assert fast.facts["renderer"] == "anim_lib.rendering.fast.renderer.FastRenderer"
    assert fast.facts["writer"] == "anim_lib.rendering.fast.writer.FastWriter"
    assert fast.facts["strangers"] != []
    assert differences == []


def manim_render(folder: Path, renderer: str | None) -> Path:
    """Run ``manim render`` on a scene file; return the film."""
    folder.mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "SEQREEL_RENDERER"}
    environment["PYTHONPATH"] = str(ROOT)
    if renderer is not None:
        environment["SEQREEL_RENDERER"] = renderer
    options = [f"--encoder-option={key}={value}" for key, value in SETTLED.items()]
    size = f"--resolution={SMALL['pixel_width']},{SMALL['pixel_height']}"
    command = ["-m", "manim", "render", size, "--fps=15", "--media_dir=media", *options]
    done = subprocess.run(
        [sys.executable, *command, d01_tiny.__file__, "Tiny"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (film,) = (p for p in folder.rglob("Tiny.mp4") if "partial_movie_files" not in p.parts)
    return film


def test_manim_render_gives_the_same_film_with_both(tmp_path: Path) -> None:
    films = [manim_render(tmp_path / name, name) for name in ("stock", "fast")]
    films.append(manim_render(tmp_path / "unset", None))
    stock, *others = ([*decoded(film)] for film in films)
    assert len(stock) == 41
    for other in others:
        assert [time for time, _ in other] == [time for time, _ in stock]
        assert all(np.array_equal(a[1], b[1]) for a, b in zip(stock, other, strict=True))


def test_another_renderer_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="SEQREEL_RENDERER is 'quick'"):
        manim_render(tmp_path / "quick", "quick")
