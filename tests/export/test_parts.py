"""A scene drawn in parts, and drawn exactly as stock manim encodes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from anim_lib.export.manifest import NAME, sha256
from anim_lib.export.part import DrawnBeat, Part, in_order
from anim_lib.formats import FORMATS, FRAME
from anim_lib.rendering.job import Edition, Job
from anim_lib.rendering.messages import Message, Progress
from anim_lib.rendering.perform import PLAIN, STOCK
from anim_lib.rendering.production import assemble, draw, produce
from tests.reel.d01_tiny import Tiny


def job(
    folder: Path,
    profile: str,
    formats: tuple[str, ...] = FORMATS,
    first: int = 0,
    stop: int | None = None,
) -> Job:
    folder.mkdir(parents=True)
    edition = Edition("paper", profile, FRAME, formats)
    return Job("tiny", "tests.reel.d01_tiny", edition, "0" * 64, (), 0, folder, first, stop)


def silent(message: Message) -> None:
    return None


def products(of: Job) -> dict[str, str]:
    found = of.products.rglob("*")
    return {p.name: sha256(p) for p in found if p.is_file() and p.name != NAME}


@pytest.mark.slow
# every cut, all cuts at once, and one past the end, by a guess that was stale
@pytest.mark.parametrize(
    ("profile", "formats", "all_cuts"),
    [
        ("draft", FORMATS, ([1], [2], [1, 2], [2, 7])),
        ("final", ("mp4",), ([1, 2],)),
        ("exact", ("mp4",), ([1, 2],)),
    ],
)
def test_parts_make_the_products_of_the_whole(
    tmp_path: Path, profile: str, formats: tuple[str, ...], all_cuts: tuple[list[int], ...]
) -> None:
    whole = job(tmp_path / "whole", profile, formats)
    produce(whole, silent)
    expected = products(whole)
    assert {f"tiny.{suffix}" for suffix in formats} <= set(expected)
    for cuts in all_cuts:
        bounds = zip([0, *cuts], [*cuts, None], strict=True)
        name = "-".join(map(str, cuts))
        jobs = [job(tmp_path / name / str(a), profile, formats, a, b) for a, b in bounds]
        for one in jobs:
            draw(one, silent)
        assemble(jobs[-1], [one.part for one in jobs], silent)
        assert products(jobs[-1]) == expected


def film_of(path: Path) -> list[tuple[float, np.ndarray[Any, np.dtype[np.uint8]]]]:
    with av.open(str(path)) as film:
        return [
            (float(frame.pts * frame.time_base), frame.to_ndarray())
            for frame in film.decode(video=0)
            if frame.pts is not None and frame.time_base is not None
        ]


@pytest.mark.slow
def test_exact_is_the_film_of_stock_manim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = job(tmp_path / "exact", "exact", ("mp4",))
    produce(exact, silent)
    ours = film_of(exact.products / "tiny.mp4")
    monkeypatch.setenv("SEQREEL_RENDERER", "stock")
    settings = {
        **PLAIN,
        **STOCK,
        "pixel_width": FRAME.width,
        "pixel_height": FRAME.height,
        "frame_rate": FRAME.fps,
        "media_dir": str(tmp_path / "media"),
    }
    with tempconfig(settings):
        scene = Tiny()
        assert type(scene.renderer) is CairoRenderer
        scene.render()
        stock = film_of(Path(scene.renderer.file_writer.movie_file_path))
    assert len(ours) == len(stock) == 27
    for (time, frame), (stock_time, stock_frame) in zip(ours, stock, strict=True):
        assert time == pytest.approx(stock_time)
        np.testing.assert_array_equal(frame, stock_frame)


@pytest.mark.slow
def test_stock_renderer_feeds_the_same_products(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = job(tmp_path / "fast", "draft", ("mp4", "gif"))
    produce(fast, silent)
    monkeypatch.setenv("SEQREEL_RENDERER", "stock")
    stock = job(tmp_path / "stock" / "0", "draft", ("mp4", "gif"), 0, 1)
    rest = job(tmp_path / "stock" / "1", "draft", ("mp4", "gif"), 1)
    for part in (stock, rest):
        draw(part, silent)
    assemble(stock, [stock.part, rest.part], silent)
    of_fast, of_stock = products(fast), products(stock)
    assert of_fast.pop("tiny.mp4") != ""
    assert of_stock.pop("tiny.mp4") != ""  # which frames are alike is not known to stock manim
    assert of_fast == of_stock
    assert len(film_of(stock.products / "tiny.mp4")) == 27


def test_progress_counts_the_frames_of_the_part(tmp_path: Path) -> None:
    told: list[Message] = []
    draw(job(tmp_path / "x", "draft", ("mp4",), 1, 2), told.append)
    assert told[0] == Progress("finding its place", 0, 0)
    (beat,) = Part.read(tmp_path / "x" / "part").beats
    assert (beat.index, beat.name, beat.start_frame, beat.frames) == (1, "green", 4, 14)
    assert beat.seconds > 0.0


def test_missing_beats_are_an_error() -> None:
    beats = [DrawnBeat(i, f"b{i}", "", 4 * i, 4, 0.1) for i in range(3)]
    parts = [Part({}, tuple(beats[:1]), 0.0), Part({}, tuple(beats[1:]), 0.0)]
    assert in_order(parts) == beats
    with pytest.raises(RuntimeError, match=r"beat 1 should begin at frame 4, but beat 2 \(b2\)"):
        in_order([parts[0], Part({}, (beats[2],), 0.0)])
    with pytest.raises(RuntimeError, match="beat 1 should begin"):
        in_order([parts[0], parts[0]])


def test_poster_that_is_no_beat_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tiny, "poster", "red")
    with pytest.raises(ValueError, match="poster 'red' is not a beat; the beats are empty, green"):
        produce(job(tmp_path / "x", "draft", ()), silent)
