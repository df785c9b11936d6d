"""SSIM and PSNR of a film, against frames whose difference is known."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from skimage.metrics import structural_similarity

from anim_lib.benchmark.quality import EVERY, IDENTICAL, likeness
from tests.reel.films import Frame, write_lossless

FPS, COUNT = 12, 9
HEIGHT, WIDTH = 64, 96


def grey(level: int, noise: int = 0) -> Frame:
    """A grey frame; its luma is the same by every matrix."""
    random = np.random.default_rng(1).integers(-noise, noise + 1, (HEIGHT, WIDTH, 1))
    return np.repeat(np.clip(level + random, 0, 255), 3, axis=2).astype(np.uint8)


def film(path: Path, frames: list[Frame], matrix: str) -> Path:
    """Write frames as YUV 4:2:0 without loss."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS, options={"qp": "0"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for picture in frames:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            made = frame.reformat(format="yuv420p", dst_colorspace=matrix, dst_color_range="MPEG")
            container.mux(stream.encode(made))
        container.mux(stream.encode())
    return path


def test_no_difference(tmp_path: Path) -> None:
    frames = [grey(100 + k) for k in range(COUNT)]
    master = write_lossless(tmp_path / "master.mp4", frames, FPS)
    shown = film(tmp_path / "film.mp4", frames, "ITU601")
    found = likeness(shown, master, FPS, "bt601", tmp_path)
    assert (found.ssim, found.psnr) == (1.0, IDENTICAL)
    assert found.bytes == shown.stat().st_size


def test_a_known_difference(tmp_path: Path) -> None:
    master = write_lossless(tmp_path / "master.mp4", [grey(100, 40)] * COUNT, FPS)
    shown = film(tmp_path / "film.mp4", [grey(128, 40)] * COUNT, "ITU601")
    found = likeness(shown, master, FPS, "bt601", tmp_path)
    # 28 levels of RGB are 28 * 219 / 255 of luma
    assert found.psnr == pytest.approx(20 * np.log10(255 / (28 * 219 / 255)), abs=0.1)
    assert 0.8 < found.ssim < 0.999


def test_ssim_is_ssim(tmp_path: Path) -> None:
    drawn, blurred = grey(128, 60), grey(128, 20)
    master = write_lossless(tmp_path / "master.mp4", [drawn] * COUNT, FPS)
    shown = film(tmp_path / "film.mp4", [blurred] * COUNT, "ITU601")
    found = likeness(shown, master, FPS, "bt601", tmp_path)
    luma = [16 + frame[..., 0].astype(float) * 219 / 255 for frame in (drawn, blurred)]
    known = structural_similarity(*luma, data_range=255, win_size=7)
    assert found.ssim == pytest.approx(known, abs=0.03)


def test_the_wrong_matrix_is_seen(tmp_path: Path) -> None:
    red = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    red[..., 0] = 200
    master = write_lossless(tmp_path / "master.mp4", [red] * COUNT, FPS)
    shown = film(tmp_path / "film.mp4", [red] * COUNT, "ITU709")
    assert likeness(shown, master, FPS, "bt709", tmp_path).psnr > 48
    assert likeness(shown, master, FPS, "bt601", tmp_path).psnr < 30


def test_frames_are_compared_at_the_same_time(tmp_path: Path) -> None:
    frames = [grey(60 + 15 * k) for k in range(COUNT)]
    master = write_lossless(tmp_path / "master.mp4", frames, FPS)
    late = film(tmp_path / "late.mp4", [frames[0], *frames[:-1]], "ITU601")
    found = likeness(late, master, FPS, "bt601", tmp_path)
    assert found.psnr < 30
    lines = (tmp_path / "ssim.txt").read_text("utf-8").splitlines()
    assert len(lines) == len(range(0, COUNT, EVERY))
