"""Small frames without loss, sampled at the rate of the GIF: what GIF and WebP are made from.

Unchanged samples are not stored: a piece of film has one picture for as long as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from av import VideoStream
from av.video.reformatter import Interpolation, VideoReformatter
from manim.typing import PixelArray
from numpy.typing import NDArray

from anim_lib.export.segments import join
from anim_lib.formats import GIF

SUFFIX = "mov"
# QuickTime animation: without loss, a run-length code of what changed. Measured on 414 pictures
# of a film: 0.9 ms a picture and 10 MB; x264 without loss 1.8 ms and 5 MB, FFV1 5.7 ms and 27 MB.
CODEC = "qtrle"
PACE = Fraction(1, GIF.fps)
SCALER = Interpolation.LANCZOS | Interpolation.ACCURATE_RND | Interpolation.BITEXACT


def samples(start: int, frames: int, fps: int) -> range:
    """Return which samples show one of ``frames`` frames from ``start`` on.

    Sample k is the frame on screen k / 15 s after the film began, wherever the beats end.
    """
    return range(-(-start * GIF.fps // fps), -(-(start + frames) * GIF.fps // fps))


def height_of(width: int) -> int:
    """Return the even height that goes with a width smaller than that of the small frames."""
    return 2 * round(width * GIF.height / GIF.width / 2)


class Shrinker:
    """Makes small frames: shape (450, 800, 3), 0 to 255."""

    def __init__(self) -> None:
        self._scaler = VideoReformatter()

    def shrink(self, rgba: PixelArray) -> NDArray[np.uint8]:
        """Return a picture of shape (height, width, 4) in small."""
        source = av.VideoFrame.from_numpy_buffer(rgba.view(np.uint8), format="rgba")
        small = self._scaler.reformat(
            source, GIF.width, GIF.height, "gbrp", interpolation=SCALER, threads=1
        )
        planes = [
            np.frombuffer(memoryview(plane), np.uint8).reshape(GIF.height, plane.line_size)[
                :, : GIF.width
            ]
            for plane in small.planes
        ]
        return np.stack([planes[2], planes[0], planes[1]], axis=-1)


class SmallSegment:
    """The samples of one beat in a file, the first of them at time 0."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = av.open(str(path), "w", format=SUFFIX)
        stream = self._file.add_stream(CODEC, rate=GIF.fps, options={"threads": "1"})
        assert isinstance(stream, VideoStream)
        self._stream = stream
        self._stream.width, self._stream.height = GIF.width, GIF.height
        self._stream.pix_fmt = "rgb24"
        self._stream.codec_context.time_base = PACE
        self._stream.codec_context.gop_size = 1 << 30
        self._last: NDArray[np.uint8] | None = None

    def write(self, picture: NDArray[np.uint8], sample: int) -> None:
        """Store ``picture``, which is on screen from ``sample`` of the beat on."""
        if self._last is not None and np.array_equal(picture, self._last):
            return
        self._last = picture
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = sample, PACE
        self._file.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Complete the file."""
        self._file.mux(self._stream.encode())
        self._file.close()


def join_small(pieces: Iterable[tuple[Path, int]], target: Path) -> int:
    """Join pieces of :class:`SmallSegment`, each with the sample it begins at, to one film."""
    return join(pieces, target, fps=GIF.fps)


def standing(film: Path, seconds: float) -> list[float]:
    """Return how many seconds each picture of a joined film of that length stands."""
    with av.open(str(film)) as source:
        starts = [
            float(packet.pts * packet.time_base)
            for packet in source.demux(video=0)
            if packet.pts is not None and packet.time_base is not None
        ]
    return [after - start for start, after in pairwise([*starts, seconds])]
