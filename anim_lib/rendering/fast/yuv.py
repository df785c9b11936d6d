"""From RGBA to the YUV that encoders take, converting only what has changed."""

from __future__ import annotations

from typing import Any, Final, Literal

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter
from manim.typing import PixelArray
from numpy.typing import NDArray

from anim_lib.export.alpha import straight
from anim_lib.rendering.fast.tap import Area, Picture

Matrix = Literal["bt709", "manim"]
# The taps of swscale's filters reach a few pixels past an area; a part converted with this much
# around it comes out as in the whole frame, byte for byte.
MARGIN: Final = 16
REACH: Final = 8  # pixels around an area whose chroma changes with it
SETTINGS: Final[dict[Matrix, dict[str, Any]]] = {
    "bt709": {
        "dst_colorspace": "ITU709",
        "dst_color_range": "MPEG",
        "interpolation": Interpolation.BICUBIC
        | Interpolation.ACCURATE_RND
        | Interpolation.FULL_CHR_H_INT
        | Interpolation.FULL_CHR_H_INP,
    },
    # what PyAV does by itself when manim hands it an RGBA frame for a yuv420p stream
    "manim": {},
}
CHROMA: Final = (1, 2)  # planes of half the width and height
SIZES_KEPT: Final = 64  # of areas, at most
ALL_ABOVE: Final = 0.6  # share of the frame from which converting all of it is cheaper


class Yuv420:
    """One yuv420p frame, or yuva420p, that follows the pictures of a film.

    Parameters
    ----------
    width, height
        Even numbers of pixels.
    matrix
        ``bt709`` for products; ``manim`` for the very bytes that stock manim encodes (BT.601).
    ground
        Shape (3,): the colour of a ground that covers nothing, for a frame with straight alpha;
        None: the ground is opaque.

    Raises
    ------
    ValueError
        When width or height is odd.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        matrix: Matrix,
        ground: NDArray[np.uint8] | None = None,
    ) -> None:
        if width % 2 or height % 2:
            raise ValueError(f"yuv420p needs an even width and height, not {width}x{height}")
        self._size = (width, height)
        self._settings = SETTINGS[matrix]
        self._ground = ground
        self._pixels = "yuv420p" if ground is None else "yuva420p"
        self._frame = av.VideoFrame(width, height, self._pixels)
        self._planes = _planes(self._frame)
        # setting swscale up for a size costs more than converting a small area
        self._reformatters: dict[tuple[int, ...], VideoReformatter] = {}
        self._filled = False

    def update(self, picture: Picture) -> av.VideoFrame:
        """Return the frame after it has taken over what ``picture`` changed.

        The same object each time: an encoder copies what it keeps.
        """
        width, height = self._size
        changed = picture.changed
        if changed is None or not self._filled or _share(changed, width, height) > ALL_ABOVE:
            self._convert(picture.rgba, (0, 0, width, height))
            self._filled = True
        else:
            for area in changed:
                self._convert(picture.rgba, area)
        return self._frame

    def _convert(self, rgba: PixelArray, area: Area) -> None:
        width, height = self._size
        # pixels just outside of it take part of their colour from inside
        left, top = max(0, area[0] - REACH), max(0, area[1] - REACH)
        right, bottom = min(width, area[2] + REACH), min(height, area[3] + REACH)
        x, y = max(0, left - MARGIN), max(0, top - MARGIN)
        pixels = rgba.view(np.uint8)  # for the type checker: manim calls them integers
        cut = pixels[y : min(height, bottom + MARGIN), x : min(width, right + MARGIN)]
        if self._ground is not None:
            cut = straight(cut, self._ground)
        reformatter = self._reformatter(cut.shape)
        source = av.VideoFrame.from_numpy_buffer(cut, format="rgba")
        # one thread: more of them cost more than they gain on a part of a frame
        part_frame = reformatter.reformat(source, format=self._pixels, threads=1, **self._settings)
        small = _planes(part_frame)
        for number, (target, part) in enumerate(zip(self._planes, small, strict=True)):
            half = 1 if number in CHROMA else 0
            rows = slice(top - y >> half, bottom - y + half >> half)
            columns = slice(left - x >> half, right - x + half >> half)
            target[top >> half : bottom + half >> half, left >> half : right + half >> half] = part[
                rows, columns
            ]

    def _reformatter(self, shape: tuple[int, ...]) -> VideoReformatter:
        known = self._reformatters
        if shape not in known:
            if len(known) >= SIZES_KEPT:
                known.clear()
            known[shape] = VideoReformatter()
        return known[shape]


def _planes(frame: av.VideoFrame) -> list[NDArray[np.uint8]]:
    return [
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
            :, : plane.width
        ]
        for plane in frame.planes
    ]


def _share(areas: tuple[Area, ...], width: int, height: int) -> float:
    pixels = sum((right - left) * (bottom - top) for left, top, right, bottom in areas)
    return pixels / (width * height)
