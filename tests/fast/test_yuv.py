"""Converting the changed areas gives the bytes of converting the whole frame."""

from __future__ import annotations

import av
import numpy as np
import pytest

from anim_lib.rendering.fast.regions import merged
from anim_lib.rendering.fast.tap import Picture
from anim_lib.rendering.fast.yuv import Matrix, Yuv420

SIZES = [(428, 240), (98, 270), (854, 480), (1280, 720)]


@pytest.mark.parametrize("matrix", ["manim", "bt709"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_parts_are_those_of_the_whole(matrix: Matrix, width: int, height: int) -> None:
    rng = np.random.default_rng(width)
    pixels = rng.integers(0, 256, (height, width, 4)).astype(np.uint8)
    follower = Yuv420(width, height, matrix=matrix)
    follower.update(Picture(pixels, None))
    for _ in range(12):
        boxes = []
        for _ in range(int(rng.integers(1, 4))):
            left, top = int(rng.integers(0, width - 2)), int(rng.integers(0, height - 2))
            right = min(width, left + int(rng.integers(1, width // 4)))
            bottom = min(height, top + int(rng.integers(1, height // 4)))
            pixels[top:bottom, left:right] ^= 255
            boxes.append((left, top, right, bottom))
        frame = follower.update(Picture(pixels, merged(boxes, width, height)))
        whole = Yuv420(width, height, matrix=matrix).update(Picture(pixels, None))
        assert np.array_equal(frame.to_ndarray(), whole.to_ndarray())


def test_manims_matrix_is_what_manim_encodes() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (270, 480, 4)).astype(np.uint8)
    stock = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(format="yuv420p")
    ours = Yuv420(480, 270, matrix="manim").update(Picture(pixels, None))
    assert np.array_equal(ours.to_ndarray(), stock.to_ndarray())


@pytest.mark.parametrize("rgb", [(0, 0, 0), (255, 255, 255), (0, 158, 115), (213, 94, 0)])
def test_bt709_is_the_recommendations(rgb: tuple[int, int, int]) -> None:
    """ITU-R BT.709-6, 3.2 to 3.4: limited range, Kr = 0.2126 and Kb = 0.0722."""
    pixels = np.full((32, 32, 4), (*rgb, 255), np.uint8)
    frame = Yuv420(32, 32, matrix="bt709").update(Picture(pixels, None))
    red, green, blue = (part / 255 for part in rgb)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    expected = [
        16 + 219 * luma,
        128 + 224 * (blue - luma) / 1.8556,
        128 + 224 * (red - luma) / 1.5748,
    ]
    found = [memoryview(plane)[0] for plane in frame.planes]
    assert np.abs(np.array(found) - expected).max() <= 0.51


def test_unchanged_picture_is_not_converted() -> None:
    pixels = np.full((64, 64, 4), 200, np.uint8)
    follower = Yuv420(64, 64, matrix="bt709")
    before = follower.update(Picture(pixels, None)).to_ndarray().copy()
    pixels[:] = 0
    assert np.array_equal(follower.update(Picture(pixels, ())).to_ndarray(), before)


@pytest.mark.parametrize(("width", "height"), [(63, 64), (64, 63)])
def test_odd_size_is_refused(width: int, height: int) -> None:
    with pytest.raises(ValueError, match=f"even width and height, not {width}x{height}"):
        Yuv420(width, height, matrix="bt709")
